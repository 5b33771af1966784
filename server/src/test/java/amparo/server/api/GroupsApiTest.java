package amparo.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.server.testing.RunningServer;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** FEATURE: programs enter groups in one call, and learn nothing that the pages would not tell. */
@Tag("database")
@Tag("door")
class GroupsApiTest {

    private static final String FOUR =
            """
            {"persons": [
              {"answers": [{"fact": "name", "value": "Marisol", "source": "person"},
                           {"fact": "age", "value": 31, "source": "person"}]},
              {"relation": "partner", "answers": [{"fact": "name", "value": "Wilmer", "source": "person"}]},
              {"relation": "child", "answers": [{"fact": "name", "value": "Yuleisy", "source": "relative"}]},
              {"relation": "child", "answers": [{"fact": "name", "value": "Dylan", "source": "relative"}]}]}
            """;

    private static RunningServer server;
    private static Caller calls;
    private static String token;
    private static String colleague;
    private static String other;

    @BeforeAll
    static void start() {
        server = Caller.start();
        calls = new Caller(server);
        UUID ngo = server.organisation("ngo", "Casa Abierta");
        token = Clients.token(server, ngo, "mine", List.of("case-worker"));
        colleague = Clients.token(server, ngo, "colleague", List.of("supervisor"));
        other =
                Clients.token(
                        server,
                        server.organisation("ngo", "Otra Casa"),
                        "other",
                        List.of("case-worker"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aGroupOfFourIsOneCallAndTheSameCallAgainIsTheSameGroup() {
        String key = UUID.randomUUID().toString();
        Http.Answer made = calls.post("/api/v1/groups", token, key, FOUR);
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        assertThat(calls.post("/api/v1/groups", token, key, FOUR).text()).isEqualTo(made.text());
        String code = made.json().path("code").asString();
        assertThat(made.json().path("persons")).hasSize(4);
        JsonNode group = calls.get("/api/v1/groups/" + code, token).json();
        assertThat(group.path("members").findValuesAsString("name"))
                .containsExactly("Marisol", "Wilmer", "Yuleisy", "Dylan");
        assertThat(group.path("members").findValuesAsString("person"))
                .containsExactlyElementsOf(
                        IntStream.range(0, 4)
                                .mapToObj(i -> made.json().path("persons").path(i).asString())
                                .toList());
        assertThat(calls.get("/api/v1/groups", token).text()).contains(code);
        assertThat(calls.get("/api/v1/groups", token).text()).doesNotContain("Marisol");
    }

    @Test
    void whatIsWrongIsSaidWithItsPlace() {
        String one =
                "{\"answers\": [{\"fact\": \"name\", \"value\": \"A\", \"source\": \"person\"}]}";
        String child = one.replace("{\"answers\"", "{\"relation\": \"%s\", \"answers\"");
        refused("{\"persons\": []}", "/persons");
        refused("{\"people\": []}", "/people");
        refused("{\"persons\": [" + child.formatted("child") + "]}", "/persons/0/relation");
        refused(
                "{\"persons\": [" + one + "," + child.formatted("boss") + "]}",
                "/persons/1/relation");
        refused(
                "{\"persons\": [" + one.replace("name", "nome") + "]}",
                "/persons/0/answers/0/fact");
        refused("{\"persons\": [" + (one + ",").repeat(30) + one + "]}", "/persons");
    }

    private static void refused(String body, String pointer) {
        long before = server.count("select count(*) from amparo.person");
        Http.Answer answer = calls.post("/api/v1/groups", token, body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(422);
        assertThat(answer.json().path("pointer").asString("")).isEqualTo(pointer);
        assertThat(server.count("select count(*) from amparo.person")).isEqualTo(before);
    }

    @Test
    void aSilentSeparationShowsToNoProgramThatDoesNotWorkWithThePerson() {
        JsonNode made = calls.post("/api/v1/groups", token, FOUR).json();
        String group = "/api/v1/groups/" + made.path("code").asString();
        String person = made.path("persons").path(1).asString();
        String groups = "/api/v1/persons/" + person + "/groups";
        List<String> paths =
                List.of(
                        group,
                        "/api/v1/groups",
                        "/api/v1/persons/" + person,
                        groups,
                        "/api/v1/exports/groups",
                        "/api/v1/exports/persons");
        List<String> before =
                paths.stream().map(path -> calls.get(path, colleague).text()).toList();
        String mine = calls.get(group, token).text();
        Http.Answer done =
                calls.post(
                        "/api/v1/persons/" + person + "/separations",
                        token,
                        "{\"group\": \"" + made.path("code").asString() + "\"}");
        assertThat(done.status()).as(done.text()).isEqualTo(201);
        assertThat(paths.stream().map(path -> calls.get(path, colleague).text()).toList())
                .isEqualTo(before);
        assertThat(calls.get(group, token).text()).isEqualTo(mine);
        String separation =
                calls.get(groups, token)
                        .json()
                        .path("items")
                        .path(0)
                        .path("separation")
                        .path("id")
                        .asString();
        assertThat(separation).hasSize(36);
        String end = "/api/v1/persons/" + person + "/separations/" + separation + "/end";
        assertThat(calls.post(end, colleague, "{}").status()).isEqualTo(404);
        assertThat(calls.post(end, token, "{}").status()).isEqualTo(201);
        assertThat(calls.get(groups, token).text()).doesNotContain("separation");
    }

    @Test
    void groupsOfOthersDoNotExist() {
        JsonNode made = calls.post("/api/v1/groups", token, FOUR).json();
        String code = made.path("code").asString();
        String person = made.path("persons").path(0).asString();
        assertThat(calls.get("/api/v1/groups/" + code, other).status()).isEqualTo(404);
        assertThat(calls.get("/api/v1/groups", other).text()).doesNotContain(code);
        assertThat(calls.get("/api/v1/persons/" + person + "/groups", other).status())
                .isEqualTo(404);
        assertThat(
                        calls.post(
                                        "/api/v1/groups/" + code + "/members",
                                        other,
                                        "{\"person\": \"" + person + "\"}")
                                .status())
                .isEqualTo(404);
        assertThat(
                        calls.post(
                                        "/api/v1/persons/" + person + "/separations",
                                        other,
                                        "{\"group\": \"" + code + "\"}")
                                .status())
                .isEqualTo(404);
        assertThat(calls.get("/api/v1/exports/persons", other).text()).doesNotContain(person);
    }

    @Test
    void aTableComesInWholeAndOnce() {
        String table =
                "{\"columns\": [\"group\", \"name\", \"birth_date\"], \"rows\": [[\"a\", \"Ana\", \"%s\"],"
                        + " [\"a\", \"Luz\", \"\"], [\"\", \"Eva\", \"\"]]}";
        long before = server.count("select count(*) from amparo.person");
        Http.Answer wrong = calls.post("/api/v1/imports", token, table.formatted("1990-02-30"));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.json().path("pointer").asString()).isEqualTo("/rows/0/2");
        assertThat(server.count("select count(*) from amparo.person")).isEqualTo(before);
        Http.Answer right = calls.post("/api/v1/imports", token, table.formatted("1990-02-28"));
        assertThat(right.text()).contains("\"persons\":3", "\"groups\":1", "\"again\":false");
        assertThat(calls.post("/api/v1/imports", token, table.formatted("1990-02-28")).text())
                .contains("\"again\":true");
        assertThat(server.count("select count(*) from amparo.person")).isEqualTo(before + 3);
        assertThat(calls.get("/api/v1/exports/answers", token).text()).contains("1990-02-28");
        assertThat(calls.get("/api/v1/exports/everything", token).status()).isEqualTo(404);
    }
}
