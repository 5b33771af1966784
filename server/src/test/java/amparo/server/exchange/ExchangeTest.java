package amparo.server.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.server.access.OrganisationKind;
import amparo.server.access.Role;
import amparo.server.accounts.TestSessions;
import amparo.server.testing.WholeServer;
import amparo.server.testing.WholeServer.Browser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** FEATURE: a file comes in whole or not at all, once, and what goes out is whole and guarded. */
@Tag("database")
class ExchangeTest {

    private static final String FILE =
            """
            group,relation,name,sex,birth_date,nationality,languages,needs_now,source
            a,,Ana Rivas,female,1994-03-12,VEN,spanish,food; water,person
            a,child,Luis Rivas,Hombre,2016,"VEN, COL",Español,,relative
            ,,=cmd|' /C calc'!A0,,31/12/1980,Haïti,,not-said,document
            """;

    private final WholeServer server = WholeServer.get();

    private UUID ours = new UUID(0, 0);
    private Browser worker = server.stranger();

    @BeforeEach
    void aWorkerOfAnOrganisation() throws Exception {
        ours = server.organisation(OrganisationKind.NGO);
        worker = server.worker(ours, Role.CASE_WORKER, "organisation");
    }

    // --- import

    @Test
    void aFileIsShownFirstAndWrittenWhenItIsSaidSo() throws Exception {
        HttpResponse<String> shown = upload(worker, FILE.getBytes(StandardCharsets.UTF_8));
        assertThat(shown.statusCode()).as(shown.body()).isEqualTo(200);
        assertThat(shown.body())
                .contains("3 persons.", "1 group.", "Ana Rivas", "Import 3 persons");
        assertThat(persons()).isEmpty();

        assertThat(write(worker, sealed(shown)).statusCode()).isEqualTo(302);
        assertThat(persons()).hasSize(3);
        assertThat(
                        server.column(
                                "select fact || ' ' || value::text || ' ' || source from answer where organisation = ?"
                                        + " and fact in ('birth_date', 'nationality', 'needs_now', 'sex') order by 1",
                                ours))
                .containsExactlyInAnyOrder(
                        "birth_date \"1980-12-31\" document",
                        "birth_date \"1994-03-12\" person",
                        "birth_date \"2016\" relative",
                        "nationality [\"HTI\"] document",
                        "nationality [\"VEN\", \"COL\"] relative",
                        "nationality [\"VEN\"] person",
                        "needs_now [\"food\", \"water\"] person",
                        "needs_now null document",
                        "sex \"female\" person",
                        "sex \"male\" relative");
        assertThat(
                        server.column(
                                "select value ->> 'relation' from answer where organisation = ? and fact = 'companion'",
                                ours))
                .containsExactlyInAnyOrder("child", "parent");
    }

    @Test
    void theSameFileAgainChangesNothingAlsoAtTheSameMoment() throws Exception {
        byte[] file = FILE.getBytes(StandardCharsets.UTF_8);
        String sealed = sealed(upload(worker, file));
        Browser colleague = server.worker(ours, Role.SUPERVISOR, "organisation");
        String other = sealed(upload(colleague, file));
        List<Callable<Integer>> both =
                List.of(
                        () -> write(worker, sealed).statusCode(),
                        () -> write(colleague, other).statusCode());
        try (ExecutorService two = Executors.newFixedThreadPool(2)) {
            for (Future<Integer> one : two.invokeAll(both)) {
                assertThat(one.get()).isEqualTo(302);
            }
        }
        assertThat(persons()).hasSize(3);
        assertThat(write(worker, sealed).statusCode()).isEqualTo(302);
        assertThat(persons()).hasSize(3);
        assertThat(upload(worker, file).body())
                .contains("This same file was imported on")
                .doesNotContain("Import 3 persons");
        // Somebody else's organisation knows nothing of it.
        Browser stranger =
                server.worker(
                        server.organisation(OrganisationKind.UN_AGENCY),
                        Role.CASE_WORKER,
                        "organisation");
        assertThat(upload(stranger, file).body()).contains("Import 3 persons");
    }

    @Test
    void everyMistakeIsToldWithItsRowItsColumnAndItsReasonAndNobodyIsSaved() throws Exception {
        String wrong =
                """
                name;sex;birth_date;age;nationality;relation;group
                Ana;female;1994-02-30;;VEN;;a
                ;male;;;VEN;;a
                Luis;hombres;;abc;XX;owner;a
                "Two
                lines";male;;;;;;too;many
                Eva;;;;;;
                """;
        HttpResponse<String> shown = upload(worker, wrong.getBytes(StandardCharsets.UTF_8));
        assertThat(shown.statusCode()).isEqualTo(400);
        assertThat(shown.body()).contains("There are 7 mistakes.").doesNotContain("Import ");
        String sealed = sealed(shown);
        HttpResponse<String> rejects = worker.post("/import/rejects", "sealed", sealed);
        assertThat(rejects.body().lines().map(line -> line.replace("\ufeff", "")))
                .containsExactly(
                        "row,column,value,reason",
                        "2,birth_date,1994-02-30,\"Write the year, year-month or year-month-day.\"",
                        "3,name,,\"The name is missing. If the person gave none, write “not said”.\"",
                        "4,sex,hombres,It is not in the list of this fact.",
                        "4,age,abc,Write a whole number that is possible.",
                        "4,nationality,XX,It is not in the list of this fact.",
                        "4,relation,owner,It is not in the list of this fact.",
                        "5,,,The line has more cells than there are columns.");
        assertThat(write(worker, sealed).statusCode()).as("nothing half imported").isEqualTo(400);
        assertThat(persons()).isEmpty();
    }

    @Test
    void columnsThatAreNotKnownOrNotAllowedAreRefused() throws Exception {
        for (String head :
                List.of(
                        "name,nombre",
                        "name,name",
                        "sex",
                        "name,survivor_note",
                        "name,relative",
                        "name,,sex")) {
            HttpResponse<String> shown =
                    upload(worker, (head + "\nAna,x,y\n").getBytes(StandardCharsets.UTF_8));
            assertThat(shown.statusCode()).as(head).isEqualTo(400);
            assertThat(shown.body()).as(head).contains("role=\"rowheader\"");
        }
        for (byte[] none :
                List.of(
                        "name\n".getBytes(StandardCharsets.UTF_8),
                        new byte[] {'P', 'K', 3, 4, 0, 0},
                        ("name\n" + "\"open").getBytes(StandardCharsets.UTF_8),
                        ("name\n" + "A\n".repeat(5001)).getBytes(StandardCharsets.UTF_8),
                        ("name,group\n" + "A,1\n".repeat(31)).getBytes(StandardCharsets.UTF_8),
                        new byte[PersonImport.LARGEST + 1])) {
            assertThat(upload(worker, none).statusCode()).isEqualTo(400);
        }
        assertThat(upload(worker, new byte[0]).statusCode()).isEqualTo(400);
        assertThat(worker.post("/import").statusCode()).isEqualTo(400);
        assertThat(persons()).isEmpty();
    }

    @Test
    void filesOfOlderSpreadsheetsAreReadToo() throws Exception {
        HttpResponse<String> shown =
                upload(
                        worker,
                        "name;nationality\r\nÑusta Quispe;Perú\r\n"
                                .getBytes(Charset.forName("windows-1252")));
        assertThat(shown.statusCode()).isEqualTo(200);
        assertThat(shown.body()).contains("Ñusta Quispe");
    }

    @Test
    void aPreviewIsGoodForWhoeverSawItAndUnaltered() throws Exception {
        String sealed = sealed(upload(worker, FILE.getBytes(StandardCharsets.UTF_8)));
        Browser colleague = server.worker(ours, Role.CASE_WORKER, "organisation");
        for (String bad : List.of("", "x", sealed.substring(0, 60), sealed.replace('A', 'B'))) {
            assertThat(write(worker, bad).statusCode()).isEqualTo(400);
        }
        assertThat(write(colleague, sealed).statusCode()).isEqualTo(400);
        assertThat(persons()).isEmpty();
    }

    // --- export

    @Test
    void anExportHasEverybodyInReachAndNobodyElseAndSaysWhereItEnds() throws Exception {
        int many = 450;
        StringBuilder file = new StringBuilder("name\n");
        for (int i = 0; i < many; i++) {
            file.append("Person ").append(i).append('\n');
        }
        write(worker, sealed(upload(worker, file.toString().getBytes(StandardCharsets.UTF_8))));
        Browser narrow = server.worker(ours, Role.CASE_WORKER, "own");
        HttpResponse<String> all = export(worker, "persons");
        assertThat(all.headers().firstValue("Content-Disposition").orElse(""))
                .contains("amparo-persons.csv");
        assertThat(all.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
        List<String> lines = all.body().lines().toList();
        assertThat(lines).hasSize(many + 2);
        assertThat(lines.getFirst()).startsWith("\ufeffcode,entered_at,groups,name");
        assertThat(lines.getLast()).isEqualTo("END," + many);
        assertThat(lines.stream().map(line -> line.split(",", -1)[0]).distinct().count())
                .isEqualTo(many + 2);
        assertThat(export(narrow, "persons").body().lines().toList())
                .hasSize(2)
                .last()
                .isEqualTo("END,0");
        assertThat(
                        server.column(
                                "select sum(cardinality(subjects))::text from audit_entry where chain = ? and action ="
                                        + " 'export' and account = ?",
                                ours,
                                worker.account))
                .containsExactly(Integer.toString(many));
    }

    @Test
    void formulasAreGuardedAndComeBackAsTheyWere() throws Exception {
        write(worker, sealed(upload(worker, FILE.getBytes(StandardCharsets.UTF_8))));
        String out = export(worker, "persons").body();
        assertThat(out).contains(",'=cmd|").doesNotContain(",=cmd");
        assertThat(export(worker, "answers").body()).contains("'=cmd").doesNotContain(",=cmd");
        for (String cell : List.of("=1", "+5", "-1", "@x", "\tx", "'=1", "''=1", "'a", "a=1", "")) {
            assertThat(Formulas.unguard(Formulas.guard(cell))).isEqualTo(cell);
            assertThat(Formulas.guard(cell)).doesNotMatch("(?s)[=+\\-@\\t\\r].*");
        }
    }

    @Test
    void survivorLevelGoesAlongOnlyForTheSpecialistWhoAsksForIt() throws Exception {
        Browser specialist = server.worker(ours, Role.PROTECTION_SPECIALIST, "own");
        String to = WholeServer.location(specialist.post("/persons", "name", "Luz"));
        specialist.post(
                to.substring(to.indexOf("/persons")) + "/answers",
                "fact",
                "survivor_note",
                "value",
                "what was done to her",
                "source",
                "person");
        assertThat(export(specialist, "answers").body())
                .contains("Luz")
                .doesNotContain("what was done");
        assertThat(
                        specialist
                                .post(
                                        "/export",
                                        "kind",
                                        "answers",
                                        "reason",
                                        "hearing tomorrow",
                                        "survivor",
                                        "yes")
                                .body())
                .contains("what was done to her");
        assertThat(
                        worker.post(
                                        "/export",
                                        "kind",
                                        "answers",
                                        "reason",
                                        "hearing tomorrow",
                                        "survivor",
                                        "yes")
                                .body())
                .contains("Luz")
                .doesNotContain("what was done");
    }

    @Test
    void withoutAReasonOrAKindNothingGoesOut() throws Exception {
        assertThat(worker.post("/export", "kind", "persons", "reason", "x").statusCode())
                .isEqualTo(400);
        assertThat(
                        worker.post("/export", "kind", "everything", "reason", "monthly report")
                                .statusCode())
                .isEqualTo(400);
        assertThat(
                        server.column(
                                "select 1 from audit_entry where chain = ? and action = 'export'",
                                ours))
                .isEmpty();
    }

    // --- the hands

    private List<String> persons() throws Exception {
        return server.column("select code from person where organisation = ?", ours);
    }

    private static HttpResponse<String> export(Browser browser, String kind) throws Exception {
        HttpResponse<String> file =
                browser.post("/export", "kind", kind, "reason", "monthly report");
        assertThat(file.statusCode()).isEqualTo(200);
        return file;
    }

    private static HttpResponse<String> write(Browser browser, String sealed) throws Exception {
        return browser.post("/import/persons", "sealed", sealed);
    }

    private static String sealed(HttpResponse<String> page) {
        Matcher matcher =
                Pattern.compile("name=\"sealed\" value=\"([^\"]+)\"").matcher(page.body());
        assertThat(matcher.find()).as(page.body()).isTrue();
        return matcher.group(1);
    }

    private HttpResponse<String> upload(Browser browser, byte[] file)
            throws IOException, InterruptedException {
        TestSessions.Session session = TestSessions.open(server.context, browser.account, true);
        String border = "----border" + UUID.randomUUID();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        List<byte[]> parts = new ArrayList<>();
        parts.add(
                ("--"
                                + border
                                + "\r\nContent-Disposition: form-data; name=\"_csrf\"\r\n\r\n"
                                + session.csrf()
                                + "\r\n--"
                                + border
                                + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"x.csv\"\r\n"
                                + "Content-Type: text/csv\r\n\r\n")
                        .getBytes(StandardCharsets.UTF_8));
        parts.add(file);
        parts.add(("\r\n--" + border + "--\r\n").getBytes(StandardCharsets.UTF_8));
        for (byte[] part : parts) {
            body.write(part);
        }
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(
                                    URI.create(
                                            "http://localhost:"
                                                    + server.context
                                                            .getEnvironment()
                                                            .getProperty("local.server.port")
                                                    + "/import"))
                            .header("Cookie", session.cookie())
                            .header("Accept-Language", "en")
                            .header("Content-Type", "multipart/form-data; boundary=" + border)
                            .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }
}
