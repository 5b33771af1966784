package amparo.finder.interview;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.engine.data.Data;
import amparo.engine.data.DataException;
import amparo.engine.data.JsonReader;
import amparo.engine.data.JsonWriter;
import amparo.engine.evaluate.Evaluator;
import amparo.engine.fact.Household;
import amparo.engine.report.HouseholdReport;
import amparo.rulebook.compile.CompiledRulebook;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Media;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The interview as a person meets it, from the first question to what is printed. */
class InterviewTest {
    private static final int NARROW = 360;
    private static final Set<String> ENDED = Set.of("closed", "suspended", "not-yet");

    private static Phone phone;

    @BeforeAll
    static void open() {
        phone = new Phone();
    }

    @AfterAll
    static void close() {
        if (phone != null) {
            phone.close();
        }
    }

    @BeforeEach
    void forget() {
        phone.faults.clear();
        phone.requests.clear();
        phone.missing.clear();
    }

    @ParameterizedTest
    @ValueSource(strings = {"es", "en"})
    void asksAndAnswersWithoutTellingAnybody(String language) {
        interview(language);
    }

    @Tag("long")
    @ParameterizedTest
    @ValueSource(strings = {"pt", "fr", "ht"})
    void asksAndAnswersInTheOtherLanguages(String language) {
        interview(language);
    }

    private static void interview(String language) {
        Page page = phone.open(NARROW);
        Talk talk = new Talk(page);
        talk.begin(phone.address(language + "/interview.html"));
        String address = page.url();
        page.waitForSelector("html[data-engine=ready]");
        phone.requests.clear();
        talk.first("all");
        talk.toTheEnd();

        assertThat(phone.requests).as("requests during the interview").isEmpty();
        assertThat(talk.asked)
                .contains("relative", "stay", "age", "needs_now")
                .hasSizeGreaterThan(20);
        assertThat(talk.asked).doesNotContain("harm", "control_signs", "lgbtiq_told");
        assertThat(page.url()).as("the address tells nothing").isEqualTo(address);
        assertThat(page.evaluate("() => Object.keys(history.state).join()")).isEqualTo("amparo");
        assertThat(page.title()).doesNotContain("VEN", "COL");
        assertThat(
                        page.evaluate(
                                "() => localStorage.length + sessionStorage.length + document.cookie.length"))
                .as("nothing is kept unasked")
                .isEqualTo(0);

        Map<String, Set<String>> shown = shown(page);
        page.click("[data-go=review]");
        page.waitForSelector("[data-view=review]");
        page.click("[data-keep=keep]");
        assertThat(shown).isEqualTo(expected(person(page), language));
        assertThat(shown.get("asylum")).contains("col-asylum@COL");
        assertThat(page.locator("[data-keep=drop]").count()).isEqualTo(1);
        page.click("[data-keep=drop]");
        assertThat(page.evaluate("() => localStorage.length")).isEqualTo(0);
        assertThat(phone.faults).isEmpty();
        page.context().close();
    }

    /** The doors in each group, with every fold opened. */
    private static Map<String, Set<String>> shown(Page page) {
        page.evaluate(
                "async () => { document.querySelectorAll('#app details.more').forEach(d => { d.open = true; });"
                        + " await new Promise(r => setTimeout(r, 300)); }");
        Map<String, Set<String>> shown = new TreeMap<>();
        List<?> found =
                (List<?>)
                        page.evaluate(
                                "() => [...document.querySelectorAll('#app [data-group] [data-door]')]"
                                        + ".map(d => d.closest('[data-group]').dataset.group + ' ' + d.dataset.door)");
        for (Object one : found) {
            String[] parts = ((String) one).split(" ", 2);
            shown.computeIfAbsent(parts[0], _ -> new TreeSet<>()).add(parts[1]);
        }
        return shown;
    }

    /** What was told, in the form of a person's file. */
    private static String person(Page page) {
        return (String)
                page.evaluate(
                        """
                        () => {
                          const kept = JSON.parse(JSON.parse(localStorage.getItem('amparo.kept')).body);
                          return JSON.stringify({...kept.answers, complete: kept.complete});
                        }
                        """);
    }

    /** The groups by the answer that the command line gives for the same person. */
    private static Map<String, Set<String>> expected(String person, String language) {
        Evaluator evaluator = new Evaluator(CompiledRulebook.load(language));
        List<DataException> problems = new ArrayList<>();
        Household household =
                Household.read(JsonReader.read(person), evaluator.book().vocabulary(), problems);
        assertThat(problems).isEmpty();
        JsonWriter out = new JsonWriter(false);
        new HouseholdReport(evaluator, language, Set.of())
                .write(household, (int) LocalDate.now().toEpochDay(), out);
        Data.Fields report = (Data.Fields) JsonReader.read(out.toString());
        Map<String, Set<String>> groups = new TreeMap<>();
        Set<String> merged = new TreeSet<>();
        for (Data one : ((Data.Items) report.get("pathways")).items()) {
            Data.Fields verdict = (Data.Fields) one;
            String group = group(verdict);
            String id = text(verdict, "id");
            if (group.equals("not_now") || group.equals("closed")) {
                boolean hopeful =
                        !((Data.Items) verdict.get("wouldChange")).items().isEmpty()
                                || verdict.get("withheldForSafety") instanceof Data.Flag flag
                                        && flag.yes();
                String same =
                        String.join(
                                        " ",
                                        id,
                                        text(verdict, "availability"),
                                        text(verdict, "outcome"))
                                + hopeful;
                if (!merged.add(same)) {
                    continue;
                }
            }
            if (!group.isEmpty()) {
                groups.computeIfAbsent(group, _ -> new TreeSet<>())
                        .add(id + "@" + text(verdict, "destination"));
            }
        }
        return groups;
    }

    private static String group(Data.Fields verdict) {
        String state = text(verdict, "availability");
        String outcome = text(verdict, "outcome");
        if (text(verdict, "kind").equals("asylum")) {
            // Asylum elsewhere is one sentence and a list, without cards.
            return text(verdict, "destination").equals("COL") ? "asylum" : "";
        }
        if (text(verdict, "kind").equals("barrier")) {
            return outcome.equals("does-not-touch") || state.equals("closed") ? "" : "barrier";
        }
        if (ENDED.contains(state)) {
            return "closed";
        }
        if (outcome.equals("open") && verdict.get("settled") instanceof Data.Text settled) {
            outcome = settled.text();
        }
        if (text(verdict, "category").equals("complementary") && !outcome.equals("not-met")) {
            return "asylum";
        }
        return switch (outcome) {
            case "met" -> state.equals("open") ? "seems_open" : "ask_first";
            case "not-met" -> "not_now";
            default -> "may_be_open";
        };
    }

    private static String text(Data.Fields fields, String key) {
        return fields.get(key) instanceof Data.Text text ? text.text() : "";
    }

    @Test
    void leavesAtOnceAndForgets() {
        Page page = phone.open(NARROW);
        Talk talk = new Talk(page);
        talk.begin(phone.address("es/interview.html"));
        talk.first("here");
        talk.settle();
        page.click("[data-go=review]");
        page.click("[data-keep=keep]");
        assertThat(page.evaluate("() => localStorage.length")).isEqualTo(1);
        page.click("[data-exit]");
        page.waitForURL("https://es.wikipedia.org/**");
        assertThat(page.title()).isEqualTo("Ordinary");
        assertThat(phone.requests.getLast()).isEqualTo("https://es.wikipedia.org/");

        page.navigate(phone.address("es/interview.html"));
        page.waitForSelector("[data-question=fear_of_return] [data-answer]");
        assertThat(page.evaluate("() => localStorage.length + sessionStorage.length")).isEqualTo(0);
        page.context().close();
    }

    @Test
    void leavesByThreePresses() {
        Page page = phone.open(NARROW);
        new Talk(page).begin(phone.address("en/interview.html"));
        for (int i = 0; i < 3; i++) {
            page.keyboard().press("Shift");
        }
        page.waitForURL("https://en.wikipedia.org/**");
        page.context().close();
    }

    @Test
    void asksBeforeALinkLosesTheAnswersAndCarriesThemToAnotherLanguage() {
        Page page = phone.open(NARROW);
        Talk talk = new Talk(page);
        talk.begin(phone.address("en/interview.html"));
        talk.first("here");
        talk.settle();
        page.click(".languages a[lang=fr]");
        page.waitForSelector("[data-leaving=stay]");
        assertThat(page.textContent("#app")).contains("Your answers would be lost");
        page.click("[data-leaving=stay]");
        page.waitForSelector("[data-view=question] h1");
        page.click(".languages a[lang=fr]");
        page.click("[data-leaving=keep]");
        page.waitForURL("**/fr/interview.html");
        page.click("[data-kept=use]");
        page.waitForSelector("[data-view=review] .review");
        assertThat(page.textContent(".review")).contains("Colombie");
        assertThat(phone.faults).isEmpty();
        page.context().close();
    }

    @Test
    void goesBackAndForwardAndChangesAnswers() {
        Page page = phone.open(NARROW);
        Talk talk = new Talk(page);
        talk.begin(phone.address("en/interview.html"));
        talk.first("here");
        talk.settle();
        page.goBack();
        page.waitForSelector("[data-view=scope]");
        page.goBack();
        talk.at("country_now");
        assertThat(page.inputValue("#app select")).isEqualTo("COL");
        page.goForward();
        page.waitForSelector("[data-view=scope]");
        page.click("[data-go=review]");
        page.locator(".review .row").nth(2).locator("button").click();
        talk.at("country_now");
        page.selectOption("#app select", "PER");
        page.click("button.main");
        page.waitForSelector("[data-view=review]");
        assertThat(page.textContent(".review")).contains("Peru").doesNotContain("Colombia\n");
        assertThat(phone.faults).isEmpty();
        page.context().close();
    }

    @Test
    void saysSoWhenAReloadLosesAnswers() {
        Page page = phone.open(NARROW);
        Talk talk = new Talk(page);
        talk.begin(phone.address("es/interview.html"));
        page.click("[data-answer=true]");
        talk.at("nationality");
        page.reload();
        page.waitForSelector("[data-question=fear_of_return] [data-answer]");
        assertThat(page.textContent("#app .box")).contains("empieza de nuevo");
        page.context().close();
    }

    @Test
    void keepsOnlyWhenAskedAndComesBack() {
        Page page = phone.open(NARROW);
        Talk talk = new Talk(page);
        talk.begin(phone.address("en/interview.html"));
        talk.first("all");
        talk.settle();
        page.click("[data-go=review]");
        page.click("[data-keep=keep]");
        page.reload();
        page.waitForSelector("[data-kept=use]");
        page.click("[data-kept=use]");
        page.waitForSelector("[data-view=review]");
        assertThat(page.textContent(".review")).contains("Venezuela", "Colombia");
        assertThat(page.textContent("#app")).contains("Your answers are here again.");
        page.click("[data-restart=ask]");
        page.click("[data-restart=yes]");
        talk.at("fear_of_return");
        assertThat(page.evaluate("() => localStorage.length")).isEqualTo(0);
        page.context().close();
    }

    @Test
    void saysWhatOldAnswersNoLongerFit() {
        Page page = phone.open(NARROW);
        Talk talk = new Talk(page);
        talk.begin(phone.address("en/interview.html"));
        talk.first("all");
        talk.settle();
        page.click("[data-go=review]");
        page.click("[data-keep=keep]");
        // As if an older rulebook had asked for something else, and had other codes.
        page.evaluate(
                """
                () => {
                  const outer = JSON.parse(localStorage.getItem('amparo.kept'));
                  const body = JSON.parse(outer.body);
                  body.rulebook = '000000000000';
                  body.answers.shoe_size = 42;
                  body.labels.shoe_size = ['What is your shoe size?', '42'];
                  body.answers.needs_now = ['gone_code'];
                  body.answers.relative = [{relation: 'spouse', country: 'XXX'}];
                  outer.body = JSON.stringify(body);
                  let sum = 0x811c9dc5;
                  for (let i = 0; i < outer.body.length; i += 1) {
                    sum = Math.imul(sum ^ outer.body.charCodeAt(i), 0x01000193) >>> 0;
                  }
                  outer.sum = sum.toString(16);
                  localStorage.setItem('amparo.kept', JSON.stringify(outer));
                }
                """);
        page.reload();
        page.click("[data-kept=use]");
        page.waitForSelector("[data-view=review]");
        assertThat(page.textContent("#app"))
                .contains("The rules were updated", "What is your shoe size?", "42")
                .contains("no longer fit the rules of today", "gone_code", "XXX");
        page.click("[data-go=results]");
        talk.results();
        assertThat(phone.faults).isEmpty();
        page.context().close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "null",
                "[]",
                "{\"form\":1}",
                "{\"form\":1,\"sum\":\"x\",\"body\":\"{\"}"
            })
    void saysThatWhatWasKeptIsDamaged(String stored) {
        Page page = phone.open(NARROW);
        Talk talk = new Talk(page);
        talk.begin(phone.address("en/interview.html"));
        page.evaluate("text => localStorage.setItem('amparo.kept', text)", stored);
        page.reload();
        page.waitForSelector("[data-kept=leave]");
        assertThat(page.textContent("#app")).contains("damaged");
        assertThat(page.locator("[data-kept=use]").count()).isZero();
        page.click("[data-kept=leave]");
        talk.at("fear_of_return");
        assertThat(page.evaluate("() => localStorage.getItem('amparo.kept')"))
                .as("it is left alone")
                .isEqualTo(stored);
        page.click("[data-answer=true]");
        talk.at("nationality");
        assertThat(page.evaluate("() => localStorage.getItem('amparo.kept')")).isEqualTo(stored);
        page.context().close();
    }

    @Test
    void offersWhatCanStillBeReadOfDamagedAnswers() {
        Page page = phone.open(NARROW);
        Talk talk = new Talk(page);
        talk.begin(phone.address("en/interview.html"));
        page.evaluate(
                "() => localStorage.setItem('amparo.kept', JSON.stringify({form: 1, sum: 'wrong',"
                        + " body: JSON.stringify({answers: {country_now: 'PER', age: 'old'}})}))");
        page.reload();
        page.click("[data-kept=use]");
        page.waitForSelector("[data-view=review]");
        assertThat(page.textContent("#app")).contains("age", "old");
        page.context().close();
    }

    @Test
    void printsAndCopiesNoAnswerThatWasNotTicked() {
        Page page = phone.open(NARROW);
        Talk talk = new Talk(page);
        talk.begin(phone.address("en/interview.html"));
        talk.first("all");
        talk.settle();
        page.click("[data-go=results]");
        talk.results();
        page.click("[data-go=summary]");
        page.waitForSelector("[data-paper] h2");
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        assertThat(page.locator("[data-do=print]").isVisible()).isFalse();
        assertThat(page.locator("[data-paper]").isVisible()).isTrue();
        assertThat(page.locator("[data-exit]").isVisible()).as("no controls on paper").isFalse();
        assertThat(page.innerText("[data-paper]"))
                .contains("I want to ask for asylum")
                .doesNotContain("Which country are you in now?", "Answers added");
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.SCREEN));
        page.click("#app details summary");
        page.check("#app details .choice:nth-child(2) input");
        assertThat(page.innerText("[data-paper]")).contains("Answers added", "Venezuela");
        assertThat(phone.faults).isEmpty();
        page.context().close();
    }

    @Test
    void showsADoorWithItsSourcesAndComparesThree() {
        Page page = phone.open(NARROW);
        Talk talk = new Talk(page);
        talk.begin(phone.address("en/interview.html"));
        talk.first("all");
        talk.settle();
        page.click("[data-go=results]");
        talk.results();
        phone.requests.clear();
        page.click("[data-group=may_be_open] .door .link");
        page.waitForSelector(".door-page .facts");
        assertThat(phone.requests).as("one bundle for all doors").hasSize(1);
        assertThat(phone.requests.getFirst()).contains("/details.en.json");
        assertThat(page.locator(".door-page .source").count()).isPositive();
        assertThat(page.locator(".door-page [data-ask]").count()).isPositive();
        int effect = page.innerText(".door-page").indexOf("asylum claim");
        int gives = page.innerText(".door-page").indexOf("What it gives");
        assertThat(effect).as("asylum before benefits").isLessThan(gives);
        page.goBack();
        talk.results();
        for (int i = 0; i < 3; i++) {
            page.locator("[data-group=may_be_open] .door input").nth(i).check();
        }
        page.locator("[data-group=may_be_open] .door input").nth(3).click();
        assertThat(page.locator("[data-group=may_be_open] .door input").nth(3).isChecked())
                .as("three at a time")
                .isFalse();
        page.click("[data-go=compare]");
        page.waitForSelector("table.compare");
        assertThat(page.locator("table.compare tbody tr").first().locator("td").count())
                .isEqualTo(3);
        assertThat(phone.faults).isEmpty();
        page.context().close();
    }

    @Test
    void answersBeforeTheRulesAreThereAndSaysWhenTheyCannotCome() {
        phone.missing.add("/core.");
        Page page = phone.open(NARROW);
        Talk talk = new Talk(page);
        talk.begin(phone.address("en/interview.html"));
        talk.start("here");
        page.waitForSelector("[data-do=retry]");
        assertThat(page.textContent("#app"))
                .contains("The rules could not reach this phone", "Your answers are still here");
        phone.missing.clear();
        page.click("[data-do=retry]");
        page.waitForSelector("[data-view=question] .progress");
        page.click("[data-go=review]");
        assertThat(page.textContent(".review")).contains("Venezuela");
        page.context().close();
    }

    @Test
    void saysThatDetailsAreMissingAndStillShowsTheDoor() {
        phone.missing.add("/details.");
        Page page = phone.open(NARROW);
        Talk talk = new Talk(page);
        talk.begin(phone.address("en/interview.html"));
        talk.first("here");
        talk.settle();
        page.click("[data-go=results]");
        talk.results();
        page.click("[data-group=asylum] .door .link");
        page.waitForSelector(".door-page [role=alert]");
        assertThat(page.textContent(".door-page")).contains("not on this phone yet", "Colombia");
        page.context().close();
    }

    @Test
    void worksWithoutWorkersAndWithoutStorage() {
        Page page = phone.open(NARROW);
        page.addInitScript(
                "delete window.Worker; Object.defineProperty(window, 'localStorage', {get() { throw new Error('no'); }});");
        Talk talk = new Talk(page);
        talk.begin(phone.address("en/interview.html"));
        talk.first("here");
        page.waitForSelector("[data-view=question] .progress");
        page.click("[data-go=review]");
        page.click("[data-keep=keep]");
        assertThat(page.textContent("#app")).contains("This browser does not allow keeping");
        assertThat(phone.faults).isEmpty();
        page.context().close();
    }

    @Test
    void pointsToHelpWithoutNamingWhatHappened() {
        Page page = phone.open(NARROW);
        Talk talk = new Talk(page);
        talk.begin(phone.address("en/interview.html"));
        talk.first("here");
        page.waitForSelector("[data-go=help]");
        page.click("[data-go=help]");
        assertThat(page.textContent(".help-panel"))
                .contains("free legal help with asylum", "You decide")
                .doesNotContainIgnoringCase("traffick", "victim", "refugee-indication", "survivor");
        assertThat(page.locator(".help-panel").textContent())
                .doesNotContain("going back", "consular");
        page.context().close();
    }

    @Test
    void refusesMistakesWithAClearSentence() {
        Page page = phone.open(NARROW);
        Talk talk = new Talk(page);
        talk.begin(phone.address("en/interview.html"));
        talk.first("all");
        talk.settle();
        page.click("[data-go=review]");
        page.evaluate("() => 0");
        page.goBack();
        talk.at("relative");
        page.click("[data-add]");
        page.fill("[data-field=age] input.number", "300");
        page.click("button.main");
        assertThat(page.textContent("[data-field=age] .problem"))
                .isEqualTo("Write a number between 0 and 130.");
        page.fill("[data-field=age] input.number", "");
        page.click("button.main");
        assertThat(page.textContent("#app")).contains("Fill in at least one thing.");
        page.context().close();
    }

    @Test
    void canBeUsedByKeyboardAlone() {
        Page page = phone.open(NARROW);
        Talk talk = new Talk(page);
        talk.begin(phone.address("en/interview.html"));
        page.focus("[data-answer=true]");
        page.keyboard().press("Enter");
        talk.at("nationality");
        assertThat(page.evaluate("() => document.activeElement.tagName"))
                .as("the new question is read out")
                .isEqualTo("H1");
        page.keyboard().press("Tab");
        assertThat(page.evaluate("() => document.activeElement.tagName")).isEqualTo("SELECT");
        page.keyboard().type("Venez");
        for (int i = 0; i < 4; i++) {
            page.keyboard().press("Tab");
        }
        page.keyboard().press("Enter");
        talk.at("country_now");
        page.context().close();
    }

    @Test
    void isAccessibleAndFitsSmallScreens() {
        Page page = phone.open(320);
        Talk talk = new Talk(page);
        talk.begin(phone.address("es/interview.html"));
        isFine(page, "first");
        talk.first("all");
        talk.settle();
        isFine(page, talk.question());
        page.click("[data-add]");
        isFine(page, "card");
        page.click(".quiet[data-cancel]");
        talk.at("relative");
        talk.wife();
        isFine(page, "cards");
        page.click("[data-answer=all]");
        talk.at("stay");
        page.click("[data-go=results]");
        talk.results();
        isFine(page, "results");
        page.click("[data-go=family]");
        page.waitForSelector("[data-relative='0'] h3, [data-relative='0'] .more");
        isFine(page, "family");
        page.goBack();
        talk.results();
        page.click("[data-group=may_be_open] .door .link");
        page.waitForSelector(".door-page .facts");
        isFine(page, "door");
        page.goBack();
        talk.results();
        page.locator("[data-group=may_be_open] .door input").nth(0).check();
        page.locator("[data-group=may_be_open] .door input").nth(1).check();
        page.click("[data-go=compare]");
        page.waitForSelector("table.compare");
        isFine(page, "compare");
        page.goBack();
        talk.results();
        page.click("[data-go=summary]");
        page.waitForSelector("[data-paper] h2");
        isFine(page, "summary");
        page.goBack();
        talk.results();
        page.click("[data-go=review]");
        page.waitForSelector(".review");
        isFine(page, "review");
        page.context().close();
    }

    @Test
    void saysWhichDoorsAreOpenToEachOfTheFamily() {
        Page page = phone.open(NARROW);
        Talk talk = new Talk(page);
        talk.begin(phone.address("en/interview.html"));
        talk.first("all");
        talk.at("relative");
        talk.wife();
        page.click("[data-answer=all]");
        talk.at("stay");
        page.click("[data-go=results]");
        talk.results();
        phone.requests.clear();
        page.click("[data-go=family]");
        page.waitForSelector("[data-relative='0'] .more");
        assertThat(page.textContent("[data-relative='0'] h2")).contains("Chile");
        assertThat(page.locator("[data-relative]").count()).isEqualTo(1);
        String wife =
                """
                {"country_now": "CHL", "status_now": "temporary_resident", "age": 33,
                 "relative": [{"relation": "spouse", "country": "COL", "nationality": ["VEN"]}]}\
                """;
        Map<String, Set<String>> groups = expected(wife, "en");
        for (String group : List.of("seems_open", "ask_first", "may_be_open")) {
            for (String door : groups.getOrDefault(group, Set.of())) {
                String id = door.substring(0, door.indexOf('@'));
                assertThat(
                                page.locator("[data-relative='0'] a[href='doors/" + id + ".html']")
                                        .count())
                        .as(door)
                        .isPositive();
            }
        }
        assertThat(phone.requests).as("nothing is asked of the server").isEmpty();
        assertThat(phone.faults).isEmpty();
        page.context().close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"es", "en"})
    void canBeReadAtTwiceTheSize(String language) {
        Page page = phone.open(640);
        page.addInitScript(
                "document.addEventListener('DOMContentLoaded', () => { document.documentElement.style.zoom = '2'; });");
        Talk talk = new Talk(page);
        talk.begin(phone.address(language + "/interview.html"));
        fits(page, "first");
        talk.first("all");
        talk.at("relative");
        page.click("[data-add]");
        fits(page, "card");
        page.click(".quiet[data-cancel]");
        talk.at("relative");
        talk.wife();
        fits(page, "cards");
        page.click("[data-go=results]");
        talk.results();
        fits(page, "results");
        page.click("[data-group=may_be_open] .door .link");
        page.waitForSelector(".door-page .facts");
        fits(page, "door");
        page.context().close();
    }

    private static void fits(Page page, String what) {
        assertThat(
                        page.evaluate(
                                "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                .as("what sticks out at twice the size: " + what)
                .isEqualTo(0);
    }

    private static void isFine(Page page, String what) {
        assertThat(new AxeBuilder(page).analyze().getViolations()).as(what).isEmpty();
        assertThat(
                        page.evaluate(
                                "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                .as("what sticks out of a narrow screen: " + what)
                .isEqualTo(0);
    }
}
