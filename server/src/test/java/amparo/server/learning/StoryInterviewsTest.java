package amparo.server.learning;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.engine.data.Data;
import amparo.engine.data.JsonWriter;
import amparo.engine.fact.Fact;
import amparo.engine.fact.FactType;
import amparo.rulebook.compile.CompiledVignettes;
import amparo.rulebook.vignette.Vignette;
import amparo.server.access.OrganisationKind;
import amparo.server.access.Role;
import amparo.server.accounts.TestSessions;
import amparo.server.pages.Chromium;
import amparo.server.registry.LoadedRulebook;
import amparo.server.testing.WholeServer;
import amparo.server.testing.WholeServer.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * SCENARIO: the stories to learn from, worked from end to end in a browser through the pages of a
 * real interview: the frame at a counter where others hear, what is told and seen there, the moment
 * alone, what is told then, the end. The flags are exactly those of the story, in both moments, and
 * the page of needs shows them with what to do. Persons of these tests are invented and in an
 * organisation of their own. Five of them each time, all with the tag "long".
 */
@Tag("database")
@Tag("door")
class StoryInterviewsTest {

    private static final List<String> EACH_TIME =
            List.of(
                    "the-uncle-at-the-counter",
                    "the-nurse-please",
                    "nine-days-in-the-transit-room",
                    "the-girl-with-a-husband",
                    "the-mason-with-a-contract");
    private static final Path PICTURES = Path.of("target/screenshots/stories");
    private static final WholeServer SERVER = WholeServer.get();
    private static Chromium browser;

    private final LoadedRulebook rulebook = SERVER.context.getBean(LoadedRulebook.class);

    @BeforeAll
    static void open() {
        browser = new Chromium();
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.close();
        }
    }

    static Stream<String> eachTime() {
        return EACH_TIME.stream();
    }

    static Stream<String> all() {
        return stories().stream().map(Vignette::id);
    }

    private static List<Vignette> stories() {
        return CompiledVignettes.load(SERVER.context.getBean(LoadedRulebook.class).book());
    }

    @Test
    void thereAreAsManyStoriesAsThereMustBe() {
        assertThat(all()).hasSizeGreaterThanOrEqualTo(25).containsAll(EACH_TIME);
    }

    @ParameterizedTest
    @MethodSource("eachTime")
    void aStoryIsWorkedInARealInterview(String story) throws Exception {
        work(story);
    }

    @ParameterizedTest
    @MethodSource("all")
    @Tag("long")
    void everyStoryIsWorkedInARealInterview(String story) throws Exception {
        work(story);
    }

    private void work(String id) throws Exception {
        Vignette story =
                stories().stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow();
        browser.faults.clear();
        UUID ours = SERVER.organisation(OrganisationKind.NGO);
        Browser officer = SERVER.worker(ours, Role.PROTECTION_SPECIALIST, "organisation");
        Page page = signedIn(officer);
        try {
            for (Vignette.Player player : story.persons()) {
                String code = enter(page, story.id() + " " + player.id());
                String interview = frame(page, code);
                tell(page, code, interview, player.first().told());
                Set<String> first = words(player.first());
                assertThat(flags(code)).as("%s at the counter", player.id()).isEqualTo(first);
                page.navigate(address("/interviews/" + interview));
                page.click("form[action$='/close'] button");
                assertThat(page.url()).as("no end without a moment alone").contains(interview);
                page.click("form[action$='/alone'] button");
                tell(page, code, interview, player.then().told());
                Set<String> both = new TreeSet<>(first);
                both.addAll(words(player.then()));
                assertThat(flags(code)).as("%s alone", player.id()).isEqualTo(both);
                page.navigate(address("/interviews/" + interview));
                picture(page, story.id() + "-" + player.id());
                page.click("form[action$='/close'] button");
                assertThat(page.url()).endsWith("/persons/" + code + "/needs");
                seen(page, both);
                picture(page, story.id() + "-" + player.id() + "-needs");
            }
        } finally {
            page.context().close();
        }
        assertThat(browser.faults).isEmpty();
    }

    /** Each flag stands there with what to do and what never. */
    private void seen(Page page, Set<String> flags) {
        page.evaluate("document.querySelectorAll('main details').forEach(d => (d.open = true))");
        String text = page.locator("main").innerText();
        for (String flag : flags) {
            var screen =
                    rulebook.book().screens().stream()
                            .filter(one -> one.id().equals(flag.split(" ")[0]))
                            .findFirst()
                            .orElseThrow();
            assertThat(text)
                    .contains(
                            screen.title().in("en"),
                            screen.actions().getFirst().in("en"),
                            screen.never().getFirst().in("en"));
        }
    }

    private String enter(Page page, String who) {
        page.navigate(address("/persons/new"));
        page.fill("input[name=name]", "Persona " + who.replaceAll("[^a-z ]", " "));
        page.locator("main form.form button[type=submit]").last().click();
        if (page.locator("button[name=looked]").count() > 0) {
            page.locator("input[id^='not-']").first().check();
            page.click("button[name=looked]");
        }
        assertThat(page.url()).matches(".*/persons/[0-9A-HJKMNP-TV-Z]{8}");
        return page.url().substring(page.url().length() - 8);
    }

    /** At a counter: others hear, and nobody who answers for a child is there. */
    private String frame(Page page, String code) {
        page.navigate(address("/persons/" + code + "/interview"));
        page.check("input[name=place][value=desk]");
        page.check("input[name=private][value=no]");
        page.selectOption("select[name=language]", "spanish");
        page.check("input[name=through][value=interpreter]");
        page.check("input[name=understood][value=yes]");
        page.check("input[name=informed][value=yes]");
        page.check("input[name=consent][value=yes]");
        page.check("input[name=guardian][value=no]");
        page.locator("main form:has(input[name=place]) button[type=submit]").last().click();
        assertThat(page.url()).contains("/interviews/");
        return page.url().replaceAll(".*/interviews/([0-9a-f-]{36}).*", "$1");
    }

    private void tell(Page page, String code, String interview, Data.Fields moment)
            throws Exception {
        JsonNode told =
                JsonMapper.shared().readTree(new JsonWriter(false).value(moment).toString());
        for (Map.Entry<String, JsonNode> one : told.properties()) {
            Fact fact = rulebook.vocabulary().find(one.getKey());
            if (fact == null) {
                continue;
            }
            if (fact.type() == FactType.RECORDS) {
                records(page, code, interview, fact, one.getValue());
            } else {
                question(page, interview, fact);
                fill(page, "value", fact.type(), one.getValue());
                page.check(
                        "input[name=source][value=" + (fact.asked() ? "person" : "officer") + "]");
                save(page, fact.name());
            }
        }
        for (JsonNode list : told.path("complete")) {
            question(
                    page,
                    interview,
                    Objects.requireNonNull(rulebook.vocabulary().find(list.stringValue(""))));
            save(page, list.stringValue(""));
        }
    }

    private static void question(Page page, String interview, Fact fact) {
        page.navigate(address("/interviews/" + interview + "/question?fact=" + fact.name()));
        assertThat(page.locator("main form:has(input[name=item])").count())
                .as(fact.name())
                .isPositive();
        // What may not be asked now was told unasked.
        if (page.locator("input[name=how][value=unasked]").count() > 0) {
            page.check("input[name=how][value=unasked]");
        }
    }

    private static void save(Page page, String fact) {
        page.locator("main form[action$='/answers'] button[type=submit]").click();
        assertThat(page.locator(".error-summary").count()).as(fact).isZero();
    }

    /** A list is told a record at a time, on the page to which the interview leads. */
    private void records(Page page, String code, String interview, Fact list, JsonNode value)
            throws Exception {
        if (!value.isArray()) {
            question(page, interview, list);
            save(page, list.name());
            return;
        }
        List<String> there =
                SERVER.column(
                        "select a.record::text from answer a join person p on p.id = a.person where p.code = ?"
                                + " and a.fact = ? and a.record is not null group by a.record order by min(a.recorded_at)",
                        code,
                        list.name());
        for (int i = 0; i < value.size(); i++) {
            if (i < there.size()) {
                page.navigate(
                        address(
                                "/persons/"
                                        + code
                                        + "/records/"
                                        + there.get(i)
                                        + "?fact="
                                        + list.name()));
            } else {
                question(page, interview, list);
                page.click("main a[href*='/records/new']");
            }
            for (Map.Entry<String, JsonNode> field : value.get(i).properties()) {
                Fact known =
                        Objects.requireNonNull(list.record()).fields().stream()
                                .filter(one -> one.name().equals(field.getKey()))
                                .findFirst()
                                .orElseThrow();
                if (field.getValue().stringValue("").equals("ongoing")) {
                    page.check("input[name=r-" + known.name() + "-ongoing]");
                } else {
                    fill(page, "r-" + known.name(), known.type(), field.getValue());
                }
            }
            page.check("input[name=source][value=person]");
            page.locator("main form.form button[type=submit]").first().click();
            assertThat(page.locator(".error-summary").count())
                    .as("%s %s", list.name(), value.get(i))
                    .isZero();
        }
    }

    private static void fill(Page page, String name, FactType type, JsonNode value) {
        switch (type) {
            case BOOLEAN ->
                    page.check(
                            "input[name="
                                    + name
                                    + "][value="
                                    + (value.asBoolean() ? "yes" : "no")
                                    + "]");
            case WHOLE -> page.fill("input[name=" + name + "]", value.asString());
            case DATE -> {
                String[] parts = value.asString().split("-");
                String[] names = {"-year", "-month", "-day"};
                for (int i = 0; i < names.length; i++) {
                    page.fill(
                            "input[name=" + name + names[i] + "]",
                            i < parts.length ? parts[i] : "");
                }
            }
            case CODE -> choose(page, name, List.of(value.asString()));
            case CODES ->
                    choose(
                            page,
                            name,
                            value.isEmpty()
                                    ? List.of("none")
                                    : value.valueStream().map(JsonNode::asString).toList());
            case RECORDS -> throw new IllegalArgumentException(name);
        }
    }

    private static void choose(Page page, String name, List<String> codes) {
        Locator places = page.locator("select[name=" + name + "]");
        if (places.count() == 0) {
            codes.forEach(code -> page.check("input[name=" + name + "][value=" + code + "]"));
            return;
        }
        assertThat(places.count()).as(name).isGreaterThanOrEqualTo(codes.size());
        for (int i = 0; i < codes.size(); i++) {
            places.nth(i).selectOption(codes.get(i));
        }
    }

    /** The open flags with their urgency, read as the owner of the database. */
    private static Set<String> flags(String code) throws Exception {
        return new TreeSet<>(
                SERVER.column(
                        "select f.screen || ' ' || f.urgency from flag f join person p on p.id = f.person where p.code = ? and f.closed_at is null",
                        code));
    }

    private static Set<String> words(Vignette.Told moment) {
        Set<String> words = new TreeSet<>();
        moment.flags().forEach((screen, urgency) -> words.add(screen + " " + urgency.word()));
        return words;
    }

    private static Page signedIn(Browser who) {
        String cookie = TestSessions.open(SERVER.context, who.account, true).cookie();
        Page page = browser.open(1280, 900, ColorScheme.LIGHT, true);
        page.context().setDefaultTimeout(60_000);
        page.context()
                .addCookies(
                        List.of(
                                new Cookie("amparo", cookie.substring(cookie.indexOf('=') + 1))
                                        .setUrl(address("/"))));
        page.context().setExtraHTTPHeaders(Map.of("Accept-Language", "en"));
        return page;
    }

    private static void picture(Page page, String name) {
        page.screenshot(
                new Page.ScreenshotOptions()
                        .setFullPage(true)
                        .setPath(PICTURES.resolve(name + ".png")));
    }

    private static String address(String path) {
        return "http://localhost:"
                + SERVER.context.getEnvironment().getProperty("local.server.port")
                + path;
    }
}
