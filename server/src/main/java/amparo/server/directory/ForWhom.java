package amparo.server.directory;

import amparo.engine.evaluate.FormulaProbe;
import amparo.engine.fact.Facts;
import amparo.engine.language.Bindings;
import amparo.engine.language.Formula;
import amparo.engine.language.LanguageException;
import amparo.engine.language.Names;
import amparo.engine.language.Problem;
import amparo.engine.language.TypeChecker;
import amparo.engine.rule.DatedTable;
import amparo.engine.rule.NamedSet;
import amparo.engine.rule.Rule;
import amparo.engine.rule.Rulebook;
import amparo.engine.rule.WorkCalendar;
import amparo.engine.value.Truth;
import amparo.server.registry.LoadedRulebook;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * For whom a service is, in the language of the rulebook: the same checker, the same three values.
 * Compiled once for each text.
 */
@Component
public class ForWhom {

    private static final int MOST = 2000;

    private final LoadedRulebook rulebook;
    private final Map<String, Optional<Formula>> compiled = new ConcurrentHashMap<>();

    ForWhom(LoadedRulebook rulebook) {
        this.rulebook = rulebook;
    }

    /** A mistake: what is wrong, where, and what to write instead. */
    public record Mistake(String message, String cure, String part) {}

    /** What is wrong with a condition; empty if it can be read. */
    public List<Mistake> check(String condition) {
        if (condition.isBlank()) {
            return List.of();
        }
        try {
            compile(condition);
            return List.of();
        } catch (LanguageException wrong) {
            return wrong.problems().stream().map(one -> mistake(one, condition)).toList();
        } catch (IllegalArgumentException wrong) {
            return List.of(new Mistake(String.valueOf(wrong.getMessage()), "", ""));
        }
    }

    private static Mistake mistake(Problem problem, String condition) {
        int from = Math.clamp(problem.span().start(), 0, condition.length());
        int to = Math.clamp(problem.span().end(), from, condition.length());
        return new Mistake(problem.message(), problem.cure(), condition.substring(from, to));
    }

    /**
     * Whether a service is for this person, on a day of the law.
     *
     * @param country of the service: {@code host} in a condition
     * @return unknown also for a condition that this rulebook does not understand any more
     */
    public Truth fits(String condition, Facts facts, String country, int day) {
        if (condition.isBlank()) {
            return Truth.TRUE;
        }
        if (compiled.size() > MOST) {
            compiled.clear();
        }
        Optional<Formula> formula =
                compiled.computeIfAbsent(
                        condition,
                        text -> {
                            try {
                                return Optional.of(compile(text));
                            } catch (LanguageException | IllegalArgumentException wrong) {
                                return Optional.empty();
                            }
                        });
        return formula.map(one ->
                        new FormulaProbe(rulebook.book(), facts, country, day).truth(one, day))
                .orElse(Truth.UNKNOWN);
    }

    private Formula compile(String text) {
        Rulebook book = rulebook.book();
        return TypeChecker.formula(
                text,
                new Names(
                        book.vocabulary(),
                        book.sets().stream().map(NamedSet::name).collect(Collectors.toSet()),
                        book.tables().stream().map(DatedTable::name).collect(Collectors.toSet()),
                        book.calendars().stream()
                                .map(WorkCalendar::name)
                                .collect(Collectors.toSet()),
                        Stream.concat(book.pathways().stream(), book.screens().stream())
                                .map(Rule.class::cast)
                                .map(Rule::id)
                                .collect(Collectors.toSet())),
                Bindings.NONE);
    }
}
