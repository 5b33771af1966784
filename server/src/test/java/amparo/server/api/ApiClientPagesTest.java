package amparo.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.server.accounts.TestSessions;
import amparo.server.testing.RunningServer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** FEATURE: an administrator gives a program access, sees its token once, and takes it back. */
@Tag("database")
@Tag("door")
class ApiClientPagesTest {

    private static final Pattern TOKEN = Pattern.compile("amparo_[A-Za-z0-9_-]{43}");
    private static final Pattern REVOKE = Pattern.compile("/api-clients/[0-9a-f-]{36}/revoke");

    private static RunningServer server;
    private static UUID ngo;
    private static TestSessions.Session administrator;

    @BeforeAll
    static void start() {
        server = RunningServer.start(Map.of());
        ngo = server.organisation("ngo", "Casa Abierta");
        administrator = server.session(server.account(ngo, List.of("administrator")), true);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Http.Answer get(String path, TestSessions.Session who) {
        return Http.get(server.port(), path, "Cookie", who.cookie(), "Accept-Language", "en");
    }

    private static Http.Answer post(String path, TestSessions.Session who, String form) {
        return Http.send(
                server.port(),
                "POST",
                path,
                form.getBytes(StandardCharsets.UTF_8),
                "Cookie",
                who.cookie(),
                "X-CSRF-TOKEN",
                who.csrf(),
                "Accept-Language",
                "en",
                "Content-Type",
                "application/x-www-form-urlencoded");
    }

    @Test
    void whatIsMissingIsSaidAndNothingIsMade() {
        long before = server.count("select count(*) from amparo.api_client");
        for (String form :
                List.of(
                        "",
                        "name=Program&roles=registrar&scopes=directory.read",
                        "name=Program&roles=administrator&scopes=directory.read&months=3",
                        "name=Program&roles=protection-specialist&scopes=directory.read&months=3",
                        "name=Program&roles=registrar&roles=analyst&scopes=directory.read&months=3",
                        "name=Program&roles=registrar&scopes=everything&months=3",
                        "name=Program&roles=registrar&scopes=directory.read&months=24",
                        "name=P&roles=registrar&scopes=directory.read&months=3")) {
            Http.Answer answer = post("/api-clients/new", administrator, form);
            assertThat(answer.status()).as(form).isEqualTo(422);
            assertThat(answer.text()).contains("error-summary").doesNotContain("[api.");
        }
        assertThat(server.count("select count(*) from amparo.api_client")).isEqualTo(before);
    }

    @Test
    void aTokenIsShownOnceWorksAndIsTakenBack() {
        Http.Answer made =
                post(
                        "/api-clients/new",
                        administrator,
                        "name=Shelter+system&roles=registrar&roles=case-worker&scopes=directory.read&months=3");
        assertThat(made.status()).as(made.text()).isEqualTo(200);
        assertThat(made.header("Cache-Control")).contains("no-store");
        Matcher token = TOKEN.matcher(made.text());
        assertThat(token.find()).isTrue();
        String bearer = "Bearer " + token.group();
        Http.Answer me = Http.get(server.port(), "/api/v1/me", "Authorization", bearer);
        assertThat(me.status()).as(me.text()).isEqualTo(200);
        assertThat(me.json().path("roles").toString()).isEqualTo("[\"registrar\",\"case-worker\"]");
        Http.Answer list = get("/api-clients", administrator);
        assertThat(list.text())
                .contains("Shelter system", "Registro")
                .doesNotContain(token.group(), "[api.");
        // A program is no colleague: it does not stand among the people.
        Http.Answer people = get("/people", administrator);
        assertThat(people.status()).isEqualTo(200);
        assertThat(people.text()).contains("Somebody").doesNotContain("Shelter system");
        Matcher revoke = REVOKE.matcher(list.text());
        assertThat(revoke.find()).isTrue();
        assertThat(get(revoke.group(), administrator).text()).contains("Shelter system");
        assertThat(post(revoke.group(), administrator, "").status()).isEqualTo(302);
        assertThat(Http.get(server.port(), "/api/v1/me", "Authorization", bearer).problem())
                .isEqualTo("token-invalid");
        assertThat(get(revoke.group(), administrator).status()).isEqualTo(404);
        assertThat(
                        server.count(
                                "select count(*) from amparo.audit_entry where kind = 'api-client'"))
                .isEqualTo(2);
    }

    @Test
    void aProgramWritesInTheLanguageOfWhoMadeIt() {
        for (String language : List.of("en", "es")) {
            UUID account = server.account(ngo, List.of("administrator"));
            server.update("update amparo.account set language = ? where id = ?", language, account);
            Http.Answer made =
                    post(
                            "/api-clients/new",
                            server.session(account, true),
                            "name=Reads+%s&roles=registrar&scopes=directory.read&months=3"
                                    .formatted(language));
            assertThat(made.status()).as(made.text()).isEqualTo(200);
            assertThat(
                            server.count(
                                    "select count(*) from amparo.account where program and display_name = 'Reads %s' and language = '%s'"
                                            .formatted(language, language)))
                    .isEqualTo(1);
        }
    }

    @Test
    void theProgramsOfOthersAreNotThere() {
        UUID other = server.organisation("ngo", "Otra Casa");
        TestSessions.Session stranger =
                server.session(server.account(other, List.of("administrator")), true);
        UUID client =
                server.client(
                        ngo,
                        List.of("registrar"),
                        List.of("directory.read"),
                        ApiClients.hash("another"),
                        30);
        assertThat(get("/api-clients/" + client + "/revoke", administrator).status())
                .isEqualTo(200);
        assertThat(get("/api-clients/" + client + "/revoke", stranger).status()).isEqualTo(404);
        assertThat(post("/api-clients/" + client + "/revoke", stranger, "").status())
                .isEqualTo(404);
        assertThat(get("/api-clients", stranger).text()).doesNotContain(client.toString());
        TestSessions.Session worker =
                server.session(server.account(ngo, List.of("case-worker")), true);
        assertThat(get("/api-clients", worker).status()).isEqualTo(403);
    }
}
