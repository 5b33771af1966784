package amparo.server.cases;

import amparo.server.audit.PersonWords;
import amparo.server.privacy.CopyPart;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What cases hold about a person, for the person. Through the walls of whoever makes the copy;
 * notes and tasks are words of colleagues and stay out, as in the rest of the copy.
 */
@Component
class CaseCopy implements CopyPart {

    private final JdbcClient jdbc;
    private final Accompaniment doors;
    private final JsonMapper json = JsonMapper.builder().build();

    CaseCopy(JdbcClient jdbc, Accompaniment doors) {
        this.jdbc = jdbc;
        this.doors = doors;
    }

    @Override
    public Part of(UUID person, PersonWords words) {
        ObjectNode root = json.createObjectNode();
        List<String> lines = new ArrayList<>();
        cases(person, root.putArray("cases"), lines, words);
        doors(person, root.putArray("doors"), lines, words);
        appointments(person, root.putArray("appointments"), lines, words);
        files(person, root.putArray("files"), lines, words);
        offers(person, root.putArray("offers"), lines, words);
        return new Part("cases", words.word("export.cases"), root, lines);
    }

    private void cases(UUID person, ArrayNode into, List<String> lines, PersonWords words) {
        rows(
                """
                select c.status, c.opened_at, c.changed_at from case_person cp join case_file c on c.id = cp.file
                where cp.person = any (person_files(:person)) order by c.opened_at, c.id
                """,
                person,
                row -> {
                    ObjectNode one = into.addObject();
                    one.put("status", text(row, "status"));
                    one.put("opened", moment(row, "opened_at").toInstant().toString());
                    one.put("changed", moment(row, "changed_at").toInstant().toString());
                    lines.add(
                            words.word("case")
                                    + ": "
                                    + words.word("case." + text(row, "status"))
                                    + " ("
                                    + words.moment(moment(row, "opened_at").toInstant())
                                    + ")");
                });
    }

    private void doors(UUID person, ArrayNode into, List<String> lines, PersonWords words) {
        rows(
                "select door, state, state_on, valid_until from case_door where person = any (person_files(:person)) order by state_on, id",
                person,
                row -> {
                    LocalDate until = day(row, "valid_until");
                    ObjectNode one = into.addObject();
                    one.put("door", text(row, "door"));
                    one.put("state", text(row, "state"));
                    one.put("since", text(row, "state_on"));
                    one.put("valid_until", until == null ? null : until.toString());
                    lines.add(
                            words.word("door")
                                    + ": "
                                    + doors.title(text(row, "door"), words.language())
                                    + " – "
                                    + words.word("door." + text(row, "state"))
                                    + (until == null
                                            ? ""
                                            : ", "
                                                    + words.word("door.until")
                                                            .replace("{day}", words.day(until))));
                });
    }

    private void appointments(UUID person, ArrayNode into, List<String> lines, PersonWords words) {
        rows(
                "select at, purpose, place, state from case_appointment where person = any (person_files(:person)) order by at, id",
                person,
                row -> {
                    ObjectNode one = into.addObject();
                    one.put("at", moment(row, "at").toInstant().toString());
                    one.put("purpose", text(row, "purpose"));
                    Object place = row.get("place");
                    one.put("place", place == null ? null : place.toString());
                    one.put("state", text(row, "state"));
                    lines.add(
                            words.word("appointment")
                                    + ": "
                                    + words.moment(moment(row, "at").toInstant())
                                    + (place == null ? "" : ", " + place));
                });
    }

    private void files(UUID person, ArrayNode into, List<String> lines, PersonWords words) {
        rows(
                """
                select name, size, added_at from case_attachment where person = any (person_files(:person)) and removed_at is null
                order by added_at, id
                """,
                person,
                row -> {
                    ObjectNode one = into.addObject();
                    one.put("name", text(row, "name"));
                    one.put("size", Integer.parseInt(text(row, "size")));
                    one.put("added", moment(row, "added_at").toInstant().toString());
                    lines.add(words.word("file") + ": " + text(row, "name"));
                });
    }

    private void offers(UUID person, ArrayNode into, List<String> lines, PersonWords words) {
        rows(
                """
                select o.name, t.offered_at, t.state from case_person cp join case_transfer t on t.file = cp.file
                     join organisation o on o.id = t.organisation
                where cp.person = any (person_files(:person)) order by t.offered_at, t.id
                """,
                person,
                row -> {
                    ObjectNode one = into.addObject();
                    one.put("organisation", text(row, "name"));
                    one.put("offered", moment(row, "offered_at").toInstant().toString());
                    one.put("state", text(row, "state"));
                    lines.add(
                            words.word("offer")
                                    + ": "
                                    + text(row, "name")
                                    + " ("
                                    + words.moment(moment(row, "offered_at").toInstant())
                                    + ")");
                });
    }

    private void rows(
            String sql,
            UUID person,
            java.util.function.Consumer<Map<String, @Nullable Object>> each) {
        jdbc.sql(sql)
                .param("person", person)
                .query((row, number) -> {
                    Map<String, @Nullable Object> values = new java.util.HashMap<>();
                    for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                        values.put(row.getMetaData().getColumnLabel(i), row.getObject(i));
                        if (row.getMetaData().getColumnTypeName(i).equals("timestamptz")) {
                            values.put(
                                    row.getMetaData().getColumnLabel(i),
                                    row.getObject(i, OffsetDateTime.class));
                        }
                        if (row.getMetaData().getColumnTypeName(i).equals("date")) {
                            values.put(
                                    row.getMetaData().getColumnLabel(i),
                                    row.getObject(i, LocalDate.class));
                        }
                    }
                    return values;
                })
                .list()
                .forEach(each);
    }

    private static String text(Map<String, @Nullable Object> row, String name) {
        return String.valueOf(row.get(name));
    }

    private static OffsetDateTime moment(Map<String, @Nullable Object> row, String name) {
        return (OffsetDateTime) java.util.Objects.requireNonNull(row.get(name));
    }

    private static @Nullable LocalDate day(Map<String, @Nullable Object> row, String name) {
        return (LocalDate) row.get(name);
    }
}
