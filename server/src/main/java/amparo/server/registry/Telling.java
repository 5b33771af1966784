package amparo.server.registry;

import amparo.server.registry.AnswerStore.Said;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * When things were told, and what two clocks cannot order (decision 0038): answers to one question,
 * the one told last first.
 */
final class Telling {

    /** The one told first, first. */
    static final Comparator<Said> ORDER =
            Comparator.comparing(Said::toldAt).thenComparing(Said::id);

    private Telling() {}

    /**
     * What was told at the same time as the last, and says something else: which of them holds
     * nobody knows.
     */
    static List<Said> ties(List<Said> newestFirst) {
        return others(newestFirst, true);
    }

    /**
     * What says something else and was not known to whoever wrote the last one down, as they worked
     * on two devices; ties among them.
     */
    static List<Said> differently(List<Said> newestFirst) {
        return others(newestFirst, false);
    }

    private static List<Said> others(List<Said> newestFirst, boolean onlyTies) {
        Said last = newestFirst.getFirst();
        List<Said> others = new ArrayList<>();
        Set<@Nullable UUID> clocks = new HashSet<>();
        clocks.add(last.clock());
        for (Said one : newestFirst) {
            // What somebody took back on the same clock they no longer say.
            if (clocks.add(one.clock())
                    && !isSame(one, last)
                    && (isTie(one, last) || !onlyTies && !isKnown(one, last))) {
                others.add(one);
            }
        }
        return List.copyOf(others);
    }

    /** Whether two clocks cannot say which of the two was told first. */
    static boolean isTie(Said one, Said other) {
        return !Objects.equals(one.clock(), other.clock())
                && Duration.between(one.toldAt(), other.toldAt())
                                .abs()
                                .compareTo(
                                        Duration.ofSeconds(
                                                (long) one.clockSlack() + other.clockSlack()))
                        <= 0;
    }

    /** Whether whoever wrote the last one down could have seen the other. */
    static boolean isKnown(Said one, Said last) {
        return last.clockSince() == null
                ? !one.recordedAt().isAfter(last.toldAt())
                : one.recordedAt().isBefore(last.clockSince());
    }

    private static boolean isSame(Said one, Said other) {
        return one.value().equals(other.value())
                || same(Values.tree(one.value()), Values.tree(other.value()));
    }

    /** Codes are a set: their order says nothing. */
    private static boolean same(JsonNode one, JsonNode other) {
        return one.isArray() && other.isArray()
                ? Set.copyOf(one.valueStream().toList())
                        .equals(Set.copyOf(other.valueStream().toList()))
                : one.equals(other);
    }
}
