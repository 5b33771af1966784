package amparo.server.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.server.access.OrganisationKind;
import amparo.server.access.Role;
import amparo.server.platform.Ids;
import amparo.server.testing.WholeServer;
import amparo.server.testing.WholeServer.Browser;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * FEATURE: whose time is over is found without looking at everybody, and it is the same persons as
 * before.
 */
@Tag("database")
class RetentionDueTest {

    /** The question as it was asked of every person. */
    private static final String EVERYBODY =
            """
            select p.id::text from person p join organisation o on o.id = p.organisation
            where p.organisation = ? and p.erased_at is null and p.entered_at < now() - interval '5 years'
              and (o.kind = 'border-authority') = (? = 'person-at-border')
              and not exists (select 1 from answer a
                              where a.person = p.id and a.recorded_at >= now() - interval '5 years')
              and not exists (select 1 from share s where s.person = p.id
                              and (s.since >= now() - interval '5 years' or s.until >= now() - interval '5 years'))
              and not exists (select 1 from assignment a where a.person = p.id
                              and (a.since >= now() - interval '5 years' or a.until >= now() - interval '5 years'))
              and not exists (select 1 from data_request d where d.person = p.id and d.status = 'open')
              and not is_held(p.id)
              and not exists (select 1 from case_person cp join case_event e on e.file = cp.file
                              where cp.person = p.id and e.at >= now() - interval '5 years')
              and not exists (select 1 from case_note n
                              where n.person = p.id and n.recorded_at >= now() - interval '5 years')
              and not exists (select 1 from case_door d
                              where d.person = p.id and d.valid_until >= now() - interval '5 years')
            order by 1
            """;

    private final WholeServer server = WholeServer.get();

    private UUID ours = new UUID(0, 0);
    private UUID theirs = new UUID(0, 0);
    private Browser worker = server.stranger();

    @BeforeEach
    void anOrganisation() throws Exception {
        ours = server.organisation(OrganisationKind.NGO);
        theirs = server.organisation(OrganisationKind.UN_AGENCY);
        worker = server.worker(ours, Role.SUPERVISOR, "organisation");
    }

    // --- what must not happen

    @Test
    void aMergedFileIsNotErasedWhileThereIsWorkOnThePerson() throws Exception {
        List<UUID> two = List.of(person(2500), person(2500));
        assertThat(due("person")).hasSize(2);
        server.sql("update person set merged_into = ? where id = ?", two.getFirst(), two.getLast());
        server.sql(
                "update person set merged = array[?::uuid] where id = ?",
                two.getLast(),
                two.getFirst());
        assertThat(due("person")).containsExactly(two.getFirst().toString());
        answer(two.getLast(), 10);
        assertThat(due("person")).isEmpty();
        assertThat(
                        server.column(
                                "select retention_erase('person', now() - interval '5 years', ?)::text",
                                two.getLast()))
                .containsExactly("false");
    }

    // --- the same as before

    @Test
    void theSamePersonsAreDueAsWhenEverybodyWasAsked() throws Exception {
        crowd();
        for (String kind : List.of("person", "person-at-border")) {
            assertThat(due(kind)).as(kind).isEqualTo(server.column(EVERYBODY, ours, kind));
        }
        assertThat(due("person")).hasSizeBetween(5, 100);
        assertThat(due("person-at-border")).isEmpty();
    }

    @Test
    void goneThroughInBatchesEachIsSeenOnceAndNobodyIsLeft() throws Exception {
        crowd();
        // Some were entered in the same moment.
        server.sql(
                "update person set entered_at = date_trunc('year', entered_at) where organisation = ?",
                ours);
        List<String> seen = new ArrayList<>();
        UUID last = new UUID(0, 0);
        List<String> batch;
        do {
            batch =
                    server.column(
                            "select due::text from retention_due_after('person', now() - interval '5 years', ?, 7) as due",
                            last);
            seen.addAll(batch);
            last = batch.isEmpty() ? last : UUID.fromString(batch.getLast());
        } while (!batch.isEmpty());
        List<String> mine =
                server.column("select id::text from person where organisation = ?", ours);
        assertThat(seen).doesNotHaveDuplicates();
        assertThat(seen.stream().filter(mine::contains).sorted().toList())
                .isEqualTo(server.column(EVERYBODY, ours, "person"))
                .isNotEmpty();
    }

    // --- hands

    private List<String> due(String kind) throws Exception {
        return server.column(
                "select due::text from retention_due_persons(?, now() - interval '5 years', null) as due"
                        + " join person p on p.id = due where p.organisation = ? order by 1",
                kind,
                ours);
    }

    /** Persons of every age, with something old or new of every kind, one or none. */
    private void crowd() throws Exception {
        Random chance = new Random(20261122);
        for (int i = 0; i < 120; i++) {
            UUID id = person(1000 + chance.nextInt(2000));
            int days = chance.nextBoolean() ? 100 : 2400;
            switch (i % 10) {
                case 0 -> answer(id, days);
                case 1 ->
                        server.sql(
                                "insert into share (id, person, organisation, from_organisation, shared_by, facts, basis,"
                                        + " consented_at, since, until) values (?, ?, ?, ?, ?, array['name'], 'consent',"
                                        + " now(), now() - ?::int * interval '1 day', now() - ?::int * interval '1 day')",
                                Ids.next(),
                                id,
                                theirs,
                                ours,
                                worker.account,
                                days + 1,
                                days);
                case 2 ->
                        server.sql(
                                "insert into assignment (id, person, account, organisation, assigned_by, since, until)"
                                        + " values (?, ?, ?, ?, ?, now() - ?::int * interval '1 day',"
                                        + " now() - ?::int * interval '1 day')",
                                Ids.next(),
                                id,
                                worker.account,
                                ours,
                                worker.account,
                                days + 1,
                                days);
                case 3 -> caseOf(id, days);
                case 4 -> {
                    caseOf(id, 2400);
                    server.sql(
                            "insert into case_note (id, file, organisation, person, sensitivity, words, recorded_by,"
                                    + " recorded_at) select ?, cp.file, cp.organisation, cp.person, 'ordinary', '\\x00', ?,"
                                    + " now() - ?::int * interval '1 day' from case_person cp where cp.person = ?",
                            Ids.next(),
                            worker.account,
                            days,
                            id);
                }
                case 5 ->
                        server.sql(
                                "insert into legal_hold (id, person, organisation, reason, set_by, until)"
                                        + " values (?, ?, ?, 'a court in Tapachula', ?, current_date + ?::int)",
                                Ids.next(),
                                id,
                                ours,
                                worker.account,
                                days == 100 ? 10 : -10);
                default -> answer(id, 2400);
            }
        }
    }

    private UUID person(int daysAgo) throws Exception {
        UUID id = Ids.next();
        server.sql(
                "insert into person (id, organisation, entered_by, entered_room, entered_at)"
                        + " values (?, ?, ?, 'frontline', now() - ?::int * interval '1 day')",
                id,
                ours,
                worker.account,
                daysAgo);
        return id;
    }

    private void answer(UUID person, int daysAgo) throws Exception {
        server.sql(
                "insert into answer (id, person, fact, value, sensitivity, source, recorded_by, organisation,"
                        + " recorded_room, recorded_at) values (?, ?, 'name', '\"Ana\"', 'ordinary', 'person', ?, ?,"
                        + " 'frontline', now() - ?::int * interval '1 day')",
                Ids.next(),
                person,
                worker.account,
                ours,
                daysAgo);
    }

    private void caseOf(UUID person, int daysAgo) throws Exception {
        UUID file = Ids.next();
        server.sql(
                "insert into case_file (id, organisation, person, opened_by) values (?, ?, ?, ?)",
                file,
                ours,
                person,
                worker.account);
        server.sql(
                "insert into case_person (file, person, organisation, added_by) values (?, ?, ?, ?)",
                file,
                person,
                ours,
                worker.account);
        server.sql(
                "insert into case_event (id, file, organisation, kind, version, account, at)"
                        + " values (?, ?, ?, 'opened', 1, ?, now() - ?::int * interval '1 day')",
                Ids.next(),
                file,
                ours,
                worker.account,
                daysAgo);
    }
}
