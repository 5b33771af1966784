package amparo.server.registry;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.server.access.OrganisationKind;
import amparo.server.access.Role;
import amparo.server.platform.Ids;
import amparo.server.testing.WholeServer;
import amparo.server.testing.WholeServer.Browser;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * FEATURE: relatives, stays, documents and other lists are written down record by record; each
 * correction is one more answer, and the page shows what holds.
 */
@Tag("database")
class RecordsTest {

    private final WholeServer server = WholeServer.get();

    private UUID ours = new UUID(0, 0);
    private Browser worker = server.stranger();
    private String code = "";

    @BeforeEach
    void aPersonInTheFileOfAWorker() throws Exception {
        ours = server.organisation(OrganisationKind.NGO);
        worker = server.worker(ours, Role.CASE_WORKER, "own");
        String to = WholeServer.location(worker.post("/persons", "name", "Marisol Pérez"));
        code = to.substring(to.length() - 8);
    }

    // --- what must not happen

    @Test
    void nobodyElseReadsAddsOrCorrectsARecord() throws Exception {
        UUID record = Ids.next();
        stay(record, "COL");
        Browser stranger =
                server.worker(
                        server.organisation(OrganisationKind.UN_AGENCY),
                        Role.SUPERVISOR,
                        "organisation");
        for (String page :
                List.of(
                        "/journey",
                        "/family",
                        "/papers",
                        "/answers",
                        "/doors",
                        "/history",
                        "/records/new?fact=stay",
                        "/records/" + record + "?fact=stay")) {
            assertThat(stranger.get("/persons/" + code + page).statusCode())
                    .as(page)
                    .isEqualTo(404);
        }
        assertThat(
                        stranger.post(
                                        "/persons/" + code + "/records",
                                        "fact",
                                        "stay",
                                        "record",
                                        record.toString(),
                                        "removed",
                                        "yes",
                                        "source",
                                        "person")
                                .statusCode())
                .isEqualTo(404);
        assertThat(stranger.post("/persons/" + code + "/lists", "fact", "stay").statusCode())
                .isEqualTo(404);
        assertThat(worker.get("/persons/" + code + "/journey").body()).contains("Colombia");
    }

    @Test
    void aRecordThatSaysNothingOrSomethingImpossibleIsToldAtTheField() throws Exception {
        assertThat(save("stay", Ids.next()).body()).contains("f-r-country-error");
        HttpResponse<String> wrong =
                save(
                        "stay",
                        Ids.next(),
                        "r-country",
                        "XXX",
                        "r-entered-month",
                        "13",
                        "r-entered-year",
                        "2024");
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(wrong.body()).contains("f-r-country-error", "f-r-entered-error");
        assertThat(save("relative", Ids.next(), "r-person", "somebody").body())
                .contains("f-r-person-error");
        assertThat(save("no_such_list", Ids.next(), "r-country", "COL").statusCode())
                .isEqualTo(404);
        assertThat(save("name", Ids.next(), "r-country", "COL").statusCode()).isEqualTo(404);
        assertThat(answers("stay")).isEmpty();
    }

    @Test
    void aSecondClickWritesNothingTwice() throws Exception {
        String form = worker.get("/persons/" + code + "/records/new?fact=stay").body();
        String record = hidden(form, "record");
        String id = hidden(form, "id");
        for (int i = 0; i < 2; i++) {
            assertThat(
                            save("stay", UUID.fromString(record), "r-country", "COL", "id", id)
                                    .statusCode())
                    .isEqualTo(302);
        }
        assertThat(answers("stay")).hasSize(1);
    }

    @Test
    void aListIsNoLongerWholeWhenMoreComesAfterwards() throws Exception {
        save("stay", Ids.next(), "r-country", "COL", "complete", "yes");
        assertThat(worker.get("/persons/" + code + "/journey").body())
                .contains("The person said that this is all");
        stay(Ids.next(), "PAN");
        assertThat(worker.get("/persons/" + code + "/journey").body())
                .doesNotContain("The person said that this is all");
    }

    // --- what must happen

    @Test
    void aRecordIsAddedCorrectedTakenAwayAndStaysInTheHistory() throws Exception {
        UUID record = Ids.next();
        stay(record, "COL");
        stay(Ids.next(), "PAN");
        String journey = worker.get("/persons/" + code + "/journey").body();
        assertThat(journey).contains("Colombia", "Panama", "<svg");
        assertThat(worker.get("/persons/" + code + "/records/" + record + "?fact=stay").body())
                .contains("value=\"COL\" selected", "value=\"2024\"");

        stay(record, "ECU");
        assertThat(worker.get("/persons/" + code + "/journey").body())
                .contains("Ecuador", "Panama")
                .doesNotContain("Colombia");
        save("stay", record, "removed", "yes");
        assertThat(worker.get("/persons/" + code + "/journey").body())
                .contains("Panama")
                .doesNotContain("Ecuador");
        assertThat(worker.get("/persons/" + code + "/history").body())
                .contains("Colombia", "Ecuador", "Panama", "Taken off the list");
        assertThat(answers("stay")).hasSize(4);
    }

    @Test
    void everyListHasAFormThatReadsBackWhatItWrote() throws Exception {
        save(
                "relative",
                Ids.next(),
                "r-relation",
                "child",
                "r-called",
                "Lucía",
                "r-country",
                "VEN",
                "r-age",
                "15-17",
                "r-nationality",
                "VEN",
                "r-nationality",
                "UNKNOWN",
                "r-together",
                "no");
        save("companion", Ids.next(), "r-relation", "unrelated", "r-holds_papers", "yes");
        String family = worker.get("/persons/" + code + "/family").body();
        assertThat(family)
                .contains("<svg", "Lucía", "Venezuela", "between 15 and 17", "perhaps others");
        save("document", Ids.next(), "r-kind", "passport", "r-state", "taken", "r-country", "VEN");
        assertThat(worker.get("/persons/" + code + "/papers").body())
                .contains("Passport", "Somebody took it");
        save("other_name", Ids.next(), "r-kind", "nickname", "r-text", "La Flaca");
        save("station", Ids.next(), "r-place", "Paso Canoas", "r-means", "bus");
        assertThat(worker.get("/persons/" + code).body())
                .contains("La Flaca", "Nickname", "Paso Canoas", "Bus");
        for (Facts.Known list :
                server.context.getBean(Facts.class).all().stream()
                        .filter(Facts.Known::list)
                        .toList()) {
            assertThat(
                            worker.get("/persons/" + code + "/records/new?fact=" + list.name())
                                    .statusCode())
                    .as(list.name())
                    .isEqualTo(200);
        }
    }

    @Test
    void nationalitiesAreSeveralNoneOrNotKnown() throws Exception {
        answer("nationality", "value", "VEN", "value", "COL");
        assertThat(worker.get("/persons/" + code).body()).contains("Venezuela and Colombia");
        answer("nationality", "value", "none");
        answer("nationality", "value", "UNKNOWN");
        assertThat(answers("nationality"))
                .containsExactlyInAnyOrder("[\"VEN\", \"COL\"]", "[]", "[\"UNKNOWN\"]");
        assertThat(answer("nationality", "value", "none", "value", "VEN").statusCode())
                .isEqualTo(400);
    }

    @Test
    void anAnswerTellsWhoSaidItInWhichLanguageAndOfWhichDay() throws Exception {
        HttpResponse<String> said =
                worker.post(
                        "/persons/" + code + "/answers",
                        "fact",
                        "age",
                        "value",
                        "15-17",
                        "source",
                        "officer",
                        "basis",
                        "estimated",
                        "language",
                        "haitian_creole",
                        "interpreter",
                        "yes",
                        "asof-day",
                        "1",
                        "asof-month",
                        "2",
                        "asof-year",
                        "2024");
        assertThat(said.statusCode()).isEqualTo(302);
        String page = worker.get("/persons/" + code + "/history").body();
        assertThat(page)
                .contains(
                        "between 15 and 17",
                        "it was estimated",
                        "in Haitian Creole",
                        "with an interpreter",
                        "as of 1 February 2024");
        // Told of 2024: at least one birthday has come since.
        assertThat(page).doesNotContain("15 and 17 years");
        assertThat(
                        answer(
                                        "age",
                                        "value",
                                        "17",
                                        "asof-day",
                                        "1",
                                        "asof-month",
                                        "2",
                                        "asof-year",
                                        "2999")
                                .statusCode())
                .isEqualTo(400);
    }

    @Test
    void asKnownOnADayShowsWhatWasWrittenDownByThen() throws Exception {
        answer("country_now", "value", "MEX");
        server.sql(
                "update answer set recorded_at = now() - interval '10 days' where fact = 'country_now'"
                        + " and organisation = ?",
                ours);
        answer("country_now", "value", "GTM");
        String then =
                worker.get(
                                "/persons/"
                                        + code
                                        + "/history?on="
                                        + java.time.LocalDate.now(java.time.ZoneOffset.UTC)
                                                .minusDays(5))
                        .body();
        String known =
                then.substring(then.indexOf("What was known on"), then.indexOf("All answers"));
        assertThat(known).contains("Mexico").doesNotContain("Guatemala", "Marisol");
        assertThat(worker.get("/persons/" + code + "/history?on=yesterday").statusCode())
                .isEqualTo(400);
    }

    @Test
    void theDayIsAskedForInPartsThatReadTheSameInEveryBrowserAndAMistakeSaysItsCure()
            throws Exception {
        java.time.LocalDate day = java.time.LocalDate.now(java.time.ZoneOffset.UTC).minusDays(5);
        String parts = "/history?on-day=%d&on-month=%d&on-year=%d";
        String then =
                worker.get(
                                "/persons/"
                                        + code
                                        + parts.formatted(
                                                day.getDayOfMonth(),
                                                day.getMonthValue(),
                                                day.getYear()))
                        .body();
        // No field that shows a day in the order of the browser.
        assertThat(then).contains("<h3>What was known on").doesNotContain("type=\"date\"");
        for (String wrong :
                List.of(
                        parts.formatted(31, 2, 2026),
                        parts.formatted(1, 1, 2999),
                        "/history?on-day=5&on-month=&on-year=")) {
            var answer = worker.get("/persons/" + code + wrong);
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body())
                    .contains("Write day, month and year in numbers, for example 5 11 2026")
                    .doesNotContain("<h3>What was known on");
        }
    }

    @Test
    void whenTheValuesWereErasedThePageSaysSoAndTakesNothingMore() throws Exception {
        server.sql("update person set erased_at = now() where code = ?", code);
        assertThat(worker.get("/persons/" + code).body())
                .contains("was erased on")
                .doesNotContain("/answers/new");
        assertThat(answer("country_now", "value", "GTM").statusCode()).isEqualTo(404);
    }

    // --- the hands

    private HttpResponse<String> stay(UUID record, String country) throws Exception {
        HttpResponse<String> saved =
                save("stay", record, "r-country", country, "r-entered-year", "2024");
        assertThat(saved.statusCode()).isEqualTo(302);
        return saved;
    }

    private HttpResponse<String> save(String list, UUID record, String... fields) throws Exception {
        List<String> form =
                new ArrayList<>(
                        List.of("fact", list, "record", record.toString(), "source", "person"));
        form.addAll(List.of(fields));
        return worker.post("/persons/" + code + "/records", form.toArray(String[]::new));
    }

    private HttpResponse<String> answer(String fact, String... fields) throws Exception {
        List<String> form = new ArrayList<>(List.of("fact", fact, "source", "person"));
        form.addAll(List.of(fields));
        return worker.post("/persons/" + code + "/answers", form.toArray(String[]::new));
    }

    private List<String> answers(String fact) throws Exception {
        return server.column(
                "select value::text from answer where organisation = ? and fact = ?", ours, fact);
    }

    private static String hidden(String form, String name) {
        Matcher found = Pattern.compile("name=\"" + name + "\" value=\"([^\"]+)\"").matcher(form);
        assertThat(found.find()).isTrue();
        return found.group(1);
    }
}
