package amparo.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.server.testing.RunningServer;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** FEATURE: programs read the same lists as people, with the same filters, walls and views. */
@Tag("database")
class ListsApiTest {

    private static RunningServer server;
    private static Caller calls;
    private static String token;
    private static String colleague;
    private static String other;
    private static String woman;
    private static String boy;

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
                        List.of("supervisor"));
        woman = enter("Marisol", "VEN", 31);
        boy = enter("Wilmer", "HTI", 15);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String enter(String name, String nationality, int age) {
        String body =
                """
                {"answers": [{"fact": "name", "value": "%s", "source": "person"},
                             {"fact": "nationality", "value": ["%s"], "source": "person"},
                             {"fact": "age", "value": %d, "source": "person"}]}
                """
                        .formatted(name, nationality, age);
        return calls.post("/api/v1/persons", token, UUID.randomUUID().toString(), body)
                .json()
                .path("code")
                .asString();
    }

    private static List<String> codes(String query, String bearer) {
        Http.Answer answer = calls.get("/api/v1/lists/persons" + query, bearer);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json().path("items").findValuesAsString("code");
    }

    @Test
    void filtersNarrowAndPagesGoOn() {
        assertThat(codes("?nationality=VEN", token)).containsExactly(woman);
        assertThat(codes("?age=child", token)).containsExactly(boy);
        assertThat(codes("?age=child&nationality=VEN", token)).isEmpty();
        assertThat(codes("?order=oldest", token)).containsExactly(woman, boy);
        Http.Answer first = calls.get("/api/v1/lists/persons?nationality=VEN,HTI&limit=1", token);
        assertThat(first.json().path("items").size()).isEqualTo(1);
        String link = first.header("Link");
        assertThat(link).contains("nationality=VEN%2CHTI", "rel=\"next\"");
        Http.Answer second = calls.get(link.substring(1, link.indexOf('>')), token);
        assertThat(second.json().path("items").findValuesAsString("code")).containsExactly(woman);
        JsonNode line = first.json().path("items").path(0);
        assertThat(line.path("name").asString()).isEqualTo("Wilmer");
        assertThat(line.path("mayBeChild").asBoolean()).isTrue();
        assertThat(line.path("facts").path("nationality").toString()).isEqualTo("[\"HTI\"]");
    }

    @Test
    void whoIsSaidToBeAnAdultAndWhomAnOfficerTookForAChildIsAmongTheChildren() {
        String code = enter("Tobías", "HTI", 19);
        String path = "/api/v1/persons/" + code + "/answers";
        String answer = "{\"answers\": [{\"fact\": \"age\", \"value\": %d, \"source\": \"%s\"}]}";
        assertThat(codes("?age=child", token)).doesNotContain(code);
        calls.post(path, token, UUID.randomUUID().toString(), answer.formatted(16, "officer"));
        calls.post(path, token, UUID.randomUUID().toString(), answer.formatted(19, "person"));
        assertThat(codes("?age=child", token)).contains(code);
        JsonNode line = tools.jackson.databind.node.MissingNode.getInstance();
        for (JsonNode one :
                calls.get("/api/v1/lists/persons?age=child", token).json().path("items")) {
            line = one.path("code").asString().equals(code) ? one : line;
        }
        assertThat(line.path("mayBeChild").asBoolean()).isTrue();
        calls.post(path, token, UUID.randomUUID().toString(), answer.formatted(19, "document"));
        assertThat(codes("?age=child", token)).doesNotContain(code);
    }

    @Test
    void nobodyOutOfReachIsListedAndNoFilterIsGuessed() {
        for (String query : List.of("", "?nationality=VEN", "?age=child", "?days=1")) {
            assertThat(codes(query, other)).as(query).isEmpty();
        }
        for (String query :
                List.of(
                        "?age=old",
                        "?nationality=%27",
                        "?days=2",
                        "?who=somebody",
                        "?surprise=1")) {
            assertThat(calls.get("/api/v1/lists/persons" + query, token).status())
                    .as(query)
                    .isEqualTo(400);
        }
    }

    @Test
    void aViewIsSavedOnceSharedAndRemovedByWhoMadeIt() {
        String body = "{\"name\": \"Children\", \"query\": \"age=child\", \"shared\": true}";
        String key = UUID.randomUUID().toString();
        Http.Answer saved = calls.post("/api/v1/views", token, key, body);
        assertThat(saved.status()).as(saved.text()).isEqualTo(201);
        String id = saved.json().path("id").asString();
        assertThat(calls.post("/api/v1/views", token, key, body).json().path("id").asString())
                .isEqualTo(id);
        assertThat(calls.get("/api/v1/views", colleague).text()).contains(id, "\"mine\":false");
        assertThat(calls.get("/api/v1/views", other).text()).doesNotContain(id);
        String remove = "/api/v1/views/" + id + "/remove";
        assertThat(calls.post(remove, colleague, UUID.randomUUID().toString(), "{}").status())
                .isEqualTo(404);
        assertThat(calls.post(remove, token, UUID.randomUUID().toString(), "{}").status())
                .isEqualTo(201);
        assertThat(calls.get("/api/v1/views", token).text()).doesNotContain(id);
        for (String wrong :
                List.of(
                        "{\"name\": \"\", \"query\": \"\"}",
                        "{\"name\": \"x\", \"query\": \"age=old\"}",
                        "{\"name\": \"x\"}",
                        "{\"name\": \"x\", \"query\": \"\", \"shared\": \"yes\"}",
                        "{\"name\": \"x\", \"query\": \"\", \"account\": \"me\"}")) {
            assertThat(
                            calls.post("/api/v1/views", token, UUID.randomUUID().toString(), wrong)
                                    .status())
                    .as(wrong)
                    .isEqualTo(422);
        }
    }
}
