package amparo.server.referral;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.server.access.OrganisationKind;
import amparo.server.access.Role;
import amparo.server.testing.WholeServer;
import amparo.server.testing.WholeServer.Browser;
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
 * FEATURE: a referral reaches the queue of an organisation with what was ticked and nothing else;
 * it is answered in three clicks, and the sender and the person hear of it.
 */
@Tag("database")
class ReferralTest {

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
    void thePreviewIsWhatTheReceiverSeesAndNothingElseIsSentAnywhere() throws Exception {
        UUID id = UUID.randomUUID();
        assertThat(
                        world.draft(world.worker, code, shelter, id, "facts", "nationality")
                                .statusCode())
                .isEqualTo(302);
        assertThat(world.worker.get("/referrals/" + id).body())
                .contains(ReferralWorld.NEED, "Honduras", "This is what")
                .doesNotContain("Marisol</dd>");
        // A draft is nobody's business yet.
        assertThat(world.keeper.get("/referrals/" + id).statusCode()).isEqualTo(404);
        assertThat(world.keeper.get("/referrals").body()).contains("No referrals to look after");

        world.worker.post("/referrals/" + id + "/send");
        String seen = world.keeper.get("/referrals/" + id).body();
        assertThat(seen)
                .contains(ReferralWorld.NEED, "Honduras", "Accept")
                .doesNotContain("Marisol", code, "red shop");
        assertThat(world.state(id)).isEqualTo("seen");
        assertThat(world.keeper.get("/persons/" + code).statusCode()).isEqualTo(404);
        assertThat(server.column("select id from share where organisation = ?", world.theirs))
                .isEmpty();
        assertThat(
                        server.column(
                                "select action from audit_entry where chain = ? and kind = 'referral'"
                                        + " and cardinality(subjects) > 0",
                                world.theirs))
                .contains("read");
    }

    @Test
    void acceptedBegunAndCompletedTheReceiverOpensWhatWasTickedAndTheSenderHearsIt()
            throws Exception {
        UUID id = world.send(code, shelter);
        world.keeper.post("/referrals/" + id + "/accept");
        assertThat(world.state(id)).isEqualTo("accepted");
        assertThat(world.keeper.get("/persons/" + code).body())
                .contains("Honduras")
                .doesNotContain("Marisol", "red shop");
        assertThat(world.worker.get("/").body()).contains("/referrals?show=news");
        String sent = world.worker.get("/referrals/" + id).body();
        assertThat(sent).contains("Accepted", "Tell the person", "red shop");
        assertThat(world.worker.post("/referrals/" + id + "/told", "way", "in-person").statusCode())
                .isEqualTo(302);
        assertThat(world.worker.get("/referrals/" + id).body())
                .contains("The person was told")
                .doesNotContain("red shop");
        world.keeper.post("/referrals/" + id + "/begin");
        world.keeper.post("/referrals/" + id + "/outcome", "because", "received");
        assertThat(world.state(id)).isEqualTo("completed");
        assertThat(world.worker.get("/referrals/" + id).body()).contains("They received the help");
        assertThat(world.events(id))
                .containsExactly("sent", "accepted", "told", "in-progress", "completed");
    }

    @Test
    void whoDeclinesSaysWhyAndTheNextServiceIsProposedWithoutTheOneThatSaidNo() throws Exception {
        UUID id = world.send(code, shelter);
        assertThat(world.keeper.post("/referrals/" + id + "/decline").statusCode()).isEqualTo(422);
        assertThat(world.state(id)).isNotEqualTo("declined");
        world.keeper.post(
                "/referrals/" + id + "/decline", "because", "full", "words", "Try on Monday");
        assertThat(world.state(id)).isEqualTo("declined");
        String page = world.worker.get("/referrals/" + id).body();
        assertThat(page).contains("There is no room", "Try on Monday", "Propose the next service");
        assertThat(world.worker.get("/persons/" + code).body()).contains("/referrals/" + id);
        UUID other = world.service(world.keeper, "House by the hill", "shelter");
        String proposals =
                world.worker.get("/persons/" + code + "/referrals/new?sector=shelter").body();
        assertThat(proposals).contains("House by the hill", "They were asked for this person");
        assertThat(proposals.indexOf(other.toString()))
                .isLessThan(proposals.indexOf(shelter.toString()));
        assertThat(server.column("select id from share where organisation = ?", world.theirs))
                .isEmpty();
    }

    @Test
    void aWithdrawalEndsItAtOnceAlsoWhatWasShared() throws Exception {
        UUID id = world.send(code, shelter);
        world.keeper.post("/referrals/" + id + "/accept");
        assertThat(world.keeper.get("/persons/" + code).statusCode()).isEqualTo(200);
        world.worker.post("/referrals/" + id + "/withdraw", "because", "person");
        assertThat(world.state(id)).isEqualTo("withdrawn");
        assertThat(world.keeper.get("/persons/" + code).statusCode()).isEqualTo(404);
        assertThat(world.keeper.get("/referrals/" + id).body())
                .contains("It can no longer be seen")
                .doesNotContain(ReferralWorld.NEED, "Honduras");
        assertThat(
                        server.column(
                                "select content::text from referral_content where referral = ?",
                                id))
                .isEmpty();
        // And stays so.
        world.keeper.post("/referrals/" + id + "/accept");
        assertThat(world.state(id)).isEqualTo("withdrawn");
    }

    @Test
    void whoeverTakesBackTheConsentToSharingEndsEveryReferralThatRestsOnIt() throws Exception {
        UUID first = world.send(code, shelter);
        UUID second = world.send(code, shelter);
        world.keeper.post("/referrals/" + second + "/accept");
        UUID danger =
                world.send(
                        code,
                        shelter,
                        "basis",
                        "vital-interest",
                        "reason",
                        "Unconscious, the doctor decided");
        UUID consent = UUID.randomUUID();
        world.worker.post(
                "/persons/" + code + "/consent",
                "id",
                consent.toString(),
                "purpose",
                "sharing",
                "given",
                "yes",
                "language",
                "en",
                "way",
                "spoken");
        assertThat(
                        server.column(
                                "select id from consent where purpose = 'sharing' and id = ?",
                                consent))
                .hasSize(1);
        world.worker.post("/persons/" + code + "/consent/" + consent + "/withdrawal");
        assertThat(world.state(first)).isEqualTo("withdrawn");
        assertThat(world.state(second)).isEqualTo("withdrawn");
        assertThat(world.keeper.get("/persons/" + code).statusCode()).isEqualTo(404);
        assertThat(world.state(danger)).as("the law, not a consent").isEqualTo("sent");
    }

    @Test
    void aConsentThatCouldNotBeUnderstoodCountsAsNotAsked() throws Exception {
        UUID id = UUID.randomUUID();
        // A draft text, and a language that the person does not speak.
        for (String language : List.of("ht", "es")) {
            assertThat(world.draft(world.worker, code, shelter, id, "language", language).body())
                    .contains("Like this it counts as not asked");
        }
        assertThat(server.column("select id from referral where id = ?", id)).isEmpty();
        assertThat(
                        world.draft(
                                        world.worker,
                                        code,
                                        shelter,
                                        id,
                                        "language",
                                        "ht",
                                        "interpreter",
                                        "yes")
                                .statusCode())
                .isEqualTo(302);
    }

    @Test
    void doubleClicksSendOneReferralAndAnswerItOnce() throws Exception {
        UUID id = UUID.randomUUID();
        for (int i = 0; i < 2; i++) {
            assertThat(world.draft(world.worker, code, shelter, id).statusCode()).isEqualTo(302);
        }
        for (int i = 0; i < 2; i++) {
            world.worker.post("/referrals/" + id + "/send");
        }
        assertThat(server.column("select id from referral where organisation = ?", world.theirs))
                .hasSize(1);
        for (int i = 0; i < 2; i++) {
            world.keeper.post("/referrals/" + id + "/accept");
        }
        assertThat(world.events(id)).containsExactly("sent", "accepted");
    }

    @Test
    void ofTwoWhoAnswerAtOnceOneIsHeard() throws Exception {
        UUID id = world.send(code, shelter);
        List<Callable<Integer>> answers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Browser one = world.someone(world.theirs, Role.SUPERVISOR);
            boolean yes = i % 2 == 0;
            answers.add(() ->
                    yes
                            ? one.post("/referrals/" + id + "/accept").statusCode()
                            : one.post("/referrals/" + id + "/decline", "because", "full")
                                    .statusCode());
        }
        try (ExecutorService pool = Executors.newFixedThreadPool(4)) {
            for (Future<Integer> done : pool.invokeAll(answers)) {
                assertThat(done.get()).isEqualTo(302);
            }
        }
        assertThat(world.events(id).stream().filter(one -> !one.equals("seen")))
                .containsExactly("sent", world.state(id));
        assertThat(server.column("select id from share where id = ?", id))
                .hasSize(world.state(id).equals("accepted") ? 1 : 0);
    }

    @Test
    void aStepThatFailsInTheMiddleLeavesNothingBehind() throws Exception {
        UUID id = world.send(code, shelter);
        // The share cannot be made: another one has its id. Nothing of the yes may stay.
        server.sql(
                "insert into share (id, person, organisation, from_organisation, shared_by, facts, basis,"
                        + " consented_at, until) select r.id, r.person, r.organisation, r.from_organisation,"
                        + " r.made_by, '{age}', 'consent', now(), now() from referral r where r.id = ?",
                id);
        assertThat(world.keeper.post("/referrals/" + id + "/accept").statusCode())
                .isGreaterThanOrEqualTo(400);
        assertThat(world.state(id)).isEqualTo("sent");
        assertThat(world.events(id)).containsExactly("sent");
        assertThat(server.column("select id from assignment where organisation = ?", world.theirs))
                .isEmpty();
    }

    @Test
    void nobodyElseSeesItNorAnswersIt() throws Exception {
        UUID id = world.send(code, shelter);
        String slip = server.column("select code from referral where id = ?", id).getFirst();
        Browser third = world.someone(server.organisation(OrganisationKind.NGO), Role.SUPERVISOR);
        Browser border =
                world.someone(
                        server.organisation(OrganisationKind.BORDER_AUTHORITY), Role.SUPERVISOR);
        Browser monitor =
                world.someone(server.organisation(OrganisationKind.MONITOR), Role.MONITOR);
        for (Browser other : List.of(third, border, monitor, server.stranger())) {
            for (String page :
                    List.of(
                            "/referrals/" + id,
                            "/referrals/slip/" + slip,
                            "/referrals/" + id + "/slip")) {
                assertThat(other.get(page).statusCode()).as(page).isNotEqualTo(200);
                assertThat(other.get(page).body())
                        .as(page)
                        .doesNotContain(ReferralWorld.NEED, code);
            }
            other.post("/referrals/" + id + "/accept");
            other.post("/referrals/" + id + "/withdraw", "because", "person");
        }
        assertThat(world.state(id)).isEqualTo("sent");
        assertThat(third.get("/referrals?show=late").body()).doesNotContain(slip);
        // The receiver's own people reach it by the code of the slip.
        assertThat(WholeServer.location(world.keeper.get("/referrals/slip/" + slip)))
                .endsWith("/referrals/" + id);
    }

    @Test
    void theSlipSaysNeitherWhoNorWhyAndOfSomeHelpNotEvenWhere() throws Exception {
        UUID id = world.send(code, shelter);
        for (String language : List.of("es", "en", "pt", "fr", "ht")) {
            assertThat(world.worker.get("/referrals/" + id + "/slip?in=" + language).body())
                    .contains("lang=\"" + language + "\"", "Organisation " + world.theirs)
                    .doesNotContain("Marisol", code, ReferralWorld.NEED, "Shelter");
        }
        UUID clinic = world.service(world.keeper, "Quiet rooms", "gbv");
        UUID guarded = world.send(code, clinic);
        assertThat(world.worker.get("/referrals/" + guarded + "/slip?in=en").body())
                .doesNotContain("Organisation " + world.theirs, "survivors", "Quiet rooms");
        assertThat(world.worker.get("/persons/" + code + "/referrals").body())
                .contains("Protection (confidential)")
                .doesNotContain("survivors");
        Browser registrar = world.someone(world.ours, Role.REGISTRAR);
        assertThat(registrar.get("/referrals/" + guarded).statusCode()).isEqualTo(404);
        assertThat(registrar.get("/persons/" + code + "/referrals").body())
                .doesNotContain(guarded.toString());
    }

    @Test
    void aFlagIsSeenByTheReceiverOnlyIfItWasTickedForThisReferral() throws Exception {
        for (String[] one : new String[][] {{"age", "15"}, {"accompanied_by", "nobody"}}) {
            world.worker.post(
                    "/persons/" + code + "/answers",
                    "fact",
                    one[0],
                    "value",
                    one[1],
                    "source",
                    "person");
        }
        assertThat(world.worker.get("/persons/" + code + "/referrals/new").body())
                .contains("Appointment with child protection", "screen=child-alone");
        UUID without = world.send(code, shelter);
        assertThat(world.keeper.get("/referrals/" + without).body())
                .doesNotContain("Appointment with child protection");
        assertThat(server.column("select id from flag_share where organisation = ?", world.theirs))
                .isEmpty();
        UUID with = world.send(code, shelter, "screens", "child-alone", "screen", "child-alone");
        assertThat(world.keeper.get("/referrals/" + with).body())
                .contains("Appointment with child protection");
        assertThat(
                        server.column(
                                "select id from flag_share where organisation = ? and until > now()",
                                world.theirs))
                .hasSize(1);
        for (UUID id : List.of(with, without)) {
            world.keeper.post("/referrals/" + id + "/withdraw", "because", "person");
        }
        assertThat(
                        server.column(
                                "select id from flag_share where organisation = ? and until > now()",
                                world.theirs))
                .isEmpty();
    }

    @Test
    void nothingGoesToAnAuthorityOfTheCountryThatThePersonLeftNorSurvivorAnswersAnywhere()
            throws Exception {
        UUID home = server.organisation(OrganisationKind.ASYLUM_AUTHORITY);
        server.sql("update organisation set country = 'HND' where id = ?", home);
        Browser there = world.someone(home, Role.SUPERVISOR);
        UUID office = world.service(there, "Office", "documentation");
        assertThat(
                        world.worker
                                .get("/persons/" + code + "/referrals/new?sector=documentation")
                                .body())
                .contains("authority of the country that the person left")
                .doesNotContain("write?service=" + office);
        UUID id = UUID.randomUUID();
        assertThat(world.draft(world.worker, code, office, id).statusCode())
                .isGreaterThanOrEqualTo(400);
        assertThat(server.column("select id from referral where id = ?", id)).isEmpty();
        assertThat(
                        world.draft(world.worker, code, shelter, id, "facts", "survivor_note")
                                .statusCode())
                .isEqualTo(422);
        assertThat(server.column("select id from referral where id = ?", id)).isEmpty();
    }
}
