package amparo.server.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import amparo.server.access.Acting;
import amparo.server.access.Actor;
import amparo.server.access.OrganisationKind;
import amparo.server.access.Role;
import amparo.server.access.Room;
import amparo.server.access.Scope;
import amparo.server.platform.Ids;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@Tag("database")
class AuditLogTest {

    private static World world;
    private static Actor worker;
    private static AuditLog log;

    @BeforeAll
    static void build() {
        world = new World();
        UUID organisation = world.organisation("Casa del Puente", OrganisationKind.NGO);
        worker = world.actor(organisation, OrganisationKind.NGO, Role.CASE_WORKER, "Ana Campos");
        log = world.bean(AuditLog.class);
        write(worker, 1);
    }

    @AfterAll
    static void close() {
        world.close();
    }

    private static void write(Actor actor, int entries) {
        world.in(
                actor,
                () -> {
                    for (int i = 0; i < entries; i++) {
                        log.record("read", "person", List.of(Ids.next()), null, "facts=3");
                    }
                    return true;
                });
    }

    private static long entries() {
        return Long.parseLong(world.seen("select count(*) from audit_entry").getFirst());
    }

    private static boolean proven() throws SQLException {
        try (Connection owner = world.owner()) {
            return AuditVerifier.verify(owner, AuditHeads.none()).proven();
        }
    }

    @ParameterizedTest
    @EnumSource(Room.class)
    void noRoomCanChangeOrTakeAwayAnEntry(Room room) {
        Actor actor =
                new Actor(
                        worker.account(),
                        worker.organisation(),
                        OrganisationKind.NGO,
                        room,
                        Set.of(Role.values()),
                        Scope.ORGANISATION,
                        Set.of(),
                        "test");
        for (String sql :
                List.of(
                        "update audit_entry set detail = '' returning 'x'",
                        "delete from audit_entry returning 'x'",
                        "with t as (insert into audit_entry select * from audit_entry limit 1"
                                + " returning 'x') select 'x'",
                        "update audit_chain set last_number = 0 returning 'x'",
                        "delete from audit_chain returning 'x'",
                        "select 'x' from audit_chain",
                        "select audit_forget('00000000-0000-0000-0000-000000000000')::text")) {
            assertThatThrownBy(() -> world.sql(actor, sql))
                    .as(sql)
                    .rootCause()
                    .hasMessageContaining("permission denied");
        }
        for (String table : List.of("audit_entry", "audit_chain")) {
            assertThatThrownBy(() ->
                            world.in(
                                    actor,
                                    () ->
                                            world.bean(JdbcClient.class)
                                                    .sql("truncate " + table)
                                                    .update()))
                    .rootCause()
                    .hasMessageContaining("permission denied");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update audit_entry set detail = 'x'",
                "delete from audit_entry",
                "truncate audit_entry",
                "update audit_chain set last_number = 0",
                "update audit_chain set last_hash = '\\x00'",
                "delete from audit_chain",
                "truncate audit_chain"
            })
    void evenTheOwnerIsRefusedWhileTheTriggersStand(String sql) throws SQLException {
        long before = entries();
        try (Connection owner = world.owner();
                Statement statement = owner.createStatement()) {
            assertThatThrownBy(() -> statement.execute(sql)).hasMessageContaining("append-only");
            statement.execute("set amparo.audit.forgetting = 'on'");
            if (sql.contains("audit_entry")) {
                assertThatThrownBy(() -> statement.execute(sql))
                        .hasMessageContaining("append-only");
            }
        }
        assertThat(entries()).isEqualTo(before).isPositive();
    }

    @Test
    void whatIsRolledBackLeavesNoEntry() throws SQLException {
        long before = entries();
        assertThatThrownBy(() ->
                        world.in(
                                worker,
                                () -> {
                                    log.record("read", "person", List.of(), null, "");
                                    throw new IllegalStateException("no");
                                }))
                .hasMessage("no");
        assertThat(entries()).isEqualTo(before);
        write(worker, 1);
        assertThat(entries()).isEqualTo(before + 1);
        assertThat(proven()).isTrue();
    }

    @Test
    void anEntryThatCannotBeWrittenTakesTheWorkBackWithIt() {
        long before = entries();
        assertThatThrownBy(() ->
                        world.in(
                                worker,
                                () -> {
                                    world.bean(JdbcClient.class)
                                            .sql(
                                                    "insert into person (id, code, organisation,"
                                                            + " entered_by) values (:id,"
                                                            + " 'RRRRRRRR', :organisation, :by)")
                                            .param("id", Ids.next())
                                            .param("organisation", worker.organisation())
                                            .param("by", worker.account())
                                            .update();
                                    log.record("NOT A WORD", "person", List.of(), null, "");
                                    return true;
                                }))
                .isInstanceOf(RuntimeException.class);
        assertThat(entries()).isEqualTo(before);
        assertThat(world.seen("select code from person where code = 'RRRRRRRR'")).isEmpty();
    }

    @Test
    void outsideOfATransactionNothingIsRecorded() {
        assertThatThrownBy(() ->
                        Acting.as(
                                worker,
                                () -> {
                                    log.record("read", "person", List.of(), null, "");
                                    return true;
                                }))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aTransactionThatOnlyReadsIsRefusedAtOnce() {
        TransactionTemplate reading =
                new TransactionTemplate(world.bean(PlatformTransactionManager.class));
        reading.setReadOnly(true);
        assertThatThrownBy(() ->
                        Acting.as(
                                worker,
                                () ->
                                        reading.execute(status -> {
                                            log.record("read", "person", List.of(), null, "");
                                            return true;
                                        })))
                .hasMessageContaining("read-only");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name=José",
                "mail=maria@example.org",
                "phone=+52 962 555 0147",
                "phone=9625550147",
                "born=1990-03-12",
                "two\nlines"
            })
    void detailThatLooksLikeSomebodyIsRefusedAndNotRepeated(String detail) {
        assertThatThrownBy(() ->
                        world.in(
                                worker,
                                () -> {
                                    log.record("read", "person", List.of(), null, detail);
                                    return true;
                                }))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .doesNotContain(detail);
    }

    @Test
    void aListIsOneEntryWithAllWhomItShowed() {
        long before = entries();
        List<UUID> shown = List.of(Ids.next(), Ids.next(), Ids.next());
        world.in(
                worker,
                () -> {
                    log.record("list", "person", shown, null, "filter=site count=3");
                    return true;
                });
        assertThat(entries()).isEqualTo(before + 1);
        assertThat(
                        world.seen(
                                "select cardinality(subjects) from audit_entry where subjects @>"
                                        + " array[?::uuid]",
                                shown.get(1)))
                .containsExactly("3");
    }

    @Test
    void manyAtOnceLeaveNoGapAndNoFork() throws Exception {
        UUID other = world.organisation("Other", OrganisationKind.NGO);
        Actor colleague = world.actor(other, OrganisationKind.NGO, Role.SUPERVISOR, "Beto");
        int threads = 16;
        int each = 20;
        long before = entries();
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            List<Future<Boolean>> all = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int thread = i;
                Callable<Boolean> work =
                        () -> {
                            for (int j = 0; j < each; j++) {
                                // Some fail after they recorded, some write several.
                                if (j % 5 == 4) {
                                    try {
                                        world.in(
                                                worker,
                                                () -> {
                                                    log.record(
                                                            "read", "person", List.of(), null, "");
                                                    throw new IllegalStateException();
                                                });
                                    } catch (IllegalStateException wanted) {
                                        continue;
                                    }
                                }
                                write(
                                        thread % 4 == 0
                                                ? colleague
                                                : thread % 4 == 1 ? Actor.system("job") : worker,
                                        1 + j % 2);
                            }
                            return true;
                        };
                all.add(pool.submit(work));
            }
            for (Future<Boolean> one : all) {
                assertThat(one.get()).isTrue();
            }
        }
        // Of 20: four fail, of the others eight write one and eight write two.
        long written = 0;
        for (int j = 0; j < each; j++) {
            written += j % 5 == 4 ? 0 : 1 + j % 2;
        }
        assertThat(entries()).isEqualTo(before + threads * written);
        assertThat(proven()).isTrue();
        assertThat(
                        world.seen(
                                "select chain from (select chain, at, lag(at) over (partition by"
                                        + " chain order by number) as earlier from audit_entry) as e"
                                        + " where at < earlier"))
                .isEmpty();
    }

    @Test
    void theHashOfTheDatabaseAndThatOfJavaAgreeOnStrangeText() throws SQLException {
        for (String reason :
                new String[] {
                    null, "", "~", "1:a|2:b", "niña ñandú 🌎 \u0301", "a\nb", "x".repeat(2000)
                }) {
            world.in(
                    worker,
                    () -> {
                        log.record("read", "person", List.of(Ids.next()), reason, "a:b|~,c='\"\\");
                        return true;
                    });
        }
        assertThat(proven()).isTrue();
    }
}
