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
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What holds among answers: what was told last to each fact, and of each list what was told last of
 * each record that is not taken away.
 *
 * @param facts by name, the one told last first
 * @param lists by name, the oldest record first; a list that was told in full may be empty
 * @param complete lists of which the person said that this is all, and nothing came after it
 * @param ties what was told at the same time, as far as two clocks can say, and differs, by fact
 * @param differently what was told on another device meanwhile and differs, by fact; ties among it
 * @param believed the age of a child that an officer wrote down from what they see, while nothing
 *     has settled it, whatever was told since
 */
record Standing(
        Map<String, Said> facts,
        Map<String, List<Held>> lists,
        Set<String> complete,
        Map<String, List<Said>> ties,
        Map<String, List<Said>> differently,
        @Nullable Said believed) {

    /**
     * A record that holds.
     *
     * @param ties what was told of it at the same time, as far as two clocks can say, and differs
     * @param differently what was told of it on another device meanwhile; ties among it
     */
    record Held(UUID record, Said said, JsonNode value, List<Said> ties, List<Said> differently) {

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
                        .sorted(Telling.ORDER.reversed())
                        .toList();
        Map<String, List<Said>> plain = new LinkedHashMap<>();
        Map<String, Map<UUID, List<Said>>> records = new LinkedHashMap<>();
        for (Said one : said) {
            UUID record = one.record();
            if (record == null) {
                plain.computeIfAbsent(one.fact(), any -> new ArrayList<>()).add(one);
            } else {
                records.computeIfAbsent(one.fact(), any -> new LinkedHashMap<>())
                        .computeIfAbsent(record, any -> new ArrayList<>())
                        .add(one);
            }
        }
        Map<String, Said> facts = new LinkedHashMap<>();
        Map<String, List<Said>> ties = new HashMap<>();
        Map<String, List<Said>> differently = new HashMap<>();
        plain.forEach((fact, told) -> {
            facts.put(fact, told.getFirst());
            keep(ties, fact, Telling.ties(told));
            keep(differently, fact, Telling.differently(told));
        });
        Map<String, List<Held>> lists = new LinkedHashMap<>();
        Set<String> complete = new HashSet<>();
        records.forEach((fact, of) -> lists.put(fact, held(of)));
        facts.values().stream()
                .filter(one -> one.value().equals(Values.COMPLETE))
                .forEach(one -> {
                    lists.putIfAbsent(one.fact(), List.of());
                    Map<UUID, List<Said>> of = records.getOrDefault(one.fact(), Map.of());
                    if (lists.get(one.fact()).stream()
                            .map(held -> of.getOrDefault(held.record(), List.of(one)).getLast())
                            .noneMatch(first -> isAfter(first, one))) {
                        complete.add(one.fact());
                    }
                });
        return new Standing(facts, lists, complete, ties, differently, Ages.believed(plain));
    }

    private static void keep(Map<String, List<Said>> into, String fact, List<Said> told) {
        if (!told.isEmpty()) {
            into.put(fact, told);
        }
    }

    /** Whether something came after "that is all", or whoever said so did not know of it. */
    private static boolean isAfter(Said record, Said all) {
        return record.toldAt().isAfter(all.toldAt())
                || Telling.isTie(record, all)
                || !Telling.isKnown(record, all) && !Objects.equals(record.clock(), all.clock());
    }

    private static List<Held> held(Map<UUID, List<Said>> records) {
        List<Held> held = new ArrayList<>();
        records.forEach((record, told) -> {
            List<Said> ties = Telling.ties(told);
            // While nobody knows whether it was taken away, it is there.
            Said holds =
                    Stream.concat(told.stream().limit(1), ties.stream())
                            .filter(one -> isThere(Values.tree(one.value())))
                            .findFirst()
                            .orElse(told.getFirst());
            JsonNode value = Values.tree(holds.value());
            if (isThere(value)) {
                held.add(
                        new Held(
                                record,
                                holds,
                                value,
                                holds.equals(told.getFirst()) ? ties : told.subList(0, 1),
                                Telling.differently(told)));
            }
        });
        held.sort(
                Comparator.comparing(
                        (Held one) ->
                                records.getOrDefault(one.record(), List.of(one.said())).getLast(),
                        Telling.ORDER));
        return List.copyOf(held);
    }

    private static boolean isThere(JsonNode value) {
        return value.isObject() && !Values.removes(value);
    }

    /** The answers of which another device was told something else meanwhile, on both sides. */
    Set<UUID> toldDifferently() {
        Set<UUID> all = new HashSet<>();
        differently.forEach((fact, others) -> {
            others.forEach(one -> all.add(one.id()));
            Said last = facts.get(fact);
            if (last != null) {
                all.add(last.id());
            }
        });
        lists.values()
                .forEach(held ->
                        held.stream()
                                .filter(one -> !one.differently().isEmpty())
                                .forEach(one -> {
                                    all.add(one.said().id());
                                    one.differently().forEach(other -> all.add(other.id()));
                                }));
        return all;
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
