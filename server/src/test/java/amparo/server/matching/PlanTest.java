package amparo.server.matching;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.server.access.Actor;
import amparo.server.access.Seal;
import amparo.server.access.WalledTransactions;
import amparo.server.cases.CaseFiles;
import amparo.server.groups.TravelGroups;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * FEATURE: under the policy, with tens of thousands of persons of several organisations, the search
 * walks its indexes and reads no table from end to end.
 */
@Tag("database")
class PlanTest {

    private static final int PERSONS = Boolean.getBoolean("amparo.long") ? 100_000 : 40_000;

    private static Crowd crowd;
    private static List<Crowd.Member> members;

    @BeforeAll
    static void fill() throws Exception {
        crowd = new Crowd(5);
        members = crowd.fill(new Variants(4), PERSONS);
        // Some of what the third holds is shared with the first, by an index written by the
        // database.
        for (Crowd.Member member : members.subList(0, 400)) {
            if (member.organisation().equals(crowd.organisations.get(2))) {
                crowd.sql(
                        """
                        insert into share (id, person, organisation, from_organisation, shared_by, facts, basis,
                                           consented_at, until)
                        select gen_random_uuid(), p.id, ?, p.organisation, p.entered_by, '{name}', 'consent', now(),
                               now() + interval '9 days'
                        from person p where p.id = ?
                        """,
                        crowd.organisations.getFirst(),
                        member.id());
            }
        }
    }

    @AfterAll
    static void close() {
        crowd.close();
    }

    private static String plan(Actor actor, List<Keys.Key> keys, boolean generic) throws Exception {
        try (Connection connection = crowd.application()) {
            connection.setAutoCommit(false);
            connection.createStatement().execute("set search_path = amparo, pg_temp");
            WalledTransactions.bind(connection, actor, crowd.context.getBean(Seal.class));
            connection
                    .createStatement()
                    .execute(
                            "set local plan_cache_mode = "
                                    + (generic ? "force_generic_plan" : "force_custom_plan"));
            String sql =
                    SearchStore.FIND
                            .replace(":keys", "?")
                            .replace(":sharps", "?")
                            .replace(":weights", "?")
                            .replace(":organisation", "?")
                            .replace(":most", "?")
                            .replace(":limit", "?");
            try (PreparedStatement statement =
                    connection.prepareStatement("explain (analyze, buffers) " + sql)) {
                statement.setArray(
                        1, array(connection, "int8", keys.stream().map(Keys.Key::key).toArray()));
                statement.setArray(
                        2, array(connection, "int8", keys.stream().map(Keys.Key::sharp).toArray()));
                statement.setArray(
                        3,
                        array(connection, "int4", keys.stream().map(Keys.Key::weight).toArray()));
                statement.setObject(4, actor.requireOrganisation());
                statement.setInt(5, 2500);
                statement.setInt(6, 60);
                List<String> lines = new ArrayList<>();
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        lines.add(rows.getString(1));
                    }
                }
                connection.rollback();
                return String.join("\n", lines);
            }
        }
    }

    private static Array array(Connection connection, String type, Object[] values)
            throws Exception {
        return connection.createArrayOf(type, values);
    }

    @Test
    void theSearchWalksItsIndexAndScansNothing() throws Exception {
        Variants.Person person = members.getFirst().person();
        List<Keys.Key> keys = Keys.of(Crowd.known(person));
        for (boolean generic : List.of(true, false)) {
            String plan = plan(crowd.actor(0), keys, generic);
            assertThat(plan).contains("search_key_find").doesNotContain("Seq Scan");
            // The condition on organisation and key stands in the index, not behind the policy.
            assertThat(plan)
                    .containsPattern("Index Cond: \\(\\(organisation = [^)]*\\) AND \\(key = ");
        }
    }

    @Test
    void theCostDoesNotGrowWithWhatOthersHold() throws Exception {
        List<Keys.Key> keys = new ArrayList<>(Matching.slips(Asked.of("Rosa Quispe 1990-03-12")));
        assertThat(keys).hasSizeGreaterThan(100);
        String plan = plan(crowd.actor(1), keys, true);
        assertThat(plan).contains("search_key_find").doesNotContain("Seq Scan");
    }

    /** Whose files stand for others, in groups and in cases: what stands is found by its key. */
    @Test
    void listsOfMergedPersonsReadThoseTheyShowAndNotAllPersons() throws Exception {
        List<Crowd.Member> ours =
                members.subList(1000, 1400).stream()
                        .filter(one -> one.organisation().equals(crowd.organisations.getFirst()))
                        .limit(40)
                        .toList();
        assertThat(ours).hasSize(40);
        for (int i = 0; i < ours.size(); i += 2) {
            UUID kept = ours.get(i).id();
            UUID gone = ours.get(i + 1).id();
            UUID organisation = ours.get(i).organisation();
            crowd.sql("update person set merged_into = ? where id = ?", kept, gone);
            crowd.sql("update person set merged = merged_files(?) where id = ?", kept, kept);
            UUID group = new UUID(8, 100 + i);
            crowd.sql(
                    "insert into travel_group (id, organisation, entered_by, entered_room)"
                            + " select ?, p.organisation, p.entered_by, 'frontline' from person p where p.id = ?",
                    group,
                    gone);
            crowd.sql(
                    "insert into group_member (id, travel_group, person, organisation, added_by, added_room)"
                            + " select ?, ?, p.id, p.organisation, p.entered_by, 'frontline' from person p where p.id = ?",
                    new UUID(8, 200 + i),
                    group,
                    gone);
            crowd.sql(
                    "insert into case_file (id, organisation, person, opened_by)"
                            + " select ?, ?, p.id, p.entered_by from person p where p.id = ?",
                    new UUID(8, 300 + i),
                    organisation,
                    gone);
        }
        TravelGroups groups = crowd.context.getBean(TravelGroups.class);
        CaseFiles cases = crowd.context.getBean(CaseFiles.class);
        assertThat(read(() -> assertThat(groups.list(null, 20)).hasSize(20))).isLessThan(2000);
        assertThat(read(() -> assertThat(cases.list(false, null, 20).orElseThrow()).hasSize(20)))
                .isLessThan(2000);
    }

    /** How many rows of persons and answers were read, by whatever way, to do this. */
    private static long read(Runnable work) {
        return crowd.as(
                crowd.actor(0),
                () ->
                        crowd.context
                                .getBean(TransactionTemplate.class)
                                .execute(status -> {
                                    JdbcClient jdbc = crowd.context.getBean(JdbcClient.class);
                                    long before = rows(jdbc);
                                    work.run();
                                    return rows(jdbc) - before;
                                }));
    }

    private static long rows(JdbcClient jdbc) {
        return jdbc.sql(
                        "select sum(coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0))"
                                + " from pg_stat_xact_all_tables where relname in ('person', 'answer')")
                .query(Long.class)
                .single();
    }

    @Test
    void aSharedPersonIsFoundByWhatWasSharedAndByNothingElse() {
        Matching matching = crowd.context.getBean(Matching.class);
        Crowd.Member shared =
                members.subList(0, 400).stream()
                        .filter(one -> one.organisation().equals(crowd.organisations.get(2)))
                        .findFirst()
                        .orElseThrow();
        Crowd.Member hidden =
                members.subList(400, 900).stream()
                        .filter(one -> one.organisation().equals(crowd.organisations.get(2)))
                        .findFirst()
                        .orElseThrow();
        assertThat(found(matching, 0, shared.person().name())).contains(shared.id());
        assertThat(found(matching, 1, shared.person().name())).doesNotContain(shared.id());
        assertThat(found(matching, 0, hidden.person().name())).doesNotContain(hidden.id());
        // The birth date was not shared: alone it finds nobody there, and it is not shown.
        assertThat(found(matching, 0, shared.person().birth())).doesNotContain(shared.id());
        assertThat(
                        crowd
                                .as(
                                        crowd.actor(0),
                                        () -> matching.search(shared.person().name(), 20))
                                .stream()
                                .filter(one -> one.id().equals(shared.id()))
                                .map(one -> String.valueOf(one.birth())))
                .containsExactly("null");
    }

    private static List<java.util.UUID> found(Matching matching, int organisation, String text) {
        return crowd.as(
                crowd.actor(organisation),
                () -> matching.search(text, 20).stream().map(Matching.Hit::id).toList());
    }
}
