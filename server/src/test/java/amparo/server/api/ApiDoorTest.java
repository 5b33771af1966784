package amparo.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.server.accounts.TestSessions;
import amparo.server.testing.RunningServer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** FEATURE: the API admits tokens and nothing else, and says no in problem details. */
@Tag("database")
@Tag("door")
class ApiDoorTest {

    private static RunningServer server;
    private static UUID ngo;
    private static String token;

    @BeforeAll
    static void start() {
        server =
                RunningServer.start(
                        Map.of("amparo.api.burst", 40, "amparo.api.failures-a-minute", 30));
        ngo = server.organisation("ngo", "Casa Abierta");
        token = token("all", List.of("case-worker"), ApiScope.codes(), 30);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** A token of the right form; each name gives another. */
    private static String token(String name, List<String> roles, List<String> scopes, int days) {
        String made = ApiClients.PREFIX + (name + "x".repeat(43)).substring(0, 43);
        server.client(ngo, roles, scopes, ApiClients.hash(made), days);
        return made;
    }

    private static Http.Answer get(String path, String bearer, String... more) {
        String[] headers = new String[more.length + 2];
        headers[0] = "Authorization";
        headers[1] = "Bearer " + bearer;
        System.arraycopy(more, 0, headers, 2, more.length);
        return Http.get(server.port(), path, headers);
    }

    private static void refused(Http.Answer answer, int status, String problem) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.problem()).isEqualTo(problem);
        assertThat(answer.json().path("status").asInt()).isEqualTo(status);
        assertThat(answer.json().path("reference").asString()).matches("[0-9a-f]{10}");
        assertThat(answer.text()).doesNotContain("Exception", "{0}", "[problem");
        assertThat(answer.header("Set-Cookie")).isEmpty();
    }

    @Test
    void withoutTokenThereIsNothing() {
        for (String path : List.of("/api/v1/me", "/api/v1/nothing", "/api", "/api/v1/persons")) {
            Http.Answer answer = Http.get(server.port(), path);
            refused(answer, 401, "token-missing");
            assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"amparo\"");
        }
    }

    @Test
    void aSessionIsNoToken() {
        UUID person = server.account(ngo, List.of("case-worker"));
        TestSessions.Session session = server.session(person, true);
        assertThat(Http.get(server.port(), "/", "Cookie", session.cookie()).status())
                .isEqualTo(200);
        refused(
                Http.get(server.port(), "/api/v1/me", "Cookie", session.cookie()),
                401,
                "token-missing");
    }

    @Test
    void unknownRevokedAndExpiredTokensLookAlike() {
        String expired = token("expired", List.of("registrar"), ApiScope.codes(), -1);
        String revoked = token("revoked", List.of("registrar"), ApiScope.codes(), 30);
        server.update(
                "update amparo.api_client set revoked_at = now() where token_hash = ?",
                ApiClients.hash(revoked));
        String deactivated = token("deactivated", List.of("registrar"), ApiScope.codes(), 30);
        server.update(
                """
                update amparo.account set status = 'deactivated' where id =
                (select account from amparo.api_client where token_hash = ?)
                """,
                ApiClients.hash(deactivated));
        String withoutRole = token("norole", List.of(), ApiScope.codes(), 30);
        for (String bad :
                List.of(
                        expired,
                        revoked,
                        deactivated,
                        withoutRole,
                        "amparo_" + "y".repeat(43),
                        "rubbish")) {
            Http.Answer answer = get("/api/v1/me", bad);
            refused(answer, 401, "token-invalid");
            assertThat(answer.header("WWW-Authenticate")).contains("error=\"invalid_token\"");
        }
    }

    @Test
    void aScopeThatTheTokenLacksIsNamed() {
        String other = token("other", List.of("registrar"), List.of("persons.write"), 30);
        Http.Answer answer = get("/api/v1/me", other);
        refused(answer, 403, "scope-missing");
        assertThat(answer.header("WWW-Authenticate"))
                .contains("error=\"insufficient_scope\"", "scope=\"directory.read\"");
    }

    @Test
    void whatTheRolesMayNotReadStaysShutWhateverTheScopesSay() {
        // The desk has no sites in the matrix.
        refused(
                get(
                        "/api/v1/sites",
                        token("analyst", List.of("analyst"), List.of("directory.read"), 30)),
                403,
                "forbidden");
    }

    @Test
    void addressesAndMethodsThatDoNotExistAreSaid() {
        refused(get("/api/v1/nothing", token), 404, "not-found");
        refused(get("/api/v1/code-lists/nothing", token), 404, "not-found");
        Http.Answer answer =
                Http.send(
                        server.port(),
                        "DELETE",
                        "/api/v1/me",
                        new byte[0],
                        "Authorization",
                        "Bearer " + token);
        refused(answer, 405, "method-not-allowed");
        assertThat(answer.header("Allow")).isEqualTo("GET");
    }

    @Test
    void onlyJsonIsSpokenAndUnknownParametersAreRefused() {
        refused(get("/api/v1/me", token, "Accept", "text/html"), 406, "not-acceptable");
        refused(get("/api/v1/me", token, "Accept", "no type"), 406, "not-acceptable");
        refused(get("/api/v1/me?x=1", token), 400, "unknown-parameter");
        refused(get("/api/v1/organisations?limit=0", token), 400, "invalid-parameter");
        refused(get("/api/v1/organisations?limit=1&limit=2", token), 400, "invalid-parameter");
        refused(get("/api/v1/organisations?after=1", token), 400, "invalid-parameter");
        refused(get("/api/v1/organisations?limit=%00", token), 400, "malformed-request");
        refused(get("/api/v1/organisations?limit=%ff", token), 400, "malformed-request");
    }

    @Test
    void whoeverCallsIsToldWhoTheyAreInTheirLanguage() {
        Http.Answer me = get("/api/v1/me", token);
        assertThat(me.status()).as(me.text()).isEqualTo(200);
        assertThat(me.json().path("organisation").path("name").asString())
                .isEqualTo("Casa Abierta");
        assertThat(me.json().path("room").asString()).isEqualTo("frontline");
        assertThat(me.header("Set-Cookie")).isEmpty();
        assertThat(me.header("Cache-Control")).contains("private");
        Http.Answer again = get("/api/v1/me", token, "If-None-Match", me.header("ETag"));
        assertThat(again.status()).isEqualTo(304);
        Http.Answer spanish =
                get("/api/v1/nothing", token, "Accept-Language", "es-CO,es;q=0.9,en;q=0.1");
        assertThat(spanish.json().path("title").asString()).isEqualTo("No se encontró");
        assertThat(spanish.header("Content-Language")).isEqualTo("es");
    }

    @Test
    void listsArePagedByKeysAndLinked() {
        for (int i = 0; i < 5; i++) {
            server.site(ngo, "Site " + i);
        }
        String path = "/api/v1/sites?limit=2&organisation=" + ngo;
        int pages = 0;
        int items = 0;
        while (!path.isEmpty()) {
            Http.Answer page = get(path, token);
            assertThat(page.status()).as(page.text()).isEqualTo(200);
            pages++;
            items += page.json().path("items").size();
            String link = page.header("Link");
            assertThat(link.isEmpty()).isEqualTo(page.json().path("next").isMissingNode());
            path = link.isEmpty() ? "" : link.substring(1, link.indexOf('>'));
        }
        assertThat(items).isEqualTo(5);
        assertThat(pages).isEqualTo(3);
    }

    @Test
    void whoeverSendsTooMuchWaits() {
        String eager = token("eager", List.of("registrar"), ApiScope.codes(), 30);
        Http.Answer last = get("/api/v1/me", eager);
        for (int i = 0; i < 400 && last.status() == 200; i++) {
            last = get("/api/v1/me", eager);
        }
        refused(last, 429, "too-many-requests");
        assertThat(Integer.parseInt(last.header("Retry-After"))).isPositive();
        assertThat(get("/api/v1/me", token).status()).isEqualTo(200);
    }

    @Test
    void whatWasUsedIsRemembered() {
        assertThat(get("/api/v1/me", token).status()).isEqualTo(200);
        assertThat(
                        server.count(
                                "select count(*) from amparo.api_client where last_used is not null"))
                .isPositive();
    }
}
