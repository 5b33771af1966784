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

/** Who sends, who receives, and the hands that fill in the forms. */
final class ReferralWorld {

    static final String NEED = "A bed for tonight, two people";

    final WholeServer server = WholeServer.get();
    final UUID ours;
    final UUID theirs;
    final Browser worker;
    final Browser keeper;

    ReferralWorld() throws Exception {
        ours = server.organisation(OrganisationKind.NGO);
        theirs = server.organisation(OrganisationKind.UN_AGENCY);
        worker = someone(ours, Role.CASE_WORKER);
        keeper = someone(theirs, Role.REFERRAL_FOCAL_POINT);
    }

    Browser someone(UUID organisation, Role role) throws Exception {
        return server.worker(organisation, role, "organisation");
    }

    /** Enters somebody and gives the code. */
    String enter(String name) throws Exception {
        String to =
                WholeServer.location(
                        worker.post(
                                "/persons",
                                "name",
                                name,
                                "nationality",
                                "HND",
                                "age",
                                "31",
                                "languages",
                                "english"));
        assertThat(to).matches(".*/persons/[0-9A-HJKMNP-TV-Z]{8}");
        String code = to.substring(to.length() - 8);
        worker.post(
                "/persons/" + code + "/answers",
                "fact",
                "safe_contact",
                "value",
                "The red shop, ask for Ana",
                "source",
                "person");
        return code;
    }

    /** Adds a service to a directory and gives its id. */
    UUID service(Browser by, String name, String sector, String... more) throws Exception {
        UUID id = UUID.randomUUID();
        List<String> usual =
                List.of(
                        "id",
                        id.toString(),
                        "name",
                        name,
                        "sector",
                        sector,
                        "country",
                        "MEX",
                        "room",
                        "yes",
                        "cost",
                        "free",
                        "urgent_line",
                        "+52 555 0100",
                        "phones",
                        "Duty desk; +52 555 0111; 24 h");
        List<String> form = new ArrayList<>(List.of(more));
        for (int i = 0; i < usual.size(); i += 2) {
            if (!List.of(more).contains(usual.get(i))) {
                form.addAll(usual.subList(i, i + 2));
            }
        }
        HttpResponse<String> answer = by.post("/services", form.toArray(String[]::new));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
        return id;
    }

    /** Writes a draft and gives the answer; what is given replaces what is usual. */
    HttpResponse<String> draft(Browser by, String code, UUID service, UUID id, String... more)
            throws Exception {
        List<String> usual =
                List.of(
                        "id",
                        id.toString(),
                        "service",
                        service.toString(),
                        "urgency",
                        "high",
                        "need",
                        NEED,
                        "basis",
                        "consent",
                        "language",
                        "en",
                        "way",
                        "spoken");
        List<String> form = new ArrayList<>(List.of(more));
        for (int i = 0; i < usual.size(); i += 2) {
            if (!List.of(more).contains(usual.get(i))) {
                form.addAll(usual.subList(i, i + 2));
            }
        }
        return by.post("/persons/" + code + "/referrals", form.toArray(String[]::new));
    }

    /** Sends a referral with one ticked answer and gives its id. */
    UUID send(String code, UUID service, String... more) throws Exception {
        UUID id = UUID.randomUUID();
        List<String> form = new ArrayList<>(List.of("facts", "nationality"));
        form.addAll(List.of(more));
        HttpResponse<String> answer = draft(worker, code, service, id, form.toArray(String[]::new));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
        assertThat(worker.post("/referrals/" + id + "/send").statusCode()).isEqualTo(302);
        assertThat(state(id)).isEqualTo("sent");
        return id;
    }

    String state(UUID id) throws Exception {
        return server.column("select state from referral where id = ?", id).getFirst();
    }

    List<String> events(UUID id) throws Exception {
        return server.column(
                "select kind from referral_event where referral = ? order by at, id", id);
    }

    /** Moves the times of a referral into the past. */
    void later(UUID id, String span) throws Exception {
        server.sql(
                "update referral set sent_at = sent_at - ?::interval, due_at = due_at - ?::interval,"
                        + " tick_at = tick_at - ?::interval where id = ?",
                span,
                span,
                span,
                id);
    }

    ReferralClock clock() {
        return server.context.getBean(ReferralClock.class);
    }
}
