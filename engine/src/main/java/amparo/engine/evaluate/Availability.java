package amparo.engine.evaluate;

import amparo.engine.rule.Pathway;
import amparo.engine.rule.Version;
import amparo.engine.rule.Window;
import amparo.engine.value.Days;
import amparo.engine.value.Range;
import amparo.engine.value.Truth;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether a pathway takes applications on a day. Law, intake, suspension and end of benefit are
 * different things and stay so.
 *
 * @param law when the version of the law that was looked at is in force
 * @param intake the intake window that decides: the current one, else the next, else the last; null
 *     if there are none
 * @param suspension the suspension that covers the day, or null
 * @param benefitEnd the day on which the status ends for all, or null
 * @param confirmed last day on which a source confirmed the entry
 */
public record Availability(
        State state,
        Window law,
        @Nullable Window intake,
        @Nullable Window suspension,
        @Nullable Range benefitEnd,
        int confirmed) {
    /** Months after which an entry must be confirmed again. */
    public static final int MONTHS = 12;

    /** The same for entries that change often. */
    public static final int MONTHS_VOLATILE = 3;

    /** One word for a pathway on a day. */
    public enum State {
        OPEN("open"),
        /** Open as far as was known, but nobody confirmed it lately: ask before you act. */
        UNCONFIRMED("unconfirmed"),
        CLOSED("closed"),
        SUSPENDED("suspended"),
        NOT_YET("not-yet"),
        UNKNOWN("unknown");

        private final String word;

        State(String word) {
            this.word = word;
        }

        /** The word in JSON. */
        public String word() {
            return word;
        }
    }

    /** The availability of a version of a pathway on a day. */
    public static Availability of(Pathway pathway, Version version, int day) {
        Window suspension = null;
        Truth suspended = Truth.FALSE;
        for (Window window : version.suspended()) {
            suspended = suspended.or(window.holds(day));
            if (window.holds(day) != Truth.FALSE) {
                suspension = window;
            }
        }
        Window intake = choose(version.intake(), day);
        State state = state(version, intake, suspended, day);
        if (state == State.OPEN && day > confirmedUntil(pathway)) {
            state = State.UNCONFIRMED;
        }
        return new Availability(
                state,
                version.law(),
                intake,
                suspension,
                version.benefitEnd(),
                pathway.confirmed());
    }

    /** Last day on which the confirmation of a pathway still counts. */
    public static int confirmedUntil(Pathway pathway) {
        return Days.plusMonths(
                pathway.confirmed(), pathway.changesOften() ? MONTHS_VOLATILE : MONTHS);
    }

    private static State state(Version version, @Nullable Window intake, Truth suspended, int day) {
        State law = state(version.law(), day);
        State open = intake == null ? law : worse(law, state(intake, day));
        if (open == State.OPEN || open == State.UNKNOWN) {
            return switch (suspended) {
                case TRUE -> State.SUSPENDED;
                case UNKNOWN -> State.UNKNOWN;
                case FALSE -> open;
            };
        }
        return open;
    }

    private static State state(Window window, int day) {
        return switch (window.holds(day)) {
            case TRUE -> State.OPEN;
            case UNKNOWN -> State.UNKNOWN;
            case FALSE -> window.ended(day) == Truth.TRUE ? State.CLOSED : State.NOT_YET;
        };
    }

    private static State worse(State law, State intake) {
        if (law == State.CLOSED || intake == State.CLOSED) {
            return State.CLOSED;
        }
        if (law == State.NOT_YET || intake == State.NOT_YET) {
            return State.NOT_YET;
        }
        return law == State.OPEN ? intake : law;
    }

    /** The window that holds the day, else one that may, else the next, else the last. */
    private static @Nullable Window choose(List<Window> windows, int day) {
        Window best = null;
        int bestRank = Integer.MAX_VALUE;
        for (Window window : windows) {
            int rank =
                    switch (state(window, day)) {
                        case OPEN -> 0;
                        case UNKNOWN -> 1;
                        case NOT_YET -> 2;
                        default -> 3;
                    };
            boolean later = rank == 3 && bestRank == 3;
            if (rank < bestRank || later) {
                best = window;
                bestRank = rank;
            }
        }
        return best;
    }
}
