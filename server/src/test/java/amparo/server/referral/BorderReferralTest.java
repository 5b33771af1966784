package amparo.server.referral;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.server.access.OrganisationKind;
import amparo.server.access.Role;
import amparo.server.testing.WholeServer;
import amparo.server.testing.WholeServer.Browser;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * FEATURE: a border officer sends on whom they wrote down, for what they raised themselves, with
 * the least; and gains sight of nothing by it.
 */
@Tag("database")
class BorderReferralTest {

    private ReferralWorld world;
    private WholeServer server;
    private UUID border;
    private Browser officer;
    private UUID children;
    private String code = "";

    @BeforeEach
    void aChildAloneAtABorder() throws Exception {
        world = new ReferralWorld();
        server = world.server;
        border = server.organisation(OrganisationKind.BORDER_AUTHORITY);
        officer = world.someone(border, Role.REGISTRAR);
        String country =
                server.column("select country from organisation where id = ?", border).getFirst();
        children =
                world.service(
                        world.keeper,
                        "Children at the river",
                        "child-protection",
                        "country",
                        country);
        code = enter(officer);
        answer(officer, "age", "15");
        answer(officer, "accompanied_by", "nobody");
    }

    @Test
    void theChildReachesTheProtectionAuthorityWithTheLeastAndTheOfficerSeesThatSomebodyComes()
            throws Exception {
        assertThat(officer.get("/persons/" + code + "/send-on").body())
                .contains("/send-on/new?sector=child-protection");
        assertThat(officer.get("/persons/" + code + "/send-on/new?sector=child-protection").body())
                .contains("Children at the river");
        String form = officer.get("/persons/" + code + "/send-on/write?service=" + children).body();
        assertThat(form).contains("value=\"age\"").doesNotContain("value=\"name\"");
        UUID id = UUID.randomUUID();
        assertThat(draft(officer, id, children, "facts", "age").statusCode()).isEqualTo(302);
        assertThat(officer.get("/sent-on/" + id).body())
                .contains("This is what", "A child alone at the gate", "15");
        assertThat(world.keeper.get("/referrals/" + id).statusCode()).isEqualTo(404);
        for (int click = 0; click < 2; click++) {
            officer.post("/sent-on/" + id + "/send");
        }
        assertThat(world.events(id)).containsExactly("sent");
        assertThat(clockRuns("child-alone")).isFalse();
        assertThat(world.keeper.get("/referrals/" + id).body())
                .contains("A child alone at the gate", "15", "Child in danger")
                .doesNotContain("Marisol", code);
        world.keeper.post("/referrals/" + id + "/accept");
        assertThat(officer.get("/sent-on/" + id).body()).contains("They take the person");
        world.keeper.post("/referrals/" + id + "/begin");
        world.keeper.post("/referrals/" + id + "/outcome", "because", "referred-on");
        assertThat(officer.get("/sent-on/" + id).body())
                .contains("They take the person")
                .doesNotContain("referred on", "Completed", "A child alone at the gate");
    }

    @Test
    void anUnansweredOneShowsWhomToTelephoneAndKeepsWhoAnswered() throws Exception {
        UUID id = sent();
        assertThat(officer.get("/sent-on/" + id).body()).contains("Telephone now", "+52 555 0111");
        officer.post("/sent-on/" + id + "/calls", "who", "Duty desk", "result", "will-act");
        assertThat(world.events(id)).containsExactly("sent", "called");
        world.keeper.post("/referrals/" + id + "/decline", "because", "full");
        assertThat(officer.get("/sent-on/" + id).body())
                .contains("They cannot", "Propose the next service")
                .doesNotContain("There is no room");
        assertThat(clockRuns("child-alone")).as("nobody has the child").isTrue();
    }

    @Test
    void withdrawnItIsGoneAtOnce() throws Exception {
        UUID id = sent();
        world.keeper.post("/referrals/" + id + "/accept");
        assertThat(world.keeper.get("/persons/" + code).statusCode()).isEqualTo(200);
        officer.post("/sent-on/" + id + "/withdraw", "because", "mistake");
        assertThat(world.state(id)).isEqualTo("withdrawn");
        assertThat(world.keeper.get("/persons/" + code).statusCode()).isEqualTo(404);
        assertThat(
                        server.column(
                                "select referral::text from referral_content where referral = ?",
                                id))
                .isEmpty();
    }

    // --- walls

    @Test
    void nothingIsSentForWhatTheOfficerDidNotRaise() throws Exception {
        String other = enter(officer);
        answer(officer, other, "stuck_because", "no_money");
        assertThat(officer.get("/persons/" + other + "/send-on").body())
                .contains("Nothing urgent that you wrote down")
                .doesNotContain("/send-on/new");
        for (String sector : List.of("child-protection", "gbv", "avrr", "consular", "medical")) {
            assertThat(
                            officer.get("/persons/" + other + "/send-on/new?sector=" + sector)
                                    .statusCode())
                    .as(sector)
                    .isEqualTo(404);
        }
        assertThat(draft(officer, other, UUID.randomUUID(), children).statusCode()).isEqualTo(404);
        // What a survivor told is not written on from here.
        answer(officer, other, "hurt_on_route", "yes");
        assertThat(officer.get("/persons/" + other + "/send-on").body())
                .doesNotContain("/send-on/new");
        UUID survivors = world.service(world.keeper, "Women at the river", "gbv");
        assertThat(draft(officer, other, UUID.randomUUID(), survivors).statusCode()).isEqualTo(404);
        assertThat(
                        server.column(
                                "select r.id from referral r join person p on p.id = r.person where p.code = ?",
                                other))
                .isEmpty();
    }

    @Test
    void aNurseIsAskedForByWhoRaisedTheAlert() throws Exception {
        String other = enter(officer);
        assertThat(officer.get("/persons/" + other + "/send-on").body())
                .doesNotContain("sector=medical");
        officer.post("/persons/" + other + "/alerts", "kind", "medical");
        assertThat(officer.get("/persons/" + other + "/send-on").body()).contains("sector=medical");
    }

    @Test
    void moreThanTheLeastAndAConsentThatWasNotUnderstoodAreRefused() throws Exception {
        UUID id = UUID.randomUUID();
        assertThat(draft(officer, id, children, "facts", "name").statusCode()).isEqualTo(422);
        assertThat(
                        draft(
                                        officer,
                                        id,
                                        children,
                                        "basis",
                                        "consent",
                                        "language",
                                        "ht",
                                        "way",
                                        "spoken")
                                .body())
                .contains("Like this it counts as not asked");
        assertThat(draft(officer, id, children, "reason", "").statusCode()).isEqualTo(422);
        assertThat(server.column("select id from referral where id = ?", id)).isEmpty();
    }

    @Test
    void nobodyElseAtTheBorderFindsATraceAndTheQueuesOfOthersStayShut() throws Exception {
        UUID id = sent();
        Browser colleague = world.someone(border, Role.REGISTRAR);
        Browser chief = world.someone(border, Role.SUPERVISOR);
        Browser returns = world.someone(border, Role.RETURN_OFFICER);
        for (Browser one : List.of(colleague, chief, returns)) {
            assertThat(one.get("/sent-on/" + id).statusCode()).isIn(403, 404);
            assertThat(one.get("/persons/" + code + "/send-on").statusCode()).isIn(403, 404);
            assertThat(one.post("/sent-on/" + id + "/withdraw", "because", "mistake").statusCode())
                    .isIn(403, 404);
            assertThat(one.get("/").body()).doesNotContain("/urgent-steps", "/sent-on");
        }
        assertThat(world.state(id)).isEqualTo("sent");
        // The officer opens no queue, no figure and no referral page by it.
        for (String page :
                List.of(
                        "/referrals",
                        "/referrals/" + id,
                        "/referrals/figures",
                        "/handovers/open")) {
            assertThat(officer.get(page).statusCode()).as(page).isIn(403, 404);
        }
        // A flag that a colleague raised for the same kind of person shows nowhere.
        String theirs = enter(colleague);
        answer(colleague, theirs, "age", "14");
        answer(colleague, theirs, "accompanied_by", "nobody");
        assertThat(officer.get("/persons/" + theirs + "/send-on").statusCode()).isEqualTo(404);
        assertThat(officer.get("/urgent-steps").body()).doesNotContain(theirs);
        assertThat(draft(officer, theirs, UUID.randomUUID(), children).statusCode()).isEqualTo(404);
    }

    // --- how

    private UUID sent() throws Exception {
        UUID id = UUID.randomUUID();
        HttpResponse<String> answer = draft(officer, id, children, "facts", "age");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
        officer.post("/sent-on/" + id + "/send");
        assertThat(world.state(id)).isEqualTo("sent");
        return id;
    }

    private HttpResponse<String> draft(Browser by, UUID id, UUID service, String... more)
            throws Exception {
        return draft(by, code, id, service, more);
    }

    private HttpResponse<String> draft(
            Browser by, String person, UUID id, UUID service, String... more) throws Exception {
        List<String> usual =
                List.of(
                        "id",
                        id.toString(),
                        "service",
                        service.toString(),
                        "need",
                        "A child alone at the gate",
                        "basis",
                        "child-in-danger",
                        "reason",
                        "The shift leader decided it with the child");
        List<String> form = new ArrayList<>(List.of(more));
        for (int i = 0; i < usual.size(); i += 2) {
            if (!List.of(more).contains(usual.get(i))) {
                form.addAll(usual.subList(i, i + 2));
            }
        }
        return by.post("/persons/" + person + "/send-on", form.toArray(String[]::new));
    }

    private String enter(Browser by) throws Exception {
        String to = WholeServer.location(by.post("/persons", "name", "Marisol"));
        return to.substring(to.length() - 8);
    }

    private void answer(Browser by, String fact, String value) throws Exception {
        answer(by, code, fact, value);
    }

    private void answer(Browser by, String person, String fact, String value) throws Exception {
        assertThat(
                        by.post(
                                        "/persons/" + person + "/answers",
                                        "fact",
                                        fact,
                                        "value",
                                        value,
                                        "source",
                                        "person")
                                .statusCode())
                .as(fact)
                .isEqualTo(302);
    }

    private boolean clockRuns(String screen) throws Exception {
        List<String> found =
                server.column(
                        "select (c.ended_at is null)::text from flag_clock c join flag f on f.id = c.flag"
                                + " join person p on p.id = f.person where p.code = ? and f.screen = ?",
                        code,
                        screen);
        assertThat(found).hasSize(1);
        return found.getFirst().equals("true");
    }
}
