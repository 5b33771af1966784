package amparo.rulebook.lint;

import amparo.engine.fact.Fact;
import amparo.engine.fact.RecordType;
import amparo.engine.language.Formula;
import amparo.engine.language.Ref;
import amparo.engine.rule.Pathway;
import amparo.engine.rule.Rulebook;
import amparo.engine.rule.Version;
import amparo.rulebook.load.FormulaWalk;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which rules use a fact or a field. */
public final class Usage {
    private final Rulebook book;
    private final Map<Fact, Set<String>> rules = new IdentityHashMap<>();
    private final Map<Fact, List<Site>> sites = new IdentityHashMap<>();

    private Usage(Rulebook book) {
        this.book = book;
    }

    /** A condition that names a fact. */
    record Site(Sites.Site at, Formula formula) {}

    /** Reads all conditions of a rulebook. */
    public static Usage of(Rulebook book) {
        Usage usage = new Usage(book);
        for (Sites.Site site : Sites.of(book)) {
            usage.add(site);
        }
        for (Pathway pathway : book.pathways()) {
            for (Version version : pathway.versions()) {
                if (version.lawOf() != null) {
                    FormulaWalk.walk(version.lawOf(), usage.counting(pathway.id()));
                }
            }
        }
        usage.named();
        return usage;
    }

    /** Ids of the rules that use a fact; facts that only help others count for their rules. */
    public Set<String> rulesOf(Fact fact) {
        return rules.getOrDefault(fact, Set.of());
    }

    /** The facts of a person that exactly one rule uses. */
    public List<Fact> singleUse() {
        return book.vocabulary().facts().stream().filter(f -> rulesOf(f).size() == 1).toList();
    }

    /** The conditions that name a fact themselves. */
    List<Site> sitesOf(Fact fact) {
        return sites.getOrDefault(fact, List.of());
    }

    private void add(Sites.Site site) {
        for (Formula formula : site.formulas()) {
            FormulaWalk.walk(
                    formula,
                    new FormulaWalk.Visitor() {
                        @Override
                        public void ref(Ref ref, boolean derived) {
                            use(ref.fact(), site.rule().id());
                            if (!derived) {
                                sites.computeIfAbsent(ref.fact(), _ -> new ArrayList<>())
                                        .add(new Site(site, formula));
                            }
                        }
                    });
        }
        site.around().forEach(records -> use(records.list().fact(), site.rule().id()));
    }

    private FormulaWalk.Visitor counting(String rule) {
        return new FormulaWalk.Visitor() {
            @Override
            public void ref(Ref ref, boolean derived) {
                use(ref.fact(), rule);
            }
        };
    }

    private void use(Fact fact, String rule) {
        rules.computeIfAbsent(fact, _ -> new LinkedHashSet<>()).add(rule);
    }

    /** A fact that another one needs is used where that one is. */
    private void named() {
        for (Fact fact : book.vocabulary().facts()) {
            name(fact, fact.noCountsOnlyIf(), null);
            name(fact, fact.askAfter(), null);
            name(fact, fact.issuedBy(), fact.record());
            name(fact, fact.inCountry(), null);
            RecordType record = fact.record();
            if (record != null) {
                for (Fact field : record.fields()) {
                    name(field, field.issuedBy(), record);
                    name(field, field.fromPerson(), null);
                }
            }
        }
    }

    private void name(Fact fact, @Nullable String other, @Nullable RecordType record) {
        if (other == null) {
            return;
        }
        Fact field = record == null ? null : record.field(other);
        Fact named = field == null ? book.vocabulary().find(other) : field;
        if (named != null) {
            rulesOf(fact).forEach(rule -> use(named, rule));
        }
    }
}
