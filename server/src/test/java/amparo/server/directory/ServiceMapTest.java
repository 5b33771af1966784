package amparo.server.directory;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.server.access.OrganisationKind;
import amparo.server.access.Role;
import amparo.server.testing.WholeServer;
import amparo.server.testing.WholeServer.Browser;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * FEATURE: services stand on a map and in a list that says the same; doors are filtered by what is
 * known, and stale entries come later and say so.
 */
@Tag("database")
class ServiceMapTest {

    private final WholeServer server = WholeServer.get();
    private Browser keeper = server.stranger();
    private String mark = "";

    @BeforeEach
    void aKeeper() throws Exception {
        UUID ngo = server.organisation(OrganisationKind.NGO);
        keeper = server.worker(ngo, Role.REFERRAL_FOCAL_POINT, "organisation");
        mark = "M" + UUID.randomUUID().toString().substring(0, 8);
    }

    @Test
    void theMapHasTheNumbersOfTheListAndTheListSaysEverything() throws Exception {
        service("North", "latitude", "14.9", "longitude", "-92.27");
        service("South", "latitude", "8.98", "longitude", "-79.52");
        service("Unplaced");
        String page = keeper.get("/services?words=" + mark).body();
        assertThat(page).contains("<svg viewBox=", "1. North", "2. South", "3. Unplaced");
        assertThat(page).contains(">1</text>", ">2</text>").doesNotContain(">3</text>");
        assertThat(page).contains("1 service of the list has no place on the map");
        assertThat(page).as("no tiles of others").doesNotContain("src=\"http", "openstreetmap");
        assertThat(keeper.get("/services?words=" + mark + "&sector=gbv").body())
                .doesNotContain("<svg viewBox=\"0.0");
    }

    @Test
    void openNowLeavesOutOnlyWhatIsSurelyShutAndRoomOnlyWhatWasConfirmed() throws Exception {
        service("Always", "hours", "24 h");
        service("Words", "hours", "By appointment");
        String shut = service("Never");
        server.sql(
                "update service set hours = ? where id = ?",
                OpenHoursWords.shutNow(),
                UUID.fromString(shut));
        String open = keeper.get("/services?open=now&words=" + mark).body();
        assertThat(open).contains("Always", "Words").doesNotContain("Never");
        String full = service("Full", "room", "full");
        assertThat(full).isNotEmpty();
        String old = service("Old");
        server.sql(
                "update service set confirmed_at = now() - interval '40 days' where id = ?",
                UUID.fromString(old));
        String roomy = keeper.get("/services?room=confirmed&words=" + mark).body();
        assertThat(roomy).contains("Always").doesNotContain("Full", "Old");
        String all = keeper.get("/services?words=" + mark).body();
        assertThat(all).contains("needs to be confirmed");
        assertThat(all.indexOf(old)).isGreaterThan(all.indexOf(full));
    }

    private String service(String name, String... more) throws Exception {
        String id = UUID.randomUUID().toString();
        List<String> form = new ArrayList<>(List.of(more));
        List<String> usual =
                List.of(
                        "id",
                        id,
                        "name",
                        name + " " + mark,
                        "sector",
                        "shelter",
                        "country",
                        "PAN",
                        "room",
                        "yes",
                        "cost",
                        "free");
        for (int i = 0; i < usual.size(); i += 2) {
            if (!List.of(more).contains(usual.get(i))) {
                form.addAll(usual.subList(i, i + 2));
            }
        }
        assertThat(keeper.post("/services", form.toArray(String[]::new)).statusCode())
                .isEqualTo(302);
        return id;
    }

    /** Hours that are over at this moment, whatever the moment is. */
    private static final class OpenHoursWords {

        private OpenHoursWords() {}

        static String shutNow() {
            int hour = java.time.ZonedDateTime.now(java.time.ZoneId.of("America/Panama")).getHour();
            int from = (hour + 6) % 23;
            return from + "-" + (from + 1);
        }
    }
}
