package amparo.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.server.storage.Connections;
import amparo.server.storage.DataFolder;
import amparo.server.storage.EmbeddedPostgres;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database elsewhere goes away for a while: nobody starts it again for us. */
class OutageTest {
    @TempDir Path temp;

    @Test
    void health_and_pages_tell_of_a_database_that_is_away_and_forget_it_when_it_is_back()
            throws Exception {
        Path data = temp.resolve("elsewhere");
        int port = AmparoProcess.freePort();
        DataFolder folder = DataFolder.open(data);
        EmbeddedPostgres database = EmbeddedPostgres.start(folder);
        Connections to = database.connections();
        try (Connection owner = to.owner();
                Statement statement = owner.createStatement()) {
            statement.execute("create database elsewhere");
        }
        Path password = Files.writeString(temp.resolve("password"), to.ownerPassword() + "\n");
        String[] arguments = {
            "--database", to.database("elsewhere").url(),
            "--database-password-file", password.toString()
        };
        try (folder;
                AmparoProcess server = AmparoProcess.serve(temp.resolve("data"), port, arguments)) {
            Browser rosa = new Browser(port);
            rosa.takeFirstLink(server.firstLink(), "rosa@example.org");
            Browser visitor = new Browser(port);
            assertThat(visitor.get("/health").statusCode()).isEqualTo(200);
            assertThat(visitor.get("/health").body())
                    .contains("\"status\":\"UP\"")
                    .doesNotContain("components", "details", "PostgreSQL");

            database.close();
            assertThat(rosa.get("/").statusCode()).isEqualTo(503);
            HttpResponse<String> page = rosa.get("/");
            assertThat(page.statusCode()).isEqualTo(503);
            assertThat(page.headers().firstValue("Retry-After")).isPresent();
            assertThat(page.body()).contains("<html", "amparo.css").doesNotContain("Exception");
            assertThat(visitor.get("/sign-in").statusCode()).isIn(200, 503);
            assertThat(visitor.get("/static/amparo.css").statusCode()).isIn(200, 503);
            health(visitor, "/health", 503);
            health(visitor, "/health/readiness", 503);
            health(visitor, "/health/liveness", 200);

            try (EmbeddedPostgres again =
                    EmbeddedPostgres.start(
                            folder,
                            new amparo.server.storage.ServerOptions(
                                    null, to.port(), true, false))) {
                health(visitor, "/health", 200);
                for (int i = 0; i < 100 && rosa.get("/").statusCode() != 200; i++) {
                    Thread.sleep(100);
                }
                Browser.require(rosa.get("/"), 200);
                assertThat(again.port()).isEqualTo(to.port());
                server.terminate();
                server.end();
            }
            assertThat(Files.readString(temp.resolve("data/server-log/amparo.log")))
                    .contains("the database does not answer", "the database answers again");
        } finally {
            database.close();
        }
    }

    /** It is asked once a second at most, so the answer may be a second old. */
    private static void health(Browser browser, String path, int status) throws Exception {
        HttpResponse<String> answer = browser.get(path);
        for (int i = 0; i < 100 && answer.statusCode() != status; i++) {
            Thread.sleep(100);
            answer = browser.get(path);
        }
        assertThat(answer.statusCode()).as(path).isEqualTo(status);
        assertThat(answer.body()).contains(status == 200 ? "\"UP\"" : "\"DOWN\"");
    }
}
