package amparo.server.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.server.accounts.TestSessions;
import amparo.server.api.Clients;
import amparo.server.testing.RunningServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * FEATURE: whatever is sent, by whomever, to every route there is: no failure, no word of what is
 * inside, nothing that comes back as markup or as a header. The seed of a run can be given again:
 * {@code -Damparo.fuzz.seed=...}.
 */
@Tag("database")
@Tag("door")
class FuzzTest {

    private static final List<String> METHODS =
            List.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "ZQ");
    private static final Pattern INSIDE =
            Pattern.compile(
                    "exception|\\tat [a-z]|java\\.lang|org\\.spring|org\\.postgres|tools\\.jackson|sqlstate"
                            + "|select [a-z_.*]+ from|insert into|violates|stack ?trace|apache tomcat|/etc/passwd:|root:x:",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern NAMES = Pattern.compile("name=\"([a-z_-]+)\"");
    private static final int FRESH_SESSIONS = 150;

    private static RunningServer server;
    private static final List<Route> ROUTES = new ArrayList<>();
    private static final List<String> FIELDS = new ArrayList<>();
    private static final List<String> IDS = new ArrayList<>();
    private static final Map<String, UUID> PEOPLE = new TreeMap<>();
    private static final List<String> TOKENS = new ArrayList<>();
    private static final Map<String, TestSessions.Session> SESSIONS = new TreeMap<>();

    private record Route(String method, String pattern) {}

    @BeforeAll
    static void start() throws IOException {
        server =
                RunningServer.start(
                        Map.of(
                                "amparo.limits.session-per-minute",
                                0,
                                "amparo.limits.origin-per-minute",
                                0,
                                "amparo.api.burst",
                                1_000_000,
                                "amparo.api.requests-a-minute",
                                1_000_000,
                                "amparo.api.failures-a-minute",
                                1_000_000));
        UUID ngo = server.organisation("ngo", "Casa Abierta");
        UUID border = server.organisation("border-authority", "Frontera");
        UUID steward = UUID.randomUUID();
        server.insert(
                "organisation (id, kind, name, country, steward)",
                steward,
                "un-agency",
                "Steward",
                "PAN",
                true);
        PEOPLE.put("steward", server.account(steward, List.of("administrator")));
        UUID site = server.site(ngo, "Refugio");
        for (String role :
                List.of(
                        "administrator",
                        "case-worker",
                        "protection-specialist",
                        "supervisor",
                        "analyst",
                        "data-protection-officer")) {
            PEOPLE.put(role, server.account(ngo, List.of(role)));
        }
        PEOPLE.put("border", server.account(border, List.of("registrar")));
        PEOPLE.put("returns", server.account(border, List.of("return-officer")));
        PEOPLE.put("half", server.account(ngo, List.of("case-worker")));
        PEOPLE.put("nowhere", server.account(ngo, List.of()));
        TOKENS.add(Clients.token(server, ngo, "ngo", List.of("case-worker")));
        TOKENS.add(Clients.token(server, border, "border", List.of("registrar")));
        TOKENS.add(Clients.token(server, ngo, "desk", List.of("analyst")));
        TOKENS.add("amparo_" + "z".repeat(43));
        UUID person = UUID.randomUUID();
        server.insert(
                "person (id, code, organisation, site, entered_by, entered_room)",
                person,
                "7K2M9QXA",
                ngo,
                site,
                PEOPLE.get("case-worker"),
                "frontline");
        IDS.addAll(List.of("7K2M9QXA", site.toString(), ngo.toString(), person.toString()));
        PEOPLE.values().forEach(id -> IDS.add(id.toString()));
        routes();
        sessions();
        // A fuzz of closed doors would find nothing.
        for (String who : PEOPLE.keySet()) {
            if (!who.equals("half") && !who.equals("nowhere")) {
                byte[] home =
                        request(
                                "GET",
                                "/",
                                List.of("Cookie: " + session(who).cookie()),
                                new byte[0]);
                assertThat(Raw.send(server.port(), home).status()).as(who).isEqualTo(200);
            }
        }
        fields();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static void routes() {
        TreeSet<String> names =
                new TreeSet<>(List.of("lang", "q", "after", "before", "limit", "code"));
        server.context()
                .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .forEach((mapping, handler) -> {
                    for (String pattern : mapping.getPatternValues()) {
                        mapping.getMethodsCondition()
                                .getMethods()
                                .forEach(method -> ROUTES.add(new Route(method.name(), pattern)));
                        if (mapping.getMethodsCondition().isEmpty()) {
                            ROUTES.add(new Route("GET", pattern));
                        }
                    }
                    for (var parameter : handler.getMethodParameters()) {
                        if (parameter.hasParameterAnnotation(RequestParam.class)
                                && parameter.getParameter().isNamePresent()) {
                            names.add(parameter.getParameter().getName());
                        }
                    }
                });
        for (String file :
                List.of(
                        "/static/amparo.css",
                        "/webjars/x",
                        "/health",
                        "/metrics",
                        "/favicon.ico")) {
            ROUTES.add(new Route("GET", file));
        }
        ROUTES.sort((a, b) -> (a.pattern() + a.method()).compareTo(b.pattern() + b.method()));
        FIELDS.addAll(names);
    }

    private static void sessions() {
        PEOPLE.forEach((name, id) -> SESSIONS.put(name, server.session(id, !name.equals("half"))));
    }

    /** The names that the forms of the pages use. */
    private static void fields() throws IOException {
        TreeSet<String> names = new TreeSet<>(FIELDS);
        for (Route route : ROUTES) {
            if (!route.method().equals("GET")) {
                continue;
            }
            for (String who : List.of("administrator", "case-worker")) {
                String path = route.pattern().replaceAll("\\{[^}]*}", "7K2M9QXA");
                Raw.Answer page =
                        Raw.send(
                                server.port(),
                                request(
                                        "GET",
                                        path,
                                        List.of("Cookie: " + session(who).cookie()),
                                        new byte[0]));
                Matcher found = NAMES.matcher(page.body());
                while (found.find()) {
                    names.add(found.group(1));
                }
            }
        }
        names.remove("_csrf");
        FIELDS.clear();
        FIELDS.addAll(names);
    }

    private static TestSessions.Session session(String who) {
        TestSessions.Session known = SESSIONS.get(who);
        if (known == null) {
            throw new IllegalArgumentException(who);
        }
        return known;
    }

    @Test
    void aFewThousandRequestsFindNothing() throws IOException {
        fuzz(3000, 40);
    }

    @Test
    @Tag("long")
    void fiftyThousandRequestsFindNothing() throws IOException {
        fuzz(50_000, 3600);
    }

    private static void fuzz(int most, long seconds) throws IOException {
        long seed = Long.getLong("amparo.fuzz.seed", System.nanoTime());
        System.out.println(
                "fuzz: seed " + seed + ", routes " + ROUTES.size() + ", fields " + FIELDS);
        assertThat(ROUTES.size()).isGreaterThan(30);
        Map<String, String> findings = new TreeMap<>();
        Map<Integer, Integer> statuses = new TreeMap<>();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        int sent = 0;
        while (sent < most && System.nanoTime() < end) {
            if (sent % FRESH_SESSIONS == 0) {
                sessions();
            }
            // A seed for each request: one finding is repeated alone.
            Random random = new Random(seed + sent);
            Shot shot = shot(random);
            Raw.Answer answer = Raw.send(server.port(), shot.bytes());
            statuses.merge(answer.status(), 1, Integer::sum);
            sent++;
            String wrong = wrong(shot, answer);
            if (wrong != null) {
                findings.putIfAbsent(
                        wrong + " at " + shot.method() + " " + shot.pattern(),
                        "seed "
                                + (seed + sent - 1)
                                + " as "
                                + shot.who()
                                + ": "
                                + shot.told()
                                + "\n    -> "
                                + near(answer.body(), "<zq"));
            }
        }
        System.out.println("fuzz: " + sent + " requests, answers by status " + statuses);
        findings.forEach((what, how) -> System.out.println("fuzz: " + what + "\n    " + how));
        assertThat(sent).isGreaterThan(200);
        assertThat(statuses.keySet()).contains(200, 400, 403, 404);
        assertThat(findings).isEmpty();
    }

    /** What stands around a finding. */
    private static String near(String body, String what) {
        int place = body.toLowerCase(Locale.ROOT).indexOf(what.toLowerCase(Locale.ROOT));
        return head(body.substring(place < 0 ? 0 : Math.max(0, place - 120)));
    }

    private static String head(String text) {
        return text.substring(0, Math.min(600, text.length())).replaceAll("\\s+", " ");
    }

    private static @Nullable String wrong(Shot shot, Raw.Answer answer) {
        if (answer.status() < 0) {
            return "silence";
        }
        if (answer.status() >= 500) {
            return "status " + answer.status();
        }
        String body = answer.body().toLowerCase(Locale.ROOT);
        if (answer.headers().contains("\nx-zq:")) {
            return "a header of its own";
        }
        if (body.contains("<zq")) {
            return "markup comes back";
        }
        if (body.contains(Nasty.PRODUCT)) {
            return "a template worked it out";
        }
        Matcher inside = INSIDE.matcher(shot.isFile() ? "" : answer.body());
        if (inside.find()) {
            return "a word of what is inside (" + inside.group() + ")";
        }
        if (shot.pattern().startsWith("/api/") && answer.headers().contains("set-cookie")) {
            return "a cookie from the API";
        }
        return null;
    }

    private record Shot(String who, String method, String pattern, String told, byte[] bytes) {
        boolean isFile() {
            return pattern.startsWith("/static") || pattern.equals("/metrics");
        }
    }

    private static Shot shot(Random random) {
        Route route = ROUTES.get(random.nextInt(ROUTES.size()));
        String method =
                random.nextInt(5) > 0
                        ? route.method()
                        : METHODS.get(random.nextInt(METHODS.size()));
        String path = path(random, route.pattern());
        if (random.nextInt(3) == 0) {
            path += "?" + form(random);
        }
        List<String> headers = new ArrayList<>();
        String who = who(random, headers);
        byte[] body = new byte[0];
        if (!method.equals("GET") && !method.equals("HEAD")) {
            body = body(random, route.pattern().startsWith("/api/"), headers);
        }
        nastyHeaders(random, headers);
        byte[] bytes = request(method, path, headers, body);
        String told =
                method
                        + " "
                        + head(path)
                        + " "
                        + headers
                        + " "
                        + head(new String(body, StandardCharsets.ISO_8859_1));
        return new Shot(who, method, route.pattern(), told, bytes);
    }

    private static String path(Random random, String pattern) {
        Matcher variable = Pattern.compile("\\{[^}]*}").matcher(pattern);
        String path =
                variable.replaceAll(found ->
                        Matcher.quoteReplacement(
                                random.nextInt(3) > 0
                                        ? IDS.get(random.nextInt(IDS.size()))
                                        : Nasty.encoded(random, shorten(Nasty.text(random)))));
        return switch (random.nextInt(30)) {
            case 0 -> path + "/";
            case 1 -> path + ";jsessionid=1";
            case 2 -> "/" + path;
            case 3 -> path + "/../.." + path;
            case 4 -> path + "/" + Nasty.encoded(random, shorten(Nasty.text(random)));
            default -> path;
        };
    }

    private static String shorten(String text) {
        return text.length() > 500 ? text.substring(0, 500) : text;
    }

    private static String who(Random random, List<String> headers) {
        int choice = random.nextInt(12);
        if (choice == 0) {
            return "nobody";
        }
        if (choice <= 4) {
            String token = TOKENS.get(random.nextInt(TOKENS.size()));
            headers.add("Authorization: Bearer " + token);
            return "token " + token.substring(0, 12);
        }
        List<String> names = new ArrayList<>(SESSIONS.keySet());
        String name = names.get(random.nextInt(names.size()));
        headers.add("Cookie: " + session(name).cookie());
        if (random.nextInt(8) > 0) {
            headers.add("X-CSRF-TOKEN: " + session(name).csrf());
        }
        return name;
    }

    private static String form(Random random) {
        StringBuilder form = new StringBuilder();
        for (int i = random.nextInt(6); i >= 0; i--) {
            String name =
                    random.nextInt(12) > 0
                            ? FIELDS.get(random.nextInt(FIELDS.size()))
                            : Nasty.encoded(random, shorten(Nasty.text(random)));
            String value =
                    random.nextInt(4) > 0
                            ? Nasty.encoded(random, shorten(Nasty.text(random)))
                            : IDS.get(random.nextInt(IDS.size()));
            form.append(i == 0 ? "" : "&").append(name).append('=').append(value);
        }
        return form.toString();
    }

    private static byte[] body(Random random, boolean api, List<String> headers) {
        if (api) {
            headers.add(
                    "Idempotency-Key: "
                            + (random.nextInt(6) > 0 ? UUID.randomUUID() : header(random)));
        }
        int kind = random.nextInt(10);
        if (api ? kind < 7 : kind == 0) {
            headers.add("Content-Type: application/json");
            return Nasty.json(random).getBytes(StandardCharsets.UTF_8);
        }
        if (kind < 7) {
            headers.add("Content-Type: application/x-www-form-urlencoded");
            return manyFields(random).getBytes(StandardCharsets.UTF_8);
        }
        if (kind == 7) {
            headers.add("Content-Type: multipart/form-data; boundary=zq");
            String name = FIELDS.get(random.nextInt(FIELDS.size()));
            return ("--zq\r\nContent-Disposition: form-data; name=\""
                            + name
                            + "\"; filename=\"../x\"\r\n\r\n"
                            + Nasty.text(random)
                            + "\r\n--zq"
                            + (random.nextBoolean() ? "--\r\n" : ""))
                    .getBytes(StandardCharsets.UTF_8);
        }
        headers.add("Content-Type: " + header(random));
        return Nasty.bytes(random);
    }

    /** Every field that any form has: so that what comes behind the first check is reached, too. */
    private static String manyFields(Random random) {
        if (random.nextBoolean()) {
            return form(random);
        }
        StringBuilder form = new StringBuilder();
        for (String field : FIELDS) {
            String value =
                    random.nextBoolean()
                            ? Nasty.escape(shorten(Nasty.text(random)))
                            : IDS.get(random.nextInt(IDS.size()));
            form.append(field).append('=').append(value).append('&');
        }
        return form.toString();
    }

    private static void nastyHeaders(Random random, List<String> headers) {
        if (random.nextInt(4) == 0) {
            String name =
                    List.of(
                                    "Accept",
                                    "Accept-Language",
                                    "If-None-Match",
                                    "If-Match",
                                    "Referer",
                                    "Origin",
                                    "X-Forwarded-For",
                                    "X-HTTP-Method-Override",
                                    "Range",
                                    "HX-Request",
                                    "If-Modified-Since",
                                    "Content-Encoding",
                                    "User-Agent")
                            .get(random.nextInt(13));
            headers.add(name + ": " + header(random));
        }
    }

    /** A value that does not end the header; what ends headers is tried in addresses and bodies. */
    private static String header(Random random) {
        return shorten(Nasty.text(random)).replaceAll("[\\r\\n\\u0000]", "_");
    }

    private static byte[] request(String method, String path, List<String> headers, byte[] body) {
        StringBuilder head = new StringBuilder();
        head.append(method)
                .append(' ')
                .append(path)
                .append(" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n");
        headers.forEach(header -> head.append(header).append("\r\n"));
        if (body.length > 0 || method.equals("POST")) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        byte[] first = head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
        byte[] all = new byte[first.length + body.length];
        System.arraycopy(first, 0, all, 0, first.length);
        System.arraycopy(body, 0, all, first.length, body.length);
        return all;
    }
}
