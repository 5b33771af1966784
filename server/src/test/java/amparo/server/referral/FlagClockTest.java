package amparo.server.referral;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.server.access.OrganisationKind;
import amparo.server.access.Role;
import amparo.server.platform.Ids;
import amparo.server.testing.WholeServer;
import amparo.server.testing.WholeServer.Browser;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * FEATURE: an urgent flag that nobody referred does not stay silent, and nobody learns of a flag by
 * its clock who may not read it.
 */
@Tag("database")
class FlagClockTest {

    private static final List<String> LABELS =
            List.of(
                    "refugee",
                    "survived",
                    "violence",
                    "Health and wellbeing",
                    "Care for survivors",
                    "Asylum and legal advice");

    private ReferralWorld world;
    private WholeServer server;
    private String code = "";

    @BeforeEach
    void somebodyWhoIsAfraid() throws Exception {
        world = new ReferralWorld();
        server = world.server;
        code = world.enter("Marisol");
        // Only a few numbers are shown: those of other tests would stand before ours.
        server.sql("update service set active = false where country = ?", country());
    }

    @Test
    void silenceGoesFromAReminderToSupervisorsToWhoeverCoordinatesAndNeverEnds() throws Exception {
        answer(world.worker, "fear_of_return", "yes");
        tick();
        assertThat(events("refugee-indication")).as("nothing is due yet").isEmpty();
        assertThat(world.worker.get("/persons/" + code + "/arrange").body())
                .contains("Asylum and legal advice")
                .doesNotContain("Telephone now");
        later("13 hours");
        tick();
        tick();
        assertThat(events("refugee-indication")).containsExactly("reminded");
        assertThat(world.worker.get("/").body()).contains("/urgent-steps");
        assertThat(world.worker.get("/persons/" + code).body())
                .contains("A step for this person is not arranged yet.");
        later("12 hours");
        tick();
        Browser supervisor = world.someone(world.ours, Role.SUPERVISOR);
        assertThat(supervisor.get("/urgent-steps").body()).contains(code, "Late");
        String desk =
                world.service(
                                world.keeper,
                                "Lawyers at the bridge",
                                "asylum-legal",
                                "country",
                                country())
                        .toString();
        assertThat(desk).isNotEmpty();
        assertThat(world.worker.get("/persons/" + code + "/arrange").body())
                .contains("Telephone now", "Lawyers at the bridge", "+52 555 0111");
        later("13 hours");
        tick();
        later("25 hours");
        tick();
        assertThat(events("refugee-indication"))
                .containsExactly("reminded", "to-supervisor", "to-coordinator", "still-silent");
    }

    @Test
    void whoAnsweredIsKeptOnceAndIsNoAnswer() throws Exception {
        answer(world.worker, "fear_of_return", "yes");
        later("25 hours");
        tick();
        String id = Ids.next().toString();
        String here = "/persons/" + code + "/arrange";
        world.worker.post(here + "/calls", "id", id, "who", "", "result", "will-act");
        assertThat(events("refugee-indication")).as("nobody named").doesNotContain("called");
        for (int click = 0; click < 2; click++) {
            world.worker.post(here + "/calls", "id", id, "who", "Night desk", "result", "will-act");
        }
        assertThat(events("refugee-indication")).containsExactly("to-supervisor", "called");
        assertThat(world.worker.get(here).body()).contains("Answered and will act. Night desk");
        assertThat(runs("refugee-indication")).isTrue();
    }

    @Test
    void aReferralEndsItAndOneThatComesToNothingBeginsItAnew() throws Exception {
        answer(world.worker, "fear_of_return", "yes");
        UUID lawyers = world.service(world.keeper, "Lawyers", "asylum-legal");
        UUID shelter = world.service(world.keeper, "House", "shelter");
        world.send(code, shelter);
        assertThat(runs("refugee-indication")).as("a bed is no lawyer").isTrue();
        UUID id = world.send(code, lawyers);
        assertThat(runs("refugee-indication")).isFalse();
        assertThat(world.worker.get("/urgent-steps").body()).doesNotContain(code);
        world.keeper.post("/referrals/" + id + "/decline", "because", "full");
        assertThat(runs("refugee-indication")).isTrue();
        assertThat(events("refugee-indication")).containsExactly("again");
        UUID other = world.service(world.keeper, "Other lawyers", "asylum-legal");
        UUID second = world.send(code, other);
        assertThat(runs("refugee-indication")).isFalse();
        world.worker.post("/referrals/" + second + "/withdraw", "because", "person");
        assertThat(runs("refugee-indication")).as("the person said no").isFalse();
    }

    @Test
    void aReferralThatWasWrittenForItCountsWhateverItsKind() throws Exception {
        answer(world.worker, "stuck_because", "no_money");
        answer(world.worker, "fear_of_return", "yes");
        UUID documents = world.service(world.keeper, "Papers", "documentation");
        world.send(code, documents, "screen", "refugee-indication");
        assertThat(runs("refugee-indication")).isFalse();
    }

    @Test
    void aReasonIsGivenByWhoReadsTheFlagAndAChildDoesNotDeclineProtection() throws Exception {
        answer(world.worker, "fear_of_return", "yes");
        answer(world.worker, "age", "15");
        answer(world.worker, "accompanied_by", "nobody");
        String here = "/persons/" + code + "/arrange";
        UUID fear = flag("refugee-indication");
        UUID child = flag("child-alone");
        world.worker.post(here + "/reasons", "flag", fear.toString(), "why", "in-house");
        assertThat(runs("refugee-indication")).as("without words").isTrue();
        world.worker.post(
                here + "/reasons",
                "flag",
                child.toString(),
                "why",
                "not-wanted",
                "words",
                "Says no, she says");
        assertThat(runs("child-alone")).isTrue();
        Browser registrar = world.someone(world.ours, Role.REGISTRAR);
        registrar.post(
                here + "/reasons",
                "flag",
                fear.toString(),
                "why",
                "in-house",
                "words",
                "We look after them");
        assertThat(runs("refugee-indication")).as("whoever registers decides nothing").isTrue();
        Browser stranger =
                world.someone(server.organisation(OrganisationKind.NGO), Role.SUPERVISOR);
        assertThat(
                        stranger.post(
                                        here + "/reasons",
                                        "flag",
                                        fear.toString(),
                                        "why",
                                        "elsewhere",
                                        "words",
                                        "Somebody was told")
                                .statusCode())
                .isEqualTo(404);
        world.worker.post(
                here + "/reasons",
                "flag",
                fear.toString(),
                "why",
                "elsewhere",
                "words",
                "Asylum office told by telephone");
        assertThat(runs("refugee-indication")).isFalse();
        assertThat(world.worker.get(here).body()).contains("Told in another way: Asylum office");
        later("25 hours");
        tick();
        assertThat(events("child-alone")).contains("to-coordinator");
        assertThat(events("refugee-indication")).containsExactly("rested");
    }

    @Test
    void anEmergencyShowsWhomToTelephoneFromTheFirstMinute() throws Exception {
        world.service(
                world.keeper, "House of the children", "child-protection", "country", country());
        answer(world.worker, "age", "15");
        answer(world.worker, "accompanied_by", "nobody");
        assertThat(world.worker.get("/persons/" + code + "/arrange").body())
                .contains("Telephone now", "House of the children");
    }

    // --- two files of one person

    @Test
    void twoFilesOfOnePersonCallOnceAndOneReferralQuietsBothUntilTheyAreApartAgain()
            throws Exception {
        answer(world.worker, "fear_of_return", "yes");
        String gone = code;
        later("13 hours");
        String kept = world.enter("Marisol Pacheco");
        code = kept;
        answer(world.worker, "fear_of_return", "yes");
        Browser supervisor = world.someone(world.ours, Role.SUPERVISOR);
        merge(supervisor, kept, gone);
        assertThat(supervisor.get("/urgent-steps").body()).contains(kept).doesNotContain(gone);
        later("13 hours");
        tick();
        tick();
        assertThat(supervisor.get("/persons/" + kept).body())
                .contains("A step for this person is not arranged yet.");
        assertThat(events("refugee-indication")).as("the other file calls").isEmpty();
        code = gone;
        assertThat(events("refugee-indication")).containsExactly("reminded");
        world.send(kept, world.service(world.keeper, "Lawyers", "asylum-legal"));
        assertThat(runs("refugee-indication")).isFalse();
        code = kept;
        assertThat(runs("refugee-indication")).isFalse();
        assertThat(supervisor.get("/urgent-steps").body()).doesNotContain(kept, gone);
        undo(supervisor, kept);
        assertThat(runs("refugee-indication")).as("referred").isFalse();
        code = gone;
        assertThat(runs("refugee-indication")).as("nobody was asked for this one").isTrue();
        assertThat(events("refugee-indication")).containsExactly("reminded", "again");
        assertThat(supervisor.get("/urgent-steps").body()).contains(gone).doesNotContain(kept);
    }

    @Test
    void aFlagOnAFileThatWasMergedAwayIsNotSilentAndUndoingLeavesNoClockWithoutAReason()
            throws Exception {
        answer(world.worker, "fear_of_return", "yes");
        String gone = code;
        String kept = world.enter("Marisol Pacheco");
        Browser supervisor = world.someone(world.ours, Role.SUPERVISOR);
        merge(supervisor, kept, gone);
        assertThat(supervisor.get("/urgent-steps").body()).contains(kept).doesNotContain(gone);
        later("25 hours");
        tick();
        assertThat(events("refugee-indication")).containsExactly("to-supervisor");
        assertThat(supervisor.get("/urgent-steps").body()).contains(kept, "Late");
        supervisor.post(
                "/persons/" + kept + "/arrange/calls",
                "id",
                Ids.next().toString(),
                "who",
                "Night desk",
                "result",
                "will-act");
        assertThat(events("refugee-indication")).containsExactly("to-supervisor", "called");
        undo(supervisor, kept);
        assertThat(runs("refugee-indication")).isTrue();
        code = kept;
        assertThat(runs("refugee-indication")).as("nobody said it of this one").isFalse();
        assertThat(supervisor.get("/urgent-steps").body()).contains(gone).doesNotContain(kept);
    }

    private static void merge(Browser by, String kept, String gone) throws Exception {
        assertThat(
                        by.post(
                                        "/persons/" + kept + "/same/" + gone + "/merge",
                                        "id",
                                        Ids.next().toString(),
                                        "keep",
                                        kept,
                                        "reason",
                                        "Same passport, and she confirms both")
                                .statusCode())
                .isEqualTo(302);
    }

    private void undo(Browser by, String kept) throws Exception {
        String id =
                server.column(
                                "select m.id::text from person_merge m join person p on p.id = m.kept where p.code = ?",
                                kept)
                        .getFirst();
        assertThat(
                        by.post(
                                        "/persons/" + kept + "/merges/" + id + "/undo",
                                        "reason",
                                        "It was her sister")
                                .statusCode())
                .isEqualTo(302);
    }

    // --- walls

    @Test
    void whoMayNotReadAFlagLearnsNoMoreThanThatSomethingIsNotArranged() throws Exception {
        answer(world.worker, "hurt_on_route", "yes");
        Browser specialist = world.someone(world.ours, Role.PROTECTION_SPECIALIST);
        assign(specialist);
        UUID flag = flag("violence-survivor");
        Browser supervisor = world.someone(world.ours, Role.SUPERVISOR);
        Browser colleague = world.someone(world.ours, Role.CASE_WORKER);
        for (Browser one : List.of(supervisor, colleague)) {
            assertThat(one.get("/urgent-steps").body()).doesNotContain(code);
            assertThat(one.get("/persons/" + code + "/arrange").body())
                    .contains("Nothing urgent waits");
        }
        assertThat(specialist.get("/persons/" + code + "/arrange").body())
                .contains("Health and wellbeing");
        specialist.post(
                "/persons/" + code + "/arrange/calls",
                "id",
                Ids.next().toString(),
                "who",
                "Women at the river",
                "result",
                "no-answer");
        later("25 hours");
        tick();
        assertThat(colleague.get("/urgent-steps").body()).doesNotContain(code);
        String told = supervisor.get("/persons/" + code + "/arrange").body();
        assertThat(supervisor.get("/urgent-steps").body())
                .contains(code)
                .doesNotContain("violence", "wellbeing");
        assertThat(told)
                .contains("see that a protection specialist is assigned")
                .doesNotContain(LABELS)
                .doesNotContain("Women at the river", flag.toString());
        supervisor.post(
                "/persons/" + code + "/arrange/reasons",
                "flag",
                flag.toString(),
                "why",
                "elsewhere",
                "words",
                "Somebody was told");
        assertThat(runs("violence-survivor")).isTrue();
        // The same words for a flag that they read.
        Browser stranger =
                world.someone(server.organisation(OrganisationKind.NGO), Role.SUPERVISOR);
        assertThat(stranger.get("/urgent-steps").body()).doesNotContain(code);
        assertThat(stranger.get("/persons/" + code + "/arrange").statusCode()).isEqualTo(404);
    }

    @Test
    void atABorderItComesBackToTheOfficerAloneAndGoesOnToWhoeverCoordinates() throws Exception {
        UUID border = server.organisation(OrganisationKind.BORDER_AUTHORITY);
        Browser officer = world.someone(border, Role.REGISTRAR);
        Browser other = world.someone(border, Role.SUPERVISOR);
        Browser returns = world.someone(border, Role.RETURN_OFFICER);
        String to = WholeServer.location(officer.post("/persons", "name", "Marisol"));
        code = to.substring(to.length() - 8);
        answer(officer, "fear_of_return", "yes");
        later("25 hours");
        tick();
        assertThat(events("refugee-indication"))
                .as("no supervisor there reads it")
                .containsExactly("to-coordinator");
        assertThat(officer.get("/urgent-steps").body()).contains(code);
        assertThat(officer.get("/persons/" + code + "/arrange").body()).contains("Telephone now");
        for (Browser one : List.of(other, returns)) {
            assertThat(one.get("/urgent-steps").body()).doesNotContain(code);
            assertThat(one.get("/").body()).doesNotContain("/urgent-steps");
            assertThat(one.get("/persons/" + code + "/arrange").statusCode()).isEqualTo(404);
        }
        // At a border nobody says that it is not needed.
        UUID flag = flag("refugee-indication");
        officer.post(
                "/persons/" + code + "/arrange/reasons",
                "flag",
                flag.toString(),
                "why",
                "not-wanted",
                "words",
                "Does not want it");
        assertThat(runs("refugee-indication")).isTrue();
        officer.post(
                "/persons/" + code + "/arrange/reasons",
                "flag",
                flag.toString(),
                "why",
                "elsewhere",
                "words",
                "Asylum office told by telephone");
        assertThat(runs("refugee-indication")).isFalse();
    }

    @Test
    void aClosedFlagHasNoClockAndOneThatIsRaisedAgainHas() throws Exception {
        answer(world.worker, "fear_of_return", "yes");
        UUID flag = flag("refugee-indication");
        server.sql("update flag set closed_at = now(), closed_why = 'person' where id = ?", flag);
        assertThat(runs("refugee-indication")).isFalse();
        answer(world.worker, "fear_of_return", "yes");
        assertThat(runs("refugee-indication")).isTrue();
    }

    @Test
    void manyQuietClocksCostATickNothing() throws Exception {
        answer(world.worker, "fear_of_return", "yes");
        tick();
        assertThat(world.server.context.getBean(FlagClockJob.class).once(200))
                .as("nothing of this person is due")
                .isZero();
    }

    // --- how

    private void answer(Browser by, String fact, String value) throws Exception {
        assertThat(
                        by.post(
                                        "/persons/" + code + "/answers",
                                        "fact",
                                        fact,
                                        "value",
                                        value,
                                        "source",
                                        "person")
                                .statusCode())
                .as(fact)
                .isEqualTo(302);
    }

    private void assign(Browser to) throws Exception {
        server.sql(
                "insert into assignment (id, person, account, organisation, assigned_by)"
                        + " select ?, p.id, ?, ?, p.entered_by from person p where p.code = ?",
                Ids.next(),
                to.account,
                to.organisation,
                code);
    }

    private String country() throws Exception {
        return server.column("select country from organisation where id = ?", world.ours)
                .getFirst();
    }

    private UUID flag(String screen) throws Exception {
        return UUID.fromString(
                server.column(
                                "select f.id from flag f join person p on p.id = f.person where p.code = ?"
                                        + " and f.screen = ?",
                                code,
                                screen)
                        .getFirst());
    }

    private boolean runs(String screen) throws Exception {
        List<String> found =
                server.column(
                        "select (ended_at is null)::text from flag_clock where flag = ?",
                        flag(screen));
        assertThat(found).as("a clock of " + screen).hasSize(1);
        return found.getFirst().equals("true");
    }

    private List<String> events(String screen) throws Exception {
        return server.column(
                "select kind from flag_clock_event where flag = ? order by at, id", flag(screen));
    }

    private void later(String span) throws Exception {
        server.sql(
                "update flag_clock set since = since - ?::interval, due_at = due_at - ?::interval,"
                        + " tick_at = tick_at - ?::interval where person = (select id from person where code = ?)",
                span,
                span,
                span,
                code);
    }

    private void tick() {
        server.context.getBean(FlagClockJob.class).once(ReferralClock.TOGETHER);
    }
}
