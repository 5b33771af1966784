package amparo.server.matching;

import amparo.server.access.Actor;
import amparo.server.matching.Keys.Key;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The index of the search, and what is shown of those who are found: each in one statement. */
@Repository
class SearchStore {

    /**
     * Each key walks the index by itself, the newest persons first, and stops early: a name that
     * thousands have does not read thousands. Equality of uuid and bigint is leakproof, so the
     * policy filters what the index gives and not the table.
     */
    static final String FIND =
            """
            select hit.person
            from unnest(:keys::bigint[], :sharps::bigint[], :weights::integer[]) as wanted (key, sharp, weight),
                 lateral (select k.person, k.sharp from search_key k
                          where k.organisation = :organisation and k.key = wanted.key
                          order by k.person desc limit :most) as hit
            group by hit.person
            order by sum(case when hit.sharp = wanted.sharp then wanted.weight * 3 else wanted.weight * 2 end) desc,
                     hit.person desc
            limit :limit
            """;

    private static final String SHOW =
            """
            select p.id, p.code, p.merged_into, p.organisation, a.fact, a.record, a.value::text as value
            from person p left join answer a on a.person = p.id and a.fact = any (:facts)
            where p.id = any (:persons)
            order by p.id, a.told_at desc, a.id desc
            """;

    private final JdbcClient jdbc;

    SearchStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Somebody who was found, with what whoever acts may read of them. */
    record Found(UUID id, String code, @Nullable UUID mergedInto, UUID organisation, Known known) {}

    /**
     * Who shares most with these keys.
     *
     * @param most how many persons of each key are looked at
     */
    List<UUID> find(Collection<Key> keys, Actor actor, int most, int limit) {
        if (keys.isEmpty()) {
            return List.of();
        }
        return jdbc.sql(FIND)
                .param("keys", keys.stream().map(Key::key).toArray(Long[]::new))
                .param("sharps", keys.stream().map(Key::sharp).toArray(Long[]::new))
                .param("weights", keys.stream().map(Key::weight).toArray(Integer[]::new))
                .param("organisation", actor.requireOrganisation())
                .param("most", most)
                .param("limit", limit)
                .query((row, number) -> row.getObject("person", UUID.class))
                .list();
    }

    /** In the order of the ids; who is not in reach is not there. */
    List<Found> show(List<UUID> persons) {
        if (persons.isEmpty()) {
            return List.of();
        }
        record Row(
                UUID id,
                String code,
                @Nullable UUID mergedInto,
                UUID organisation,
                @Nullable String fact,
                @Nullable UUID record,
                @Nullable String value) {}
        Map<UUID, List<Row>> rows = new HashMap<>();
        jdbc.sql(SHOW)
                .param("facts", Known.FACTS.toArray(String[]::new))
                .param("persons", persons.toArray(UUID[]::new))
                .query((row, number) ->
                        new Row(
                                row.getObject("id", UUID.class),
                                row.getString("code"),
                                row.getObject("merged_into", UUID.class),
                                row.getObject("organisation", UUID.class),
                                row.getString("fact"),
                                row.getObject("record", UUID.class),
                                row.getString("value")))
                .list()
                .forEach(row -> rows.computeIfAbsent(row.id(), any -> new ArrayList<>()).add(row));
        Map<UUID, Found> found = new LinkedHashMap<>();
        for (UUID id : persons) {
            List<Row> of = rows.getOrDefault(id, List.of());
            if (of.isEmpty()) {
                continue;
            }
            List<Known.Said> said = new ArrayList<>();
            for (Row row : of) {
                if (row.fact() != null && row.value() != null) {
                    said.add(new Known.Said(row.fact(), row.record(), row.value()));
                }
            }
            Row first = of.getFirst();
            found.put(
                    id,
                    new Found(
                            id,
                            first.code(),
                            first.mergedInto(),
                            first.organisation(),
                            Known.of(said)));
        }
        return List.copyOf(found.values());
    }

    /** What the own organisation was told by which the person can be found, the newest first. */
    List<Known.Said> told(UUID person, Actor actor) {
        return jdbc.sql(
                        """
                        select fact, record, value::text as value from answer
                        where person = :person and fact = any (:facts) and organisation = :organisation
                        order by told_at desc, id desc
                        """)
                .param("person", person)
                .param("facts", Known.KEYED.toArray(String[]::new))
                .param("organisation", actor.requireOrganisation())
                .query((row, number) ->
                        new Known.Said(
                                Optional.ofNullable(row.getString("fact")).orElse(""),
                                row.getObject("record", UUID.class),
                                Optional.ofNullable(row.getString("value")).orElse("null")))
                .list();
    }

    /** Writes the keys of persons who had none, and gives those who had. */
    Set<UUID> write(Map<UUID, List<Key>> keys) {
        List<UUID> persons = new ArrayList<>();
        List<Key> all = new ArrayList<>();
        keys.forEach((person, of) ->
                of.forEach(key -> {
                    persons.add(person);
                    all.add(key);
                }));
        if (all.isEmpty()) {
            return Set.of();
        }
        UUID[] known =
                jdbc.sql(
                                "select search_write(:persons::uuid[], :keys::bigint[], :sharps::bigint[],"
                                        + " :facts::smallint[])")
                        .param("persons", persons.toArray(UUID[]::new))
                        .param("keys", all.stream().map(Key::key).toArray(Long[]::new))
                        .param("sharps", all.stream().map(Key::sharp).toArray(Long[]::new))
                        .param("facts", facts(all))
                        .query((row, number) -> (UUID[]) row.getArray(1).getArray())
                        .single();
        return Set.of(known);
    }

    /** Writes the keys of a person anew. */
    void rewrite(UUID person, List<Key> keys) {
        jdbc.sql(
                        "select cast(search_rewrite(:person, :keys::bigint[], :sharps::bigint[], :facts::smallint[])"
                                + " as text)")
                .param("person", person)
                .param("keys", keys.stream().map(Key::key).toArray(Long[]::new))
                .param("sharps", keys.stream().map(Key::sharp).toArray(Long[]::new))
                .param("facts", facts(keys))
                .query(String.class)
                .optional();
    }

    private static Integer[] facts(List<Key> keys) {
        return keys.stream().map(Key::facts).toArray(Integer[]::new);
    }
}
