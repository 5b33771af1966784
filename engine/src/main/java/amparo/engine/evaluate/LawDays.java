package amparo.engine.evaluate;

import amparo.engine.fact.Fact;
import amparo.engine.language.CodeSet;
import amparo.engine.language.CodeTerm;
import amparo.engine.language.DayTerm;
import amparo.engine.rule.Pathway;
import amparo.engine.rule.Rulebook;
import amparo.engine.value.Range;
import amparo.engine.value.Truth;
import amparo.engine.value.Value;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The days whose law may count: the day of the question, or that of an event such as a claim. An
 * event has its own law only in the country where it happened; while it is not known whether that
 * is the host State, both may count.
 *
 * @param shown the day whose law is shown
 * @param event the days on which the event may have been, or null if it does not count
 */
record LawDays(int shown, @Nullable Range event) {
    private static final CodeSet HOST = new CodeSet.Just(new CodeTerm.Host());

    static LawDays of(Pathway pathway, Scope scope) {
        DayTerm lawOf = lawOf(pathway);
        if (lawOf == null) {
            return new LawDays(scope.today, null);
        }
        Range days = Terms.day(lawOf, scope);
        // Without a date of the event there is only the law of today.
        boolean bounded = days.low() != Range.NEVER && days.high() != Range.FOREVER;
        Truth here = bounded ? concernsHost(lawOf, scope) : Truth.FALSE;
        return switch (here) {
            case TRUE -> new LawDays(days.high(), days);
            case FALSE -> new LawDays(scope.today, null);
            case UNKNOWN -> new LawDays(scope.today, days);
        };
    }

    /** The other days on which the law may be another one. */
    Set<Integer> others(Pathway pathway, Rulebook book) {
        if (event == null) {
            return Set.of();
        }
        Set<Integer> days = new LinkedHashSet<>();
        days.add(event.low());
        days.add(event.high());
        for (int day : changesOfLaw(pathway, book)) {
            if (day > event.low() && day < event.high()) {
                days.add(day);
            }
        }
        days.remove(shown);
        return days;
    }

    /** Every day on which another version, set or table may begin to count. */
    private static Set<Integer> changesOfLaw(Pathway pathway, Rulebook book) {
        Set<Integer> days = new TreeSet<>();
        pathway.versions().forEach(version -> days.add(version.law().from().low()));
        book.sets().forEach(set -> set.steps().forEach(step -> days.add(step.from())));
        book.tables().forEach(table -> table.steps().forEach(step -> days.add(step.from())));
        return days;
    }

    private static @Nullable DayTerm lawOf(Pathway pathway) {
        return pathway.versions().get(pathway.versions().size() - 1).lawOf();
    }

    private static Truth concernsHost(DayTerm lawOf, Scope scope) {
        Truth all = Truth.TRUE;
        for (Fact place : places(lawOf, scope.book)) {
            Truth here =
                    answer(place, scope) instanceof Value.Code code
                            ? Truth.of(code.code().equals(scope.host))
                            : Truth.UNKNOWN;
            all = all.and(here);
        }
        return all;
    }

    private static @Nullable Value answer(Fact place, Scope scope) {
        return place.known(scope.facts.get(place));
    }

    /** The facts that say in which country the event was. */
    private static Set<Fact> places(DayTerm lawOf, Rulebook book) {
        Set<Fact> places = new LinkedHashSet<>();
        Walk.refs(
                lawOf,
                ref -> {
                    String name = ref.fact().inCountry();
                    Fact place = name == null ? null : book.vocabulary().find(name);
                    if (place != null) {
                        places.add(place);
                    }
                });
        return places;
    }

    /** The answers that would say whether an event with a known day counts. */
    static Set<Fact> missing(Pathway pathway, Scope scope) {
        Set<Fact> missing = new LinkedHashSet<>();
        DayTerm lawOf = lawOf(pathway);
        if (lawOf != null && of(pathway, scope).event() != null) {
            for (Fact place : places(lawOf, scope.book)) {
                if (answer(place, scope) == null) {
                    missing.add(place);
                }
            }
        }
        return missing;
    }

    /** The comparisons of these facts with the host State, as if a condition made them. */
    static void codeTests(Pathway pathway, Rulebook book, BiConsumer<Fact, CodeSet> visit) {
        DayTerm lawOf = lawOf(pathway);
        if (lawOf != null) {
            places(lawOf, book).forEach(place -> visit.accept(place, HOST));
        }
    }
}
