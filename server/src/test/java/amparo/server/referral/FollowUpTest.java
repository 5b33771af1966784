package amparo.server.referral;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.server.access.OrganisationKind;
import amparo.server.access.Role;
import amparo.server.testing.WholeServer;
import amparo.server.testing.WholeServer.Browser;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * FEATURE: whoever was taken by a service is asked how it went, in the hours and by the way that
 * are safe for them; nobody else learns of it.
 */
@Tag("database")
class FollowUpTest {

    private ReferralWorld world;
    private WholeServer server;
    private String code = "";
    private UUID shelter = new UUID(0, 0);

    @BeforeEach
    void somebodyWhoNeedsABed() throws Exception {
        world = new ReferralWorld();
        server = world.server;
        code = world.enter("Marisol");
        shelter = world.service(world.keeper, "House by the lake", "shelter");
    }

    @Test
    void whoWasAcceptedIsDueAfterTheHoursThatTheOrganisationSetByTheSafeWay() throws Exception {
        Browser supervisor = world.someone(world.ours, Role.SUPERVISOR);
        assertThat(set(supervisor, "5").statusCode()).isEqualTo(302);
        UUID id = world.send(code, shelter, "urgency", "high");
        assertThat(world.worker.get("/referrals/" + id + "/follow-up").statusCode())
                .as("nobody accepted yet")
                .isEqualTo(404);
        world.keeper.post("/referrals/" + id + "/accept");
        assertThat(hours(id)).isEqualTo("5");
        String list = world.worker.get("/follow-ups").body();
        assertThat(list).contains(code, "Soon").doesNotContain("Marisol", "red shop");
        plan(id, "1", "9", "12");
        server.sql(
                "update follow_up set due_at = now() - interval '1 minute' where referral = ?", id);
        assertThat(world.worker.get("/follow-ups").body()).contains("Due", "9 to 12 h");
        assertThat(world.worker.get("/").body()).contains("People to ask how it went");
        assertThat(world.worker.get("/referrals/" + id + "/follow-up").body())
                .contains("red shop", "Through somebody they trust");
        for (int click = 0; click < 2; click++) {
            world.worker.post("/referrals/" + id + "/follow-up/result", "result", "well");
        }
        assertThat(world.worker.get("/follow-ups").body()).doesNotContain(code);
        assertThat(server.column("select result from follow_up where referral = ?", id))
                .containsExactly("well");
    }

    @Test
    void whoWasNotReachedComesBackAndWhoTakesItBackIsNotAskedAgain() throws Exception {
        UUID id = world.send(code, shelter, "urgency", "emergency");
        world.keeper.post("/referrals/" + id + "/accept");
        server.sql(
                "update follow_up set due_at = now() - interval '1 minute' where referral = ?", id);
        world.worker.post("/referrals/" + id + "/follow-up/result", "result", "not-reached");
        assertThat(
                        server.column(
                                "select (done_at is null and due_at > now())::text from follow_up where referral = ?",
                                id))
                .containsExactly("true");
        world.worker.post("/referrals/" + id + "/withdraw", "because", "person");
        assertThat(server.column("select referral from follow_up where referral = ?", id))
                .isEmpty();
    }

    @Test
    void wrongHoursAreSaidAndNothingIsSaved() throws Exception {
        UUID id = world.send(code, shelter);
        world.keeper.post("/referrals/" + id + "/accept");
        assertThat(plan(id, "", "9", "12")).isEqualTo(422);
        assertThat(plan(id, "4", "12", "9")).isEqualTo(422);
        assertThat(plan(id, "4", "9", "")).isEqualTo(422);
        assertThat(
                        server.column(
                                "select coalesce(planned_by::text, 'nobody') from follow_up where referral = ?",
                                id))
                .containsExactly("nobody");
        Browser supervisor = world.someone(world.ours, Role.SUPERVISOR);
        assertThat(set(supervisor, "0").statusCode()).isEqualTo(422);
    }

    @Test
    void theReceiverStrangersAndThoseWhoDoNotLeadFindNothingToSet() throws Exception {
        UUID id = world.send(code, shelter);
        world.keeper.post("/referrals/" + id + "/accept");
        Browser stranger =
                world.someone(server.organisation(OrganisationKind.NGO), Role.SUPERVISOR);
        for (Browser one : java.util.List.of(world.keeper, stranger)) {
            assertThat(one.get("/referrals/" + id + "/follow-up").statusCode()).isEqualTo(404);
            assertThat(
                            one.post("/referrals/" + id + "/follow-up/result", "result", "well")
                                    .statusCode())
                    .isEqualTo(404);
            assertThat(one.get("/follow-ups").body()).doesNotContain(code);
        }
        assertThat(set(world.worker, "5").statusCode()).isIn(403, 404);
        Browser officer =
                world.someone(
                        server.organisation(OrganisationKind.BORDER_AUTHORITY), Role.REGISTRAR);
        assertThat(officer.get("/follow-ups").statusCode()).isIn(403, 404);
    }

    private java.net.http.HttpResponse<String> set(Browser by, String hours) throws Exception {
        return by.post(
                "/follow-ups/settings",
                "emergency",
                hours,
                "high",
                hours,
                "medium",
                hours,
                "routine",
                hours);
    }

    private int plan(UUID id, String hours, String from, String to) throws Exception {
        return world.worker
                .post(
                        "/referrals/" + id + "/follow-up",
                        "hours",
                        hours,
                        "way",
                        "through-somebody",
                        "from",
                        from,
                        "to",
                        to)
                .statusCode();
    }

    private String hours(UUID id) throws Exception {
        return server.column("select follow_hours::text from referral where id = ?", id).getFirst();
    }
}
