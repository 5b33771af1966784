package amparo.server.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import amparo.server.access.Actor;
import amparo.server.access.OrganisationKind;
import amparo.server.access.Role;
import amparo.server.audit.World;
import amparo.server.platform.Ids;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** FEATURE: whatever SQL is sent, the walls of the database hold for cases too. */
@Tag("database")
class CaseWallsTest {

    private static final List<String> TABLES =
            List.of(
                    "case_file",
                    "case_person",
                    "case_event",
                    "case_note",
                    "case_task",
                    "case_attachment",
                    "case_door",
                    "case_paper",
                    "case_appointment",
                    "case_transfer",
                    "case_transfer_words",
                    "case_transfer_person");

    private World world;
    private UUID home;
    private UUID partner;
    private Actor worker;
    private Actor specialist;
    private Actor supervisor;
    private Actor focal;
    private Actor border;
    private Actor returns;
    private Actor officer;
    private Actor monitor;
    private Actor analyst;
    private UUID person;
    private UUID file;
    private UUID offer;

    @BeforeEach
    void oneOfEverything() {
        world = new World();
        home = world.organisation("Casa del Puente", OrganisationKind.NGO);
        partner = world.organisation("Puente Norte", OrganisationKind.UN_AGENCY);
        UUID post = world.organisation("Frontera", OrganisationKind.BORDER_AUTHORITY);
        worker = world.actor(home, OrganisationKind.NGO, Role.CASE_WORKER, "Ana Campos");
        specialist =
                world.actor(home, OrganisationKind.NGO, Role.PROTECTION_SPECIALIST, "Eva Rios");
        supervisor = world.actor(home, OrganisationKind.NGO, Role.SUPERVISOR, "Luz Vega");
        officer = world.actor(home, OrganisationKind.NGO, Role.DATA_PROTECTION_OFFICER, "Noe Paz");
        monitor = world.actor(home, OrganisationKind.NGO, Role.MONITOR, "Rut Mar");
        analyst = world.actor(home, OrganisationKind.NGO, Role.ANALYST, "Leo Sur");
        returns = world.actor(home, OrganisationKind.NGO, Role.RETURN_OFFICER, "Teo Luz");
        focal =
                world.actor(
                        partner, OrganisationKind.UN_AGENCY, Role.REFERRAL_FOCAL_POINT, "Iris Sol");
        border = world.actor(post, OrganisationKind.BORDER_AUTHORITY, Role.SUPERVISOR, "Gil Pozo");
        person = world.person(worker, "ABCD2345");
        world.answer(worker, person, "name", "\"Rosalba\"", "sensitive");
        file = Ids.next();
        offer = Ids.next();
        UUID me = worker.requireAccount();
        world.byHand(
                "insert into case_file (id, organisation, person, owner, opened_by) values (?, ?, ?, ?, ?)",
                file,
                home,
                person,
                me,
                me);
        world.byHand(
                "insert into case_person (file, person, organisation, added_by) values (?, ?, ?, ?)",
                file,
                person,
                home,
                me);
        world.byHand(
                "insert into case_event (id, file, organisation, kind, version, account) values (?, ?, ?, 'opened', 1, ?)",
                Ids.next(),
                file,
                home,
                me);
        for (String level : List.of("ordinary", "survivor")) {
            world.byHand(
                    "insert into case_note (id, file, organisation, person, sensitivity, words, recorded_by) values"
                            + " (?, ?, ?, ?, ?, 'x', ?)",
                    Ids.next(),
                    file,
                    home,
                    person,
                    level,
                    me);
            world.byHand(
                    "insert into case_attachment (id, file, organisation, person, sensitivity, name, kind, size,"
                            + " content, added_by) values (?, ?, ?, ?, ?, 'a.pdf', 'application/pdf', 1, 'x', ?)",
                    Ids.next(),
                    file,
                    home,
                    person,
                    level,
                    me);
        }
        world.byHand(
                "insert into case_task (id, file, organisation, person, what, due, assignee, made_by) values (?, ?,"
                        + " ?, ?, 'Call', current_date, ?, ?)",
                Ids.next(),
                file,
                home,
                person,
                me,
                me);
        UUID door = Ids.next();
        world.byHand(
                "insert into case_door (id, file, organisation, person, door, state_on, started_by) values (?, ?, ?,"
                        + " ?, 'col-asylum', current_date, ?)",
                door,
                file,
                home,
                person,
                me);
        world.byHand(
                "insert into case_paper (id, door, file, organisation, person, kind, label, changed_by) values (?, ?,"
                        + " ?, ?, ?, 'paper', 'Letter', ?)",
                Ids.next(),
                door,
                file,
                home,
                person,
                me);
        world.byHand(
                "insert into case_appointment (id, file, organisation, person, at, zone, purpose, made_by) values"
                        + " (?, ?, ?, ?, now(), 'America/Bogota', 'other', ?)",
                Ids.next(),
                file,
                home,
                person,
                me);
        world.byHand(
                "insert into case_transfer (id, file, from_organisation, organisation, persons, help, answer_by,"
                        + " offered_by) values (?, ?, ?, ?, 1, '{legal}', current_date, ?)",
                offer,
                file,
                home,
                partner,
                me);
        world.byHand(
                "insert into case_transfer_words (transfer, from_organisation, reason) values (?, ?, 'x')",
                offer,
                home);
        world.byHand(
                "insert into case_transfer_person (transfer, person, from_organisation, place, facts, basis, until)"
                        + " values (?, ?, ?, 1, '{name}', 'consent', now() + interval '9 days')",
                offer,
                person,
                home);
    }

    @AfterEach
    void close() {
        world.close();
    }

    private int rows(Actor actor, String table) {
        try {
            return world.sql(actor, "select 1::text from " + table).size();
        } catch (DataAccessException refused) {
            assertThat(refused).hasStackTraceContaining("permission denied");
            return 0;
        }
    }

    private void refused(Actor actor, String sql) {
        assertThatThrownBy(() ->
                        world.in(
                                actor,
                                () -> {
                                    int changed = world.bean(JdbcClient.class).sql(sql).update();
                                    // What the walls hide is not found, and so not changed.
                                    if (changed == 0) {
                                        throw new IllegalStateException("nothing was hit");
                                    }
                                    return changed;
                                }))
                .as(sql)
                .isInstanceOfAny(DataAccessException.class, IllegalStateException.class);
    }

    @Test
    void eachRoomSeesOfEachTableWhatItMayAndNothingElse() {
        for (String table : TABLES) {
            for (Actor none : List.of(border, returns, monitor, analyst, officer)) {
                assertThat(rows(none, table)).as("%s in %s", table, none.room()).isZero();
            }
            int expected = table.equals("case_transfer") ? 1 : 0;
            assertThat(rows(focal, table)).as("%s before the yes", table).isEqualTo(expected);
            assertThat(rows(worker, table)).as(table).isEqualTo(1);
            assertThat(rows(supervisor, table)).as(table).isEqualTo(1);
            assertThat(rows(specialist, table)).as("not assigned: %s", table).isEqualTo(1);
        }
        world.assign(supervisor, person, specialist);
        assertThat(rows(specialist, "case_note")).isEqualTo(2);
        assertThat(rows(specialist, "case_attachment")).isEqualTo(2);
    }

    @Test
    void theOfficerSeesCasesWhileThePersonAsksButNeitherNotesNorSurvivorLevelFiles() {
        world.byHand(
                "insert into data_request (id, person, organisation, kind, asked_by, channel, identity_check,"
                        + " recorded_by, due) values (?, ?, ?, 'access', 'person', 'in-person', 'known-to-staff', ?,"
                        + " current_date)",
                Ids.next(),
                person,
                home,
                officer.requireAccount());
        for (String table :
                List.of(
                        "case_file",
                        "case_task",
                        "case_door",
                        "case_attachment",
                        "case_transfer")) {
            assertThat(rows(officer, table)).as(table).isEqualTo(1);
        }
        assertThat(rows(officer, "case_note")).isZero();
        assertThat(rows(officer, "case_transfer_words")).isZero();
    }

    @Test
    void nobodyRewritesHistoryAnswersForOthersOrReadsTheOfferBeforeTheYes() {
        refused(worker, "update case_event set kind = 'closed'");
        refused(worker, "delete from case_event");
        refused(worker, "update case_note set words = 'y'");
        refused(worker, "update case_file set person = gen_random_uuid()");
        refused(worker, "update case_attachment set content = 'y'");
        refused(focal, "update case_transfer set state = 'accepted', decided_at = now()");
        refused(worker, "update case_transfer set state = 'accepted', decided_at = now()");
        refused(worker, "update case_file set owner = '" + focal.account() + "'");
        refused(
                focal,
                "insert into case_person (file, person, organisation, added_by) values ('"
                        + file
                        + "', '"
                        + person
                        + "', '"
                        + partner
                        + "', '"
                        + focal.account()
                        + "')");
        for (Actor wrong : List.of(worker, border, returns, analyst)) {
            List<String> said = new java.util.ArrayList<>();
            try {
                said.addAll(
                        world.sql(
                                wrong,
                                "select coalesce(case_transfer_answer('"
                                        + offer
                                        + "', 'accepted', null, null, gen_random_uuid()), 'none')"));
            } catch (DataAccessException refused) {
                said.add("none");
            }
            assertThat(said).as("%s", wrong.room()).containsExactly("none");
        }
        assertThat(world.seen("select state from case_transfer")).containsExactly("offered");
    }

    @Test
    void theYesGivesTheReceiverWhatWasOfferedAndNothingElse() {
        assertThat(
                        world.sql(
                                focal,
                                "select case_transfer_answer('"
                                        + offer
                                        + "', 'accepted', null, null, gen_random_uuid())"))
                .containsExactly("accepted");
        assertThat(world.sql(focal, "select fact from answer")).containsExactly("name");
        assertThat(rows(focal, "case_file")).isEqualTo(1);
        assertThat(rows(focal, "case_transfer_words")).isEqualTo(1);
        for (String table : List.of("case_note", "case_task", "case_attachment", "case_door")) {
            assertThat(rows(focal, table)).as(table).isZero();
        }
        assertThat(world.sql(worker, "select status from case_file")).containsExactly("closed");
        assertThat(
                        world.sql(
                                focal,
                                "select case_transfer_answer('"
                                        + offer
                                        + "', 'declined', 'full', null, gen_random_uuid())"))
                .containsExactly("accepted");
    }

    @Test
    void closedCasesAndDeadOffersGoWhenTheirTimeIsOverAndWorkKeepsAPerson() {
        world.byHand(
                "update case_transfer set state = 'withdrawn', decided_at = now() - interval '2 years'");
        world.byHand(
                "update case_file set status = 'closed', closed_reason = 'solved', closed_at = now(), changed_at ="
                        + " now() - interval '6 years'");
        Actor system = Actor.system("retention");
        String five = "now() - interval '5 years'";
        assertThat(
                        world.sql(
                                system,
                                "select retention_apply('case-offer', now() - interval '1 year', true)::text"))
                .containsExactly("1");
        assertThat(
                        world.sql(
                                system,
                                "select retention_apply('case-offer', now() - interval '1 year', false)::text"))
                .containsExactly("1");
        assertThat(world.seen("select 1 from case_transfer_person")).isEmpty();
        world.byHand("update person set entered_at = now() - interval '6 years'");
        world.byHand("update answer set recorded_at = now() - interval '6 years'");
        world.byHand(
                "update assignment set since = now() - interval '6 years', until = now() - interval '6 years'");
        assertThat(
                        world.sql(
                                system,
                                "select due::text from retention_due_persons('person', "
                                        + five
                                        + ", null) as due"))
                .as("something happened in the case")
                .isEmpty();
        world.byHand("update case_event set at = now() - interval '6 years'");
        world.byHand("update case_note set recorded_at = now() - interval '6 years'");
        assertThat(
                        world.sql(
                                system,
                                "select due::text from retention_due_persons('person', "
                                        + five
                                        + ", null) as due"))
                .containsExactly(person.toString());
        assertThat(world.sql(system, "select retention_apply('case', " + five + ", false)::text"))
                .containsExactly("1");
        for (String table : TABLES) {
            assertThat(world.seen("select 1 from " + table)).as(table).isEmpty();
        }
    }
}
