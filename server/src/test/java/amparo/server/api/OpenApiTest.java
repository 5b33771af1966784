package amparo.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.server.access.Matrix;
import amparo.server.platform.ProblemType;
import amparo.server.testing.RunningServer;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.node.ObjectNode;

/** FEATURE: the description of the API says what the running server does, no more and no less. */
@Tag("database")
@Tag("door")
class OpenApiTest {

    private static final Path PUBLISHED = Path.of("..", "docs", "openapi.json");
    private static final String CONSENT =
            "{\"purpose\": \"sharing\", \"given\": true, \"language\": \"ht\", \"way\": \"spoken\"}";
    private static final String VIEW = "{\"name\": \"Children\", \"query\": \"age=child\"}";
    private static final String BODY =
            "{\"answers\": [{\"fact\": \"name\", \"value\": \"Marisol\", \"source\": \"person\"}]}";

    private static RunningServer server;
    private static String token;
    private static String narrow;
    private static String code;
    private static String another;
    private static String group;
    private static String member;
    private static JsonNode document;

    /** What stands for a place in an address, and what is sent to an address. */
    private static final Map<String, String> PLACES = new java.util.HashMap<>();

    /** Addresses that need something of their own, what stands behind them, and other types. */
    private static final Map<String, String> OWN = new java.util.HashMap<>();

    private static final Map<String, String> QUERIES = new java.util.HashMap<>();
    private static final Map<String, String> TYPES = new java.util.HashMap<>();

    /** What is sent to them is read and nothing else. */
    private static final Set<String> READS =
            Set.of("/api/v1/persons/search", "/api/v1/bulk/preview", "/api/v1/imports/check");

    private static final String NEED =
            "{\"screen\": \"disability\", \"reason\": \"Walks with great pain\"}";
    private static final Map<String, String> BODIES = new java.util.HashMap<>();

    @BeforeAll
    static void start() {
        server = Caller.start();
        UUID ngo = server.organisation("ngo", "Casa Abierta");
        server.site(ngo, "Refugio");
        token = Clients.token(server, ngo, "all", List.of("case-worker", "referral-focal-point"));
        narrow = ApiClients.PREFIX + "n".repeat(43);
        server.client(
                ngo, List.of("registrar"), List.of("persons.write"), ApiClients.hash(narrow), 30);
        document = Http.get(server.port(), "/api/openapi.json").json();
        code = call("POST", "/api/v1/persons", token, BODY).json().path("code").asString();
        assertThat(code).hasSize(8);
        another = call("POST", "/api/v1/persons", token, BODY).json().path("code").asString();
        JsonNode made =
                call("POST", "/api/v1/groups", token, "{\"persons\": [" + BODY + "]}").json();
        group = made.path("code").asString();
        call(
                "POST",
                "/api/v1/groups/" + group + "/members",
                token,
                "{\"person\": \"" + code + "\"}");
        member =
                call("GET", "/api/v1/groups/" + group, token, "")
                        .json()
                        .path("members")
                        .path(0)
                        .path("id")
                        .asString();
        cases(ngo);
    }

    /** A case with a task and a door, and an offer from elsewhere. */
    private static void cases(UUID ngo) {
        String tomorrow = java.time.LocalDate.now(java.time.ZoneOffset.UTC).plusDays(1).toString();
        String mine =
                call("POST", "/api/v1/persons/" + code + "/cases", token, "{}")
                        .json()
                        .path("id")
                        .asString();
        String account =
                call("GET", "/api/v1/cases/" + mine, token, "")
                        .json()
                        .path("file")
                        .path("owner")
                        .asString();
        PLACES.put("{case}", mine);
        BODIES.put("/api/v1/persons/{code}/cases", "{}");
        BODIES.put("/api/v1/persons/{code}/needs", NEED);
        BODIES.put(
                "/api/v1/persons/{code}/needs/{id}/opinions",
                "{\"opinion\": \"confirm\", \"reason\": \"Said so again\"}");
        BODIES.put("/api/v1/cases/{case}/status", "{\"version\": 1, \"status\": \"authority\"}");
        BODIES.put(
                "/api/v1/cases/{case}/notes", "{\"sensitivity\": \"ordinary\", \"words\": \"x\"}");
        BODIES.put(
                "/api/v1/cases/{case}/tasks",
                "{\"what\": \"Call\", \"due\": \"%s\", \"assignee\": \"%s\"}"
                        .formatted(tomorrow, account));
        BODIES.put("/api/v1/cases/{case}/doors", "{\"door\": \"col-asylum\"}");
        BODIES.put(
                "/api/v1/cases/{case}/appointments",
                "{\"at\": \"%sT14:00:00Z\", \"zone\": \"America/Bogota\", \"purpose\": \"legal\"}"
                        .formatted(tomorrow));
        PLACES.put("{task}", made(mine, "tasks"));
        PLACES.put("{door}", made(mine, "doors"));
        made(mine, "appointments");
        BODIES.put("/api/v1/tasks/{task}", "{\"status\": \"done\"}");
        BODIES.put(
                "/api/v1/doors/{door}/state",
                "{\"version\": 1, \"state\": \"submitted\", \"on\": \"%s\"}".formatted(tomorrow));
        UUID other = server.organisation("un-agency", "Puente Norte");
        String partner = Clients.token(server, other, "partner", List.of("referral-focal-point"));
        String offer =
                "{\"receiver\": \"%s\", \"help\": [\"legal\"], \"answerBy\": \"%s\", \"basis\": \"consent\", \"until\":"
                        + " \"%s\", \"reason\": \"Needs a lawyer\", \"persons\": [{\"person\": \"%s\", \"facts\": [\"name\"]}]}";
        BODIES.put(
                "/api/v1/cases/{case}/transfers", offer.formatted(other, tomorrow, tomorrow, code));
        String theirs =
                call("POST", "/api/v1/persons", partner, BODY).json().path("code").asString();
        String file =
                call("POST", "/api/v1/persons/" + theirs + "/cases", partner, "{}")
                        .json()
                        .path("id")
                        .asString();
        PLACES.put(
                "{transfer}",
                call(
                                "POST",
                                "/api/v1/cases/" + file + "/transfers",
                                partner,
                                offer.formatted(ngo, tomorrow, tomorrow, theirs))
                        .json()
                        .path("id")
                        .asString());
        BODIES.put("/api/v1/transfers/{transfer}/answer", "{\"accept\": true}");
        referrals(partner, theirs);
        work(ngo, other, mine, tomorrow);
        assertThat(PLACES.values()).allSatisfy(id -> assertThat(id).hasSize(36));
    }

    /** Files, hands, papers, what is done to many: something that is there for each address. */
    private static void work(UUID ngo, UUID other, String mine, String tomorrow) {
        String file = "/api/v1/cases/{case}/files";
        QUERIES.put(file, "?sensitivity=ordinary");
        TYPES.put(file, "application/pdf");
        BODIES.put(file, "%PDF-1.7 an invented paper");
        String photo = "/api/v1/persons/{code}/photo";
        QUERIES.put(photo, "?agreed=yes");
        TYPES.put(photo, "image/png");
        BODIES.put(photo, png());
        UUID colleague = server.account(ngo, List.of("case-worker"));
        BODIES.put("/api/v1/persons/{code}/team", "{\"colleague\": \"%s\"}".formatted(colleague));
        // Not on consent: that is taken back before this share is ended.
        String share = "/api/v1/persons/{code}/shares";
        BODIES.put(
                share,
                "{\"receiver\": \"%s\", \"facts\": [\"name\"], \"basis\": \"vital-interest\", \"until\": \"%s\"}"
                        .formatted(other, tomorrow));
        BODIES.put(
                "/api/v1/tasks/{task}/change",
                "{\"version\": 1, \"what\": \"Call again\", \"due\": \"%s\", \"assignee\": \"%s\"}"
                        .formatted(tomorrow, colleague));
        OWN.put("/api/v1/tasks/{task}/change", "/api/v1/tasks/" + made(mine, "tasks") + "/change");
        BODIES.put("/api/v1/doors/{door}/papers", "{\"kind\": \"paper\", \"label\": \"A letter\"}");
        BODIES.put(
                "/api/v1/doors/{door}/papers/{paper}",
                "{\"seen\": \"needed\", \"status\": \"asked\"}");
        PLACES.put("{paper}", sent("/api/v1/doors/{door}/papers"));
        PLACES.put("{appointment}", made(mine, "appointments"));
        BODIES.put(
                "/api/v1/cases/{case}/appointments/{appointment}",
                "{\"version\": 1, \"at\": \"%sT15:00:00Z\", \"zone\": \"America/Bogota\", \"purpose\": \"legal\", \"state\": \"planned\"}"
                        .formatted(tomorrow));
        BODIES.put(
                "/api/v1/cases/{case}/owner",
                "{\"version\": 2, \"colleague\": \"%s\"}".formatted(colleague));
        BODIES.put("/api/v1/cases/{case}/persons", "{\"person\": \"%s\"}".formatted(another));
        BODIES.put(
                "/api/v1/cases/{case}/persons/removal", "{\"person\": \"%s\"}".formatted(another));
        String bulk =
                "{\"action\": \"assign\", \"persons\": [\"%s\"], \"colleague\": \"%s\"}"
                        .formatted(another, colleague);
        BODIES.put("/api/v1/bulk", bulk);
        BODIES.put("/api/v1/bulk/preview", bulk);
        BODIES.put("/api/v1/handover/notes", "{\"words\": \"The stove is out\"}");
        BODIES.put("/api/v1/paper", "{\"sheets\": 1}");
        JsonNode print =
                call("POST", "/api/v1/paper", token, BODIES.getOrDefault("/api/v1/paper", ""))
                        .json();
        String sheet = print.at("/sheets/0/code").asString();
        OWN.put("/api/v1/paper/sheets/{sheet}", "/api/v1/paper/sheets/" + sheet);
        BODIES.put(
                "/api/v1/paper/sheets/{sheet}",
                "{\"persons\": [{\"code\": \"%s\", %s]}"
                        .formatted(print.at("/sheets/0/persons/0").asString(), BODY.substring(1)));
        PLACES.put("{print}", print.path("id").asString());
        PLACES.put("{file}", sent(file));
        PLACES.put("{batch}", sent("/api/v1/bulk"));
        PLACES.put("{note}", sent("/api/v1/handover/notes"));
        PLACES.put("{share}", sent(share));
        sent(photo);
        sent("/api/v1/persons/{code}/team");
        PLACES.put(
                "{tie}",
                call("GET", "/api/v1/persons/" + code + "/team", token, "")
                        .json()
                        .at("/items/0/id")
                        .asString());
        String path = "/api/v1/cases/{case}/transfers/{transfer}/withdrawal";
        BODIES.put(path, "{}");
        // Of a case of its own: one case waits for one answer.
        String offered = id("/api/v1/persons/" + another + "/cases", token, "{}");
        String transfers = "/api/v1/cases/{case}/transfers";
        String offer =
                id(
                        transfers.replace("{case}", offered),
                        token,
                        BODIES.getOrDefault(transfers, "").replace(code, another));
        OWN.put(path, path.replace("{case}", offered).replace("{transfer}", offer));
        for (String empty :
                List.of(
                        "/api/v1/cases/{case}/files/{file}/removal",
                        "/api/v1/persons/{code}/photo/removal",
                        "/api/v1/bulk/{batch}/undo",
                        "/api/v1/handover/notes/{note}/done")) {
            BODIES.put(empty, "{}");
        }
    }

    /** Sends what is sent to an address, and gives the id that is answered. */
    private static String sent(String pattern) {
        return call(
                        "POST",
                        place(pattern),
                        token,
                        BODIES.getOrDefault(pattern, ""),
                        "Content-Type",
                        TYPES.getOrDefault(pattern, "application/json"))
                .json()
                .path("id")
                .asString();
    }

    private static String place(String pattern) {
        String path = OWN.getOrDefault(pattern, pattern).replace("{code}", code);
        for (Map.Entry<String, String> place : PLACES.entrySet()) {
            path = path.replace(place.getKey(), place.getValue());
        }
        return path + QUERIES.getOrDefault(pattern, "");
    }

    /** A picture, byte for letter. */
    private static String png() {
        java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
        try {
            javax.imageio.ImageIO.write(
                    new java.awt.image.BufferedImage(
                            40, 50, java.awt.image.BufferedImage.TYPE_INT_RGB),
                    "png",
                    bytes);
        } catch (IOException impossible) {
            throw new java.io.UncheckedIOException(impossible);
        }
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }

    /** A service, a draft, and a referral from elsewhere. */
    private static void referrals(String partner, String theirs) {
        String service =
                "{\"name\": \"%s\", \"sector\": \"shelter\", \"country\": \"MEX\", \"places\": [\"Tapachula\"],"
                        + " \"phones\": [{\"who\": \"Duty desk\", \"number\": \"+52 555 0111\"}]%s}";
        BODIES.put("/api/v1/services", service.formatted("House by the lake", ""));
        BODIES.put("/api/v1/services/{service}", service.formatted("House", ", \"version\": 1"));
        BODIES.put("/api/v1/services/{service}/confirmation", "{\"room\": \"few\"}");
        String ours = id("/api/v1/services", token, service.formatted("House by the hill", ""));
        String elsewhere =
                id("/api/v1/services", partner, service.formatted("House of the bridge", ""));
        String referral =
                "{\"service\": \"%s\", \"urgency\": \"high\", \"need\": \"A bed for tonight\", \"facts\": [\"name\"],"
                        + " \"basis\": \"consent\", \"language\": \"en\", \"way\": \"spoken\"}";
        String path = "/api/v1/persons/{code}/referrals";
        BODIES.put(path, referral.formatted(elsewhere));
        BODIES.put("/api/v1/referrals/{referral}/send", "{}");
        BODIES.put("/api/v1/referrals/{referral}/withdrawal", "{\"because\": \"mistake\"}");
        BODIES.put("/api/v1/referrals/{received}/answer", "{\"state\": \"accepted\"}");
        PLACES.put("{service}", ours);
        PLACES.put(
                "{referral}",
                draft(path.replace("{code}", code), token, referral.formatted(elsewhere)));
        String received = draft(path.replace("{code}", theirs), partner, referral.formatted(ours));
        call("POST", "/api/v1/referrals/" + received + "/send", partner, "{}");
        PLACES.put("{received}", received);
        assertThat(PLACES.values()).allSatisfy(id -> assertThat(id).hasSize(36));
    }

    private static String id(String path, String bearer, String body) {
        return call("POST", path, bearer, body).json().path("id").asString();
    }

    private static String draft(String path, String bearer, String body) {
        return call("POST", path, bearer, body).json().path("referral").path("id").asString();
    }

    private static String made(String file, String what) {
        return call(
                        "POST",
                        "/api/v1/cases/" + file + "/" + what,
                        token,
                        BODIES.getOrDefault("/api/v1/cases/{case}/" + what, ""))
                .json()
                .path("id")
                .asString();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Http.Answer call(
            String method, String path, String bearer, String body, String... more) {
        List<String> headers = new ArrayList<>(List.of(more));
        if (!bearer.isEmpty()) {
            headers.addAll(List.of("Authorization", "Bearer " + bearer));
        }
        if (method.equals("POST")) {
            if (!headers.contains("Content-Type")) {
                headers.addAll(List.of("Content-Type", "application/json"));
            }
            headers.addAll(List.of(Idempotency.HEADER, UUID.randomUUID().toString()));
        }
        return Http.send(
                server.port(),
                method,
                path,
                body.getBytes(
                        headers.contains("image/png")
                                ? StandardCharsets.ISO_8859_1
                                : StandardCharsets.UTF_8),
                headers.toArray(String[]::new));
    }

    @Test
    void everyRouteIsDescribedAndEveryDescriptionIsARoute() {
        Set<String> described = new TreeSet<>();
        document.path("paths")
                .properties()
                .forEach(path ->
                        path.getValue().propertyNames().stream()
                                .filter(name -> !name.equals("parameters"))
                                .forEach(method ->
                                        described.add(
                                                method.toUpperCase(java.util.Locale.ROOT)
                                                        + " "
                                                        + path.getKey())));
        Set<String> served = new TreeSet<>();
        server.context()
                .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .keySet()
                .forEach(mapping ->
                        mapping.getPatternValues().stream()
                                .filter(pattern -> pattern.startsWith("/api/"))
                                .forEach(pattern ->
                                        mapping.getMethodsCondition()
                                                .getMethods()
                                                .forEach(method ->
                                                        served.add(method + " " + pattern))));
        assertThat(described).hasSizeGreaterThan(8).isEqualTo(served);
        Set<String> inMatrix = new TreeSet<>();
        server.context()
                .getBean(Matrix.class)
                .routes()
                .forEach((route, entry) -> {
                    if (route.pattern().startsWith("/api/")) {
                        inMatrix.add(route.toString());
                        JsonNode operation = operation(route.method(), route.pattern());
                        assertThat(operation.path("x-scope").asString(""))
                                .as(route.toString())
                                .isEqualTo(
                                        entry instanceof Matrix.Entry.Token scope
                                                ? scope.scope()
                                                : "");
                    }
                });
        assertThat(inMatrix).isEqualTo(described);
    }

    @Test
    void everyAnswerOfEveryOperationFitsItsSchema() {
        int answers = 0;
        Set<String> seen = new TreeSet<>();
        for (var path : document.path("paths").properties()) {
            for (String method : List.of("get", "post")) {
                if (path.getValue().has(method)) {
                    for (Http.Answer answer :
                            probes(method.toUpperCase(java.util.Locale.ROOT), path.getKey())) {
                        check(method, path.getKey(), answer);
                        seen.add(method + " " + path.getKey() + " " + answer.status());
                        answers++;
                    }
                }
            }
        }
        assertThat(answers).isGreaterThan(70);
        // Each operation was seen to work, and not only to fail.
        document.path("paths")
                .properties()
                .forEach(path ->
                        List.of("get", "post").stream()
                                .filter(path.getValue()::has)
                                .forEach(method ->
                                        assertThat(seen)
                                                .contains(
                                                        method
                                                                + " "
                                                                + path.getKey()
                                                                + (method.equals("get")
                                                                                || READS.contains(
                                                                                        path
                                                                                                .getKey())
                                                                        ? " 200"
                                                                        : " 201"))));
    }

    private static List<Http.Answer> probes(String method, String pattern) {
        String path =
                OWN.getOrDefault(pattern, pattern)
                        .replace("{code}", pattern.startsWith("/api/v1/groups") ? group : code)
                        .replace("{name}", codeList())
                        .replace("{kind}", "groups")
                        .replace("{id}", idOf(pattern));
        for (Map.Entry<String, String> place : PLACES.entrySet()) {
            path = path.replace(place.getKey(), place.getValue());
        }
        String query = method.equals("POST") ? QUERIES.getOrDefault(pattern, "") : "";
        String bare = path;
        path = path + query;
        String more = query.isEmpty() ? "?" : "&";
        String[] type =
                method.equals("POST") && TYPES.containsKey(pattern)
                        ? new String[] {
                            "Content-Type", TYPES.getOrDefault(pattern, "application/json")
                        }
                        : new String[0];
        String body = method.equals("POST") ? BODIES.getOrDefault(pattern, bodyOf(pattern)) : "";
        List<Http.Answer> answers = new ArrayList<>();
        Http.Answer good = call(method, path, token, body, type);
        answers.add(good);
        answers.add(call(method, path, token, body, and(type, "Accept-Language", "es")));
        answers.add(call(method, path, "", body, type));
        answers.add(call(method, path, "amparo_wrong", body, type));
        answers.add(call(method, path, narrow, body, type));
        answers.add(call(method, path + more + "surprise=1", token, body, type));
        answers.add(call(method, path + more + "limit=x", token, body, type));
        answers.add(call(method, path, token, body, and(type, "Accept", "image/png")));
        if (method.equals("GET")) {
            answers.add(call(method, path, token, body, "If-None-Match", good.header("ETag")));
        } else {
            for (String bad :
                    List.of("", "{", "[]", "{}", "{\"x\": 1}", BODY.replace("name", "nome"))) {
                answers.add(call(method, path, token, bad, type));
            }
            answers.add(call(method, path, token, body, "Content-Type", "text/xml"));
            answers.add(call(method, path, token, " ".repeat(300_000), type));
            answers.add(call(method, bare, token, body, type));
        }
        if (pattern.contains("{")) {
            String none = pattern.replaceAll("\\{[a-z]+}", "ZZZZZZZZ") + query;
            answers.add(call(method, none, token, body, type));
            if (method.equals("POST")) {
                answers.add(call(method, path, token, body, and(type, "If-Match", "\"old\"")));
            }
        }
        return answers;
    }

    private static String[] and(String[] headers, String... more) {
        return Stream.concat(Stream.of(headers), Stream.of(more)).toArray(String[]::new);
    }

    /** What each address takes; most take answers. */
    private static String bodyOf(String pattern) {
        return switch (pattern) {
            case "/api/v1/groups" -> "{\"persons\": [" + BODY + "]}";
            case "/api/v1/groups/{code}/members" -> "{\"person\": \"" + code + "\"}";
            case "/api/v1/persons/{code}/separations" -> "{\"group\": \"" + group + "\"}";
            case "/api/v1/views" -> VIEW;
            case "/api/v1/views/{id}/remove" -> "{}";
            case "/api/v1/imports", "/api/v1/imports/check" ->
                    "{\"columns\": [\"name\"], \"rows\": [[\"Marisol\"]]}";
            case "/api/v1/persons/search" ->
                    "{\"name\": \"Marisol\", \"birthDate\": \"1990-03-12\"}";
            case "/api/v1/persons/{code}/merge" -> together("with");
            case "/api/v1/persons/{code}/unmerge" -> together("from");
            case "/api/v1/persons/{code}/not-same" -> "{\"with\": \"" + another + "\"}";
            case "/api/v1/persons/{code}/consents" -> CONSENT;
            case "/api/v1/persons/{code}/consents/{id}/withdrawal" -> "{\"why\": \"afraid\"}";
            default -> pattern.endsWith("/end") ? "{}" : BODY;
        };
    }

    private static String idOf(String pattern) {
        return pattern.contains("consents")
                ? consent()
                : pattern.contains("separations")
                        ? separation()
                        : pattern.contains("/needs/")
                                ? need()
                                : pattern.contains("/views/") ? view() : member;
    }

    /** One that was observed just now, or before. */
    private static String need() {
        call("POST", "/api/v1/persons/" + code + "/needs", token, NEED);
        return call("GET", "/api/v1/persons/" + code + "/needs", token, "")
                .json()
                .path("items")
                .path(0)
                .path("id")
                .asString();
    }

    private static String consent() {
        return call("POST", "/api/v1/persons/" + code + "/consents", token, CONSENT)
                .json()
                .path("id")
                .asString();
    }

    private static String together(String field) {
        return "{\"%s\": \"%s\", \"reason\": \"Same passport and same photo\"}"
                .formatted(field, another);
    }

    /** One that is there now: it can be taken back only once. */
    private static String separation() {
        call(
                "POST",
                "/api/v1/persons/" + code + "/separations",
                token,
                "{\"group\": \"" + group + "\"}");
        return call("GET", "/api/v1/persons/" + code + "/groups", token, "")
                .json()
                .path("items")
                .path(0)
                .path("separation")
                .path("id")
                .asString("");
    }

    private static String view() {
        return call("POST", "/api/v1/views", token, VIEW).json().path("id").asString("");
    }

    private static String codeList() {
        Http.Answer answer = call("GET", "/api/v1/facts?limit=200", token, "");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        JsonNode facts = answer.json().path("items");
        return facts.findValuesAsString("codeList").getFirst();
    }

    @Test
    void everyPageOfTheVocabularyFitsItsSchema() {
        String path = "/api/v1/facts?limit=30";
        int facts = 0;
        while (!path.isEmpty()) {
            Http.Answer page = call("GET", path, token, "");
            check("get", "/api/v1/facts", page);
            facts += page.json().path("items").size();
            String link = page.header("Link");
            path = link.isEmpty() ? "" : link.substring(1, link.indexOf('>'));
        }
        assertThat(facts).isGreaterThan(60);
    }

    private static JsonNode operation(String method, String path) {
        return document.path("paths").path(path).path(method.toLowerCase(java.util.Locale.ROOT));
    }

    /** Holds one answer against what is promised for its status. */
    private static void check(String method, String path, Http.Answer answer) {
        String what = method + " " + path + " " + answer.status() + " " + answer.text();
        JsonNode promised =
                resolve(
                        operation(method, path)
                                .path("responses")
                                .path(Integer.toString(answer.status())));
        assertThat(promised.isMissingNode()).as("not promised: " + what).isFalse();
        JsonNode content = promised.path("content");
        if (content.isMissingNode()) {
            assertThat(answer.raw().body()).as(what).isEmpty();
            return;
        }
        String type = answer.header("Content-Type");
        if (!type.contains("json")) {
            // A file: of one of the types that are promised, and not empty.
            assertThat(content.propertyNames()).as(what).contains(type);
            assertThat(answer.raw().body()).as(what).isNotEmpty();
            return;
        }
        assertThat(type).as(what).isEqualTo(first(content));
        assertThat(errors(content.path(first(content)).path("schema"), answer.text()))
                .as(what)
                .isEmpty();
    }

    private static String first(JsonNode object) {
        return object.propertyNames().iterator().next();
    }

    private static JsonNode resolve(JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").asString().substring(1)) : node;
    }

    private static List<Error> errors(JsonNode schema, String json) {
        // The schema beside the components that it points to.
        ObjectNode whole = Http.JSON.createObjectNode();
        whole.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        whole.set("components", document.path("components"));
        whole.set("allOf", Http.JSON.createArrayNode().add(schema));
        Schema compiled =
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(whole.toString(), InputFormat.JSON);
        return compiled.validate(json, InputFormat.JSON);
    }

    @Test
    void aWrongAnswerWouldBeSeen() {
        JsonNode me = document.at("/components/schemas/Me");
        assertThat(errors(me, "{}")).isNotEmpty();
        assertThat(errors(me, call("GET", "/api/v1/me", token, "").text())).isEmpty();
        assertThat(
                        errors(
                                me,
                                call("GET", "/api/v1/me", token, "")
                                        .text()
                                        .replaceFirst("\\{", "{\"surprise\": 1, ")))
                .isNotEmpty();
    }

    @Test
    void everyExampleFitsItsSchema() {
        int[] examples = new int[1];
        walk(document, examples);
        assertThat(examples[0]).isGreaterThan(8);
    }

    private static void walk(JsonNode node, int[] examples) {
        if (node.has("schema") && node.has("example")) {
            assertThat(errors(node.path("schema"), node.path("example").toString()))
                    .as(node.toString())
                    .isEmpty();
            examples[0]++;
        }
        node.forEach(child -> walk(child, examples));
    }

    @Test
    void thePublishedFileIsCurrent() throws IOException {
        String current =
                Http.JSON
                                .writer()
                                .with(SerializationFeature.INDENT_OUTPUT)
                                .writeValueAsString(document)
                        + "\n";
        if (Boolean.getBoolean("amparo.write")) {
            Files.writeString(PUBLISHED, current);
        }
        assertThat(PUBLISHED)
                .as("write it anew with -Damparo.write=true")
                .content(StandardCharsets.UTF_8)
                .isEqualTo(current);
    }

    @Test
    void everyProblemHasAChapterInTheGuide() throws IOException {
        String guide = Files.readString(Path.of("..", "docs", "api.md"));
        for (ProblemType type : ProblemType.values()) {
            assertThat(guide).contains("| `" + type.code() + "` | " + type.status() + " |");
        }
    }
}
