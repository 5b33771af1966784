package amparo.server.demo;

import amparo.server.platform.Ids;
import amparo.server.storage.Connections;
import amparo.server.storage.EmbeddedPostgres;
import java.io.IOException;
import java.io.PrintStream;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Measures a running demonstration over HTTP, with walls and audit on; started by
 * benchmarks/registry-load, benchmarks/registry-cpu and benchmarks/answer-cost. Prints lines
 * "case,value,unit".
 */
public final class RegistryMeasure {

    private static final int RATE = 20;
    private static final int CONNECTIONS = 4;
    private static final int WARM = 4000;
    private static final int WARM_PAGES = 400;

    /** Of the clock of /proc: the same on every Linux that Java runs on. */
    private static final double TICK_MILLIS = 10;

    private static final String EMAIL = "casos@agencia.example";
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\"\\s+value=\"([^\"]+)\"");
    private static final Pattern CODE = Pattern.compile("\\b([0-9]{6})\\b");

    private final PrintStream out;
    private final Path data;
    private final String address;
    private final long server;
    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
                    .connectTimeout(Duration.ofSeconds(10))
                    .build();
    private final Random random = new Random(7);
    private final List<Sample> samples = new ArrayList<>();
    private String csrf = "";
    private String token = "";

    /** Somebody who is there. */
    private record Sample(String code, String family, String given, String born) {}

    private interface Call {
        HttpRequest.Builder at(int number);
    }

    private RegistryMeasure(PrintStream out, String[] arguments) {
        this.out = out;
        data = Path.of(arguments[1]);
        address = arguments[2];
        server = Long.parseLong(arguments[3]);
    }

    /**
     * @param arguments load, cpu or answer, the data folder, the address of the server, its
     *     process, and how many seconds, requests of each case or answers
     */
    public static void main(String[] arguments) throws Exception {
        RegistryMeasure measure = new RegistryMeasure(System.out, arguments);
        measure.prepare();
        int amount = Integer.parseInt(arguments[4]);
        switch (arguments[0]) {
            case "load" -> measure.load(amount);
            case "answer" -> measure.answers(amount);
            default -> measure.cpu(amount);
        }
    }

    /** A program with a token, in the organisation of the case worker, and persons to ask for. */
    private void prepare() throws Exception {
        Connections connections =
                EmbeddedPostgres.running(data)
                        .orElseThrow(
                                () -> new IllegalStateException("no database runs in " + data));
        RegistryScale.settle(connections);
        try (Connection owner = connections.owner()) {
            execute(owner, "set search_path = amparo, pg_temp");
            UUID organisation =
                    (UUID)
                            one(
                                    owner,
                                    "select m.organisation from membership m join credential c using (account)"
                                            + " where c.email = ? limit 1",
                                    EMAIL);
            token = "amparo_" + UUID.randomUUID().toString().replace("-", "") + "0123456789a";
            UUID account = Ids.next();
            execute(
                    owner,
                    "insert into account (id, display_name, status) values (?, 'Program', 'active')",
                    account);
            execute(
                    owner,
                    "insert into membership (id, account, organisation, role, scope) values (?, ?, ?, 'case-worker',"
                            + " 'organisation')",
                    Ids.next(),
                    account,
                    organisation);
            execute(
                    owner,
                    "insert into api_client (id, organisation, account, name, token_hash, scopes, created_by, expires_at)"
                            + " values (?, ?, ?, 'Benchmark', ?, '{persons.read,persons.write}', ?, now() + interval '1 day')",
                    Ids.next(),
                    organisation,
                    account,
                    MessageDigest.getInstance("SHA-256")
                            .digest(token.getBytes(StandardCharsets.UTF_8)),
                    account);
            try (PreparedStatement statement =
                    owner.prepareStatement(
                            """
                            select p.code, n.value #>> '{}', b.value #>> '{}'
                            from person p join answer n on n.person = p.id and n.fact = 'name'
                                 join answer b on b.person = p.id and b.fact = 'birth_date'
                            where p.id in (select id from person where organisation = ? order by md5(id::text) limit 2000)
                            """)) {
                statement.setObject(1, organisation);
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        String[] name = row.getString(2).split(" ", -1);
                        samples.add(
                                new Sample(
                                        row.getString(1),
                                        name[name.length - 1],
                                        name[0],
                                        row.getString(3)));
                    }
                }
            }
        }
        if (samples.isEmpty()) {
            throw new IllegalStateException("nobody is there to ask for");
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

    private static Object one(Connection owner, String sql, Object value) throws SQLException {
        try (PreparedStatement statement = owner.prepareStatement(sql)) {
            statement.setObject(1, value);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    throw new IllegalStateException("nothing found: " + value);
                }
                return row.getObject(1);
            }
        }
    }

    // --- latency: the pages of a case worker, and programs that create

    private void load(int seconds) throws Exception {
        signIn();
        Map<String, Call> calls = new LinkedHashMap<>();
        calls.put("list-persons", number -> get("/persons"));
        calls.put("list-groups", number -> get("/groups"));
        calls.put(
                "search-name",
                number -> {
                    Sample one = sample();
                    return form("/search", "q", one.given() + " " + one.family());
                });
        calls.put("open-person", number -> get("/persons/" + sample().code()));
        calls.put("create-person", number -> json("/api/v1/persons", person(number)));
        for (Call call : calls.values()) {
            for (int i = 0; i < WARM_PAGES; i++) {
                send(call.at(-1 - i));
            }
        }
        Map<String, ConcurrentLinkedQueue<Double>> times = new LinkedHashMap<>();
        calls.keySet().forEach(name -> times.put(name, new ConcurrentLinkedQueue<>()));
        List<String> names = List.copyOf(calls.keySet());
        List<Future<?>> running = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            long start = System.nanoTime();
            for (int i = 0; i < seconds * RATE; i++) {
                long due = start + i * 1_000_000_000L / RATE;
                long wait = due - System.nanoTime();
                if (wait > 0) {
                    Thread.sleep(Duration.ofNanos(wait));
                }
                String name = names.get(i % names.size());
                HttpRequest.Builder request = Objects.requireNonNull(calls.get(name)).at(i);
                // From when it was due: a server that stands still is not let off.
                running.add(
                        threads.submit(() -> {
                            send(request);
                            Objects.requireNonNull(times.get(name))
                                    .add((System.nanoTime() - due) / 1e6);
                            return name;
                        }));
            }
            for (Future<?> one : running) {
                one.get();
            }
        }
        times.forEach((name, all) -> {
            double[] sorted = all.stream().mapToDouble(Double::doubleValue).sorted().toArray();
            figure("registry-" + name + "-p50", sorted[sorted.length / 2], "ms");
            figure("registry-" + name + "-p95", sorted[(int) (sorted.length * 0.95)], "ms");
        });
    }

    // --- the cost of one answer: saved with its flags, then the next question with flags and doors

    /** Answers of one interview: fact and value as a form sends them. */
    private static final List<List<String>> TOLD =
            List.of(
                    List.of("needs_now", "food"),
                    List.of("fear_of_return", "yes"),
                    List.of("nationality", "HND"),
                    List.of("country_now", "MEX"),
                    List.of("age", "31"),
                    List.of("sex", "female"),
                    List.of("route_events", "robbed"),
                    List.of("languages", "spanish"),
                    List.of("nationality", "VEN"),
                    List.of("age", "32"),
                    List.of("needs_now", "none"),
                    List.of("country_now", "GTM"));

    private static final int INTERVIEW = 25;

    private void answers(int amount) throws Exception {
        signIn();
        List<Double> saved = new ArrayList<>();
        List<Double> asked = new ArrayList<>();
        List<Double> both = new ArrayList<>();
        String interview = "";
        // A server at work: until some hundred answers were given, what is measured is the
        // compiler.
        int warm = 24 * INTERVIEW;
        double serverBefore = 0;
        double databaseBefore = 0;
        for (int i = 0; i < warm + amount; i++) {
            if (i == warm) {
                serverBefore = processor(server);
                databaseBefore = database();
            }
            if (i % INTERVIEW == 0) {
                interview = interview(sample().code());
            }
            List<String> one = TOLD.get(i % INTERVIEW % TOLD.size());
            HttpRequest.Builder save =
                    form(
                            interview + "/answers",
                            "item",
                            UUID.randomUUID().toString(),
                            "fact",
                            one.get(0),
                            "value",
                            one.get(1),
                            "source",
                            "person");
            long start = System.nanoTime();
            send(save);
            long there = System.nanoTime();
            send(get(interview + "/question"));
            long end = System.nanoTime();
            if (i >= warm) {
                saved.add((there - start) / 1e6);
                asked.add((end - there) / 1e6);
                both.add((end - start) / 1e6);
            }
        }
        figures("answer-save-with-flags", saved);
        figures("answer-next-question-with-doors", asked);
        figures("answer-both", both);
        // What a machine that does other work too cannot blur.
        figure("answer-both-cpu-server", (processor(server) - serverBefore) / amount, "ms");
        figure("answer-both-cpu-database", (database() - databaseBefore) / amount, "ms");
    }

    private String interview(String code) throws Exception {
        HttpResponse<String> opened =
                client.send(
                        form(
                                        "/persons/" + code + "/interview",
                                        "place",
                                        "room",
                                        "private",
                                        "yes",
                                        "language",
                                        "spanish",
                                        "through",
                                        "direct",
                                        "understood",
                                        "yes",
                                        "informed",
                                        "yes",
                                        "consent",
                                        "yes",
                                        "guardian",
                                        "no")
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        String to = URI.create(opened.headers().firstValue("Location").orElse("/")).getPath();
        if (!to.startsWith("/interviews/")) {
            throw new IllegalStateException("no interview was opened: " + opened.statusCode());
        }
        return to;
    }

    private void figures(String name, List<Double> times) {
        double[] sorted = times.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        figure(name + "-p50", sorted[sorted.length / 2], "ms");
        figure(name + "-p95", sorted[(int) (sorted.length * 0.95)], "ms");
    }

    private void signIn() throws Exception {
        form(send(get("/sign-in?lang=en")));
        send(form("/sign-in", "email", EMAIL, "password", DemoWorld.PASSWORD));
        String page = send(get("/second-factor"));
        form(page);
        Matcher code = CODE.matcher(page.replaceAll("(?s).*is now", ""));
        if (!code.find()) {
            throw new IllegalStateException("no code on the page");
        }
        send(form("/second-factor", "code", code.group(1)));
        form(send(get("/persons")));
    }

    private void form(String page) {
        Matcher found = CSRF.matcher(page);
        if (found.find()) {
            csrf = found.group(1);
        }
    }

    // --- CPU of the server and of the database, from /proc

    private void cpu(int times) throws Exception {
        Map<String, Call> calls = new LinkedHashMap<>();
        calls.put("create", number -> json("/api/v1/persons", person(number)));
        calls.put(
                "search",
                number -> {
                    Sample one = sample();
                    return json(
                            "/api/v1/persons/search",
                            "{\"familyName\":\""
                                    + one.family()
                                    + "\",\"birthDate\":\""
                                    + one.born()
                                    + "\"}");
                });
        calls.put("read", number -> bearer("/api/v1/persons/" + sample().code()));
        calls.put("list", number -> bearer("/api/v1/persons?limit=50"));
        calls.put("group-of-four", number -> json("/api/v1/groups", group(number)));
        for (Map.Entry<String, Call> call : calls.entrySet()) {
            run(call.getValue(), WARM, -1_000_000);
        }
        for (Map.Entry<String, Call> call : calls.entrySet()) {
            double serverBefore = processor(server);
            double databaseBefore = database();
            long start = System.nanoTime();
            run(call.getValue(), times, 0);
            double seconds = (System.nanoTime() - start) / 1e9;
            figure(
                    "registry-cpu-" + call.getKey() + "-server",
                    (processor(server) - serverBefore) / times,
                    "ms");
            figure(
                    "registry-cpu-" + call.getKey() + "-database",
                    (database() - databaseBefore) / times,
                    "ms");
            figure("registry-cpu-" + call.getKey() + "-rate", times / seconds, "1/s");
        }
    }

    private void run(Call call, int times, int from) throws Exception {
        AtomicInteger next = new AtomicInteger();
        List<Future<?>> all = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS)) {
            for (int i = 0; i < CONNECTIONS; i++) {
                all.add(
                        threads.submit(() -> {
                            for (int at = next.getAndIncrement();
                                    at < times;
                                    at = next.getAndIncrement()) {
                                send(call.at(from + at));
                            }
                            return call;
                        }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        }
    }

    /** Milliseconds that a process computed until now. */
    private static double processor(long process) throws IOException {
        String stat = Files.readString(Path.of("/proc", Long.toString(process), "stat"));
        // The name of the program may hold spaces; it ends with the last bracket.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * TICK_MILLIS;
    }

    /** The same of the database: the process that answers for all others, and its children. */
    private double database() throws IOException {
        String first =
                Files.readAllLines(data.resolve("postgres/postmaster.pid")).getFirst().strip();
        double all = processor(Long.parseLong(first));
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            for (Path one :
                    processes.filter(p -> p.getFileName().toString().matches("[0-9]+")).toList()) {
                try {
                    String stat = Files.readString(one.resolve("stat"));
                    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
                    if (fields[1].equals(first)) {
                        all += processor(Long.parseLong(one.getFileName().toString()));
                    }
                } catch (IOException gone) {
                    // A process that ended meanwhile.
                    continue;
                }
            }
        }
        return all;
    }

    // --- requests

    private synchronized Sample sample() {
        return samples.get(random.nextInt(samples.size()));
    }

    /**
     * What a FHIR Patient of the comparison holds: family and given name, birth date, gender,
     * phone.
     */
    private static String person(int number) {
        return "{\"answers\":" + answers(number, 0) + "}";
    }

    private static String answers(int number, int place) {
        Random of = new Random(number * 31L + place);
        Names names = new Names(of);
        String name =
                names.given(number % 2 == 0, Names.Manner.SPANISH)
                        + " "
                        + names.surname(Names.Manner.SPANISH)
                        + " "
                        + names.surname(Names.Manner.SPANISH);
        String born =
                String.format(
                        Locale.ROOT,
                        "%d-%02d-%02d",
                        1950 + of.nextInt(60),
                        1 + of.nextInt(12),
                        1 + of.nextInt(28));
        return "["
                + answer("name", Json.text(name))
                + ","
                + answer("birth_date", Json.text(born))
                + ","
                + answer("sex", Json.text(number % 2 == 0 ? "female" : "male"))
                + ","
                + answer("phone", Json.text("+507 0" + (10_000_000 + of.nextInt(90_000_000))))
                + "]";
    }

    private static String answer(String fact, String value) {
        return Json.object("fact", Json.text(fact), "value", value, "source", Json.text("person"));
    }

    private static String group(int number) {
        StringBuilder persons = new StringBuilder();
        for (int i = 0; i < 4; i++) {
            persons.append(
                            i == 0
                                    ? "{"
                                    : ",{\"relation\":\"" + (i == 1 ? "partner" : "child") + "\",")
                    .append("\"answers\":")
                    .append(answers(number, 1 + i))
                    .append('}');
        }
        return "{\"persons\":[" + persons + "]}";
    }

    private HttpRequest.Builder get(String path) {
        return HttpRequest.newBuilder(URI.create(address + path));
    }

    private HttpRequest.Builder bearer(String path) {
        return get(path)
                .header("Authorization", "Bearer " + token)
                .header("Accept", "application/json");
    }

    private HttpRequest.Builder json(String path, String body) {
        return bearer(path)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    private HttpRequest.Builder form(String path, String... fields) {
        StringBuilder form = new StringBuilder("_csrf=").append(encoded(csrf));
        for (int i = 0; i < fields.length; i += 2) {
            form.append('&').append(fields[i]).append('=').append(encoded(fields[i + 1]));
        }
        return get(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form.toString()));
    }

    private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                client.send(
                        request.timeout(Duration.ofSeconds(30)).build(),
                        HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() >= 400) {
            throw new IllegalStateException(
                    answer.uri().getPath() + ": " + answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private void figure(String name, double value, String unit) {
        out.println(name + "," + String.format(Locale.ROOT, "%.2f", value) + "," + unit);
    }
}
