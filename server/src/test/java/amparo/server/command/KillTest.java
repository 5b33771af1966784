package amparo.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.server.audit.AuditHeads;
import amparo.server.audit.AuditVerifier;
import amparo.server.storage.DataFolder;
import amparo.server.storage.EmbeddedPostgres;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * People write through the whole stack while the server and its database are killed at random.
 * Whatever was acknowledged is there exactly once, nothing is half done, the audit is whole.
 */
class KillTest {
    private static final int WRITERS = 3;

    @TempDir Path temp;

    @Test
    void what_was_acknowledged_survives_five_sudden_ends() throws Exception {
        killed(5);
    }

    @Test
    @Tag("long")
    void what_was_acknowledged_survives_fifty_sudden_ends() throws Exception {
        killed(50);
    }

    private void killed(int rounds) throws Exception {
        long seed = Long.getLong("amparo.seed", System.nanoTime());
        Random random = new Random(seed);
        System.out.println("KillTest: -Damparo.seed=" + seed);
        Path data = temp.resolve("data");
        int port = AmparoProcess.freePort();
        Set<String> acknowledged = ConcurrentHashMap.newKeySet();
        Set<String> sent = ConcurrentHashMap.newKeySet();
        AtomicInteger number = new AtomicInteger();
        List<Browser> writers = new ArrayList<>();

        AmparoProcess server = AmparoProcess.serve(data, port);
        try {
            Browser rosa = new Browser(port);
            rosa.takeFirstLink(server.firstLink(), "rosa@example.org");
            Browser.require(rosa.get("/sites/new"), 200);
            for (int i = 0; i < WRITERS; i++) {
                // The same person at several desks; the session outlives every end.
                writers.add(rosa);
            }
            for (int round = 0; round < rounds; round++) {
                int before = acknowledged.size();
                AtomicBoolean over = new AtomicBoolean();
                List<Thread> threads =
                        writers.stream()
                                .map(one ->
                                        Thread.ofVirtual()
                                                .start(() ->
                                                        write(
                                                                one,
                                                                over,
                                                                number,
                                                                sent,
                                                                acknowledged)))
                                .toList();
                awaitMore(acknowledged, before + 3);
                Thread.sleep(random.nextInt(1500));
                int kind = round < 3 ? round : random.nextInt(3);
                if (kind != 0) {
                    AmparoProcess.killDatabase(data);
                }
                if (kind == 2) {
                    Thread.sleep(random.nextInt(300));
                }
                if (kind != 1) {
                    server.kill();
                    over.set(true);
                    join(threads);
                    server = AmparoProcess.serve(data, port);
                } else {
                    // Only the database: the server brings it back and goes on by itself.
                    awaitMore(acknowledged, acknowledged.size() + 3);
                    over.set(true);
                    join(threads);
                }
                assertThat(acknowledged.size()).isGreaterThan(before);
            }
            server.terminate();
            server.end();
        } finally {
            server.close();
        }
        examine(data, acknowledged, sent);
    }

    private static void write(
            Browser browser,
            AtomicBoolean over,
            AtomicInteger number,
            Set<String> sent,
            Set<String> acknowledged) {
        while (!over.get()) {
            String name = "Site " + number.incrementAndGet();
            sent.add(name);
            try {
                HttpResponse<String> answer =
                        browser.post("/sites/new", "name", name, "country", "PAN");
                String where = answer.headers().firstValue("Location").orElse("");
                if (answer.statusCode() == 302 && where.contains("/organisations/")) {
                    acknowledged.add(name);
                } else {
                    Thread.sleep(50);
                }
            } catch (IOException gone) {
                pause();
            } catch (InterruptedException interrupted) {
                return;
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void awaitMore(Set<String> acknowledged, int wanted)
            throws InterruptedException {
        long end = System.nanoTime() + 180_000_000_000L;
        while (acknowledged.size() < wanted) {
            if (System.nanoTime() > end) {
                throw new AssertionError(
                        "nobody can write: " + acknowledged.size() + " of " + wanted);
            }
            Thread.sleep(20);
        }
    }

    private static void join(List<Thread> threads) throws InterruptedException {
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private static void examine(Path data, Set<String> acknowledged, Set<String> sent)
            throws Exception {
        try (DataFolder folder = DataFolder.open(data);
                EmbeddedPostgres server = EmbeddedPostgres.start(folder);
                Connection owner = server.connections().owner()) {
            Map<String, Integer> there = new HashMap<>();
            Map<String, Integer> audited = new HashMap<>();
            try (Statement statement = owner.createStatement()) {
                try (ResultSet row = statement.executeQuery("select name from amparo.site")) {
                    while (row.next()) {
                        there.merge(row.getString(1), 1, Integer::sum);
                    }
                }
                try (ResultSet row =
                        statement.executeQuery(
                                """
                                select s.name, count(e.number)
                                from amparo.site s left join amparo.audit_entry e on s.id = any (e.subjects)
                                group by s.name
                                """)) {
                    while (row.next()) {
                        audited.put(row.getString(1), row.getInt(2));
                    }
                }
            }
            assertThat(acknowledged).isNotEmpty().allMatch(there::containsKey);
            assertThat(there.values()).allMatch(count -> count == 1);
            // What was not acknowledged may be there, but nothing that nobody sent.
            assertThat(sent).containsAll(there.keySet());
            // Nothing half done: a change and its entry in the audit are one.
            assertThat(audited.values()).allMatch(count -> count == 1);
            assertThat(AuditVerifier.verify(owner, AuditHeads.none()).proven()).isTrue();
        }
    }
}
