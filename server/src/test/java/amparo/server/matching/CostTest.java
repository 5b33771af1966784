package amparo.server.matching;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.server.platform.Ids;
import amparo.server.registry.PersonFiles;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * What a search and a new file cost in CPU, in the server's thread and in the database, without
 * HTTP. Run by hand: -Damparo.cost=1000000 (persons); it prints and asserts nothing about time.
 */
@Tag("database")
@EnabledIfSystemProperty(named = "amparo.cost", matches = "[0-9]+")
class CostTest {

    private static final int WARM = 400;
    private static final int TIMES = 1000;

    private interface Work {
        void at(int number) throws Exception;
    }

    @Test
    void aSearchAndANewFileCostThis() throws Exception {
        try (Crowd crowd = new Crowd(8)) {
            List<Crowd.Member> members =
                    crowd.fill(new Variants(8), Integer.getInteger("amparo.cost", 0));
            Matching matching = crowd.context.getBean(Matching.class);
            PersonFiles files = crowd.context.getBean(PersonFiles.class);
            Random random = new Random(2);
            List<Crowd.Member> ours =
                    members.stream()
                            .filter(one ->
                                    one.organisation().equals(crowd.organisations.getFirst()))
                            .toList();
            int[] found = new int[1];
            measure(
                    crowd,
                    "family name and birth date",
                    number -> {
                        Variants.Person one = ours.get(random.nextInt(ours.size())).person();
                        found[0] +=
                                matching.search(
                                                one.surnames().getFirst(),
                                                one.birth(),
                                                null,
                                                null,
                                                20)
                                        .size();
                    });
            assertThat(found[0]).isGreaterThanOrEqualTo(TIMES);
            measure(
                    crowd,
                    "given name and family name",
                    number -> {
                        Variants.Person one = ours.get(random.nextInt(ours.size())).person();
                        matching.search(
                                one.given().getFirst() + " " + one.surnames().getFirst(), 20);
                    });
            measure(
                    crowd,
                    "whole name with a slip",
                    number -> {
                        Variants.Person one = ours.get(random.nextInt(ours.size())).person();
                        matching.search(one.name().replaceFirst("(.{4}).", "$1"), 20);
                    });
            Variants more = new Variants(77);
            measure(
                    crowd,
                    "a new file of three answers",
                    number -> {
                        Variants.Person one = more.person();
                        files.enter(
                                Ids.next(),
                                List.of(
                                        PersonFiles.Told.of(
                                                "name", "\"" + one.name() + "\"", "person"),
                                        PersonFiles.Told.of(
                                                "birth_date", "\"" + one.birth() + "\"", "person"),
                                        PersonFiles.Told.of("nationality", "[\"VEN\"]", "person")));
                    });
        }
    }

    private static void measure(Crowd crowd, String what, Work work) throws Exception {
        run(crowd, work, WARM);
        double before = database(crowd);
        long thread = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        long[] each = run(crowd, work, TIMES);
        double server =
                (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - thread)
                        / 1e6
                        / TIMES;
        double database = (database(crowd) - before) * 1000 / TIMES;
        java.util.Arrays.sort(each);
        System.out.printf(
                Locale.ROOT,
                "%-30s server %.2f ms, database %.2f ms of CPU; half under %.1f ms, 95 %% under %.1f ms%n",
                what,
                server,
                database,
                each[TIMES / 2] / 1e6,
                each[TIMES * 95 / 100] / 1e6);
    }

    private static long[] run(Crowd crowd, Work work, int times) {
        long[] each = new long[times];
        for (int i = 0; i < times; i++) {
            int number = i;
            long start = System.nanoTime();
            crowd.as(
                    crowd.actor(0),
                    () -> {
                        work.at(number);
                        return true;
                    });
            each[i] = System.nanoTime() - start;
        }
        return each;
    }

    /** Seconds of CPU of all connections of the application; a tick is a hundredth. */
    private static double database(Crowd crowd) throws SQLException, IOException {
        long ticks = 0;
        for (String pid :
                crowd.column("select pid from pg_stat_activity where usename = 'amparo_app'")) {
            String[] parts =
                    Files.readString(Path.of("/proc", pid, "stat"))
                            .replaceFirst(".*\\) ", "")
                            .split(" ");
            ticks += Long.parseLong(parts[11]) + Long.parseLong(parts[12]);
        }
        return ticks / 100.0;
    }
}
