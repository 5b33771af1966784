package amparo.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.server.audit.AuditHeads;
import amparo.server.audit.AuditVerifier;
import amparo.server.platform.Ids;
import amparo.server.storage.DataFolder;
import amparo.server.storage.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Families are entered while the server and its database are killed; a program that got no answer
 * says the same again. Everybody is there exactly once, whole, in their group, and can be found.
 */
class RegistryKillTest {

    private static final String TOKEN = "amparo_" + "k".repeat(43);

    @TempDir Path temp;

    private final AtomicInteger number = new AtomicInteger();
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(5))
                    .build();

    @Test
    void familiesAreWholeAfterThreeSuddenEnds() throws Exception {
        killed(3);
    }

    @Test
    @Tag("long")
    void familiesAreWholeAfterTwentySuddenEnds() throws Exception {
        killed(20);
    }

    private void killed(int rounds) throws Exception {
        long seed = Long.getLong("amparo.seed", System.nanoTime());
        Random random = new Random(seed);
        System.out.println("RegistryKillTest: -Damparo.seed=" + seed);
        Path data = temp.resolve("data");
        int port = AmparoProcess.freePort();
        AmparoProcess server = AmparoProcess.serve(data, port);
        try {
            program(data);
            for (int round = 0; round < rounds; round++) {
                int before = acknowledged.size();
                AtomicBoolean over = new AtomicBoolean();
                List<Thread> writers = new ArrayList<>();
                for (int i = 0; i < 3; i++) {
                    writers.add(Thread.ofVirtual().start(() -> write(port, over)));
                }
                awaitMore(before + 3);
                Thread.sleep(random.nextInt(1000));
                if (round % 3 != 0) {
                    AmparoProcess.killDatabase(data);
                }
                if (round % 3 != 1) {
                    server.kill();
                    server = AmparoProcess.serve(data, port);
                }
                awaitMore(acknowledged.size() + 3);
                over.set(true);
                for (Thread writer : writers) {
                    writer.join();
                }
            }
            server.terminate();
            server.end();
        } finally {
            server.close();
        }
        examine(data);
    }

    /** A family of two under a key of its own, said again until there is an answer. */
    private void write(int port, AtomicBoolean over) {
        while (!over.get()) {
            String name = "Familia " + letters(number.incrementAndGet());
            String key = "family-" + UUID.randomUUID();
            HttpRequest request =
                    HttpRequest.newBuilder(
                                    URI.create("http://localhost:" + port + "/api/v1/groups"))
                            .timeout(Duration.ofSeconds(20))
                            .header("Authorization", "Bearer " + TOKEN)
                            .header("Content-Type", "application/json")
                            .header("Idempotency-Key", key)
                            .POST(BodyPublishers.ofString(family(name)))
                            .build();
            while (true) {
                try {
                    HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
                    if (answer.statusCode() == 201 || answer.statusCode() == 200) {
                        acknowledged.add(name);
                        break;
                    }
                    if (answer.statusCode() < 500 && answer.statusCode() != 409) {
                        throw new AssertionError(answer.statusCode() + " " + answer.body());
                    }
                    pause();
                } catch (IOException gone) {
                    pause();
                } catch (InterruptedException interrupted) {
                    return;
                }
            }
        }
    }

    /** Digits are not part of a name. */
    private static String letters(int number) {
        StringBuilder letters = new StringBuilder();
        for (char digit : Integer.toString(number).toCharArray()) {
            letters.append((char) ('a' + digit - '0'));
        }
        return letters.toString();
    }

    private static String family(String name) {
        String person =
                """
                {%s"answers": [{"fact": "name", "value": "%s %s", "source": "person"},
                               {"fact": "birth_date", "value": "1990-05-0%d", "source": "person"}]}\
                """;
        return "{\"persons\": ["
                + person.formatted("", "Ana", name, 1)
                + ","
                + person.formatted("\"relation\": \"child\", ", "Beto", name, 2)
                + "]}";
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitMore(int wanted) throws InterruptedException {
        long end = System.nanoTime() + 180_000_000_000L;
        while (acknowledged.size() < wanted) {
            if (System.nanoTime() > end) {
                throw new AssertionError(
                        "nobody can write: " + acknowledged.size() + " of " + wanted);
            }
            Thread.sleep(20);
        }
    }

    /** An organisation and a program with a token, written by the owner of the database. */
    private static void program(Path data) throws Exception {
        UUID organisation = Ids.next();
        UUID account = Ids.next();
        try (Connection owner = EmbeddedPostgres.running(data).orElseThrow().owner()) {
            execute(
                    owner,
                    "insert into amparo.organisation (id, kind, name, country) values (?, 'ngo', 'Casa', 'PAN')",
                    organisation);
            execute(
                    owner,
                    "insert into amparo.account (id, display_name, status, language) values (?, 'Program', 'active', 'es')",
                    account);
            execute(
                    owner,
                    "insert into amparo.membership (id, account, organisation, role, scope)"
                            + " values (?, ?, ?, 'case-worker', 'organisation')",
                    Ids.next(),
                    account,
                    organisation);
            execute(
                    owner,
                    "insert into amparo.api_client (id, organisation, account, name, token_hash, scopes, created_by,"
                            + " expires_at) values (?, ?, ?, 'Families', ?, '{persons.read,persons.write}', ?,"
                            + " now() + interval '1 day')",
                    Ids.next(),
                    organisation,
                    account,
                    MessageDigest.getInstance("SHA-256")
                            .digest(TOKEN.getBytes(StandardCharsets.UTF_8)),
                    account);
        }
    }

    private static void execute(Connection owner, String sql, Object... values)
            throws SQLException {
        try (PreparedStatement statement = owner.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.execute();
        }
    }

    private void examine(Path data) throws Exception {
        try (DataFolder folder = DataFolder.open(data);
                EmbeddedPostgres server = EmbeddedPostgres.start(folder);
                Connection owner = server.connections().owner()) {
            Map<String, Integer> persons =
                    counts(
                            owner,
                            """
                            select substring(a.value #>> '{}' from 'Familia .*'), count(*)
                            from amparo.answer a where a.fact = 'name' group by 1
                            """);
            assertThat(acknowledged).isNotEmpty().allMatch(persons::containsKey);
            assertThat(persons.values()).as("two in each family").allMatch(count -> count == 2);
            String broken =
                    """
                    select p.id::text, 1 from amparo.person p
                    where (select count(*) from amparo.answer a where a.person = p.id) < 2
                       or (select count(*) from amparo.group_member m where m.person = p.id) <> 1
                       or not exists (select 1 from amparo.search_key k where k.person = p.id)
                       or not exists (select 1 from amparo.list_key k where k.person = p.id and k.key like 'born:%')
                       or not exists (select 1 from amparo.audit_entry e where p.id = any (e.subjects))
                    """;
            assertThat(counts(owner, broken)).as("nobody is half there").isEmpty();
            assertThat(AuditVerifier.verify(owner, AuditHeads.none()).proven()).isTrue();
        }
    }

    private static Map<String, Integer> counts(Connection owner, String sql) throws SQLException {
        Map<String, Integer> counts = new TreeMap<>();
        try (Statement statement = owner.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                counts.put(row.getString(1), row.getInt(2));
            }
        }
        return counts;
    }
}
