package amparo.server.referral;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.server.access.Role;
import amparo.server.testing.WholeServer;
import amparo.server.testing.WholeServer.Browser;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** FEATURE: what crosses a border is what the person wants, and never goes where they fled from. */
@Tag("database")
class HandoverTest {

    private ReferralWorld world;
    private WholeServer server;
    private String code = "";

    @BeforeEach
    void somebodyWhoGoesOn() throws Exception {
        world = new ReferralWorld();
        server = world.server;
        code = world.enter("Marisol");
    }

    private HttpResponse<String> make(String... more) throws Exception {
        List<String> usual =
                List.of(
                        "to",
                        "carried",
                        "country",
                        "MEX",
                        "facts",
                        "name",
                        "language",
                        "en",
                        "way",
                        "spoken",
                        "secret",
                        "00000-11111-22222-33333-44444",
                        "id",
                        UUID.randomUUID().toString());
        List<String> form = new ArrayList<>(List.of(more));
        for (int i = 0; i < usual.size(); i += 2) {
            if (!List.of(more).contains(usual.get(i))) {
                form.addAll(usual.subList(i, i + 2));
            }
        }
        return world.worker.post("/persons/" + code + "/handover", form.toArray(String[]::new));
    }

    @Test
    void neverToTheCountryThatSomebodyLeftNorWithoutAnAgreementNorWithoutCounselling()
            throws Exception {
        assertThat(world.worker.get("/persons/" + code + "/handover").body())
                .doesNotContain("value=\"HND\"");
        assertThat(make("country", "HND").statusCode()).isEqualTo(422);
        assertThat(make("to", UUID.randomUUID().toString()).statusCode()).isEqualTo(422);
        assertThat(make("language", "ht").body()).contains("counts as not asked");
        world.worker.post(
                "/persons/" + code + "/answers",
                "fact",
                "fear_of_return",
                "value",
                "yes",
                "source",
                "person");
        assertThat(make("later", "fear_of_return").body()).contains("needs counselling");
        assertThat(server.column("select id from handover where organisation = ?", world.ours))
                .isEmpty();
    }

    @Test
    void theNextOneOpensWhatThePersonCarriesAndNothingHasToBeToldAgain() throws Exception {
        String box = make().body();
        assertThat(box).contains("amparo-handover").doesNotContain("Marisol", code);
        Browser next = world.someone(world.theirs, Role.CASE_WORKER);
        byte[] file = box.getBytes(StandardCharsets.UTF_8);
        assertThat(
                        next.upload(
                                        "/handovers/open",
                                        "file",
                                        "a.json",
                                        file,
                                        "secret",
                                        "99999-11111-22222-33333-44444")
                                .statusCode())
                .isEqualTo(422);
        String opened =
                next.upload(
                                "/handovers/open",
                                "file",
                                "a.json",
                                file,
                                "secret",
                                "00000-11111-22222-33333-44444")
                        .body();
        assertThat(opened).contains("Marisol", "not known who signed it");
        String sealed = value(opened, "sealed");
        String id = value(opened, "id");
        String first =
                WholeServer.location(next.post("/handovers/enter", "sealed", sealed, "id", id));
        assertThat(next.get(first.replaceFirst(".*(/persons/)", "$1")).body()).contains("Marisol");
        assertThat(WholeServer.location(next.post("/handovers/enter", "sealed", sealed, "id", id)))
                .isEqualTo(first);
    }

    @Test
    void anAgencyWithAnAgreementOpensItAndNobodyElse() throws Exception {
        Browser theirOfficer = world.someone(world.theirs, Role.DATA_PROTECTION_OFFICER);
        String page = theirOfficer.get("/agreements").body();
        Matcher keys = Pattern.compile("<code[^>]*>([^<]+)</code>").matcher(page);
        assertThat(keys.find()).isTrue();
        String signing = keys.group(1);
        assertThat(keys.find()).isTrue();
        String opening = keys.group(1);
        UUID agreement = UUID.randomUUID();
        Browser ourOfficer = world.someone(world.ours, Role.DATA_PROTECTION_OFFICER);
        LocalDate until = LocalDate.now(java.time.ZoneOffset.UTC).plusDays(90);
        String[] form = {
            "id",
            agreement.toString(),
            "partner",
            "Agency beyond",
            "country",
            "CRI",
            "reference",
            "Letter of 2026",
            "until-day",
            Integer.toString(until.getDayOfMonth()),
            "until-month",
            Integer.toString(until.getMonthValue()),
            "until-year",
            Integer.toString(until.getYear()),
            "signing",
            signing,
            "opening",
            opening
        };
        assertThat(world.worker.post("/agreements", form).statusCode()).isIn(403, 404);
        assertThat(ourOfficer.post("/agreements", form).statusCode()).isEqualTo(302);
        byte[] file = make("to", agreement.toString()).body().getBytes(StandardCharsets.UTF_8);
        Browser next = world.someone(world.theirs, Role.CASE_WORKER);
        assertThat(next.upload("/handovers/open", "file", "a.json", file).body())
                .contains("Marisol");
        assertThat(world.worker.upload("/handovers/open", "file", "a.json", file).statusCode())
                .isEqualTo(422);
        ourOfficer.post("/agreements/" + agreement + "/end");
        assertThat(make("to", agreement.toString()).statusCode()).isEqualTo(422);
    }

    private static String value(String page, String name) {
        Matcher found = Pattern.compile("name=\"" + name + "\" value=\"([^\"]*)\"").matcher(page);
        assertThat(found.find()).as(name).isTrue();
        return found.group(1);
    }
}
