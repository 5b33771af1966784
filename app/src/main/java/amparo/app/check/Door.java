package amparo.app.check;

import amparo.engine.change.Changes;
import amparo.engine.change.WhatIf;
import amparo.engine.evaluate.Availability;
import amparo.engine.evaluate.Outcome;
import amparo.engine.evaluate.PathwayVerdict;
import amparo.engine.evaluate.Settled;
import amparo.engine.rule.Grants;
import amparo.engine.value.Truth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A pathway that is neither asylum nor a barrier, in the group where a person looks for it.
 *
 * @param destinations one country, or several where all comes to the same
 * @param changes what would have to change, for {@link Group#NOT_NOW}
 */
record Door(PathwayVerdict verdict, Group group, List<String> destinations, Changes changes) {
    private static final Changes NONE = new Changes(List.of(), List.of(), false, false);

    /** What a person can do with a door, the most useful first. */
    enum Group {
        SEEMS_OPEN,
        ASK_FIRST,
        MAY_BE_OPEN,
        NOT_NOW,
        CLOSED;

        /** Prefix of its sentences. */
        String key() {
            return "group." + name().toLowerCase(Locale.ROOT);
        }
    }

    /** All doors of a person in the order in which they are shown. */
    static List<Door> of(Situation situation) {
        Map<String, Door> merged = new LinkedHashMap<>();
        for (PathwayVerdict verdict : situation.pathways()) {
            if (!verdict.pathway().isAsylum() && !verdict.pathway().isBarrier()) {
                Door door = of(verdict, situation);
                merged.merge(door.signature(situation.countryNow()), door, Door::together);
            }
        }
        List<Door> doors = new ArrayList<>(merged.values());
        String here = situation.countryNow();
        doors.sort(
                Comparator.comparing((Door door) -> door.group)
                        .thenComparing(door -> !door.verdict.destination().equals(here))
                        .thenComparing(door -> !door.takesApplications())
                        .thenComparing(Door::permanence)
                        .thenComparing(door -> -door.grants().months())
                        .thenComparing(door -> door.verdict.pathway().title().in("en"))
                        .thenComparing(door -> door.verdict.destination()));
        return doors;
    }

    private static Door of(PathwayVerdict verdict, Situation situation) {
        Group group = group(verdict, situation);
        Changes changes =
                group == Group.NOT_NOW
                        ? new WhatIf(situation.evaluator())
                                .of(verdict, situation.facts(), situation.day())
                        : NONE;
        return new Door(verdict, group, List.of(verdict.destination()), changes);
    }

    /** The same for doors of one agreement to several countries that come to the same. */
    private String signature(String here) {
        StringBuilder out = new StringBuilder(verdict.pathway().id());
        out.append(group).append(verdict.availability());
        if (verdict.destination().equals(here) || isHopeful()) {
            out.append(verdict.destination());
        }
        verdict.requires().forEach(e -> Told.truths(e, out));
        verdict.unless().forEach(e -> Told.truths(e, out));
        return out.toString();
    }

    private Door together(Door other) {
        List<String> all = new ArrayList<>(destinations);
        all.addAll(other.destinations);
        return new Door(verdict, group, all, changes);
    }

    /** True if something would change it. */
    boolean isHopeful() {
        return !changes.sets().isEmpty() || changes.withheld();
    }

    private boolean takesApplications() {
        return verdict.availability().state() == Availability.State.OPEN;
    }

    private static Group group(PathwayVerdict verdict, Situation situation) {
        Availability.State state = verdict.availability().state();
        return switch (state) {
            case CLOSED, SUSPENDED, NOT_YET -> Group.CLOSED;
            case OPEN, UNCONFIRMED, UNKNOWN ->
                    switch (outcome(verdict, situation)) {
                        case MET ->
                                state == Availability.State.OPEN
                                        ? Group.SEEMS_OPEN
                                        : Group.ASK_FIRST;
                        case NOT_MET -> Group.NOT_NOW;
                        default -> Group.MAY_BE_OPEN;
                    };
        };
    }

    /** An open question counts as answered if every answer would come to the same. */
    private static Outcome outcome(PathwayVerdict verdict, Situation situation) {
        if (verdict.outcome() != Outcome.OPEN) {
            return verdict.outcome();
        }
        Truth settled =
                Settled.check(
                                situation.evaluator(),
                                verdict.pathway(),
                                verdict.destination(),
                                situation.facts(),
                                situation.day())
                        .truth();
        if (settled == null || settled == Truth.UNKNOWN) {
            return Outcome.OPEN;
        }
        return settled == Truth.TRUE ? Outcome.MET : Outcome.NOT_MET;
    }

    Grants grants() {
        return verdict.pathway().grants();
    }

    private int permanence() {
        return switch (grants().permanent()) {
            case "is" -> 0;
            case "path" -> 1;
            default -> 2;
        };
    }
}
