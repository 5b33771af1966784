package amparo.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.server.testing.RunningServer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * FEATURE: programs keep services, send referrals after a preview and with consent, and answer
 * them; and see no more than people in their roles.
 */
@Tag("database")
@Tag("door")
class ReferralsApiTest {

    private static final String PERSON =
            "{\"answers\": [{\"fact\": \"name\", \"value\": \"Marisol\", \"source\": \"person\"},"
                    + " {\"fact\": \"nationality\", \"value\": [\"HND\"], \"source\": \"person\"}]}";

    private static RunningServer server;
    private static Caller calls;
    private static String sender;
    private static String receiver;
    private static String stranger;
    private static String border;
    private static String person;
    private static String service;

    @BeforeAll
    static void start() {
        server = Caller.start();
        calls = new Caller(server);
        sender =
                Clients.token(
                        server,
                        server.organisation("ngo", "Casa Abierta"),
                        "sender",
                        List.of("case-worker"));
        receiver =
                Clients.token(
                        server,
                        server.organisation("un-agency", "Puente Norte"),
                        "receiver",
                        List.of("referral-focal-point"));
        stranger =
                Clients.token(
                        server,
                        server.organisation("ngo", "Otra Casa"),
                        "stranger",
                        List.of("referral-focal-point"));
        border =
                Clients.token(
                        server,
                        server.organisation("border-authority", "Frontera"),
                        "border",
                        List.of("registrar"));
        person = calls.post("/api/v1/persons", sender, PERSON).json().path("code").asString();
        service = service("House by the lake");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    // --- what must not happen

    @Test
    void aDraftIsNobodysBusinessAndWhatIsReadIsNotYetSeen() {
        String id = draft();
        assertThat(calls.get("/api/v1/referrals/" + id, receiver).status()).isEqualTo(404);
        send(id);
        assertThat(
                        calls.get("/api/v1/referrals/" + id, receiver)
                                .json()
                                .at("/referral/state")
                                .asString())
                .as("a program that reads a queue has shown it to nobody")
                .isEqualTo("sent");
        assertThat(answer(id, receiver, "{\"state\": \"seen\"}").json().path("state").asString())
                .isEqualTo("seen");
    }

    @Test
    void strangersAndBorderProgramsFindNothing() {
        String id = draft();
        send(id);
        for (String token : List.of(stranger, border)) {
            assertThat(calls.get("/api/v1/referrals/" + id, token).status()).isEqualTo(404);
            assertThat(answer(id, token, "{\"state\": \"accepted\"}").status()).isEqualTo(404);
            assertThat(
                            calls.post(
                                            "/api/v1/persons/" + person + "/referrals",
                                            token,
                                            body("\"name\""))
                                    .status())
                    .isEqualTo(404);
            Http.Answer list = calls.get("/api/v1/referrals?show=late", token);
            assertThat(list.status()).isEqualTo(token.equals(border) ? 403 : 200);
            assertThat(list.text()).doesNotContain(id, person);
        }
        assertThat(calls.get("/api/v1/referral-figures", border).status()).isEqualTo(403);
        // The sender does not answer for the receiver.
        assertThat(answer(id, sender, "{\"state\": \"accepted\"}").status()).isEqualTo(404);
    }

    @Test
    void aConsentThatCouldNotBeUnderstoodASecretAndAnOwnServiceAreRefusedByTheirPlace() {
        assertThat(wrong(body("\"name\"").replace("\"en\"", "\"ht\""))).isEqualTo("/language");
        assertThat(wrong(body("\"survivor_note\""))).isEqualTo("/facts");
        assertThat(wrong(body("\"name\"").replace("consent", "child-in-danger")))
                .isEqualTo("/reason");
        assertThat(wrong(body("\"name\"").replace(service, UUID.randomUUID().toString())))
                .isEqualTo("/service");
        assertThat(wrong(body("\"name\"").replace("A bed for tonight", "A bed")))
                .isEqualTo("/need");
        String id = draft();
        send(id);
        assertThat(answer(id, receiver, "{\"state\": \"declined\"}").json().path("pointer"))
                .as("a no needs its reason")
                .hasToString("\"/because\"");
    }

    @Test
    void nobodyWritesTheServicesOfOthers() {
        String change =
                "{\"name\": \"Taken\", \"sector\": \"shelter\", \"country\": \"MEX\", \"version\": 1}";
        for (String token : List.of(stranger, sender, border)) {
            assertThat(calls.post("/api/v1/services/" + service, token, change).status())
                    .isEqualTo(404);
            assertThat(
                            calls.post(
                                            "/api/v1/services/" + service + "/confirmation",
                                            token,
                                            "{\"room\": \"full\"}")
                                    .status())
                    .isEqualTo(404);
        }
        assertThat(
                        calls.post(
                                        "/api/v1/services",
                                        sender,
                                        change.replace(", \"version\": 1", ""))
                                .status())
                .isEqualTo(403);
        assertThat(calls.get("/api/v1/services/" + service, sender).json().path("name").asString())
                .isNotEqualTo("Taken");
    }

    // --- what must happen

    @Test
    void thePreviewIsWhatTheReceiverReadsAndOneCallTwiceIsOneReferral() {
        String key = UUID.randomUUID().toString();
        String path = "/api/v1/persons/" + person + "/referrals";
        Http.Answer made = calls.post(path, sender, key, body("\"nationality\""));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        assertThat(calls.post(path, sender, key, body("\"nationality\"")).text())
                .isEqualTo(made.text());
        JsonNode told = made.json().path("told");
        assertThat(told.toString()).contains("HND", "A bed for tonight").doesNotContain("Marisol");
        String id = made.json().at("/referral/id").asString();
        send(id);
        JsonNode read = calls.get("/api/v1/referrals/" + id, receiver).json();
        assertThat(read.path("told")).isEqualTo(told);
        assertThat(read.at("/referral/person").isMissingNode())
                .as("the file is not theirs yet")
                .isTrue();
        assertThat(answer(id, receiver, "{\"state\": \"accepted\"}").json().path("state"))
                .hasToString("\"accepted\"");
        assertThat(answer(id, receiver, "{\"state\": \"declined\", \"because\": \"full\"}").json())
                .as("somebody had answered")
                .hasToString("{\"state\":\"accepted\"}");
        answer(id, receiver, "{\"state\": \"completed\", \"because\": \"received\"}");
        JsonNode sent = calls.get("/api/v1/referrals/" + id, sender).json();
        assertThat(sent.at("/referral/state").asString()).isEqualTo("completed");
        assertThat(sent.path("events").findValuesAsString("kind"))
                .containsExactly("sent", "accepted", "completed");
        Http.Answer gone =
                calls.post(
                        "/api/v1/referrals/" + id + "/withdrawal",
                        receiver,
                        "{\"because\": \"mistake\"}");
        assertThat(gone.status()).as("only the sender was mistaken").isEqualTo(422);
    }

    @Test
    void aWithdrawalTakesAwayWhatWasSent() {
        String id = draft();
        send(id);
        answer(id, receiver, "{\"state\": \"accepted\"}");
        calls.post("/api/v1/referrals/" + id + "/withdrawal", sender, "{\"because\": \"person\"}");
        JsonNode read = calls.get("/api/v1/referrals/" + id, receiver).json();
        assertThat(read.at("/referral/state").asString()).isEqualTo("withdrawn");
        assertThat(read.has("told")).isFalse();
    }

    @Test
    void pagesOfAQueueLeaveNothingOutAndTellNothingTwice() {
        Set<String> sent = new HashSet<>();
        for (int i = 0; i < 5; i++) {
            String id = draft();
            send(id);
            sent.add(id);
        }
        List<String> seen = new ArrayList<>();
        String next = "";
        do {
            JsonNode page = calls.get("/api/v1/referrals?show=in&limit=2" + next, receiver).json();
            page.path("items").forEach(one -> seen.add(one.path("id").asString()));
            next = page.has("next") ? "&after=" + page.path("next").asString() : "";
        } while (!next.isEmpty());
        assertThat(seen).doesNotHaveDuplicates().containsAll(sent);
        assertThat(calls.get("/api/v1/referrals?show=all", receiver).status()).isEqualTo(400);
    }

    @Test
    void anOwnerAddsChangesAndConfirmsAndOfTwoTheSecondLearnsThatItChanged() {
        String id = service("House by the bridge");
        JsonNode read = calls.get("/api/v1/services/" + id, sender).json();
        assertThat(read.at("/phones/0/number").asString()).isEqualTo("+52 555 0111");
        assertThat(
                        calls.get("/api/v1/services?sector=shelter&country=MEX&limit=200", sender)
                                .text())
                .contains(id)
                .doesNotContain("0111");
        String change =
                "{\"name\": \"House at the bridge\", \"sector\": \"shelter\", \"country\": \"MEX\","
                        + " \"version\": 1}";
        assertThat(calls.post("/api/v1/services/" + id, receiver, change).status()).isEqualTo(201);
        assertThat(calls.post("/api/v1/services/" + id, receiver, change).status()).isEqualTo(412);
        calls.post("/api/v1/services/" + id + "/confirmation", receiver, "{\"room\": \"full\"}");
        assertThat(calls.get("/api/v1/services/" + id, sender).json().path("room").asString())
                .isEqualTo("full");
        Http.Answer bad =
                calls.post(
                        "/api/v1/services",
                        receiver,
                        "{\"name\": \"X Y\", \"sector\": \"shelter\", \"country\": \"MEX\", \"forWhom\": \"age <\"}");
        assertThat(bad.status()).isEqualTo(422);
        assertThat(bad.json().path("pointer").asString()).isEqualTo("/forWhom");
    }

    @Test
    void figuresAreCountsOfTheOwnOrganisationAlone() {
        send(draft());
        JsonNode mine = calls.get("/api/v1/referral-figures?days=7", sender).json();
        assertThat(mine.path("items")).isNotEmpty();
        assertThat(mine.toString()).doesNotContain(person, "Marisol");
        assertThat(calls.get("/api/v1/referral-figures", stranger).json().path("items")).isEmpty();
    }

    // --- how

    private static String service(String name) {
        Http.Answer made =
                calls.post(
                        "/api/v1/services",
                        receiver,
                        "{\"name\": \"%s\", \"sector\": \"shelter\", \"country\": \"MEX\", \"phones\": [{\"who\": \"Duty desk\", \"number\": \"+52 555 0111\"}]}"
                                .formatted(name));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return made.json().path("id").asString();
    }

    private static String body(String facts) {
        return "{\"service\": \"%s\", \"urgency\": \"high\", \"need\": \"A bed for tonight\", \"facts\": [%s],"
                        .formatted(service, facts)
                + " \"basis\": \"consent\", \"language\": \"en\", \"way\": \"spoken\"}";
    }

    private static String wrong(String body) {
        Http.Answer answer = calls.post("/api/v1/persons/" + person + "/referrals", sender, body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(422);
        return answer.json().path("pointer").asString();
    }

    private static String draft() {
        Http.Answer made =
                calls.post(
                        "/api/v1/persons/" + person + "/referrals",
                        sender,
                        body("\"nationality\""));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return made.json().at("/referral/id").asString();
    }

    private static void send(String id) {
        assertThat(
                        calls.post("/api/v1/referrals/" + id + "/send", sender, "{}")
                                .json()
                                .path("state")
                                .asString())
                .isEqualTo("sent");
    }

    private static Http.Answer answer(String id, String bearer, String body) {
        return calls.post("/api/v1/referrals/" + id + "/answer", bearer, body);
    }
}
