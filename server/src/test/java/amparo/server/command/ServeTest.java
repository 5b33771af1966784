package amparo.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** "serve" as an operator meets it: starts, refusals, stops, and sudden ends. */
class ServeTest {
    private static final int CURE_NEEDED = 2;
    private static final int TERMINATED = 143;

    @TempDir Path temp;

    @Test
    void what_cannot_work_is_told_in_a_sentence_before_anything_is_started() throws Exception {
        Path nothing = temp.resolve("nothing");
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();
            refused("The port " + port + " is taken", "--port", Integer.toString(port));
        }
        refused("--port takes a number from 1 to 65535", "--port", "70000");
        refused("TLS needs both", "--tls-key", "key.pem");
        refused("cannot be read", "--tls-key", "/nowhere/k", "--tls-certificate", "/nowhere/c");
        refused("would cross the network in the clear", "--bind", "0.0.0.0", "--port", port());
        refused("--proxy needs --behind-proxy", "--proxy", "10.0.0.1", "--port", port());
        refused("takes an address such as", "--public-address", "amparo.org/x", "--port", port());
        refused("--database takes an address", "--database", "mysql://x", "--port", port());
        assertThat(nothing).doesNotExist();
    }

    private void refused(String words, String... arguments) throws Exception {
        String[] all = new String[arguments.length + 3];
        all[0] = "serve";
        all[1] = "--data";
        all[2] = temp.resolve("refused").toString();
        System.arraycopy(arguments, 0, all, 3, arguments.length);
        try (AmparoProcess process = AmparoProcess.start(all)) {
            assertThat(process.end()).as(process.output()).isEqualTo(CURE_NEEDED);
            assertThat(process.output()).contains(words).startsWith("amparo: ");
            assertThat(process.output().strip().lines()).hasSize(1);
        }
    }

    @Test
    void a_life_with_sudden_ends() throws Exception {
        Path data = temp.resolve("data");
        int port = AmparoProcess.freePort();
        byte[] secret;
        try (AmparoProcess server = AmparoProcess.serve(data, port)) {
            assertThat(server.output())
                    .contains("http://localhost:" + port, data.toRealPath().toString())
                    .contains("This link makes the first administrator");
            Browser rosa = new Browser(port);
            secret = rosa.takeFirstLink(server.firstLink(), "rosa@example.org");

            // --- a second one on the same folder
            try (AmparoProcess second =
                    AmparoProcess.start("serve", "--data", data.toString(), "--port", port())) {
                assertThat(second.end()).isEqualTo(CURE_NEEDED);
                assertThat(second.output()).contains("is in use by another Amparo");
                assertThat(second.output().strip().lines()).hasSize(1);
            }
            Browser.require(rosa.get("/"), 200);

            // --- the database is killed: pages say so, and it comes back by itself
            AmparoProcess.killDatabase(data);
            server.await("The database has stopped");
            server.await("The database is back");
            comesBack(rosa);
            assertThat(Files.readString(data.resolve("server-log/amparo.log")))
                    .doesNotContain("rosa@example.org");

            // --- the JVM is killed: the database lives on and is adopted
            long before = AmparoProcess.postmaster(data);
            server.kill();
            try (AmparoProcess next = AmparoProcess.serve(data, port)) {
                assertThat(next.output()).contains("nothing is lost");
                assertThat(AmparoProcess.postmaster(data)).isEqualTo(before);
                Browser.require(rosa.get("/"), 200);

                // --- asked to stop: whoever is served is served to the end
                assertThat(answerToRequestDuringStop(next, port)).startsWith("HTTP/1.1 400");
                assertThat(next.end()).isEqualTo(TERMINATED);
                assertThat(next.output()).contains("Stopping", "Stopped. Everything");
                assertThat(data.resolve("postgres/postmaster.pid")).doesNotExist();
            }
        }
        try (AmparoProcess again = AmparoProcess.serve(data, port)) {
            assertThat(again.firstLink()).isNull();
            Browser rosa = new Browser(port);
            rosa.signIn("rosa@example.org", secret);
            Browser.require(rosa.get("/"), 200);
        }
    }

    /** A form whose last letter is sent only once the server is stopping. */
    private static String answerToRequestDuringStop(AmparoProcess server, int port)
            throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            OutputStream out = socket.getOutputStream();
            out.write(
                    ("POST /sign-in HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                                    + "Content-Type: application/x-www-form-urlencoded\r\n"
                                    + "Expect: 100-continue\r\n"
                                    + "Content-Length: 9\r\n\r\nemail=a%")
                            .getBytes(StandardCharsets.US_ASCII));
            out.flush();
            // The server says that it has begun with it; how long that takes depends on the load.
            InputStream in = socket.getInputStream();
            assertThat(new String(in.readNBytes(12), StandardCharsets.US_ASCII))
                    .isEqualTo("HTTP/1.1 100");
            Thread.sleep(500);
            server.terminate();
            server.await("Stopping");
            Thread.sleep(500);
            out.write('4');
            out.flush();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).stripLeading();
        }
    }

    private static void comesBack(Browser browser) throws Exception {
        int status = 0;
        for (int i = 0; i < 100 && status != 200; i++) {
            status = browser.get("/").statusCode();
            // While it is away: a page that says so, never a broken one, never the sign-in.
            assertThat(status).isIn(200, 503);
            Thread.sleep(100);
        }
        assertThat(status).isEqualTo(200);
    }

    private static String port() throws Exception {
        return Integer.toString(AmparoProcess.freePort());
    }
}
