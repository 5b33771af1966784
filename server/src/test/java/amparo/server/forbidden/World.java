package amparo.server.forbidden;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.engine.fact.Fact;
import amparo.server.access.OrganisationKind;
import amparo.server.access.Role;
import amparo.server.registry.LoadedRulebook;
import amparo.server.testing.WholeServer;
import amparo.server.testing.WholeServer.Browser;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** Those who could try, and the forms with which they would. */
final class World {

    final WholeServer server = WholeServer.get();
    final LoadedRulebook rulebook = server.context.getBean(LoadedRulebook.class);
    final UUID ours;
    Browser worker;
    Browser colleague;
    Browser specialist;
    Browser keeper;
    final UUID border;
    Browser guard;
    Browser returns;

    World() throws Exception {
        ours = server.organisation(OrganisationKind.NGO);
        worker = someone(ours, Role.CASE_WORKER);
        colleague = someone(ours, Role.SUPERVISOR);
        specialist = someone(ours, Role.PROTECTION_SPECIALIST);
        keeper =
                someone(server.organisation(OrganisationKind.UN_AGENCY), Role.REFERRAL_FOCAL_POINT);
        border = server.organisation(OrganisationKind.BORDER_AUTHORITY);
        guard = someone(border, Role.REGISTRAR);
        returns = someone(border, Role.RETURN_OFFICER);
    }

    /** New sessions for all: whoever tries so much in a minute is slowed down otherwise. */
    void again() {
        worker = worker.again();
        colleague = colleague.again();
        specialist = specialist.again();
        keeper = keeper.again();
        guard = guard.again();
        returns = returns.again();
    }

    Browser someone(UUID organisation, Role role) throws Exception {
        return server.worker(organisation, role, "organisation");
    }

    /** A fact that there must be. */
    Fact fact(String name) {
        return Objects.requireNonNull(rulebook.vocabulary().find(name), name);
    }

    /** Enters somebody of whom nothing is known but a name. */
    String enter() throws Exception {
        String to =
                WholeServer.location(
                        worker.post("/persons", "name", "Yadira Palma", "looked", "yes"));
        assertThat(to).matches(".*/persons/[0-9A-HJKMNP-TV-Z]{8}");
        return to.substring(to.length() - 8);
    }

    /** Enters somebody of whom this is known: fact and value in turn. */
    String enter(String... told) throws Exception {
        String code = enter();
        for (int i = 0; i < told.length; i += 2) {
            assertThat(answer(code, told[i], told[i + 1], "person").statusCode())
                    .as(told[i])
                    .isEqualTo(302);
        }
        return code;
    }

    HttpResponse<String> answer(String code, String fact, String value, String source)
            throws Exception {
        return worker.post(
                "/persons/" + code + "/answers", "fact", fact, "value", value, "source", source);
    }

    /** The values that were written down to a fact. */
    List<String> told(String code, String fact) throws Exception {
        return server.column(
                "select a.value::text from answer a join person p on p.id = a.person where p.code = ? and a.fact = ?",
                code,
                fact);
    }

    /** Names a specialist who works with somebody: survivor-level needs are read by them alone. */
    void assign(Browser to, String code) throws Exception {
        server.sql(
                "insert into assignment (id, person, account, organisation, assigned_by)"
                        + " select ?, p.id, ?, ?, p.entered_by from person p where p.code = ?",
                UUID.randomUUID(),
                to.account,
                to.organisation,
                code);
    }

    /** Raises the flag of a screen by what somebody saw. */
    UUID observe(String code, String screen) throws Exception {
        assertThat(
                        specialist
                                .post(
                                        "/persons/" + code + "/needs",
                                        "id",
                                        UUID.randomUUID().toString(),
                                        "screen",
                                        screen,
                                        "reason",
                                        "Seen at the door")
                                .statusCode())
                .isEqualTo(302);
        return UUID.fromString(flags(code, screen).getFirst());
    }

    List<String> flags(String code, String screen) throws Exception {
        return server.column(
                "select f.id::text from flag f join person p on p.id = f.person where p.code = ? and f.screen = ?"
                        + " and f.closed_at is null",
                code,
                screen);
    }

    /** Opens an interview; what is given replaces what is usual. */
    String interview(String code, String... more) throws Exception {
        String id = UUID.randomUUID().toString();
        String[] usual = {
            "id",
            id,
            "place",
            "room",
            "private",
            "yes",
            "language",
            "spanish",
            "through",
            "direct",
            "understood",
            "yes",
            "informed",
            "yes",
            "consent",
            "yes",
            "guardian",
            "no"
        };
        assertThat(worker.post("/persons/" + code + "/interview", with(usual, more)).statusCode())
                .isEqualTo(302);
        return id;
    }

    HttpResponse<String> say(String interview, String fact, String value, String source)
            throws Exception {
        return worker.post(
                "/interviews/" + interview + "/answers",
                "item",
                UUID.randomUUID().toString(),
                "fact",
                fact,
                "value",
                value,
                "source",
                source);
    }

    HttpResponse<String> question(String interview, String fact) throws Exception {
        return worker.get("/interviews/" + interview + "/question?fact=" + fact);
    }

    UUID service(Browser by, String sector) throws Exception {
        UUID id = UUID.randomUUID();
        assertThat(
                        by.post(
                                        "/services",
                                        "id",
                                        id.toString(),
                                        "name",
                                        "Help " + id,
                                        "sector",
                                        sector,
                                        "country",
                                        "MEX",
                                        "room",
                                        "yes",
                                        "cost",
                                        "free")
                                .statusCode())
                .isEqualTo(302);
        return id;
    }

    /** Writes a referral; what is given replaces what is usual. */
    HttpResponse<String> refer(String code, UUID service, UUID id, String... more)
            throws Exception {
        String[] usual = {
            "id",
            id.toString(),
            "service",
            service.toString(),
            "urgency",
            "high",
            "need",
            "Help that they ask for",
            "basis",
            "consent",
            "language",
            "en",
            "way",
            "spoken"
        };
        return worker.post("/persons/" + code + "/referrals", with(usual, more));
    }

    List<String> referrals(String code) throws Exception {
        return server.column(
                "select r.id::text from referral r join person p on p.id = r.person where p.code = ?",
                code);
    }

    HttpResponse<String> handOver(String code, String... more) throws Exception {
        String[] usual = {
            "to",
            "carried",
            "country",
            "CRI",
            "facts",
            "name",
            "language",
            "en",
            "way",
            "spoken",
            "id",
            UUID.randomUUID().toString()
        };
        return worker.post("/persons/" + code + "/handover", with(usual, more));
    }

    private static String[] with(String[] usual, String... more) {
        List<String> form = new ArrayList<>(List.of(more));
        List<String> given = Arrays.asList(more);
        for (int i = 0; i < usual.length; i += 2) {
            if (!given.contains(usual[i])) {
                form.addAll(List.of(usual[i], usual[i + 1]));
            }
        }
        return form.toArray(String[]::new);
    }

    /** What stands on a page, as it is read. */
    static String text(String body) {
        return body.replaceAll("(?s)<(script|style)[^>]*>.*?</\\1>", " ")
                .replaceAll("<[^>]+>", " ")
                .replace("&#34;", "\"")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&")
                .replaceAll("\\d{1,2}:\\d{2}", "TIME")
                .replaceAll("\\s+", " ");
    }
}
