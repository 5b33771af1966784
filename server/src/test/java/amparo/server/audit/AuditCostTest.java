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

    /** Fills the chain up to a million, past the walls but with the function of the database. */
    private static void grow(World world, UUID organisation) throws Exception {
        try (Connection owner = world.owner();
                var statement = owner.createStatement()) {
            statement.execute("set amparo.organisation = '" + organisation + "'");
            for (int i = 0; i < 10; i++) {
                statement.execute(
                        "do $$ begin for i in 1..100000 loop perform audit_append('read', 'person',"
                                + " array[gen_random_uuid()], null, 'test', 'facts=3');"
                                // As it is in truth: an own transaction for every few entries.
                                + " if i % 20 = 0 then commit; end if; end loop; end $$");
            }
        }
    }
}
