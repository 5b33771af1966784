package amparo.server.exchange;

import amparo.server.audit.AuditLog;
import amparo.server.groups.FactWords;
import amparo.server.platform.Rows;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The front door of the export: everything that whoever acts may see, in portions. Each portion is
 * a transaction of its own, whose audit is written before anything of it leaves the server. Files
 * that are open for an emergency only are not taken along.
 */
@Service
@Transactional
public class PersonExport {

    /** The first cell of the last row; the second says how many rows came before it. */
    static final String END = "END";

    /** The code of the file that stands for this one: both rows are of one person. */
    private static final String SAME_AS = "same_as";

    private static final int PORTION = 200;
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final UUID NEWEST = new UUID(-1, -1);

    /** Facts that have a column of their own in the table of persons. */
    private static final List<String> FACTS =
            List.of(
                    "name",
                    "sex",
                    "birth_date",
                    "age",
                    "nationality",
                    "languages",
                    "phone",
                    "safe_contact",
                    "needs_now",
                    "note");

    private final JdbcClient jdbc;
    private final AuditLog audit;

    PersonExport(JdbcClient jdbc, AuditLog audit) {
        this.jdbc = jdbc;
        this.audit = audit;
    }

    /** What a file is about. */
    public enum Kind {
        /** A row for each person: the newest of the usual answers. */
        PERSONS,
        /** A row for each answer that was ever written down: everything. */
        ANSWERS,
        /** A row for each time of a person with a group. */
        GROUPS;

        /** As it stands in forms and file names. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The kind with this code. */
        public static Optional<Kind> of(String code) {
            return java.util.Arrays.stream(values())
                    .filter(kind -> kind.code().equals(code))
                    .findFirst();
        }
    }

    /**
     * Some rows.
     *
     * @param next where the next portion begins; none after the last
     */
    public record Portion(List<List<String>> rows, @Nullable UUID next) {
        public Portion {
            rows = List.copyOf(rows);
        }
    }

    /** The names of the columns. */
    public List<String> head(Kind kind) {
        return switch (kind) {
            case PERSONS -> {
                List<String> head = new ArrayList<>(List.of("code", "entered_at", "groups"));
                head.addAll(FACTS);
                head.add(SAME_AS);
                yield head;
            }
            case ANSWERS ->
                    List.of(
                            "code",
                            "fact",
                            "record",
                            "value",
                            "source",
                            "language",
                            "interpreter",
                            "true_as_of",
                            "basis",
                            "sensitivity",
                            "organisation",
                            "recorded_at",
                            "told_at");
            case GROUPS -> List.of("group", "code", "since", "until", SAME_AS);
        };
    }

    private record Person(
            UUID id, String code, OffsetDateTime enteredAt, @Nullable String sameAs) {}

    /**
     * The next rows.
     *
     * @param before where to go on; none: from the newest person
     * @param survivor whether survivor-level answers go along, for those who may read them
     * @param reason in the words of whoever exports
     */
    public Portion next(Kind kind, @Nullable UUID before, boolean survivor, String reason) {
        List<Person> persons =
                Rows.of(
                        jdbc.sql(
                                        """
                                                       select p.id, p.code, p.entered_at, k.code as same_as
                                                       from (select id, code, entered_at, merged_into from person
                                                             where id < :before and id <> all ((select acting_emergencies())::uuid[])
                                                               and erased_at is null
                                                             order by id desc limit :limit) p
                                                            left join lateral (select standing_file(p.id) as id
                                                             where p.merged_into is not null offset 0) as stands on true
                                        left join person k on k.id = stands.id
                                                                 and k.id <> p.id
                                                       order by p.id desc
                                        """)
                                .param("before", before == null ? NEWEST : before)
                                .param("limit", PORTION + 1),
                        Person.class);
        List<Person> some = persons.stream().limit(PORTION).toList();
        audit.record(
                "export",
                "person",
                some.stream().map(Person::id).toList(),
                reason,
                "file of " + kind.code() + (survivor ? " with survivor level" : ""));
        UUID[] ids = some.stream().map(Person::id).toArray(UUID[]::new);
        List<List<String>> rows =
                switch (kind) {
                    case PERSONS -> persons(some, ids, survivor);
                    case ANSWERS -> answers(ids, survivor);
                    case GROUPS -> groups(ids);
                };
        return new Portion(rows, persons.size() > some.size() ? some.getLast().id() : null);
    }

    private List<List<String>> persons(List<Person> some, UUID[] ids, boolean survivor) {
        Map<UUID, Map<String, String>> said = new HashMap<>();
        jdbc.sql(
                        """
                        select distinct on (person, fact) person, fact, value::text as value from answer
                        where person = any (:ids) and fact = any (:facts) and (:survivor or sensitivity <> 'survivor')
                        order by person, fact, told_at desc, id desc
                        """)
                .param("ids", ids)
                .param("facts", FACTS.toArray(String[]::new))
                .param("survivor", survivor)
                .query(row -> {
                    said.computeIfAbsent(
                                    row.getObject("person", UUID.class), any -> new HashMap<>())
                            .put(row.getString("fact"), cell(row.getString("value")));
                });
        Map<UUID, String> groups = new HashMap<>();
        jdbc.sql(
                        """
                        select m.person, string_agg(g.code, '; ' order by m.since, m.id) as groups
                        from group_member m join travel_group g on g.id = m.travel_group
                        where m.person = any (:ids) and m.until is null group by m.person
                        """)
                .param("ids", ids)
                .query(row -> {
                    groups.put(row.getObject("person", UUID.class), row.getString("groups"));
                });
        List<List<String>> rows = new ArrayList<>();
        for (Person one : some) {
            List<String> row = new ArrayList<>();
            row.add(one.code());
            row.add(one.enteredAt().toInstant().toString());
            row.add(groups.getOrDefault(one.id(), ""));
            Map<String, String> answers = said.getOrDefault(one.id(), Map.of());
            FACTS.forEach(fact -> row.add(answers.getOrDefault(fact, "")));
            row.add(one.sameAs() == null ? "" : one.sameAs());
            rows.add(row);
        }
        return rows;
    }

    private List<List<String>> answers(UUID[] ids, boolean survivor) {
        return jdbc.sql(
                        """
                        select p.code, a.fact, a.record::text, a.value::text as value, a.source, a.language,
                               a.interpreter::text, a.true_as_of::text, a.basis, a.sensitivity, o.name as organisation,
                               a.recorded_at, a.told_at
                        from answer a join person p on p.id = a.person join organisation o on o.id = a.organisation
                        where a.person = any (:ids) and (:survivor or a.sensitivity <> 'survivor')
                        order by a.person desc, a.told_at, a.fact, a.id
                        """)
                .param("ids", ids)
                .param("survivor", survivor)
                .query((row, number) -> {
                    List<String> cells = new ArrayList<>();
                    for (int i = 1; i <= 11; i++) {
                        String text = row.getString(i);
                        cells.add(text == null ? "" : i == 4 ? cell(text) : text);
                    }
                    cells.add(row.getObject(12, OffsetDateTime.class).toInstant().toString());
                    cells.add(row.getObject(13, OffsetDateTime.class).toInstant().toString());
                    return cells;
                })
                .list();
    }

    private List<List<String>> groups(UUID[] ids) {
        return jdbc.sql(
                        """
                        select g.code as travel_group, p.code, m.since, m.until, coalesce(k.code, '') as same_as
                        from group_member m join travel_group g on g.id = m.travel_group join person p on p.id = m.person
                             left join lateral (select standing_file(p.id) as id
                                              where p.merged_into is not null offset 0) as stands on true
                         left join person k on k.id = stands.id and k.id <> p.id
                        where m.person = any (:ids) order by m.person desc, m.since, m.id
                        """)
                .param("ids", ids)
                .query((row, number) -> {
                    OffsetDateTime until = row.getObject("until", OffsetDateTime.class);
                    return List.of(
                            row.getString("travel_group"),
                            row.getString("code"),
                            row.getObject("since", OffsetDateTime.class).toInstant().toString(),
                            until == null ? "" : until.toInstant().toString(),
                            row.getString("same_as"));
                })
                .list();
    }

    /** Words for a cell: lists with semicolons, records as they are. */
    private static String cell(String json) {
        JsonNode value = JSON.readTree(json);
        if (value.isNull()) {
            return FactWords.NOT_SAID;
        }
        if (value.isArray()) {
            List<String> all = new ArrayList<>();
            value.forEach(one -> all.add(one.isString() ? one.stringValue() : one.toString()));
            return String.join("; ", all);
        }
        return value.isString() ? value.stringValue() : value.toString();
    }
}
