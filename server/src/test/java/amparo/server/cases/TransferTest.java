package amparo.server.cases;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.server.access.OrganisationKind;
import amparo.server.access.Role;
import amparo.server.testing.WholeServer;
import amparo.server.testing.WholeServer.Browser;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * FEATURE: a case is handed to another organisation when that one says yes; before, it learns
 * nothing of the person, and after, what was offered and nothing more.
 */
@Tag("database")
class TransferTest {

    private static final String NOTE = "Sleeps at the church";

    private CaseWorld world;
    private WholeServer server;
    private Browser worker;
    private Browser receiver;
    private String code = "";
    private String at = "";

    @BeforeEach
    void aCaseAndSomebodyWhoCouldTakeIt() throws Exception {
        world = new CaseWorld();
        server = world.server;
        worker = world.worker;
        receiver = world.someone(world.theirs, Role.REFERRAL_FOCAL_POINT);
        code = CaseWorld.enter(worker, "Marisol");
        worker.post(
                "/persons/" + code + "/answers",
                "fact",
                "phone",
                "value",
                "555 0100",
                "source",
                "person");
        at = CaseWorld.open(worker, code);
        CaseWorld.note(worker, at, "ordinary", NOTE);
    }

    @Test
    void beforeTheYesTheReceiverSeesANeutralOfferAndNothingElseAnywhere() throws Exception {
        assertThat(receiver.get("/cases/transfers").body()).contains("There are no transfers");
        assertThat(CaseWorld.offer(worker, at, world.theirs, code, "name").statusCode())
                .isEqualTo(302);
        String offer = "/cases/transfers/" + world.offerTo(world.theirs);
        for (String page :
                List.of(
                        "/",
                        "/persons",
                        "/cases?show=open",
                        "/cases/transfers",
                        offer,
                        offer + "/decline")) {
            assertThat(receiver.get(page).body())
                    .as(page)
                    .doesNotContain(code, "Marisol", "555 0100", "lawyer near the lake", NOTE);
        }
        assertThat(receiver.get(offer).body()).contains("Legal advice", "Waiting for an answer");
        assertThat(receiver.get("/").body()).contains("/cases/transfers");
        assertThat(receiver.get("/persons/" + code).statusCode()).isEqualTo(404);
        assertThat(receiver.get(at).statusCode()).isEqualTo(404);
        assertThat(server.column("select id from share where organisation = ?", world.theirs))
                .isEmpty();
        assertThat(server.column("select status from case_file where id = ?", id(at)))
                .as("the sender is responsible")
                .containsExactly("open");
    }

    @Test
    void afterTheYesTheReceiverSeesWhatWasTickedAndTheSenderHearsHowItGoes() throws Exception {
        CaseWorld.offer(worker, at, world.theirs, code, "name");
        String id = world.offerTo(world.theirs);
        String page = receiver.get("/cases/transfers/" + id).body();
        HttpResponse<String> yes =
                receiver.post(
                        "/cases/transfers/" + id + "/accept", "id", CaseWorld.value(page, "id"));
        assertThat(yes.statusCode()).isEqualTo(302);
        String there = WholeServer.location(yes).replaceFirst(".*(/cases/)", "$1");
        assertThat(receiver.get(there).body())
                .contains(code, "Marisol", "lawyer near the lake")
                .doesNotContain("555 0100", NOTE);
        assertThat(receiver.get("/persons/" + code).body())
                .contains("Marisol")
                .doesNotContain("555 0100");
        assertThat(receiver.get(at).statusCode()).isEqualTo(404);

        String sent = worker.get(at).body();
        assertThat(sent).contains("Transferred to another organisation", "Accepted", NOTE);
        assertThat(worker.get(there).statusCode()).isEqualTo(404);
        CaseWorld.note(receiver, there, "ordinary", "Lawyer found");
        String close = receiver.get(there + "/close").body();
        receiver.post(
                there + "/close",
                "id",
                CaseWorld.value(close, "id"),
                "seen",
                CaseWorld.value(close, "seen"),
                "because",
                "solved");
        assertThat(worker.get(at).body())
                .contains("The case there is: Closed")
                .doesNotContain("Lawyer found");
        // The second click leads to the same case.
        assertThat(
                        WholeServer.location(
                                receiver.post(
                                        "/cases/transfers/" + id + "/accept",
                                        "id",
                                        CaseWorld.value(page, "id"))))
                .endsWith(there);
        assertThat(server.column("select id from case_file where organisation = ?", world.theirs))
                .hasSize(1);
        assertThat(
                        server.column(
                                "select action from audit_entry where chain = ? and kind = 'case-transfer'"
                                        + " and cardinality(subjects) > 0",
                                world.theirs))
                .contains("accept");
    }

    @Test
    void whoDeclinesSaysWhyAndTheSenderStaysResponsible() throws Exception {
        CaseWorld.offer(worker, at, world.theirs, code, "name");
        String id = world.offerTo(world.theirs);
        assertThat(receiver.post("/cases/transfers/" + id + "/decline").statusCode())
                .isEqualTo(422);
        assertThat(
                        receiver.post(
                                        "/cases/transfers/" + id + "/decline",
                                        "because",
                                        "full",
                                        "words",
                                        "Try the lawyers of the port")
                                .statusCode())
                .isEqualTo(302);
        assertThat(worker.get(at).body())
                .contains("We have no room", "Try the lawyers of the port", "Declined")
                .doesNotContain("Transferred to another");
        assertThat(receiver.get("/persons/" + code).statusCode()).isEqualTo(404);
        // Another one can be asked now.
        assertThat(CaseWorld.offer(worker, at, world.theirs, code, "name").statusCode())
                .isEqualTo(302);
    }

    @Test
    void anOfferThatWasTakenBackCanNotBeAcceptedAndOneThatWasAcceptedNotTakenBack()
            throws Exception {
        CaseWorld.offer(worker, at, world.theirs, code, "name");
        String first = world.offerTo(world.theirs);
        worker.post(at + "/transfer/" + first + "/withdraw");
        receiver.post("/cases/transfers/" + first + "/accept");
        assertThat(receiver.get("/cases/transfers/" + first).body()).contains("Taken back");
        assertThat(receiver.get("/persons/" + code).statusCode()).isEqualTo(404);
        assertThat(server.column("select id from share where organisation = ?", world.theirs))
                .isEmpty();

        CaseWorld.offer(worker, at, world.theirs, code, "name");
        String second = world.offerTo(world.theirs);
        receiver.post("/cases/transfers/" + second + "/accept");
        worker.post(at + "/transfer/" + second + "/withdraw");
        assertThat(
                        server.column(
                                "select state from case_transfer where id = ?",
                                UUID.fromString(second)))
                .containsExactly("accepted");
    }

    @Test
    void anOpenOfferEndsWithTheConsentThatItRestsOn() throws Exception {
        CaseWorld.offer(worker, at, world.theirs, code, "name");
        String offer = world.offerTo(world.theirs);
        worker.post(
                "/persons/" + code + "/consent",
                "purpose",
                "sharing",
                "given",
                "yes",
                "way",
                "spoken",
                "language",
                "es",
                "interpreter",
                "no");
        String consent =
                server.column("select id::text from consent where organisation = ?", world.ours)
                        .getFirst();
        assertThat(
                        worker.post("/persons/" + code + "/consent/" + consent + "/withdrawal")
                                .statusCode())
                .isEqualTo(302);
        receiver.post("/cases/transfers/" + offer + "/accept");
        assertThat(receiver.get("/cases/transfers/" + offer).body()).contains("Taken back");
        assertThat(receiver.get("/persons/" + code).statusCode()).isEqualTo(404);
        assertThat(server.column("select id from share where organisation = ?", world.theirs))
                .isEmpty();
        assertThat(worker.get(at).body())
                .contains("The offer ended because the person took their consent back");

        // One that rests on something else than the consent goes on.
        server.sql(
                "update case_transfer set state = 'offered', decided_by = null, decided_at = null where id = ?",
                UUID.fromString(offer));
        server.sql(
                "update case_transfer_person set basis = 'vital-interest' where transfer = ?",
                UUID.fromString(offer));
        worker.post(
                "/persons/" + code + "/consent",
                "purpose",
                "registration",
                "given",
                "yes",
                "way",
                "spoken",
                "language",
                "es",
                "interpreter",
                "no");
        String other =
                server.column(
                                "select id::text from consent where organisation = ? and purpose = 'registration'",
                                world.ours)
                        .getFirst();
        worker.post("/persons/" + code + "/consent/" + other + "/withdrawal");
        assertThat(
                        server.column(
                                "select state from case_transfer where id = ?",
                                UUID.fromString(offer)))
                .containsExactly("offered");
    }

    @Test
    void theReceiverIsWarnedBeforeWhatItSeesEnds() throws Exception {
        CaseWorld.offer(worker, at, world.theirs, code, "name");
        String offer = world.offerTo(world.theirs);
        String there =
                WholeServer.location(
                                receiver.post(
                                        "/cases/transfers/" + offer + "/accept",
                                        "id",
                                        UUID.randomUUID().toString()))
                        .replaceFirst(".*(/cases/)", "$1");
        assertThat(receiver.get("/shares/ending").body()).doesNotContain(code);
        assertThat(receiver.get("/").body()).doesNotContain("/shares/ending");
        assertThat(receiver.get("/persons/" + code).body()).contains("Shared with you until");
        // A task of whoever said yes, two weeks before the last day.
        assertThat(
                        server.column(
                                "select (due = current_date + 90 - 14)::text || ' ' || (assignee = ?)::text"
                                        + " from case_task where organisation = ?",
                                receiver.account,
                                world.theirs))
                .containsExactly("true true");
        assertThat(receiver.get(there).body()).contains("ask for longer, or finish");

        server.sql(
                "update share set until = now() + interval '5 days' where organisation = ?",
                world.theirs);
        assertThat(receiver.get("/").body()).contains("/shares/ending");
        assertThat(receiver.get("/shares/ending").body()).contains(code, "Marisol", "Last day");
        assertThat(receiver.get("/persons/" + code).body()).contains("shares this file until");
        // The sender and a third one are not warned, and whoever shares for longer ends the
        // warning.
        Browser third = world.someone(server.organisation(OrganisationKind.NGO), Role.SUPERVISOR);
        for (Browser other : List.of(worker, third)) {
            assertThat(other.get("/shares/ending").body()).doesNotContain(code, "Marisol");
        }
        server.sql(
                "insert into share (id, person, organisation, from_organisation, shared_by, facts, basis, consented_at,"
                        + " until) select gen_random_uuid(), s.person, s.organisation, s.from_organisation, s.shared_by,"
                        + " s.facts, 'consent', now(), now() + interval '60 days' from share s where s.organisation = ?",
                world.theirs);
        assertThat(receiver.get("/shares/ending").body()).doesNotContain(code);
        assertThat(receiver.get("/persons/" + code).body())
                .doesNotContain("shares this file until");
    }

    @Test
    void ofTwoWhoAnswerAtOnceOneIsHeardAndThereIsOneCase() throws Exception {
        CaseWorld.offer(worker, at, world.theirs, code, "name");
        String id = "/cases/transfers/" + world.offerTo(world.theirs);
        List<Callable<Integer>> answers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Browser one = world.someone(world.theirs, Role.SUPERVISOR);
            boolean yes = i % 2 == 0;
            answers.add(() ->
                    yes
                            ? one.post(id + "/accept").statusCode()
                            : one.post(id + "/decline", "because", "full").statusCode());
        }
        try (ExecutorService pool = Executors.newFixedThreadPool(4)) {
            for (Future<Integer> done : pool.invokeAll(answers)) {
                assertThat(done.get()).isEqualTo(302);
            }
        }
        String state =
                server.column(
                                "select state from case_transfer where organisation = ?",
                                world.theirs)
                        .getFirst();
        int cases = state.equals("accepted") ? 1 : 0;
        assertThat(server.column("select id from case_file where organisation = ?", world.theirs))
                .hasSize(cases);
        assertThat(server.column("select id from share where organisation = ?", world.theirs))
                .hasSize(cases);
    }

    @Test
    void anOfferIsAnsweredByThoseWhoHandOutWorkThereAndByNobodyElse() throws Exception {
        CaseWorld.offer(worker, at, world.theirs, code, "name");
        String id = "/cases/transfers/" + world.offerTo(world.theirs);
        Browser registrar = world.someone(world.theirs, Role.REGISTRAR);
        Browser scoped = server.worker(world.theirs, Role.CASE_WORKER, "own");
        Browser third = world.someone(server.organisation(OrganisationKind.NGO), Role.SUPERVISOR);
        for (Browser other : List.of(registrar, scoped, third, worker)) {
            assertThat(other.post(id + "/accept").statusCode()).isEqualTo(404);
            assertThat(other.post(id + "/decline", "because", "full").statusCode()).isEqualTo(404);
        }
        for (Browser other : List.of(scoped, third)) {
            assertThat(other.get(id).statusCode()).isEqualTo(404);
            assertThat(other.get("/cases/transfers").body()).contains("There are no transfers");
        }
        assertThat(
                        server.column(
                                "select state from case_transfer where organisation = ?",
                                world.theirs))
                .containsExactly("offered");
    }

    @Test
    void nothingIsOfferedToABorderAuthorityNorTwiceNorWithoutWhatTheReceiverWillSee()
            throws Exception {
        UUID border = server.organisation(OrganisationKind.BORDER_AUTHORITY);
        String form = worker.get(at + "/transfer").body();
        assertThat(form)
                .contains(world.theirs.toString())
                .doesNotContain(border.toString(), "survivor_note");
        assertThat(CaseWorld.offer(worker, at, border, code, "name").statusCode()).isEqualTo(422);
        assertThat(CaseWorld.offer(worker, at, world.theirs, code).statusCode()).isEqualTo(422);
        assertThat(CaseWorld.offer(worker, at, world.theirs, code, "harm").statusCode())
                .isEqualTo(422);
        assertThat(CaseWorld.offer(worker, at, world.ours, code, "name").statusCode())
                .isEqualTo(422);
        assertThat(server.column("select id from case_transfer where file = ?", id(at))).isEmpty();
        CaseWorld.offer(worker, at, world.theirs, code, "name");
        CaseWorld.offer(worker, at, world.theirs, code, "name");
        assertThat(server.column("select id from case_transfer where file = ?", id(at))).hasSize(1);
        assertThat(worker.post(at + "/close", "because", "solved", "seen", "1").statusCode())
                .isEqualTo(422);
    }

    @Test
    void somebodyWhoWasErasedMeanwhileIsNotHandedOver() throws Exception {
        CaseWorld.offer(worker, at, world.theirs, code, "name");
        String id = world.offerTo(world.theirs);
        server.sql("select erase_values(id) from person where code = ?", code);
        assertThat(receiver.post("/cases/transfers/" + id + "/accept").statusCode()).isEqualTo(404);
        assertThat(server.column("select id from share where organisation = ?", world.theirs))
                .isEmpty();
    }

    private static UUID id(String at) {
        return UUID.fromString(at.substring(at.length() - 36));
    }
}
