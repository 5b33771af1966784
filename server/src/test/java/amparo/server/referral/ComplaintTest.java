package amparo.server.referral;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.server.access.OrganisationKind;
import amparo.server.access.Role;
import amparo.server.testing.WholeServer;
import amparo.server.testing.WholeServer.Browser;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** FEATURE: a complaint goes round those it is about, straight to the monitors. */
@Tag("database")
class ComplaintTest {

    private static final String WORDS = "The guard asked her for money";

    @Test
    void monitorsReadItAndTheOrganisationComplainedOfLearnsNothing() throws Exception {
        WholeServer server = WholeServer.get();
        UUID post = server.organisation(OrganisationKind.BORDER_AUTHORITY);
        UUID eyes = server.organisation(OrganisationKind.MONITOR);
        Browser officer = server.worker(post, Role.REGISTRAR, "organisation");
        UUID id = UUID.randomUUID();
        for (int i = 0; i < 2; i++) {
            assertThat(
                            officer.post(
                                            "/complaints",
                                            "id",
                                            id.toString(),
                                            "about",
                                            post.toString(),
                                            "kind",
                                            "money",
                                            "words",
                                            WORDS,
                                            "danger",
                                            "yes")
                                    .statusCode())
                    .isEqualTo(302);
        }
        Browser monitor = server.worker(eyes, Role.MONITOR, "organisation");
        assertThat(monitor.get("/complaints").body()).contains("/complaints/" + id);
        assertThat(monitor.get("/complaints/" + id).body()).contains(WORDS, "in danger");
        monitor.post("/complaints/" + id, "state", "taken");
        assertThat(server.column("select state from complaint where id = ?", id))
                .containsExactly("taken");

        for (Role role : List.of(Role.REGISTRAR, Role.SUPERVISOR, Role.DATA_PROTECTION_OFFICER)) {
            Browser one = server.worker(post, role, "organisation");
            for (String page : List.of("/complaints", "/complaints/" + id, "/", "/audit")) {
                assertThat(one.get(page).body())
                        .as("%s %s", role, page)
                        .doesNotContain(WORDS, id.toString());
            }
        }
        assertThat(
                        server.column(
                                "select kind from audit_entry where chain = ? and kind = 'complaint'",
                                post))
                .isEmpty();
        assertThat(server.column("select encode(words, 'escape') from complaint where id = ?", id))
                .noneMatch(one -> one.contains("money"));
        Browser other =
                server.worker(
                        server.organisation(OrganisationKind.NGO), Role.MONITOR, "organisation");
        assertThat(other.get("/complaints").body()).doesNotContain(id.toString());
    }

    @Test
    void aMonitorNeverReadsWhatIsAboutTheirOwnOrganisation() throws Exception {
        WholeServer server = WholeServer.get();
        UUID eyes = server.organisation(OrganisationKind.MONITOR);
        server.organisation(OrganisationKind.MONITOR);
        Browser worker =
                server.worker(
                        server.organisation(OrganisationKind.NGO),
                        Role.CASE_WORKER,
                        "organisation");
        UUID id = UUID.randomUUID();
        worker.post(
                "/complaints",
                "id",
                id.toString(),
                "about",
                eyes.toString(),
                "kind",
                "treatment",
                "words",
                WORDS);
        assertThat(server.column("select state from complaint where id = ?", id)).hasSize(1);
        Browser monitor = server.worker(eyes, Role.MONITOR, "organisation");
        assertThat(monitor.get("/complaints").body()).doesNotContain(id.toString());
        assertThat(monitor.get("/complaints/" + id).statusCode()).isEqualTo(404);
    }
}
