package amparo.server.directory;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.server.access.OrganisationKind;
import amparo.server.access.Role;
import amparo.server.testing.WholeServer;
import amparo.server.testing.WholeServer.Browser;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** FEATURE: services are kept by those who answer for them, and found by those who refer. */
@Tag("database")
class DirectoryTest {

    private final WholeServer server = WholeServer.get();
    private UUID ours = new UUID(0, 0);
    private Browser keeper;

    @BeforeEach
    void anOrganisationWithServices() throws Exception {
        ours = server.organisation(OrganisationKind.NGO);
        keeper = server.worker(ours, Role.REFERRAL_FOCAL_POINT, "organisation");
    }

    private HttpResponse<String> add(Browser by, UUID id, String name, String forWhom)
            throws Exception {
        return by.post(
                "/services",
                "id",
                id.toString(),
                "name",
                name,
                "sector",
                "shelter",
                "country",
                "MEX",
                "places",
                "Tapachula",
                "for_whom",
                forWhom,
                "room",
                "yes",
                "cost",
                "free",
                "open_to_all",
                "yes",
                "urgent_line",
                "+52 555 0100");
    }

    @Test
    void aConditionThatMakesNoSenseIsRefusedWithWhereAndWhatInstead() throws Exception {
        UUID id = UUID.randomUUID();
        HttpResponse<String> wrong = add(keeper, id, "House", "age < 18 and nationalty = VEN");
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("cannot be understood", "nationalty", "nationality");
        assertThat(server.column("select id from service where id = ?", id)).isEmpty();
        assertThat(add(keeper, id, "House", "age < 18").statusCode()).isEqualTo(302);
        assertThat(keeper.get("/services/" + id).body()).contains("age &lt; 18", "Tapachula");
    }

    @Test
    void onlyTheirKeepersChangeEntriesAndBordersReadThem() throws Exception {
        UUID id = UUID.randomUUID();
        add(keeper, id, "House", "");
        Browser worker = server.worker(ours, Role.CASE_WORKER, "organisation");
        Browser other =
                server.worker(
                        server.organisation(OrganisationKind.NGO),
                        Role.REFERRAL_FOCAL_POINT,
                        "organisation");
        Browser border =
                server.worker(
                        server.organisation(OrganisationKind.BORDER_AUTHORITY),
                        Role.REGISTRAR,
                        "organisation");
        for (Browser one : java.util.List.of(worker, other, border)) {
            assertThat(one.get("/services/" + id).body()).contains("House", "+52 555 0100");
            assertThat(one.get("/services/" + id + "/edit").statusCode()).isIn(403, 404);
            assertThat(one.post("/services/" + id + "/confirm", "room", "full").statusCode())
                    .isIn(403, 404);
            assertThat(add(one, id, "Mine now", "").statusCode()).isNotEqualTo(200);
        }
        assertThat(server.column("select name || room from service where id = ?", id))
                .containsExactly("Houseyes");
    }

    @Test
    void whatNobodyConfirmsAsksItsOwnerAndOneClickIsEnough() throws Exception {
        UUID id = UUID.randomUUID();
        add(keeper, id, "House", "");
        server.sql("update service set confirmed_at = now() - interval '40 days' where id = ?", id);
        assertThat(keeper.get("/").body()).contains("Services to confirm");
        assertThat(keeper.get("/services?show=stale").body()).contains("House");
        assertThat(server.stranger().get("/services/public.json").body())
                .doesNotContain(id.toString());
        keeper.post("/services/" + id + "/confirm", "room", "few");
        assertThat(keeper.get("/services?show=stale").body()).doesNotContain(id.toString());
        assertThat(server.stranger().get("/services/public.json").body())
                .contains(id.toString(), "Tapachula")
                .doesNotContain("for_whom", "Duty desk");
    }

    @Test
    void ofTwoWhoChangeTheSameEntryTheSecondIsTold() throws Exception {
        UUID id = UUID.randomUUID();
        add(keeper, id, "House", "");
        String[] form = {
            "seen", "1", "name", "House A", "sector", "shelter", "country", "MEX", "room", "yes",
            "cost", "free"
        };
        assertThat(keeper.post("/services/" + id + "/edit", form).statusCode()).isEqualTo(302);
        form[3] = "House B";
        HttpResponse<String> second = keeper.post("/services/" + id + "/edit", form);
        assertThat(second.statusCode()).isEqualTo(409);
        assertThat(second.body()).contains("House B", "Somebody changed this entry");
        assertThat(server.column("select name from service where id = ?", id))
                .containsExactly("House A");
    }

    @Test
    void aTableWithHxlTagsIsReadColumnByColumnAndItsMistakesComeBackAsAFile() throws Exception {
        byte[] table =
                """
                Programa;Cluster;P;Ciudad;Tel
                #service+name;#sector;#country+code;#loc+name;#contact+phone
                Casa Norte;shelter;MEX;Tapachula;+52 555 0101
                Casa Sur;palace;MEX;Tapachula;+52 555 0102
                Casa Este;shelter;XXX;;call me
                """
                        .getBytes(StandardCharsets.UTF_8);
        HttpResponse<String> look = keeper.upload("/services/import", "file", "s.csv", table);
        assertThat(look.statusCode()).isEqualTo(200);
        assertThat(look.body()).contains("1 row is right", "2 rows cannot be saved", "palace");
        Matcher sealed = Pattern.compile("name=\"sealed\" value=\"([^\"]+)\"").matcher(look.body());
        assertThat(sealed.find()).isTrue();
        assertThat(keeper.post("/services/import/rejects", "sealed", sealed.group(1)).body())
                .contains("4,sector,palace", "5,country,XXX", "5,urgent_line,call me");
        for (int i = 0; i < 2; i++) {
            assertThat(
                            keeper.post("/services/import/write", "sealed", sealed.group(1))
                                    .statusCode())
                    .isEqualTo(302);
        }
        assertThat(server.column("select name from service where organisation = ?", ours))
                .containsExactly("Casa Norte");
        assertThat(
                        keeper.upload("/services/import", "file", "s.csv", new byte[] {1, 2})
                                .statusCode())
                .isEqualTo(422);
        Browser other = server.worker(ours, Role.SUPERVISOR, "organisation");
        assertThat(other.post("/services/import/write", "sealed", sealed.group(1)).statusCode())
                .as("sealed for another account")
                .isEqualTo(422);
    }
}
