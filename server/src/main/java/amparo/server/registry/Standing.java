package amparo.server.registry;

import amparo.server.registry.AnswerStore.Said;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What holds among answers: the newest to each fact, and of each list the newest to each record
 * that is not taken away.
 *
 * @param facts by name, in the order in which they came
 * @param lists by name, the oldest record first; a list that was told in full may be empty
 * @param complete lists of which the person said that this is all, and nothing came after it
 */
record Standing(Map<String, Said> facts, Map<String, List<Held>> lists, Set<String> complete) {

    private static final Comparator<Said> AGE =
            Comparator.comparing(Said::recordedAt).thenComparing(Said::id);

    /** A record that holds. */
    record Held(UUID record, Said said, JsonNode value) {

        String part(String field) {
            JsonNode node = value.get(field);
            return node == null || node.isNull() ? "" : node.asString();
        }
    }

    /**
     * The end of a day where the sun sets last, so that nothing that was known that day is left
     * out.
     */
    static @Nullable OffsetDateTime end(@Nullable LocalDate day) {
        return day == null
                ? null
                : day.plusDays(1).atStartOfDay().atOffset(ZoneOffset.ofHours(-12));
    }

    /** What holds now. */
    static Standing of(List<Said> said) {
        return of(said, null);
    }

    /**
     * What held at a moment.
     *
     * @param until answers that were recorded at this moment or later are not known yet; none: now
     */
    static Standing of(List<Said> all, @Nullable OffsetDateTime until) {
        List<Said> said =
                all.stream()
                        .filter(one -> until == null || one.recordedAt().isBefore(until))
                        .sorted(AGE.reversed())
                        .toList();
        Map<String, Said> facts = new LinkedHashMap<>();
        Map<String, Map<UUID, Said>> newest = new LinkedHashMap<>();
        Map<UUID, Said> first = new HashMap<>();
        for (Said one : said) {
            UUID record = one.record();
            if (record == null) {
                facts.putIfAbsent(one.fact(), one);
            } else {
                newest.computeIfAbsent(one.fact(), any -> new LinkedHashMap<>())
                        .putIfAbsent(record, one);
                first.put(record, one);
            }
        }
        Map<String, List<Held>> lists = new LinkedHashMap<>();
        Set<String> complete = new HashSet<>();
        newest.forEach((fact, records) -> {
            List<Held> held = new ArrayList<>();
            records.forEach((record, one) -> {
                JsonNode value = Values.tree(one.value());
                if (value.isObject() && !Values.removes(value)) {
                    held.add(new Held(record, one, value));
                }
            });
            held.sort(
                    Comparator.comparing(
                            (Held one) -> first.getOrDefault(one.record(), one.said()), AGE));
            lists.put(fact, List.copyOf(held));
        });
        facts.values().stream()
                .filter(one -> one.value().equals(Values.COMPLETE))
                .forEach(one -> {
                    lists.putIfAbsent(one.fact(), List.of());
                    if (lists.get(one.fact()).stream()
                            .noneMatch(held ->
                                    first.getOrDefault(held.record(), one)
                                            .recordedAt()
                                            .isAfter(one.recordedAt()))) {
                        complete.add(one.fact());
                    }
                });
        return new Standing(facts, lists, complete);
    }

    /** The records of a list that hold. */
    List<Held> list(String fact) {
        return lists.getOrDefault(fact, List.of());
    }

    /** The answer to a fact that is no list. */
    @Nullable Said fact(String name) {
        return facts.get(name);
    }
}
