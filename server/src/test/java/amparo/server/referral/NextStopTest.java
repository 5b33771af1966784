package amparo.server.referral;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.server.testing.WholeServer;
import java.time.LocalDate;
import java.time.ZoneOffset;
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
        // Those of other tests would stand before ours.
        server.sql("update service set active = false");
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

    // --- places and borders

    @Test
    void theNearestServiceAheadInTheSameCountryComesBeforeOneOverTheNextBorder() throws Exception {
        at("House of Arriaga", "MEX", "Arriaga", "16.2", "-93.9");
        at("House of Ixtepec", "MEX", "Ixtepec", "16.6", "-95.1");
        at("House of the capital", "MEX", "Ciudad de México", "19.4", "-99.1");
        at("House of Guatemala", "GTM", "Esquipulas", "14.6", "-89.4");
        at("House over the river", "USA", "El Paso", "31.8", "-106.4");
        at("Another one here", "MEX", "Tapachula", "14.9", "-92.3");
        station("GTM", "Esquipulas", "Agua Caliente", "2026-01-02");
        station("MEX", "tapachula", "Puente de Suchiate", "2026-02-01");
        assertThat(offered(left()))
                .as("ahead, the nearest first, not where they are and not behind")
                .startsWith("The way of the person leads to Arriaga (Mexico).")
                .containsSubsequence("House of Arriaga", "House of Ixtepec", "House of the capital")
                .doesNotContain("House of Guatemala", "House over the river", "Another one here");
    }

    @Test
    void whoGoesSouthIsOfferedWhatLiesSouth() throws Exception {
        at("House of Ixtepec", "MEX", "Ixtepec", "16.6", "-95.1");
        at("House of Saltillo", "MEX", "Saltillo", "25.4", "-101.0");
        station("USA", "", "", "2026-01-02");
        station("MEX", "", "Reynosa", "2026-02-01");
        UUID id = left();
        assertThat(offered(id))
                .as("nobody noted where they are; the border tells it")
                .startsWith("The way of the person leads to Saltillo (Mexico).")
                .containsSubsequence("House of Saltillo", "House of Ixtepec");
        station("MEX", "Ixtepec", "", "2026-02-20");
        station("GTM", "Esquipulas", "", "2026-01-01");
        assertThat(offered(id))
                .as("past it, and no further service of this way is known")
                .doesNotContain("House of Saltillo");
    }

    @Test
    void whoIsAtAnotherPlaceSinceItWasSentIsOfferedWhatIsThere() throws Exception {
        UUID far = at("House of the capital", "MEX", "Ciudad de México", "19.4", "-99.1");
        at("House of Ixtepec", "MEX", "Ixtepec", "16.6", "-95.1");
        at("House of Oaxaca", "MEX", "Oaxaca", "17.1", "-96.7");
        UUID id = world.send(code, far);
        told("MEX", "Ixtepec", "2026-01-01");
        assertThat(moved(id)).as("long before").isEqualTo("false");
        told("MEX", "ciudad de mexico", today());
        assertThat(moved(id)).as("where the service is").isEqualTo("false");
        told("MEX", "Ixtepec", today());
        assertThat(moved(id)).isEqualTo("true");
        assertThat(offered(id))
                .startsWith("The person says that they are in Ixtepec (Mexico) now.")
                .containsSubsequence("House of Ixtepec", "House of Oaxaca")
                .doesNotContain("House of the capital");
        assertThat(world.keeper.get("/referrals/" + id).body()).doesNotContain("Ixtepec");
        told("MEX", "Ciudad de México", today());
        assertThat(moved(id)).as("back").isEqualTo("false");
    }

    @Test
    void aServiceOfAWholeCountryIsNotLeftWithinIt() throws Exception {
        UUID id = world.send(code, shelter);
        told("MEX", "Ixtepec", today());
        assertThat(moved(id)).isEqualTo("false");
        told("GTM", "", today());
        assertThat(moved(id)).isEqualTo("true");
    }

    private UUID at(String name, String country, String place, String latitude, String longitude)
            throws Exception {
        return world.service(
                world.keeper,
                name,
                "shelter",
                "country",
                country,
                "places",
                place,
                "latitude",
                latitude,
                "longitude",
                longitude);
    }

    /** A referral whose hour has passed. */
    private UUID left() throws Exception {
        UUID id = world.send(code, shelter, "leaves", "5");
        server.sql("update referral set leaves_at = now() - interval '1 minute' where id = ?", id);
        return id;
    }

    /** What stands under "The next stop". */
    private String offered(UUID id) throws Exception {
        String page = world.worker.get("/referrals/" + id).body();
        int from = page.indexOf("id=\"next-stop\"");
        assertThat(from).as(page).isPositive();
        return page.substring(page.indexOf("<p>", from), page.indexOf("</section>", from))
                .replaceAll("<[^>]*>", " ")
                .replaceAll("\\s+", " ")
                .strip();
    }

    private static String today() {
        return LocalDate.now(ZoneOffset.UTC).toString();
    }

    /** Told on the page of the way. */
    private void told(String country, String place, String on) throws Exception {
        assertThat(
                        world.worker
                                .post(
                                        "/persons/" + code + "/records",
                                        "fact",
                                        "station",
                                        "record",
                                        UUID.randomUUID().toString(),
                                        "r-country",
                                        country,
                                        "r-place",
                                        place,
                                        "r-on-year",
                                        on.substring(0, 4),
                                        "r-on-month",
                                        on.substring(5, 7),
                                        "r-on-day",
                                        on.substring(8),
                                        "source",
                                        "person")
                                .statusCode())
                .isEqualTo(302);
    }

    private void station(String country, String place, String border, String on) throws Exception {
        server.sql(
                "insert into answer (id, person, organisation, fact, record, value, sensitivity, source, recorded_by,"
                        + " recorded_room) select gen_random_uuid(), p.id, p.organisation, 'station', gen_random_uuid(),"
                        + " jsonb_build_object('country', ?, 'place', ?, 'border_point', ?, 'on', ?), 'personal',"
                        + " 'person', p.entered_by, 'frontline' from person p where p.code = ?",
                country,
                place,
                border,
                on,
                code);
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
