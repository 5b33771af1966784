package amparo.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.server.testing.RunningServer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * FEATURE: what a program writes is written once, is refused with the place, and stays behind the
 * walls.
 */
@Tag("database")
@Tag("door")
class PersonsApiTest {

    private static final String ONE =
            """
            {"answers": [{"fact": "name", "value": "Marisol", "source": "person"},
                         {"fact": "birth_date", "value": "2001-05", "source": "person"},
                         {"fact": "nationality", "value": ["VEN"], "source": "document"},
                         {"fact": "phone", "value": null, "source": "person"}]}
            """;

    private static RunningServer server;
    private static Caller calls;
    private static String token;
    private static String other;
    private static String border;

    @BeforeAll
    static void start() {
        server = Caller.start();
        calls = new Caller(server);
        UUID ngo = server.organisation("ngo", "Casa Abierta");
        token = Clients.token(server, ngo, "mine", List.of("case-worker"));
        other =
                Clients.token(
                        server,
                        server.organisation("ngo", "Otra Casa"),
                        "other",
                        List.of("case-worker"));
        border =
                Clients.token(
                        server,
                        server.organisation("border-authority", "Frontera"),
                        "border",
                        List.of("registrar"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }

    private static long persons() {
        return server.count("select count(*) from amparo.person");
    }

    private static void refused(String body, int status, String problem, String pointer) {
        long before = persons();
        Http.Answer answer = calls.post("/api/v1/persons", token, key(), body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.problem()).isEqualTo(problem);
        assertThat(answer.json().path("pointer").asString("")).isEqualTo(pointer);
        assertThat(answer.text()).doesNotContain("Marisol", "SECRET", "{0}", "{1}");
        assertThat(persons()).isEqualTo(before);
    }

    @Test
    void whatIsWrongInABodyIsSaidWithItsPlaceAndNeverWithItsValue() {
        String answer = "{\"answers\": [{\"fact\": %s, \"value\": %s, \"source\": %s}]}";
        refused("", 400, "malformed-json", "");
        refused("{\"answers\": [,]}", 400, "malformed-json", "");
        refused("{\"answers\": []} x", 400, "malformed-json", "");
        refused("{\"answers\": [], \"answers\": []}", 400, "malformed-json", "");
        refused("[]", 422, "wrong-type", "");
        refused("{}", 422, "missing-property", "/answers");
        refused("{\"answer\": []}", 422, "unknown-property", "/answer");
        refused("{\"answers\": {}}", 422, "wrong-type", "/answers");
        refused("{\"answers\": [1]}", 422, "wrong-type", "/answers/0");
        refused(
                "{\"answers\": [{\"fact\": \"name\", \"value\": \"SECRET\"}]}",
                422,
                "missing-property",
                "/answers/0/source");
        refused(
                answer.formatted("\"nome\"", "\"SECRET\"", "\"person\""),
                422,
                "invalid-value",
                "/answers/0/fact");
        refused(
                answer.formatted("\"name\"", "\"SECRET\"", "\"me\""),
                422,
                "invalid-value",
                "/answers/0/source");
        refused(
                answer.formatted("\"name\"", "7", "\"person\""),
                422,
                "wrong-type",
                "/answers/0/value");
        refused(
                answer.formatted("\"name\"", "\"" + "x".repeat(2001) + "\"", "\"person\""),
                422,
                "too-long",
                "/answers/0/value");
        refused(
                answer.formatted("\"name\"", "\"a\\u0000b\"", "\"person\""),
                422,
                "unreadable-text",
                "/answers/0/value");
        refused(
                answer.formatted("\"name\"", "\"\\ud800\"", "\"person\""),
                422,
                "unreadable-text",
                "/answers/0/value");
        refused(
                answer.formatted("\"birth_date\"", "\"2001-02-30\"", "\"person\""),
                422,
                "invalid-value",
                "/answers/0/value");
        refused(
                answer.formatted("\"nationality\"", "[\"VEN\", \"XXX\"]", "\"person\""),
                422,
                "invalid-value",
                "/answers/0/value/1");
        refused(
                answer.formatted("\"age\"", "99999999999999999999", "\"person\""),
                422,
                "invalid-value",
                "/answers/0/value");
        refused("{\"a\":".repeat(40) + "1" + "}".repeat(40), 400, "too-deep", "");
        refused("{\"answers\": \"" + "x".repeat(300_000) + "\"}", 413, "too-large", "");
        Http.Answer near =
                calls.post(
                        "/api/v1/persons",
                        token,
                        key(),
                        answer.formatted("\"nationalty\"", "[\"VEN\"]", "\"person\""));
        assertThat(near.json().path("didYouMean").path(0).asString()).isEqualTo("nationality");
    }

    @Test
    void malformedJsonIsSaidWithLineAndColumn() {
        Http.Answer answer =
                calls.post("/api/v1/persons", token, key(), "{\n  \"answers\": [SECRET]\n}");
        assertThat(answer.problem()).isEqualTo("malformed-json");
        assertThat(answer.json().path("line").asInt()).isEqualTo(2);
        assertThat(answer.json().path("column").asInt()).isBetween(14, 22);
        assertThat(answer.text()).doesNotContain("SECRET");
        Http.Answer bytes =
                Http.send(
                        server.port(),
                        "POST",
                        "/api/v1/persons",
                        new byte[] {'{', '\n', '"', (byte) 0xff, '"', '}'},
                        "Authorization",
                        "Bearer " + token,
                        "Content-Type",
                        "application/json",
                        Idempotency.HEADER,
                        key());
        assertThat(bytes.problem()).isEqualTo("malformed-json");
        assertThat(bytes.json().path("line").asInt()).isEqualTo(2);
        assertThat(bytes.json().path("column").asInt()).isEqualTo(2);
    }

    @Test
    void aListIsWrittenRecordByRecordCorrectedAndKnownAsItWas() {
        String code =
                calls.post("/api/v1/persons", token, key(), ONE).json().path("code").asString();
        String path = "/api/v1/persons/" + code;
        assertThat(
                        calls.post(
                                        path + "/answers",
                                        token,
                                        key(),
                                        "{\"answers\": [{\"fact\": \"stay\", \"value\": {\"country\": \"COL\","
                                                + " \"left\": \"ongoing\"}, \"source\": \"person\", \"language\": \"spanish\","
                                                + " \"interpreter\": false, \"trueAsOf\": \"2024-05-01\"},"
                                                + " {\"fact\": \"stay\", \"value\": \"complete\", \"source\": \"person\"}]}")
                                .status())
                .isEqualTo(201);
        JsonNode known = calls.get(path + "/known", token).json();
        assertThat(known.at("/records/stay/0/value/country").asString()).isEqualTo("COL");
        assertThat(known.at("/complete/0").asString()).isEqualTo("stay");
        String record = known.at("/records/stay/0/record").asString();
        calls.post(
                path + "/answers",
                token,
                key(),
                "{\"answers\": [{\"fact\": \"stay\", \"record\": \""
                        + record
                        + "\", \"value\": {\"country\": \"ECU\"}, \"source\": \"person\"}]}");
        assertThat(calls.get(path + "/known", token).json().at("/records/stay"))
                .hasSize(1)
                .first()
                .extracting(one -> one.at("/value/country").asString())
                .isEqualTo("ECU");
        assertThat(calls.get(path, token).json().path("answers").findValuesAsString("record"))
                .as("the history keeps both")
                .containsExactly(record, record);
        assertThat(calls.get(path + "/known?on=2020-01-01", token).json().path("records"))
                .isEmpty();
        for (String wrong :
                List.of(
                        "{\"fact\": \"stay\", \"value\": {\"planet\": \"COL\"}, \"source\": \"person\"}",
                        "{\"fact\": \"stay\", \"value\": {}, \"source\": \"person\"}",
                        "{\"fact\": \"stay\", \"value\": {\"country\": \"XXX\"}, \"source\": \"person\"}",
                        "{\"fact\": \"stay\", \"value\": {\"removed\": false}, \"source\": \"person\"}",
                        "{\"fact\": \"name\", \"record\": \""
                                + record
                                + "\", \"value\": \"x\", \"source\": \"person\"}",
                        "{\"fact\": \"photo\", \"value\": \"x\", \"source\": \"person\"}",
                        "{\"fact\": \"name\", \"value\": \"x\", \"source\": \"person\", \"trueAsOf\": \"2999-01-01\"}")) {
            assertThat(
                            calls.post(
                                            path + "/answers",
                                            token,
                                            key(),
                                            "{\"answers\": [" + wrong + "]}")
                                    .status())
                    .as(wrong)
                    .isEqualTo(422);
        }
    }

    @Test
    void onlyJsonIsTaken() {
        for (String type :
                List.of("text/plain", "application/x-www-form-urlencoded", "rubbish", "a/b;c")) {
            Http.Answer answer =
                    Http.send(
                            server.port(),
                            "POST",
                            "/api/v1/persons",
                            ONE.getBytes(StandardCharsets.UTF_8),
                            "Authorization",
                            "Bearer " + token,
                            "Content-Type",
                            type,
                            Idempotency.HEADER,
                            key());
            assertThat(answer.status()).as(type).isEqualTo(415);
            assertThat(answer.problem()).isEqualTo("unsupported-type");
        }
    }

    @Test
    void withoutAKeyOrWithABadOneNothingIsMade() {
        long before = persons();
        assertThat(calls.post("/api/v1/persons", token, "", ONE).problem())
                .isEqualTo("idempotency-key-missing");
        assertThat(calls.post("/api/v1/persons", token, "short", ONE).problem())
                .isEqualTo("idempotency-key-invalid");
        assertThat(calls.post("/api/v1/persons", token, "with a space", ONE).problem())
                .isEqualTo("idempotency-key-invalid");
        assertThat(persons()).isEqualTo(before);
    }

    @Test
    void theSameCallAgainGetsTheSameAnswerAndAnotherBodyIsRefused() {
        String key = key();
        Http.Answer first = calls.post("/api/v1/persons", token, key, ONE);
        assertThat(first.status()).as(first.text()).isEqualTo(201);
        long after = persons();
        Http.Answer again = calls.post("/api/v1/persons", token, key, ONE);
        assertThat(again.text()).isEqualTo(first.text());
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(first.header("Idempotency-Replayed")).isEmpty();
        Http.Answer changed =
                calls.post("/api/v1/persons", token, key, ONE.replace("Marisol", "Ana"));
        assertThat(changed.status()).isEqualTo(422);
        assertThat(changed.problem()).isEqualTo("idempotency-key-reused");
        assertThat(persons()).isEqualTo(after);
        // Another program may use the same key: keys are nobody else's business.
        assertThat(calls.post("/api/v1/persons", other, key, ONE).status()).isEqualTo(201);
    }

    @Test
    void whatFailedKeepsNoKey() {
        String key = key();
        assertThat(calls.post("/api/v1/persons", token, key, "{}").status()).isEqualTo(422);
        assertThat(calls.post("/api/v1/persons", token, key, ONE).status()).isEqualTo(201);
    }

    @Test
    void inParallelThereIsOneEffect() throws Exception {
        String key = key();
        long before = persons();
        Set<String> answers = new HashSet<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
            List<Callable<Http.Answer>> both = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                both.add(() -> calls.post("/api/v1/persons", token, key, ONE));
            }
            for (Future<Http.Answer> call : threads.invokeAll(both)) {
                Http.Answer answer = call.get();
                assertThat(answer.status()).as(answer.text()).isIn(201, 409);
                if (answer.status() == 201) {
                    answers.add(answer.text());
                }
            }
        }
        assertThat(answers).hasSize(1);
        assertThat(persons()).isEqualTo(before + 1);
    }

    @Test
    void aPersonIsReadByWhoMayAndNotThereForOthers() {
        String path = calls.post("/api/v1/persons", token, key(), ONE).header("Location");
        Http.Answer file = calls.get(path, token);
        assertThat(file.status()).as(file.text()).isEqualTo(200);
        JsonNode answers = file.json().path("answers");
        assertThat(answers.size()).isEqualTo(4);
        assertThat(answers.findValuesAsString("fact")).contains("name", "nationality", "phone");
        assertThat(file.text()).contains("\"value\":null", "[\"VEN\"]", "\"2001-05\"");
        for (String stranger : List.of(other, border)) {
            Http.Answer hidden = calls.get(path, stranger);
            Http.Answer none = calls.get("/api/v1/persons/00000000", stranger);
            assertThat(hidden.status()).isEqualTo(404);
            assertThat(hidden.text().replaceAll("[0-9a-f]{10}", ""))
                    .isEqualTo(none.text().replaceAll("[0-9a-f]{10}", ""));
            assertThat(calls.post(path + "/answers", stranger, key(), ONE).status()).isEqualTo(404);
            assertThat(calls.get("/api/v1/persons?limit=200", stranger).text())
                    .doesNotContain(path.substring(path.lastIndexOf('/') + 1));
        }
        assertThat(calls.get("/api/v1/persons/..%2f..", token).status()).isIn(400, 404);
        assertThat(server.count("select count(*) from amparo.audit_entry where action = 'refused'"))
                .isGreaterThanOrEqualTo(4);
    }

    /** Programs see their whole organisation, and beside it what is shared with it. */
    @Test
    void aListHoldsWhatIsSharedWithTheOrganisationAndOnlyThat() {
        String shared = code(calls.post("/api/v1/persons", token, key(), ONE));
        String kept = code(calls.post("/api/v1/persons", token, key(), ONE));
        String own = code(calls.post("/api/v1/persons", other, key(), ONE));
        server.update(
                """
                insert into amparo.share (id, person, organisation, from_organisation, shared_by, facts, basis,
                                          consented_at, until)
                select gen_random_uuid(), p.id, o.organisation, p.organisation, p.entered_by, '{name}', 'consent', now(),
                       now() + interval '9 days'
                from amparo.person p, amparo.person o where p.code = '%s' and o.code = '%s'
                """
                        .formatted(shared, own));
        assertThat(calls.get("/api/v1/persons?limit=200", other).text())
                .contains(own, shared)
                .doesNotContain(kept);
        assertThat(calls.get("/api/v1/persons?limit=200", token).text())
                .contains(shared, kept)
                .doesNotContain(own);
        server.update("delete from amparo.share");
        assertThat(calls.get("/api/v1/persons?limit=200", other).text())
                .contains(own)
                .doesNotContain(shared);
    }

    private static String code(Http.Answer made) {
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return made.header("Location").replaceAll(".*/", "");
    }

    @Test
    void anAnswerThatDependsOnAnotherIsRefusedWhenThatChanged() {
        String path = calls.post("/api/v1/persons", token, key(), ONE).header("Location");
        String tag = calls.get(path, token).header("ETag");
        String more =
                "{\"answers\": [{\"fact\": \"name\", \"value\": \"Mari\", \"source\": \"person\"}]}";
        assertThat(calls.post(path + "/answers", token, key(), more, "If-Match", tag).status())
                .isEqualTo(201);
        Http.Answer late = calls.post(path + "/answers", token, key(), more, "If-Match", tag);
        assertThat(late.status()).as(late.text()).isEqualTo(412);
        assertThat(late.problem()).isEqualTo("changed-meanwhile");
        assertThat(calls.get(path, token).json().path("answers").size()).isEqualTo(5);
        assertThat(calls.post(path + "/answers", token, key(), "{\"answers\": []}").status())
                .isEqualTo(422);
    }

    @Test
    void answersThatFailHalfwayLeaveNothingBehind() {
        String path = calls.post("/api/v1/persons", token, key(), ONE).header("Location");
        assertThat(
                        calls.post(
                                        path + "/answers",
                                        token,
                                        key(),
                                        ONE.replace("[\"VEN\"]", "[\"XXX\"]"))
                                .status())
                .isEqualTo(422);
        assertThat(calls.get(path, token).json().path("answers").size()).isEqualTo(4);
    }

    @Test
    void keysAreForgottenAfterThreeDaysAndNotBefore() {
        calls.post("/api/v1/persons", token, key(), ONE);
        calls.post("/api/v1/persons", token, "old-" + key(), ONE);
        server.update(
                "update amparo.idempotency_key set created_at = now() - interval '73 hours' where key like 'old-%'");
        long all = server.count("select count(*) from amparo.idempotency_key");
        int gone = server.context().getBean(IdempotencySweep.class).sweep();
        assertThat(gone).isEqualTo(1);
        assertThat(server.count("select count(*) from amparo.idempotency_key"))
                .isEqualTo(all - gone);
    }

    @Test
    void keptAnswersAndBodiesCannotBeReadFromACopyOfTheDatabase() {
        String key = key();
        String code = calls.post("/api/v1/persons", token, key, ONE).json().path("code").asString();
        assertThat(
                        server.count(
                                "select count(*) from amparo.idempotency_key where key = '"
                                        + key
                                        + "' and position(convert_to('"
                                        + code
                                        + "', 'UTF8') in answer) > 0"))
                .isZero();
    }
}
