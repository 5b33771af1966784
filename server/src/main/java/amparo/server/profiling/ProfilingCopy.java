package amparo.server.profiling;

import amparo.engine.rule.Screen;
import amparo.server.audit.PersonWords;
import amparo.server.privacy.CopyPart;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What profiling holds about a person, for the person: the needs that were seen, interviews, and
 * what they said to the reasons. Survivor-level needs do not pass the walls of whoever makes the
 * copy; opinions of officers are words of colleagues and stay out, as in the rest of the copy.
 */
@Component
class ProfilingCopy implements CopyPart {

    private final JdbcClient jdbc;
    private final Screens screens;
    private final JsonMapper json = JsonMapper.builder().build();

    ProfilingCopy(JdbcClient jdbc, Screens screens) {
        this.jdbc = jdbc;
        this.screens = screens;
    }

    @Override
    public Part of(UUID person, PersonWords words) {
        ObjectNode root = json.createObjectNode();
        List<String> lines = new ArrayList<>();
        ArrayNode needs = root.putArray("needs");
        jdbc.sql(
                        "select screen, raised_at from flag where person = any (person_files(:person)) order by raised_at, id")
                .param("person", person)
                .query(row -> {
                    Optional<Screen> screen =
                            screens.find(row.getString("screen")).map(Screens.Known::screen);
                    String raised =
                            row.getObject("raised_at", OffsetDateTime.class).toInstant().toString();
                    ObjectNode one = needs.addObject();
                    one.put("need", row.getString("screen"));
                    one.put("since", raised);
                    screen.ifPresent(known ->
                            lines.add(
                                    known.title().in(words.language())
                                            + " ("
                                            + raised.substring(0, 10)
                                            + ")"));
                });
        ArrayNode interviews = root.putArray("interviews");
        jdbc.sql(
                        "select language, through, started_at from interview where person = any (person_files(:person))"
                                + " order by started_at, id")
                .param("person", person)
                .query(row -> {
                    ObjectNode one = interviews.addObject();
                    one.put("language", row.getString("language"));
                    one.put("through", row.getString("through"));
                    one.put(
                            "on",
                            row.getObject("started_at", OffsetDateTime.class)
                                    .toInstant()
                                    .toString());
                });
        ArrayNode steps = root.putArray("steps_for_child");
        jdbc.sql(
                        "select step, state, who, recorded_at from child_step where person = :person"
                                + " order by recorded_at, id")
                .param("person", person)
                .query(row -> {
                    ObjectNode one = steps.addObject();
                    one.put("step", row.getString("step"));
                    one.put("state", row.getString("state"));
                    one.put("who", row.getString("who"));
                    one.put(
                            "on",
                            row.getObject("recorded_at", OffsetDateTime.class)
                                    .toInstant()
                                    .toString());
                });
        ArrayNode said = root.putArray("said_to_reasons");
        jdbc.sql(
                        "select agrees, words from flag_reading where person = any (person_files(:person)) order by at, id")
                .param("person", person)
                .query(row -> {
                    ObjectNode one = said.addObject();
                    one.put("agrees", row.getObject("agrees", Boolean.class));
                    one.put("words", row.getString("words"));
                });
        return new Part("needs", words.word("export.needs"), root, lines);
    }
}
