package amparo.server.registry;

import amparo.engine.evaluate.Availability;
import amparo.engine.evaluate.DoorFinding;
import amparo.engine.evaluate.Evaluator;
import amparo.engine.evaluate.Explanation;
import amparo.engine.evaluate.Findings;
import amparo.engine.evaluate.Gap;
import amparo.engine.evaluate.Outcome;
import amparo.engine.evaluate.PathwayVerdict;
import amparo.engine.fact.Fact;
import amparo.engine.fact.Facts;
import amparo.engine.interview.Setting;
import amparo.engine.rule.Citation;
import amparo.engine.rule.EffectOnAsylum;
import amparo.engine.rule.Role;
import amparo.engine.value.Truth;
import amparo.engine.value.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Every door for a person on a day, as the rulebook decides it in this process: asylum first, then
 * the others by what one can do with them. The same verdicts as {@code amparo check}.
 *
 * @param asylumHere asylum where the person is; none if that is their own country, or not known
 * @param asylumElsewhere in other countries
 * @param ownCountry whether they are in a country of which they are a national
 */
public record Doors(
        @Nullable String here,
        boolean ownCountry,
        List<Door> asylumHere,
        List<Door> asylumElsewhere,
        Map<Group, List<Door>> groups) {

    public Doors {
        asylumHere = List.copyOf(asylumHere);
        asylumElsewhere = List.copyOf(asylumElsewhere);
        groups = Collections.unmodifiableMap(groups);
    }

    /** What a person can do with a door, the most useful first. */
    public enum Group {
        SEEMS_OPEN,
        ASK_FIRST,
        MAY_BE_OPEN,
        NOT_NOW,
        CLOSED;

        /** The end of the keys of its texts. */
        public String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * A condition with what became of it.
     *
     * @param against whether it stands against the person where it holds
     */
    public record Reason(String text, Truth truth, boolean against, @Nullable Citation cite) {}

    /**
     * One door.
     *
     * @param outcome as the rulebook says; an open one counts as answered if every answer would
     *     come to the same
     * @param missing facts that would decide it, as far as they may be asked outside of an
     *     interview by a specialist
     */
    public record Door(
            PathwayVerdict verdict,
            Outcome outcome,
            String title,
            String summary,
            String apply,
            boolean endsAsylum,
            List<Reason> reasons,
            List<String> missing) {}

    /** All doors of a person on a day, in the words of a language of the rulebook. */
    public static Doors of(Evaluator evaluator, Facts facts, int day, String language) {
        return of(new Findings(evaluator, facts, day), language);
    }

    /** The same of what was found already. */
    public static Doors of(Findings findings, String language) {
        Facts facts = findings.facts();
        String here = code(facts, "country_now");
        Set<String> own = codes(facts, "nationality");
        boolean ownCountry = here != null && own.contains(here);
        List<Door> asylumHere = new ArrayList<>();
        List<Door> asylumElsewhere = new ArrayList<>();
        Map<Group, List<Door>> groups = new EnumMap<>(Group.class);
        for (DoorFinding found : findings.doors()) {
            PathwayVerdict verdict = found.verdict();
            if (verdict.pathway().isBarrier()) {
                continue;
            }
            if (verdict.pathway().isAsylum()) {
                // In one's own country there is no asylum, only advice.
                if (!own.contains(verdict.destination())) {
                    (verdict.destination().equals(here) ? asylumHere : asylumElsewhere)
                            .add(door(found, verdict.outcome(), language));
                }
                continue;
            }
            Outcome outcome = settled(found);
            groups.computeIfAbsent(group(verdict, outcome), any -> new ArrayList<>())
                    .add(door(found, outcome, language));
        }
        groups.values()
                .forEach(all ->
                        all.sort(
                                Comparator.comparing((Door one) ->
                                                !one.verdict().destination().equals(here))
                                        .thenComparing(Door::title)));
        return new Doors(here, ownCountry, asylumHere, asylumElsewhere, groups);
    }

    private static Door door(DoorFinding found, Outcome outcome, String language) {
        PathwayVerdict verdict = found.verdict();
        List<Reason> reasons = new ArrayList<>();
        for (Explanation one : verdict.requires()) {
            if (one.node().role() == Role.ELIGIBILITY && one.applies() != Truth.FALSE) {
                reason(reasons, one, false, language);
            }
        }
        for (Explanation one : verdict.unless()) {
            if (one.node().role() == Role.ELIGIBILITY && one.truth() != Truth.FALSE) {
                reason(reasons, one, true, language);
            }
        }
        Set<String> missing = new LinkedHashSet<>();
        if (outcome == Outcome.OPEN
                || verdict.pathway().isAsylum()
                        && verdict.destination().equals(code(found.facts(), "country_now"))) {
            for (Gap gap : found.missing()) {
                if (mayBeNamed(gap)) {
                    missing.add(gap.fact().name());
                }
            }
        }
        return new Door(
                verdict,
                outcome,
                verdict.pathway().title().in(language),
                verdict.pathway().summary().in(language),
                verdict.pathway().apply().in(language),
                verdict.pathway().effectOnAsylum() == EffectOnAsylum.ENDS,
                reasons,
                List.copyOf(missing));
    }

    /** A group without a sentence of its own speaks through its parts. */
    private static void reason(
            List<Reason> all, Explanation one, boolean against, String language) {
        String text = one.node().text().in(language);
        if (one.item() >= 0) {
            return;
        }
        if (!text.isEmpty()) {
            all.add(new Reason(text, one.truth(), against, one.node().cite()));
        } else {
            one.parts().forEach(part -> reason(all, part, against, language));
        }
    }

    private static Group group(PathwayVerdict verdict, Outcome outcome) {
        Availability.State state = verdict.availability().state();
        return switch (state) {
            case CLOSED, SUSPENDED, NOT_YET -> Group.CLOSED;
            case OPEN, UNCONFIRMED, UNKNOWN ->
                    switch (outcome) {
                        case MET ->
                                state == Availability.State.OPEN
                                        ? Group.SEEMS_OPEN
                                        : Group.ASK_FIRST;
                        case NOT_MET -> Group.NOT_NOW;
                        default -> Group.MAY_BE_OPEN;
                    };
        };
    }

    private static Outcome settled(DoorFinding found) {
        if (found.verdict().outcome() != Outcome.OPEN) {
            return found.verdict().outcome();
        }
        Truth truth = found.settled().truth();
        return truth == null || truth == Truth.UNKNOWN
                ? Outcome.OPEN
                : truth == Truth.TRUE ? Outcome.MET : Outcome.NOT_MET;
    }

    private static boolean mayBeNamed(Gap gap) {
        var most = Setting.SELF.most();
        return gap.asked().asked()
                && gap.fact().asked()
                && gap.fact().sensitivity().compareTo(most) <= 0
                && gap.asked().sensitivity().compareTo(most) <= 0;
    }

    private static @Nullable String code(Facts facts, String name) {
        Fact fact = facts.vocabulary().find(name);
        return fact != null && facts.get(fact) instanceof Value.Code code ? code.code() : null;
    }

    private static Set<String> codes(Facts facts, String name) {
        Fact fact = facts.vocabulary().find(name);
        return fact != null && facts.get(fact) instanceof Value.Codes codes
                ? codes.known()
                : Set.of();
    }
}
