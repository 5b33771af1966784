package amparo.server.paper;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.server.access.OrganisationKind;
import amparo.server.access.Role;
import amparo.server.testing.WholeServer;
import amparo.server.testing.WholeServer.Browser;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** FEATURE: a sheet of paper becomes a group under the codes that are printed on it, once. */
@Tag("database")
class PaperTest {

    private final WholeServer server = WholeServer.get();

    private UUID ours = new UUID(0, 0);
    private Browser worker = server.stranger();

    @BeforeEach
    void aWorkerOfAnOrganisation() throws Exception {
        ours = server.organisation(OrganisationKind.NGO);
        worker = server.worker(ours, Role.CASE_WORKER, "organisation");
    }

    @Test
    void sheetsBearCodesThatNobodyHasAndAClickTooManyPrintsNoMore() throws Exception {
        String id = UUID.randomUUID().toString();
        for (int click = 0; click < 2; click++) {
            HttpResponse<String> answer = worker.post("/paper", "id", id, "forms", "3");
            assertThat(WholeServer.location(answer)).endsWith("/paper/forms/" + id);
        }
        for (String wrong : List.of("", "0", "101", "-1", "ten", "1000")) {
            assertThat(worker.post("/paper", "forms", wrong).statusCode()).isEqualTo(400);
        }
        List<String> codes = codes();
        assertThat(codes).hasSize(3);
        List<String> persons = persons(codes.getFirst());
        assertThat(persons).hasSize(PaperForms.PLACES).doesNotHaveDuplicates();
        String page = worker.get("/paper/forms/" + id).body();
        assertThat(page).contains(codes).contains(persons);
        assertThat(worker.get("/paper").body()).contains("3 sheets, 0 keyed in");
        assertThat(server.column("select code from person where organisation = ?", ours)).isEmpty();
    }

    @Test
    void whatIsKeyedInBearsThePrintedCodesAndTheDayOfTheSheet() throws Exception {
        String code = sheet();
        List<String> persons = persons(code);
        HttpResponse<String> answer =
                worker.post(
                        "/paper/key",
                        form(code.toLowerCase(Locale.ROOT), "5/11/2026", "Ana", "", "Luz"));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
        assertThat(WholeServer.location(answer)).endsWith("/paper/key");
        assertThat(
                        server.column(
                                "select p.code from answer a join person p on p.id = a.person where a.organisation = ?"
                                        + " and a.fact = 'name' order by a.value ->> 0",
                                ours))
                .as("the second line stayed empty")
                .containsExactly(persons.get(0), persons.get(2));
        assertThat(worker.get("/groups/" + code).body()).contains("Ana", "Luz");
        assertThat(
                        server.column(
                                "select distinct true_as_of::text from answer where organisation = ? and fact = 'name'",
                                ours))
                .containsExactly("2026-11-05");
        String batch =
                server.column(
                                "select distinct batch::text from paper_form where organisation = ?",
                                ours)
                        .getFirst();
        assertThat(worker.get("/paper/forms/" + batch).body()).doesNotContain(code);
    }

    @Test
    void aSheetIsKeyedInOnceAlsoByTwoDevicesAtTheSameMoment() throws Exception {
        String code = sheet();
        Browser colleague = server.worker(ours, Role.REGISTRAR, "organisation");
        List<Callable<Integer>> devices =
                List.of(
                        () -> worker.post("/paper/key", form(code, "", "Ana")).statusCode(),
                        () -> colleague.post("/paper/key", form(code, "", "Ana")).statusCode());
        List<Integer> answers = new ArrayList<>();
        try (ExecutorService both = Executors.newFixedThreadPool(2)) {
            for (Future<Integer> one : both.invokeAll(devices)) {
                answers.add(one.get());
            }
        }
        assertThat(answers).containsExactlyInAnyOrder(302, 409);
        assertThat(server.column("select code from person where organisation = ?", ours))
                .hasSize(1);
        HttpResponse<String> late = colleague.post("/paper/key", form(code, "", "Eva"));
        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(late.body()).contains("keyed in already", "value=\"Eva\"");
    }

    @Test
    void aSecondClickOnTheSameFormIsHarmless() throws Exception {
        String[] form = form(sheet(), "", "Ana", "Luz");
        for (int click = 0; click < 3; click++) {
            assertThat(worker.post("/paper/key", form).statusCode()).isEqualTo(302);
        }
        assertThat(server.column("select code from person where organisation = ?", ours))
                .hasSize(2);
    }

    @Test
    void whatIsWrongOnASheetSavesNobodyAndLosesNothing() throws Exception {
        String code = sheet();
        for (String[] wrong :
                List.of(
                        form("", "", "Ana"),
                        form("G00000000", "", "Ana"),
                        form(code, "31/2/2026", "Ana"),
                        form(code, "1/1/2099", "Ana"),
                        form(code, ""))) {
            HttpResponse<String> answer = worker.post("/paper/key", wrong);
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("field-error");
        }
        assertThat(worker.post("/paper/key", form(code, "1/1/2099", "Ana")).body())
                .contains("value=\"Ana\"");
        assertThat(server.column("select code from person where organisation = ?", ours)).isEmpty();
        assertThat(
                        server.column(
                                "select 1 from paper_form where organisation = ? and used_at is not null",
                                ours))
                .isEmpty();
    }

    @Test
    void sheetsOfOthersAndCodesOfOthersAreNoUse() throws Exception {
        UUID theirs = server.organisation(OrganisationKind.UN_AGENCY);
        Browser stranger = server.worker(theirs, Role.CASE_WORKER, "organisation");
        String code = sheet();
        HttpResponse<String> known = stranger.post("/paper/key", form(code, "", "Ana"));
        HttpResponse<String> unknown = stranger.post("/paper/key", form("G00000000", "", "Ana"));
        assertThat(known.statusCode()).isEqualTo(400).isEqualTo(unknown.statusCode());
        String batch =
                server.column(
                                "select distinct batch::text from paper_form where organisation = ?",
                                ours)
                        .getFirst();
        assertThat(stranger.get("/paper/forms/" + batch).body()).doesNotContain(code);
        assertThat(worker.post("/paper/key", form(code, "", "Ana")).statusCode()).isEqualTo(302);
        // Colleagues at a border find what nobody used yet, and no more.
        UUID border = server.organisation(OrganisationKind.BORDER_AUTHORITY);
        Browser officer = server.worker(border, Role.REGISTRAR, "organisation");
        Browser other = server.worker(border, Role.REGISTRAR, "organisation");
        officer.post("/paper", "forms", "1");
        String atTheBorder =
                server.column("select code from paper_form where organisation = ?", border)
                        .getFirst();
        assertThat(other.post("/paper/key", form(atTheBorder, "", "Rosa")).statusCode())
                .isEqualTo(302);
        assertThat(officer.post("/paper/key", form(atTheBorder, "", "Rosa")).statusCode())
                .isEqualTo(400);
        assertThat(officer.get("/groups").body()).doesNotContain(atTheBorder);
    }

    private String sheet() throws Exception {
        worker.post("/paper", "forms", "1");
        return codes().getLast();
    }

    private List<String> codes() throws Exception {
        return server.column(
                "select code from paper_form where organisation = ? order by made_at, id", ours);
    }

    private List<String> persons(String code) throws Exception {
        return List.of(
                server.column(
                                "select array_to_string(persons, ' ') from paper_form where code = ?",
                                code)
                        .getFirst()
                        .split(Pattern.quote(" ")));
    }

    private static String[] form(String code, String day, String... names) {
        List<String> form =
                new ArrayList<>(
                        List.of("id", UUID.randomUUID().toString(), "form", code, "day", day));
        for (int i = 0; i < PaperForms.PLACES; i++) {
            String id = UUID.randomUUID().toString();
            form.addAll(List.of("card", id, id + "-name", i < names.length ? names[i] : ""));
        }
        return form.toArray(String[]::new);
    }
}
