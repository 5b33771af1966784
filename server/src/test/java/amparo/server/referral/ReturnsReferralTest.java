package amparo.server.referral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import amparo.server.access.Acting;
import amparo.server.access.Actor;
import amparo.server.access.OrganisationKind;
import amparo.server.access.Role;
import amparo.server.access.Room;
import amparo.server.access.Scope;
import amparo.server.testing.WholeServer;
import amparo.server.testing.WholeServer.Browser;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * FEATURE: a return officer who hears that somebody is afraid sends them to those who protect, and
 * learns nothing of it afterwards: neither an answer nor a silence changes a word on their pages,
 * and nothing that was sent can be taken back from there.
 */
@Tag("database")
class ReturnsReferralTest {

    private ReferralWorld world;
    private WholeServer server;
    private UUID authority;
    private Browser officer;
    private String country = "";
    private UUID lawyers;
    private String code = "";

    @BeforeEach
    void somebodyInReturnWhoIsAfraid() throws Exception {
        world = new ReferralWorld();
        server = world.server;
        authority = server.organisation(OrganisationKind.BORDER_AUTHORITY);
        officer = world.someone(authority, Role.RETURN_OFFICER);
        country =
                server.column("select country from organisation where id = ?", authority)
                        .getFirst();
        lawyers =
                world.service(
                        world.keeper, "Lawyers at the gate", "asylum-legal", "country", country);
        code = enter(officer);
        answer(officer, code, "fear_of_return", "yes");
    }

    @Test
    void theOneWhoIsAfraidReachesProtectionAndTheClockOfTheirFlagRests() throws Exception {
        assertThat(officer.get("/persons/" + code).body())
                .contains("/persons/" + code + "/send-on");
        assertThat(officer.get("/persons/" + code + "/arrange").body())
                .contains("/send-on/new?sector=asylum-legal");
        assertThat(officer.get("/persons/" + code + "/send-on").body())
                .contains("/send-on/new?sector=asylum-legal", "comes back here");
        assertThat(officer.get("/persons/" + code + "/send-on/new?sector=asylum-legal").body())
                .contains("Lawyers at the gate");
        UUID id = UUID.randomUUID();
        assertThat(draft(officer, code, id, lawyers).statusCode()).isEqualTo(302);
        assertThat(officer.get("/sent-on/" + id).body()).contains("Afraid of going back");
        assertThat(world.keeper.get("/referrals/" + id).statusCode()).isEqualTo(404);
        for (int click = 0; click < 2; click++) {
            officer.post("/sent-on/" + id + "/send");
        }
        assertThat(world.events(id)).containsExactly("sent");
        assertThat(clockRuns()).isFalse();
        assertThat(world.keeper.get("/referrals/" + id).body())
                .contains("Afraid of going back")
                .doesNotContain("Marisol", code);
    }

    @Test
    void whateverBecomesOfItNoWordOnTheirPagesIsDifferent() throws Exception {
        UUID id = sent();
        // What is said once after saving is read.
        pages(id);
        List<String> before = pages(id);
        assertThat(before.toString()).contains("Lawyers at the gate", "not shown here");
        world.keeper.get("/referrals/" + id);
        assertThat(world.state(id)).isEqualTo("seen");
        assertThat(pages(id)).as("seen").isEqualTo(before);
        world.later(id, "30 hours");
        server.sql("update referral set sent_at = sent_at + interval '30 hours' where id = ?", id);
        world.clock().tick();
        assertThat(world.events(id)).as("somebody else is reminded").hasSizeGreaterThan(1);
        assertThat(pages(id)).as("late").isEqualTo(before);
        world.keeper.post("/referrals/" + id + "/accept");
        assertThat(pages(id)).as("accepted").isEqualTo(before);
        world.keeper.post("/referrals/" + id + "/begin");
        world.keeper.post("/referrals/" + id + "/outcome", "because", "received");
        assertThat(world.state(id)).isEqualTo("completed");
        assertThat(pages(id)).as("completed").isEqualTo(before);
        UUID other = sent();
        before = pages(other);
        world.keeper.post("/referrals/" + other + "/waiting", "days", "5");
        assertThat(world.state(other)).isEqualTo("waiting");
        assertThat(pages(other)).as("no room").isEqualTo(before);
    }

    @Test
    void declinedTheFlagIsNotArrangedAndTheReferralStillSaysNothing() throws Exception {
        UUID id = sent();
        String before = text(officer.get("/sent-on/" + id).body());
        world.keeper.post("/referrals/" + id + "/decline", "because", "full");
        assertThat(text(officer.get("/sent-on/" + id).body())).isEqualTo(before);
        assertThat(clockRuns()).as("nobody has the person").isTrue();
        assertThat(officer.get("/urgent-steps").body()).contains(code);
    }

    @Test
    void nothingThatWasSentIsTakenBackFromThere() throws Exception {
        UUID id = sent();
        world.keeper.post("/referrals/" + id + "/accept");
        for (String because : List.of("person", "mistake")) {
            assertThat(
                            officer.post("/sent-on/" + id + "/withdraw", "because", because)
                                    .statusCode())
                    .isEqualTo(403);
        }
        officer.post("/sent-on/" + id + "/discard");
        officer.post("/sent-on/" + id + "/send");
        assertThat(world.state(id)).isEqualTo("accepted");
        assertThat(officer.get("/sent-on/" + id).body()).doesNotContain("/withdraw");
        // Nor does the database, whatever a page would ask of it.
        BorderReferrals behind = server.context.getBean(BorderReferrals.class);
        Actor actor =
                new Actor(
                        officer.account,
                        authority,
                        OrganisationKind.BORDER_AUTHORITY,
                        Room.RETURNS,
                        Set.of(Role.RETURN_OFFICER),
                        Scope.ORGANISATION,
                        Set.of(),
                        "test");
        assertThatThrownBy(
                        () -> Acting.as(actor, () -> behind.move(id, "withdrawn", "mistake", null)))
                .hasMessageContaining("no such step");
        assertThat(world.state(id)).isEqualTo("accepted");
    }

    @Test
    void aWithdrawalNotedThereDoesNotTakeItBackEither() throws Exception {
        UUID id = sent();
        world.keeper.post("/referrals/" + id + "/accept");
        server.sql("update referral set basis = 'consent' where id = ?", id);
        withdraw(id);
        assertThat(world.state(id)).isEqualTo("accepted");
        assertThat(
                        server.column(
                                "select referral::text from referral_content where referral = ?",
                                id))
                .hasSize(1);
    }

    @Test
    void aDraftThatRestsOnTheConsentEndsWithIt() throws Exception {
        UUID id = UUID.randomUUID();
        assertThat(draft(officer, code, id, lawyers).statusCode()).isEqualTo(302);
        assertThat(world.state(id)).isEqualTo("drafted");
        server.sql("update referral set basis = 'consent' where id = ?", id);
        withdraw(id);
        assertThat(server.column("select state from referral where id = ?", id)).isEmpty();
        officer.post("/sent-on/" + id + "/send");
        assertThat(server.column("select state from referral where id = ?", id)).isEmpty();
    }

    /** The officer notes that the person no longer agrees to what a referral rests on. */
    private void withdraw(UUID referral) throws Exception {
        UUID consent = UUID.randomUUID();
        server.sql(
                "insert into consent (id, person, organisation, purpose, given, version, language, text, way,"
                        + " recorded_by, recorded_room) select ?, r.person, r.from_organisation, 'sharing', true,"
                        + " '1', 'es', 'Sí', 'spoken', ?, 'returns' from referral r where r.id = ?",
                consent,
                officer.account,
                referral);
        assertThat(
                        officer.post("/persons/" + code + "/consent/" + consent + "/withdrawal")
                                .statusCode())
                .isEqualTo(302);
        assertThat(
                        server.column(
                                "select (withdrawn_at is not null)::text from consent where id = ?",
                                consent))
                .containsExactly("true");
    }

    @Test
    void onlyToProtectionAndUrgentCareForWhatTheOfficerRaised() throws Exception {
        officer.post("/persons/" + code + "/alerts", "kind", "food");
        String kinds = officer.get("/persons/" + code + "/send-on").body();
        assertThat(kinds).doesNotContain("sector=food-nfi", "sector=shelter");
        UUID food = world.service(world.keeper, "Kitchen", "food-nfi", "country", country);
        UUID home = world.service(world.keeper, "Help to go home", "avrr", "country", country);
        for (UUID service : List.of(food, home)) {
            assertThat(draft(officer, code, UUID.randomUUID(), service).statusCode())
                    .isEqualTo(404);
        }
        officer.post("/persons/" + code + "/alerts", "kind", "medical");
        assertThat(officer.get("/persons/" + code + "/send-on").body()).contains("sector=medical");
        String calm = enter(officer);
        assertThat(officer.get("/persons/" + calm + "/send-on").body())
                .doesNotContain("/send-on/new");
        assertThat(draft(officer, calm, UUID.randomUUID(), lawyers).statusCode()).isEqualTo(404);
        answer(officer, calm, "hurt_on_route", "yes");
        assertThat(officer.get("/persons/" + calm + "/send-on").body())
                .as("what a survivor told is not written on from here")
                .doesNotContain("/send-on/new");
    }

    @Test
    void nobodyElseAtTheAuthorityFindsATrace() throws Exception {
        UUID id = sent();
        for (Browser one :
                List.of(
                        world.someone(authority, Role.RETURN_OFFICER),
                        world.someone(authority, Role.REGISTRAR),
                        world.someone(authority, Role.SUPERVISOR))) {
            assertThat(one.get("/sent-on/" + id).statusCode()).isIn(403, 404);
            assertThat(one.get("/persons/" + code + "/send-on").statusCode()).isIn(403, 404);
            assertThat(one.post("/sent-on/" + id + "/send").statusCode()).isIn(403, 404);
            assertThat(one.get("/").body()).doesNotContain("/sent-on", "/urgent-steps");
        }
        for (String page : List.of("/referrals", "/referrals/" + id, "/referrals/figures")) {
            assertThat(officer.get(page).statusCode()).as(page).isIn(403, 404);
        }
    }

    // --- how

    private List<String> pages(UUID id) throws Exception {
        List<String> all = new ArrayList<>();
        for (String page :
                List.of(
                        "/sent-on/" + id,
                        "/persons/" + code + "/send-on",
                        "/persons/" + code,
                        "/persons/" + code + "/arrange",
                        "/urgent-steps",
                        "/handover")) {
            all.add(text(officer.get(page).body()));
        }
        return all;
    }

    /** All that a page says and where it leads, without what is made anew each time. */
    private static String text(String body) {
        return body.substring(body.indexOf("<main"))
                .replaceAll("(?s)<script.*?</script>", "")
                .replaceAll("Made on [^<]*", "")
                .replaceAll("<(?:input|meta|link|body)[^>]*>", "")
                .replaceAll("\\s+", " ");
    }

    private UUID sent() throws Exception {
        UUID id = UUID.randomUUID();
        HttpResponse<String> answer = draft(officer, code, id, lawyers);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
        officer.post("/sent-on/" + id + "/send");
        assertThat(world.state(id)).isEqualTo("sent");
        officer.get("/sent-on/" + id);
        return id;
    }

    private static HttpResponse<String> draft(Browser by, String person, UUID id, UUID service)
            throws Exception {
        return by.post(
                "/persons/" + person + "/send-on",
                "id",
                id.toString(),
                "service",
                service.toString(),
                "need",
                "Afraid of going back",
                "basis",
                "vital-interest",
                "reason",
                "Life is in danger where the bus goes");
    }

    private String enter(Browser by) throws Exception {
        String to = WholeServer.location(by.post("/persons", "name", "Marisol"));
        return to.substring(to.length() - 8);
    }

    private static void answer(Browser by, String person, String fact, String value)
            throws Exception {
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

    private boolean clockRuns() throws Exception {
        List<String> found =
                server.column(
                        "select (c.ended_at is null)::text from flag_clock c join flag f on f.id = c.flag"
                                + " join person p on p.id = f.person where p.code = ?"
                                + " and f.screen = 'refugee-indication'",
                        code);
        assertThat(found).hasSize(1);
        return found.getFirst().equals("true");
    }
}
