package amparo.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.server.testing.RunningServer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * FEATURE: programs do the rest of the daily work as pages do it: files, shares, what is done to
 * many, shifts, paper, tables. What may not happen on a page does not happen here.
 */
@Tag("database")
@Tag("door")
class WorkApiTest {

    private static final String PDF = "application/pdf";
    private static final byte[] PAPER =
            "%PDF-1.7 an invented paper".getBytes(StandardCharsets.UTF_8);
    private static final String NAME =
            "{\"fact\": \"name\", \"value\": \"Marisol\", \"source\": \"person\"}";

    private static RunningServer server;
    private static Caller calls;
    private static String token;
    private static String other;
    private static String border;
    private static UUID elsewhere;
    private static UUID colleague;
    private static String person;
    private static String file;

    @BeforeAll
    static void start() {
        server = Caller.start();
        calls = new Caller(server);
        UUID ngo = server.organisation("ngo", "Casa Abierta");
        elsewhere = server.organisation("un-agency", "Puente Norte");
        token = Clients.token(server, ngo, "mine", List.of("case-worker", "referral-focal-point"));
        other = Clients.token(server, elsewhere, "other", List.of("referral-focal-point"));
        border =
                Clients.token(
                        server,
                        server.organisation("border-authority", "Frontera"),
                        "border",
                        List.of("registrar"));
        colleague = server.account(ngo, List.of("case-worker"));
        person = calls.person(token, NAME);
        file = id(calls.post("/api/v1/persons/" + person + "/cases", token, "{}"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String id(Http.Answer made) {
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return made.json().path("id").asString();
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }

    private static String tomorrow() {
        return LocalDate.now(ZoneOffset.UTC).plusDays(1).toString();
    }

    private static Http.Answer upload(String bearer, String key, String type, byte[] bytes) {
        return calls.send(
                "/api/v1/cases/" + file + "/files?sensitivity=sensitive",
                bearer,
                key,
                type,
                bytes,
                "Content-Disposition",
                "attachment; filename*=UTF-8''..%2Fc%C3%A9dula.exe");
    }

    // --- files and photos

    @Test
    void whatIsNoPaperIsRefusedByItsBytesWhateverItsNameSays() {
        byte[] page = "<script>alert(1)</script>".getBytes(StandardCharsets.UTF_8);
        long before = server.count("select count(*) from amparo.case_attachment");
        for (byte[] bad : List.of(page, new byte[] {'M', 'Z', 0, 1, 2}, new byte[0])) {
            assertThat(upload(token, key(), PDF, bad).status()).isEqualTo(422);
        }
        assertThat(upload(token, key(), "text/html", page).status()).isEqualTo(415);
        assertThat(upload(token, key(), PDF, new byte[10 * 1024 * 1024 + 1]).status())
                .isEqualTo(413);
        for (String stranger : List.of(other, border)) {
            assertThat(upload(stranger, key(), PDF, PAPER).status()).isEqualTo(404);
            assertThat(calls.get("/api/v1/cases/" + file + "/files", stranger).status())
                    .isEqualTo(404);
        }
        assertThat(server.count("select count(*) from amparo.case_attachment")).isEqualTo(before);
    }

    @Test
    void aFileIsKeptOnceGivenBackByteForByteAndTakenAwayForGood() {
        String key = key();
        String made = id(upload(token, key, PDF, PAPER));
        assertThat(id(upload(token, key, PDF, PAPER))).isEqualTo(made);
        assertThat(upload(token, key, PDF, "%PDF-1.7 other".getBytes(StandardCharsets.UTF_8)))
                .extracting(Http.Answer::status)
                .isEqualTo(422);
        String path = "/api/v1/cases/" + file + "/files";
        JsonNode line =
                calls.get(path, token)
                        .json()
                        .path("items")
                        .valueStream()
                        .filter(one -> one.path("id").asString().equals(made))
                        .findFirst()
                        .orElseThrow();
        assertThat(line.path("name").asString()).isEqualTo("cédula.pdf");
        assertThat(line.path("size").asInt()).isEqualTo(PAPER.length);
        Http.Answer content = calls.get(path + "/" + made, token);
        assertThat(content.raw().body()).isEqualTo(PAPER);
        assertThat(content.header("Content-Type")).isEqualTo(PDF);
        assertThat(content.header("Cache-Control")).isEqualTo("no-store");
        assertThat(content.header("Content-Disposition")).startsWith("attachment");
        assertThat(calls.get(path + "/" + made, other).status()).isEqualTo(404);
        assertThat(calls.post(path + "/" + made + "/removal", token, "{}").status()).isEqualTo(201);
        assertThat(calls.get(path + "/" + made, token).status()).isEqualTo(404);
        assertThat(
                        server.count(
                                "select count(*) from amparo.case_attachment where content is null"))
                .isPositive();
    }

    @Test
    void aPhotoNeedsAYesAndLosesWhatTheCameraWroteIntoIt() throws IOException {
        byte[] taken = jpegWithSecret();
        String path = "/api/v1/persons/" + person + "/photo";
        assertThat(calls.send(path, token, key(), "image/jpeg", taken).status()).isEqualTo(400);
        assertThat(calls.send(path + "?agreed=yes", token, key(), "image/jpeg", PAPER).status())
                .isEqualTo(422);
        assertThat(calls.send(path + "?agreed=yes", border, key(), "image/jpeg", taken).status())
                .isEqualTo(404);
        assertThat(calls.get(path, token).status()).isEqualTo(404);
        assertThat(calls.send(path + "?agreed=yes", token, key(), "image/jpeg", taken).status())
                .isEqualTo(201);
        Http.Answer kept = calls.get(path, token);
        assertThat(new String(kept.raw().body(), StandardCharsets.ISO_8859_1))
                .doesNotContain("19.4326N");
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(kept.raw().body()));
        assertThat(image.getWidth()).isLessThanOrEqualTo(480);
        assertThat(image.getHeight()).isLessThanOrEqualTo(600);
        assertThat(calls.get(path, other).status()).isEqualTo(404);
        assertThat(calls.post(path + "/removal", token, "{}").status()).isEqualTo(201);
        assertThat(calls.get(path, token).status()).isEqualTo(404);
    }

    /** A picture with a place in a comment, as cameras write it. */
    private static byte[] jpegWithSecret() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(900, 1200, BufferedImage.TYPE_INT_RGB), "jpeg", bytes);
        byte[] plain = bytes.toByteArray();
        byte[] words = "taken at 19.4326N 99.1332W".getBytes(StandardCharsets.ISO_8859_1);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(plain, 0, 2);
        all.write(0xff);
        all.write(0xfe);
        all.write(0);
        all.write(words.length + 2);
        all.writeBytes(words);
        all.write(plain, 2, plain.length - 2);
        return all.toByteArray();
    }

    // --- shares and hands

    @Test
    void aShareThatEndsIsGoneForTheReceiverAtOnceAndOnlyForWhoSharedItToEnd() {
        String shared = calls.person(token, NAME);
        String path = "/api/v1/persons/" + shared + "/shares";
        assertThat(calls.get("/api/v1/persons/" + shared, other).status()).isEqualTo(404);
        String body =
                "{\"receiver\": \"%s\", \"facts\": [\"name\"], \"basis\": \"consent\", \"until\": \"%s\"}"
                        .formatted(elsewhere, tomorrow());
        assertThat(calls.post(path, border, body).status()).isEqualTo(404);
        String share = id(calls.post(path, token, body));
        assertThat(calls.get("/api/v1/persons/" + shared, other).status()).isEqualTo(200);
        assertThat(calls.post(path + "/" + share + "/end", border, "{}").status()).isEqualTo(404);
        assertThat(calls.post(path + "/" + share + "/end", other, "{}").status()).isEqualTo(404);
        assertThat(calls.post(path + "/" + share + "/end", token, "{}").status()).isEqualTo(201);
        assertThat(calls.get("/api/v1/persons/" + shared, other).status()).isEqualTo(404);
        JsonNode after = calls.get(path, token).json();
        assertThat(after.path("items")).isEmpty();
        assertThat(after.at("/received/0/organisation").asString()).isEqualTo("Puente Norte");
        assertThat(after.at("/received/0/running").asBoolean()).isFalse();
    }

    @Test
    void anOfferIsTakenBackUntilItIsAnswered() {
        String body =
                "{\"receiver\": \"%s\", \"help\": [\"legal\"], \"answerBy\": \"%s\", \"basis\": \"consent\", \"until\": \"%s\", \"reason\": \"Needs a lawyer\", \"persons\": [{\"person\": \"%s\", \"facts\": [\"name\"]}]}"
                        .formatted(elsewhere, tomorrow(), tomorrow(), person);
        String offer = id(calls.post("/api/v1/cases/" + file + "/transfers", token, body));
        String path = "/api/v1/cases/" + file + "/transfers/" + offer + "/withdrawal";
        assertThat(calls.post(path, other, "{}").status()).isEqualTo(404);
        assertThat(calls.post(path, token, "{}").json().path("state").asString())
                .isEqualTo("withdrawn");
        assertThat(
                        calls.post(
                                        "/api/v1/transfers/" + offer + "/answer",
                                        other,
                                        "{\"accept\": true}")
                                .json()
                                .path("state")
                                .asString(""))
                .as("too late to accept")
                .isNotEqualTo("accepted");
    }

    @Test
    void whatAcceptingAnOfferLeavesToDoIsWrittenInTheLanguageOfWhoAccepts() {
        for (String language : List.of("en", "es")) {
            String theirs = calls.person(token, NAME);
            String their = id(calls.post("/api/v1/persons/" + theirs + "/cases", token, "{}"));
            String body =
                    "{\"receiver\": \"%s\", \"help\": [\"legal\"], \"answerBy\": \"%s\", \"basis\": \"consent\", \"until\": \"%s\", \"reason\": \"Needs a lawyer\", \"persons\": [{\"person\": \"%s\", \"facts\": [\"name\"]}]}"
                            .formatted(elsewhere, tomorrow(), tomorrow(), theirs);
            String offer = id(calls.post("/api/v1/cases/" + their + "/transfers", token, body));
            server.update(
                    "update amparo.account set language = ? where id in (select account from amparo.membership where organisation = ?)",
                    language,
                    elsewhere);
            calls.post("/api/v1/transfers/" + offer + "/answer", other, "{\"accept\": true}");
            assertThat(calls.get("/api/v1/tasks", other).json().path("items").valueStream())
                    .anySatisfy(one ->
                            assertThat(one.path("what").asString())
                                    .startsWith(
                                            language.equals("en")
                                                    ? "Casa Abierta shares until"
                                                    : "Casa Abierta comparte hasta"));
        }
    }

    // --- for many

    @Test
    void manyAreGivenOnceAfterAPreviewAndTakenBack() {
        String mine = calls.person(token, NAME);
        String body =
                "{\"action\": \"assign\", \"persons\": [\"%s\", \"22222222\"], \"colleague\": \"%s\"}"
                        .formatted(mine, colleague);
        long before = server.count("select count(*) from amparo.assignment where until is null");
        JsonNode plan = calls.post("/api/v1/bulk/preview", token, "", body).json();
        assertThat(plan.path("will").asInt()).isEqualTo(1);
        assertThat(plan.at("/left/0/count").asInt()).isEqualTo(1);
        assertThat(plan.at("/left/0/reason").asString()).isEqualTo("bulk.left.gone");
        assertThat(server.count("select count(*) from amparo.assignment where until is null"))
                .as("a preview does nothing")
                .isEqualTo(before);
        String key = key();
        Http.Answer done = calls.post("/api/v1/bulk", token, key, body);
        assertThat(done.json().path("done").asInt()).as(done.text()).isEqualTo(1);
        assertThat(calls.post("/api/v1/bulk", token, key, body).text()).isEqualTo(done.text());
        assertThat(server.count("select count(*) from amparo.assignment where until is null"))
                .isEqualTo(before + 1);
        String batch = "/api/v1/bulk/" + id(done);
        assertThat(calls.get(batch, other).status()).isEqualTo(404);
        assertThat(calls.post(batch + "/undo", other, "{}").status()).isEqualTo(404);
        assertThat(calls.post(batch + "/undo", token, "{}").json().path("undone").asInt())
                .isEqualTo(1);
        assertThat(server.count("select count(*) from amparo.assignment where until is null"))
                .isEqualTo(before);
    }

    @Test
    void whatAnActionAsksForIsNamedByItsPlaceAndRolesHold() {
        String task =
                "{\"action\": \"task\", \"persons\": [\"%s\"], \"what\": \"Call\", \"due\": \"2020-01-01\", \"assignee\": \"%s\"}"
                        .formatted(person, colleague);
        Http.Answer past = calls.post("/api/v1/bulk", token, task);
        assertThat(past.status()).isEqualTo(422);
        assertThat(past.json().path("pointer").asString()).isEqualTo("/due");
        for (String stranger : List.of(border)) {
            Http.Answer refused =
                    calls.post("/api/v1/bulk/preview", stranger, "", task.replace("2020", "2099"));
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.json().path("pointer").asString()).isEqualTo("/action");
        }
        Http.Answer due = calls.post("/api/v1/bulk", token, task.replace("2020-01-01", tomorrow()));
        assertThat(due.json().path("done").asInt()).as(due.text()).isEqualTo(1);
    }

    // --- shifts

    @Test
    void aNoteReachesTheNextShiftOfTheSameSideAndNobodyElse() {
        String words = "The stove is out";
        String body = "{\"words\": \"%s\", \"urgent\": true, \"heads\": 14}".formatted(words);
        String note = id(calls.post("/api/v1/handover/notes", token, body));
        assertThat(
                        calls.post(
                                        "/api/v1/handover/notes",
                                        token,
                                        "{\"words\": \"x\", \"person\": \"22222222\"}")
                                .json()
                                .path("pointer")
                                .asString())
                .isEqualTo("/person");
        for (String stranger : List.of(other, border)) {
            assertThat(calls.get("/api/v1/handover", stranger).text()).doesNotContain(words);
            assertThat(
                            calls.post("/api/v1/handover/notes/" + note + "/done", stranger, "{}")
                                    .status())
                    .isEqualTo(404);
        }
        JsonNode read = calls.get("/api/v1/handover", token).json();
        assertThat(read.at("/notes/0/words").asString()).isEqualTo(words);
        assertThat(read.path("sections")).isNotEmpty();
        assertThat(calls.post("/api/v1/handover/notes/" + note + "/done", token, "{}").status())
                .isEqualTo(201);
        assertThat(calls.get("/api/v1/handover", token).text()).doesNotContain(words);
    }

    // --- doors and appointments

    @Test
    void papersOfADoorAreNotedAndOfTwoTheSecondLearnsOfTheFirst() {
        String door =
                id(
                        calls.post(
                                "/api/v1/cases/" + file + "/doors",
                                token,
                                "{\"door\": \"col-asylum\"}"));
        String paper =
                id(
                        calls.post(
                                "/api/v1/doors/" + door + "/papers",
                                token,
                                "{\"kind\": \"paper\", \"label\": \"A letter\"}"));
        String path = "/api/v1/doors/" + door + "/papers/" + paper;
        String asked = "{\"seen\": \"needed\", \"status\": \"asked\"}";
        assertThat(calls.post(path, other, asked).status()).isEqualTo(404);
        assertThat(calls.post(path, token, asked).status()).isEqualTo(201);
        assertThat(calls.post(path, token, "{\"seen\": \"needed\", \"status\": \"have\"}").status())
                .isEqualTo(412);
        JsonNode way = calls.get("/api/v1/doors/" + door, token).json();
        assertThat(
                        way.path("papers")
                                .valueStream()
                                .filter(one -> one.path("id").asString().equals(paper))
                                .map(one -> one.path("status").asString()))
                .containsExactly("asked");
        assertThat(calls.get("/api/v1/doors/" + door, border).status()).isEqualTo(404);
    }

    @Test
    void aCalendarFileIsDiscreetUnlessAskedAndAnAppointmentMovesOnce() {
        String made =
                id(
                        calls.post(
                                "/api/v1/cases/" + file + "/appointments",
                                token,
                                "{\"at\": \"%sT14:00:00Z\", \"zone\": \"America/Bogota\", \"purpose\": \"legal\", \"place\": \"Room 4\"}"
                                        .formatted(tomorrow())));
        String path = "/api/v1/cases/" + file + "/appointments/" + made;
        Http.Answer plain = calls.get(path + "/calendar", token);
        assertThat(plain.text()).startsWith("BEGIN:VCALENDAR").doesNotContain("Room 4");
        assertThat(calls.get(path + "/calendar?full=yes", token).text()).contains("Room 4");
        assertThat(calls.get(path + "/calendar", other).status()).isEqualTo(404);
        String later =
                "{\"version\": 1, \"at\": \"%sT16:00:00Z\", \"zone\": \"America/Bogota\", \"purpose\": \"legal\", \"state\": \"planned\"}"
                        .formatted(tomorrow());
        assertThat(calls.post(path, token, later).status()).isEqualTo(201);
        assertThat(calls.post(path, token, later).status()).isEqualTo(412);
        assertThat(calls.get(path, token).json().path("at").asString()).contains("T16:00");
    }

    @Test
    void pagesOfOwnTasksLeaveNothingOutAndTellNothingTwice() {
        String me = calls.get("/api/v1/cases/" + file, token).json().at("/file/owner").asString();
        for (int i = 0; i < 5; i++) {
            id(
                    calls.post(
                            "/api/v1/cases/" + file + "/tasks",
                            token,
                            "{\"what\": \"Call %d\", \"due\": \"%s\", \"assignee\": \"%s\"}"
                                    .formatted(i, tomorrow(), me)));
        }
        List<String> seen = new java.util.ArrayList<>();
        String path = "/api/v1/tasks?limit=2";
        while (!path.isEmpty()) {
            Http.Answer page = calls.get(path, token);
            page.json().path("items").forEach(one -> seen.add(one.path("what").asString()));
            String link = page.header("Link");
            path = link.isEmpty() ? "" : link.substring(1, link.indexOf('>'));
        }
        assertThat(seen)
                .doesNotHaveDuplicates()
                .contains("Call 0", "Call 1", "Call 2", "Call 3", "Call 4");
        assertThat(calls.get("/api/v1/tasks?after=x", token).status()).isEqualTo(400);
        assertThat(calls.get("/api/v1/tasks", border).status()).isEqualTo(403);
    }

    // --- paper and tables

    @Test
    void aSheetIsKeyedInOnceUnderItsOwnCodes() {
        JsonNode print = calls.post("/api/v1/paper", token, "{\"sheets\": 2}").json();
        assertThat(print.path("sheets")).hasSize(2);
        String sheet = print.at("/sheets/0/code").asString();
        String line = print.at("/sheets/0/persons/1").asString();
        Http.Answer page =
                calls.get("/api/v1/paper/" + print.path("id").asString() + "/sheets", token);
        assertThat(page.text())
                .contains(sheet, line, "<style>")
                .doesNotContain("href=", "src=", "<script");
        assertThat(calls.get("/api/v1/paper/" + print.path("id").asString(), other).status())
                .isEqualTo(404);
        String path = "/api/v1/paper/sheets/" + sheet;
        String day = LocalDate.now(ZoneOffset.UTC).minusDays(3).toString();
        String body =
                "{\"day\": \"%s\", \"persons\": [{\"code\": \"%s\", \"answers\": [%s]}]}"
                        .formatted(day, line, NAME);
        Http.Answer foreign =
                calls.post(
                        path,
                        token,
                        body.replace(line, print.at("/sheets/1/persons/0").asString()));
        assertThat(foreign.json().path("pointer").asString()).isEqualTo("/persons/0/code");
        assertThat(calls.post(path, other, body).status()).isEqualTo(404);
        assertThat(calls.post(path, token, body).json().path("code").asString()).isEqualTo(sheet);
        assertThat(calls.post(path, token, body).status()).as("by another device").isEqualTo(412);
        JsonNode entered = calls.get("/api/v1/persons/" + line, token).json();
        assertThat(entered.at("/answers").valueStream())
                .anySatisfy(one -> {
                    assertThat(one.path("fact").asString()).isEqualTo("name");
                    assertThat(one.path("trueAsOf").asString()).isEqualTo(day);
                });
    }

    @Test
    void aFileWithMistakesSaysEachWithLineAndColumnAndWritesNobody() {
        byte[] bad =
                "name,sex,age\nMarisol,female,31\nWilmer,blue,x\n".getBytes(StandardCharsets.UTF_8);
        long before = server.count("select count(*) from amparo.person");
        JsonNode report = calls.send("/api/v1/imports/check", token, "", "text/csv", bad).json();
        assertThat(report.path("rejects").valueStream().map(one -> one.path("row").asInt()))
                .containsExactly(3, 3);
        assertThat(report.path("rejects").valueStream().map(one -> one.path("column").asString()))
                .containsExactly("sex", "age");
        Http.Answer refused = calls.send("/api/v1/imports", token, key(), "text/csv", bad);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().path("line").asInt()).isEqualTo(3);
        assertThat(server.count("select count(*) from amparo.person")).isEqualTo(before);
        byte[] good = "name,sex\nMarisol,female\n".getBytes(StandardCharsets.UTF_8);
        assertThat(
                        calls.send("/api/v1/imports", token, key(), "text/csv", good)
                                .json()
                                .path("persons")
                                .asInt())
                .isEqualTo(1);
        assertThat(
                        calls.send("/api/v1/imports", token, key(), "text/csv", good)
                                .json()
                                .path("again")
                                .asBoolean())
                .isTrue();
        assertThat(server.count("select count(*) from amparo.person")).isEqualTo(before + 1);
    }
}
