package amparo.server.referral;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.server.testing.WholeServer;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * FEATURE: when somebody moved on before anybody accepted them, the next stop is offered by itself;
 * nothing is sent without asking, and a service that did not take them learns nothing.
 */
@Tag("database")
class NextStopTest {

    private ReferralWorld world;
    private WholeServer server;
    private String code = "";
    private UUID shelter = new UUID(0, 0);

    @BeforeEach
    void somebodyWhoWaits() throws Exception {
        world = new ReferralWorld();
        server = world.server;
        code = world.enter("Marisol");
        shelter = world.service(world.keeper, "House by the lake", "shelter");
    }

    @Test
    void whoLeavesBeforeAnAnswerIsOfferedTheNextPlaceOfTheWayAndNothingIsSent() throws Exception {
        UUID ahead =
                world.service(world.keeper, "House over the river", "shelter", "country", "USA");
        world.service(world.keeper, "House behind", "shelter", "country", "GTM");
        stay("GTM", "2026-01-02", "2026-02-01");
        stay("MEX", "2026-02-01", "ongoing");
        UUID id = world.send(code, shelter, "leaves", "5");
        assertThat(world.worker.get("/referrals/" + id).body()).doesNotContain("The next stop");
        server.sql("update referral set leaves_at = now() - interval '1 minute' where id = ?", id);
        String page = world.worker.get("/referrals/" + id).body();
        assertThat(page)
                .contains("The next stop", "The way of the person leads to")
                .contains("House over the river", "write?service=" + ahead)
                .doesNotContain("House behind");
        assertThat(world.worker.get("/referrals?show=left").body()).contains(id.toString());
        assertThat(world.worker.get("/").body()).contains("/referrals?show=left");
        assertThat(
                        server.column(
                                "select id from referral where person = (select id from person where code = ?)",
                                code))
                .as("offered, not sent")
                .hasSize(1);
        assertThat(world.keeper.get("/referrals/" + id).body())
                .doesNotContain("The next stop", "United States");
    }

    @Test
    void whoSaysThatTheyAreElsewhereIsOfferedServicesThereUntilTheyAreBack() throws Exception {
        world.service(world.keeper, "House of the canal", "shelter", "country", "PAN");
        UUID id = world.send(code, shelter);
        here("PAN");
        assertThat(moved(id)).isEqualTo("true");
        assertThat(world.worker.get("/referrals/" + id).body())
                .contains("The person says that they are in Panama now", "House of the canal");
        assertThat(world.worker.get("/persons/" + code).body()).contains("Offer the next stop");
        assertThat(world.keeper.get("/referrals/" + id).body()).doesNotContain("Panama");
        assertThat(world.events(id)).doesNotContain("moved-on");
        here("MEX");
        assertThat(moved(id)).isEqualTo("false");
        assertThat(world.worker.get("/referrals?show=left").body()).doesNotContain(id.toString());
    }

    @Test
    void onceSomebodyAcceptedNothingIsOffered() throws Exception {
        UUID id = world.send(code, shelter);
        world.keeper.post("/referrals/" + id + "/accept");
        here("PAN");
        assertThat(moved(id)).isEqualTo("false");
        assertThat(world.worker.get("/referrals/" + id).body()).doesNotContain("The next stop");
    }

    @Test
    void neverACountryOfWhichThePersonIsANational() throws Exception {
        world.service(world.keeper, "House at home", "shelter", "country", "HND");
        UUID id = world.send(code, shelter, "leaves", "5");
        server.sql("update referral set leaves_at = now() - interval '1 minute' where id = ?", id);
        assertThat(world.worker.get("/referrals/" + id).body())
                .contains("The next stop")
                .doesNotContain("House at home");
    }

    private String moved(UUID id) throws Exception {
        return server.column("select (moved_at is not null)::text from referral where id = ?", id)
                .getFirst();
    }

    private void here(String country) throws Exception {
        assertThat(
                        world.worker
                                .post(
                                        "/persons/" + code + "/answers",
                                        "fact",
                                        "country_now",
                                        "value",
                                        country,
                                        "source",
                                        "person")
                                .statusCode())
                .isEqualTo(302);
    }

    private void stay(String country, String entered, String left) throws Exception {
        server.sql(
                "insert into answer (id, person, organisation, fact, record, value, sensitivity, source, recorded_by,"
                        + " recorded_room) select gen_random_uuid(), p.id, p.organisation, 'stay', gen_random_uuid(),"
                        + " jsonb_build_object('country', ?, 'entered', ?, 'left', ?), 'personal', 'person',"
                        + " p.entered_by, 'frontline' from person p where p.code = ?",
                country,
                entered,
                left,
                code);
    }
}
