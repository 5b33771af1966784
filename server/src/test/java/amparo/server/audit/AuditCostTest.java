package amparo.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.server.access.Actor;
import amparo.server.access.OrganisationKind;
import amparo.server.access.Role;
import amparo.server.platform.Ids;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the audit costs. Prints figures and asserts none of them: only that all is proven. */
@Tag("database")
@Tag("long")
class AuditCostTest {

    private static final int EACH = 2000;

    @Test
    void anEntryCostsLittleAndAMillionAreVerifiedInBoundedMemory() throws Exception {
        try (World world = new World()) {
            UUID organisation = world.organisation("Casa del Puente", OrganisationKind.NGO);
            Actor worker = world.actor(organisation, OrganisationKind.NGO, Role.CASE_WORKER, "Ana");
            run(world, worker, 1, true);
            for (int threads : new int[] {1, 4, 16}) {
                for (boolean audited : new boolean[] {false, true}) {
                    run(world, worker, threads, audited);
                }
            }
            grow(world, organisation);
            Runtime runtime = Runtime.getRuntime();
            System.gc();
            long used = runtime.totalMemory() - runtime.freeMemory();
            long began = System.nanoTime();
            AuditReport report;
            try (Connection owner = world.owner()) {
                report = AuditVerifier.verify(owner, AuditHeads.none());
            }
            long took = System.nanoTime() - began;
            System.out.printf(
                    Locale.ROOT,
                    "verify: %,d entries in %.1f s; heap before %d MB, after %d MB, limit %d MB%n",
                    report.chains().getFirst().entries(),
                    took / 1e9,
                    used >> 20,
                    (runtime.totalMemory() - runtime.freeMemory()) >> 20,
                    runtime.maxMemory() >> 20);
            assertThat(report.proven()).isTrue();
            assertThat(report.chains().getFirst().entries()).isGreaterThanOrEqualTo(1_000_000);
        }
    }

    private static void run(World world, Actor worker, int threads, boolean audited)
            throws Exception {
        AuditLog log = world.bean(AuditLog.class);
        JdbcClient jdbc = world.bean(JdbcClient.class);
        double serverBefore = serverSeconds(world);
        long cpuBefore = cpu();
        long began = System.nanoTime();
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            List<Future<Boolean>> all = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                Callable<Boolean> work =
                        () -> {
                            for (int j = 0; j < EACH / threads; j++) {
                                world.in(
                                        worker,
                                        () -> {
                                            jdbc.sql("select 1").query(Integer.class).single();
                                            if (audited) {
                                                log.record(
                                                        "read",
                                                        "person",
                                                        List.of(Ids.next()),
                                                        null,
                                                        "facts=3");
                                            }
                                            return true;
                                        });
                            }
                            return true;
                        };
                all.add(pool.submit(work));
            }
            for (Future<Boolean> one : all) {
                one.get();
            }
        }
        double wall = (System.nanoTime() - began) / 1e6;
        System.out.printf(
                Locale.ROOT,
                "%2d threads, %s: %.2f ms a transaction per thread, %.0f a second, CPU %.2f ms JVM +"
                        + " %.2f ms database%n",
                threads,
                audited ? "audited " : "without ",
                wall * threads / EACH,
                EACH / wall * 1000,
                (cpu() - cpuBefore) / 1e6 / EACH,
                (serverSeconds(world) - serverBefore) * 1000 / EACH);
    }

    private static long cpu() {
        return ((com.sun.management.OperatingSystemMXBean)
                        ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    /** CPU of the processes of PostgreSQL that serve this database. Linux only. */
    private static double serverSeconds(World world) {
        return world
                .seen("select pid from pg_stat_activity where datname = current_database()")
                .stream()
                .mapToDouble(AuditCostTest::seconds)
                .sum();
    }

    private static double seconds(String pid) {
        try {
            String[] fields =
                    Files.readString(Path.of("/proc", pid, "stat"))
                            .replaceFirst(".*\\) ", "")
                            .split(" ");
            return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / 100.0;
        } catch (IOException gone) {
            return 0;
        }
    }

    /** Makes the chain a million entries long, past the walls and with the hashes of Java. */
    private static void grow(World world, UUID organisation) throws Exception {
        try (Connection owner = world.owner()) {
            long number;
            byte[] hash;
            try (Statement statement = owner.createStatement()) {
                statement.execute("alter table audit_chain disable trigger all");
                statement.execute("drop index audit_entry_subjects");
                try (ResultSet head =
                        statement.executeQuery("select last_number, last_hash from audit_chain")) {
                    head.next();
                    number = head.getLong(1);
                    hash = head.getBytes(2);
                }
            }
            owner.setAutoCommit(false);
            try (PreparedStatement insert =
                    owner.prepareStatement(
                            "insert into audit_entry (chain, number, at, roles, room, action, kind,"
                                    + " subjects, origin, detail, hash) values (?, ?, ?, '{}',"
                                    + " 'frontline', 'read', 'person', array[?::uuid], 'test',"
                                    + " 'facts=3', ?)")) {
                while (number < 1_000_000) {
                    number++;
                    Instant at = Instant.now().truncatedTo(ChronoUnit.MICROS);
                    UUID subject = Ids.next();
                    hash =
                            new AuditHash.Stored(
                                            organisation,
                                            number,
                                            at,
                                            null,
                                            List.of(),
                                            "frontline",
                                            "read",
                                            "person",
                                            List.of(subject),
                                            null,
                                            null,
                                            null,
                                            "test",
                                            "facts=3",
                                            hash)
                                    .of(hash, number);
                    insert.setObject(1, organisation);
                    insert.setLong(2, number);
                    insert.setObject(3, OffsetDateTime.ofInstant(at, ZoneOffset.UTC));
                    insert.setObject(4, subject);
                    insert.setBytes(5, hash);
                    insert.addBatch();
                    if (number % 5000 == 0) {
                        insert.executeBatch();
                        owner.commit();
                    }
                }
                insert.executeBatch();
            }
            try (PreparedStatement head =
                    owner.prepareStatement(
                            "update audit_chain set last_number = ?, last_hash = ?")) {
                head.setLong(1, number);
                head.setBytes(2, hash);
                head.executeUpdate();
            }
            owner.commit();
        }
    }
}
