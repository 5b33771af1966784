package amparo.server.testing;

import amparo.server.AmparoServer;
import amparo.server.access.OrganisationKind;
import amparo.server.access.Role;
import amparo.server.accounts.TestSessions;
import amparo.server.database.Database;
import amparo.server.platform.Installation;
import amparo.server.storage.Connections;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;

/** The whole application on a port and a database of its own: one for each test JVM. */
public final class WholeServer {

    private static @Nullable WholeServer running;

    /** What the application is made of. */
    public final ConfigurableApplicationContext context;

    private final Connections database;
    private final HttpClient http =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();

    private WholeServer() {
        database = TestDatabases.fresh();
        context =
                AmparoServer.start(
                        new Database(
                                database.url(),
                                database.ownerUser(),
                                database.ownerPassword(),
                                database.appPassword()),
                        new Installation(new byte[32], false, "http://localhost"),
                        // All tests ask from one address, some thousands of times a minute.
                        Map.of(
                                "server.port",
                                "0",
                                "amparo.database.connections",
                                "4",
                                "amparo.limits.origin-per-minute",
                                "0",
                                // Tests call the jobs themselves, at a moment of their own.
                                "amparo.retention.first-minutes",
                                "600",
                                "amparo.referral.first-seconds",
                                "36000",
                                "amparo.review.first",
                                "10h"));
    }

    /** The server of this JVM. */
    public static synchronized WholeServer get() {
        WholeServer known = running;
        if (known == null) {
            known = new WholeServer();
            running = known;
        }
        return known;
    }

    /** As the owner of the database, whom no wall holds; each statement by itself. */
    public Connection owner() throws SQLException {
        Connection connection = database.owner();
        connection.createStatement().execute("set search_path = amparo, pg_temp");
        return connection;
    }

    /** Runs one statement as the owner. */
    public void sql(String sql, @Nullable Object... values) throws SQLException {
        try (Connection owner = owner();
                PreparedStatement statement = owner.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.execute();
        }
    }

    /** The first column as text, read as the owner. */
    public List<String> column(String sql, Object... values) throws SQLException {
        try (Connection owner = owner()) {
            return column(owner, sql, values);
        }
    }

    private static List<String> column(Connection owner, String sql, Object... values)
            throws SQLException {
        try (PreparedStatement statement = owner.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            List<String> all = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    all.add(rows.getString(1));
                }
            }
            return all;
        }
    }

    /** The first column as text, read as the owner of the database beside, of exercises. */
    public List<String> practiceColumn(String sql, Object... values) throws SQLException {
        try (Connection owner = database.database(database.database() + "_practice").owner()) {
            owner.createStatement().execute("set search_path = amparo, pg_temp");
            return column(owner, sql, values);
        }
    }

    /** A new organisation. */
    public UUID organisation(OrganisationKind kind) throws SQLException {
        UUID id = UUID.randomUUID();
        sql(
                "insert into organisation (id, kind, name, country) values (?, ?, ?, 'MEX')",
                id,
                kind.code(),
                "Organisation " + id);
        return id;
    }

    /** Somebody new who works there, signed in with both proofs. */
    public Browser worker(UUID organisation, Role role, String scope) throws SQLException {
        UUID account = UUID.randomUUID();
        sql(
                "insert into account (id, display_name, status, language) values (?, ?, 'active', 'en')",
                account,
                "Colleague " + account.toString().substring(0, 8));
        sql(
                "insert into credential (account, email) values (?, ?)",
                account,
                account + "@example.org");
        sql(
                "insert into membership (id, account, organisation, role, scope) values (?, ?, ?, ?, ?)",
                UUID.randomUUID(),
                account,
                organisation,
                role.code(),
                scope);
        TestSessions.Session session = TestSessions.open(context, account, true);
        return new Browser(account, organisation, session.cookie(), session.csrf());
    }

    /** Somebody who is not signed in. */
    public Browser stranger() {
        return new Browser(UUID.randomUUID(), UUID.randomUUID(), "", "none");
    }

    /** Somebody's browser: follows nothing by itself. */
    public final class Browser {
        /** Who looks. */
        public final UUID account;

        /** In whose name. */
        public final UUID organisation;

        private final String cookie;
        private final String token;
        private volatile String exercise = "";

        private Browser(UUID account, UUID organisation, String cookie, String token) {
            this.account = account;
            this.organisation = organisation;
            this.cookie = cookie;
            this.token = token;
        }

        /** The same person in a new session. */
        public Browser again() {
            TestSessions.Session session = TestSessions.open(context, account, true);
            return new Browser(account, organisation, session.cookie(), session.csrf());
        }

        /** From now on forms are sent as pages of that exercise send them; empty: of real work. */
        public void exercise(String id) {
            exercise = id;
        }

        /** The id of the session, by which its repository knows it. */
        public String session() {
            return new String(
                    Base64.getDecoder().decode(cookie.substring(cookie.indexOf('=') + 1)),
                    StandardCharsets.UTF_8);
        }

        /** Fetches an address. */
        public HttpResponse<String> get(String path) throws IOException, InterruptedException {
            return send(request(path).GET().build());
        }

        /** Sends a form, with the token that the pages give; pairs of name and value. */
        public HttpResponse<String> post(String path, String... form)
                throws IOException, InterruptedException {
            StringBuilder body =
                    new StringBuilder("_csrf=" + encode(token) + "&_exercise=" + exercise);
            for (int i = 0; i < form.length; i += 2) {
                body.append('&').append(form[i]).append('=').append(encode(form[i + 1]));
            }
            return send(
                    request(path)
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                            .build());
        }

        /** Sends JSON as the scripts of our pages do. */
        public HttpResponse<String> json(String path, String body)
                throws IOException, InterruptedException {
            return send(
                    request(path)
                            .header("Content-Type", "application/json")
                            .header("X-CSRF-TOKEN", token)
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build());
        }

        /** Sends a form with a file; pairs of name and value come before it. */
        public HttpResponse<String> upload(
                String path, String field, String name, byte[] content, String... form)
                throws IOException, InterruptedException {
            String edge = "edge" + UUID.randomUUID();
            java.io.ByteArrayOutputStream body = new java.io.ByteArrayOutputStream();
            List<String> pairs = new ArrayList<>(List.of("_csrf", token));
            pairs.addAll(List.of(form));
            for (int i = 0; i < pairs.size(); i += 2) {
                part(
                        body,
                        edge,
                        pairs.get(i),
                        "",
                        pairs.get(i + 1).getBytes(StandardCharsets.UTF_8));
            }
            part(body, edge, field, "; filename=\"" + name + "\"", content);
            body.write(("--" + edge + "--\r\n").getBytes(StandardCharsets.UTF_8));
            return send(
                    request(path)
                            .header("Content-Type", "multipart/form-data; boundary=" + edge)
                            .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
                            .build());
        }

        private static void part(
                java.io.ByteArrayOutputStream body,
                String edge,
                String name,
                String more,
                byte[] content)
                throws IOException {
            body.write(
                    ("--"
                                    + edge
                                    + "\r\nContent-Disposition: form-data; name=\""
                                    + name
                                    + "\""
                                    + more
                                    + "\r\n\r\n")
                            .getBytes(StandardCharsets.UTF_8));
            body.write(content);
            body.write("\r\n".getBytes(StandardCharsets.UTF_8));
        }

        private HttpRequest.Builder request(String path) {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(
                                    URI.create(
                                            "http://localhost:"
                                                    + context.getEnvironment()
                                                            .getProperty("local.server.port")
                                                    + path))
                            .header("Accept", "text/html")
                            .header("Accept-Language", "en");
            return cookie.isEmpty() ? request : request.header("Cookie", cookie);
        }

        private HttpResponse<String> send(HttpRequest request)
                throws IOException, InterruptedException {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        }

        private static String encode(String text) {
            return URLEncoder.encode(text, StandardCharsets.UTF_8);
        }
    }

    /** Where a redirect leads, or nothing. */
    public static String location(HttpResponse<?> response) {
        return response.headers().firstValue("Location").orElse("");
    }
}
