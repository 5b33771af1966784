package amparo.engine.evaluate;

import amparo.engine.fact.Facts;
import amparo.engine.language.CodeTerm;
import amparo.engine.language.DayTerm;
import amparo.engine.language.Formula;
import amparo.engine.language.NumberTerm;
import amparo.engine.language.Ref;
import amparo.engine.rule.NamedSet;
import amparo.engine.rule.Rulebook;
import amparo.engine.value.Item;
import amparo.engine.value.Range;
import amparo.engine.value.Truth;
import amparo.engine.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates single formulas and terms inside a rule, with the records that are bound around them.
 */
public final class FormulaProbe {
    private final Rulebook book;
    private final Facts facts;
    private final String host;
    private final int lawDay;
    private final List<Item> bound = new ArrayList<>();
    private @Nullable Scope last;

    /** For a person, a host State and the day whose law counts. */
    public FormulaProbe(Rulebook book, Facts facts, String host, int lawDay) {
        this.book = book;
        this.facts = facts;
        this.host = host;
        this.lawDay = lawDay;
    }

    /** Binds a record. */
    public void push(Item item) {
        bound.add(item);
        if (last != null) {
            last.push(item);
        }
    }

    /** Unbinds the record that was bound last. */
    public void pop() {
        bound.remove(bound.size() - 1);
        if (last != null) {
            last.pop();
        }
    }

    /** Truth of a formula on a day. */
    public Truth truth(Formula formula, int today) {
        return Formulas.truth(formula, scope(today));
    }

    /** A number on a day. */
    public Range number(NumberTerm term, int today) {
        return Terms.number(term, scope(today));
    }

    /** A day on a day. */
    public Range day(DayTerm term, int today) {
        return Terms.day(term, scope(today));
    }

    /** One code, or null if not known. */
    public @Nullable String code(CodeTerm term) {
        return Formulas.code(term, scope(lawDay));
    }

    /** The codes of a dated set. */
    public Set<String> named(String name) {
        NamedSet set = book.set(name);
        return set == null ? Set.of() : set.on(lawDay);
    }

    /** The value of a reference, or null if not known. */
    public @Nullable Value value(Ref ref) {
        return Terms.value(ref, scope(lawDay));
    }

    private Scope scope(int today) {
        Scope scope = last;
        if (scope == null || scope.today != today) {
            scope = new Scope(book, facts, today, host);
            scope.lawDay = lawDay;
            bound.forEach(scope::push);
            last = scope;
        }
        return scope;
    }
}
