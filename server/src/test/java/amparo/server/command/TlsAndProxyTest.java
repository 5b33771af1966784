package amparo.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS by certificate files, and whose word about the caller counts. */
class TlsAndProxyTest {
    @TempDir Path temp;

    @Test
    void with_certificate_files_everything_is_under_tls() throws Exception {
        Certificate own = makeCertificate("own");
        makeCertificate("other");
        String port = Integer.toString(AmparoProcess.freePort());
        try (AmparoProcess mixed =
                AmparoProcess.start(
                        "serve",
                        "--data",
                        temp.resolve("x").toString(),
                        "--port",
                        port,
                        "--tls-certificate",
                        file("own.crt"),
                        "--tls-key",
                        file("other.key"))) {
            assertThat(mixed.end()).isEqualTo(2);
            assertThat(mixed.output()).contains("is not the one of the first certificate");
        }
        try (AmparoProcess server =
                AmparoProcess.serve(
                        temp.resolve("data"),
                        Integer.parseInt(port),
                        "--bind",
                        "127.0.0.1",
                        "--tls-certificate",
                        file("own.crt"),
                        "--tls-key",
                        file("own.key"))) {
            assertThat(server.output()).contains("https://localhost:" + port);
            Browser browser = new Browser("https://localhost:" + port, trusting(own));
            HttpResponse<String> page = browser.get("/sign-in");
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.headers().firstValue("Strict-Transport-Security").orElse(""))
                    .contains("max-age=31536000");
            assertThat(page.headers().allValues("Set-Cookie"))
                    .anySatisfy(cookie ->
                            assertThat(cookie)
                                    .startsWith("__Host-amparo=")
                                    .contains("Secure", "HttpOnly", "Path=/", "SameSite"));
            assertThat(page.sslSession().orElseThrow().getProtocol()).isEqualTo("TLSv1.3");

            SSLParameters old = new SSLParameters();
            old.setProtocols(new String[] {"TLSv1.2"});
            Browser older =
                    new Browser("https://localhost:" + port, trusting(own).sslParameters(old));
            assertThat(older.get("/sign-in").statusCode()).isEqualTo(200);
            assertThat(inTheClear(Integer.parseInt(port))).isIn(0, 400);
        }
    }

    /** The status of the answer to plain HTTP, 0 for none at all. */
    private static int inTheClear(int port) throws InterruptedException {
        try {
            return new Browser("http://localhost:" + port, HttpClient.newBuilder())
                    .get("/sign-in")
                    .statusCode();
        } catch (IOException refused) {
            return 0;
        }
    }

    @Test
    void nobody_is_believed_who_says_for_whom_they_speak_unless_a_proxy_was_announced()
            throws Exception {
        int port = AmparoProcess.freePort();
        Path data = temp.resolve("data");
        String[] pretending = {
            "X-Forwarded-For", "203.0.113.7", "X-Forwarded-Proto", "https",
            "X-Forwarded-Host", "evil.example", "Forwarded", "for=203.0.113.7;proto=https"
        };
        try (AmparoProcess server = AmparoProcess.serve(data, port)) {
            Browser browser = new Browser(port);
            HttpResponse<String> page = browser.get("/", pretending);
            assertThat(page.headers().firstValue("Strict-Transport-Security")).isEmpty();
            assertThat(page.headers().firstValue("Location").orElse("")).doesNotContain("evil");
            // Still from this computer, whatever it says of itself.
            assertThat(browser.get("/metrics", pretending).statusCode()).isEqualTo(200);
            assertThat(server.isAlive()).isTrue();
        }
        Path token = Files.writeString(temp.resolve("token"), "0123456789abcdef0123456789abcdef");
        try (AmparoProcess server =
                AmparoProcess.serve(
                        data, port, "--behind-proxy", "--metrics-token-file", token.toString())) {
            Browser browser = new Browser(port);
            HttpResponse<String> page =
                    browser.get(
                            "/sign-in",
                            "X-Forwarded-For",
                            "203.0.113.7",
                            "X-Forwarded-Proto",
                            "https");
            assertThat(page.headers().firstValue("Strict-Transport-Security")).isPresent();
            assertThat(page.headers().allValues("Set-Cookie"))
                    .anySatisfy(cookie ->
                            assertThat(cookie).startsWith("__Host-amparo=").contains("Secure"));
            // Everybody comes from the proxy: only the token opens the figures.
            assertThat(browser.get("/metrics").statusCode()).isEqualTo(404);
            assertThat(browser.get("/metrics", "Authorization", "Bearer wrong").statusCode())
                    .isEqualTo(404);
            assertThat(
                            browser.get(
                                            "/metrics",
                                            "Authorization",
                                            "Bearer 0123456789abcdef0123456789abcdef")
                                    .statusCode())
                    .isEqualTo(200);
            assertThat(server.isAlive()).isTrue();
        }
        try (AmparoProcess server =
                AmparoProcess.serve(data, port, "--behind-proxy", "--proxy", "10.1.2.3")) {
            HttpResponse<String> page =
                    new Browser(port).get("/sign-in", "X-Forwarded-Proto", "https");
            assertThat(page.headers().firstValue("Strict-Transport-Security")).isEmpty();
            assertThat(server.isAlive()).isTrue();
        }
    }

    private Certificate makeCertificate(String name) throws Exception {
        Path store = temp.resolve(name + ".p12");
        Process keytool =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-genkeypair",
                                "-alias",
                                "x",
                                "-keyalg",
                                "EC",
                                "-groupname",
                                "secp256r1",
                                "-dname",
                                "CN=localhost",
                                "-ext",
                                "san=dns:localhost",
                                "-validity",
                                "30",
                                "-storetype",
                                "PKCS12",
                                "-keystore",
                                store.toString(),
                                "-storepass",
                                "changeit")
                        .redirectErrorStream(true)
                        .start();
        String said = new String(keytool.getInputStream().readAllBytes());
        assertThat(keytool.waitFor()).as(said).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, "changeit".toCharArray());
        }
        Key key = keys.getKey("x", "changeit".toCharArray());
        Certificate certificate = keys.getCertificate("x");
        Files.writeString(
                temp.resolve(name + ".crt"), pem("CERTIFICATE", certificate.getEncoded()));
        Files.writeString(temp.resolve(name + ".key"), pem("PRIVATE KEY", key.getEncoded()));
        return certificate;
    }

    private static String pem(String what, byte[] bytes) {
        return "-----BEGIN "
                + what
                + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes)
                + "\n-----END "
                + what
                + "-----\n";
    }

    private String file(String name) {
        return temp.resolve(name).toString();
    }

    private static HttpClient.Builder trusting(Certificate certificate) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("own", certificate);
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        assertThat(List.of(trust.getTrustManagers())).isNotEmpty();
        return HttpClient.newBuilder().sslContext(context);
    }
}
