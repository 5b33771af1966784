package amparo.server.walk;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.server.access.OrganisationKind;
import amparo.server.access.Role;
import amparo.server.accounts.TestSessions;
import amparo.server.pages.Chromium;
import amparo.server.testing.WholeServer;
import amparo.server.testing.WholeServer.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * FEATURE: what a case worker does at a desk with one person, in a browser: look before somebody is
 * entered, say that two files are one and take it back, see what was known, end a consent; also
 * when the line breaks, a finger is too quick, or a colleague writes at the same time.
 */
@Tag("database")
@Tag("door")
class DeskTest {

    private static final Path PICTURES = Path.of("target/screenshots/desk");

    private final WholeServer server = WholeServer.get();
    private Chromium chromium;
    private UUID ours;
    private Browser worker;
    private Browser supervisor;

    @BeforeEach
    void open() throws Exception {
        chromium = new Chromium();
        ours = server.organisation(OrganisationKind.NGO);
        worker = server.worker(ours, Role.CASE_WORKER, "organisation");
        supervisor = server.worker(ours, Role.SUPERVISOR, "organisation");
    }

    @AfterEach
    void close() {
        chromium.close();
    }

    @Test
    void whoIsThereAlreadyIsShownBeforeSomebodyIsEnteredTwice() throws Exception {
        String known = enter("Xiomara Quispe Aranda", "1991");
        Page page = signedIn(worker);
        fillNew(page, "Chiomara Quispe", "1991");
        submit(page);
        assertThat(page.locator("h1").textContent()).isNotBlank();
        assertThat(page.locator("#same-" + known).count()).isEqualTo(1);
        picture(page, "before-entering");
        page.locator("button[name=same][value='" + known + "']").click();
        assertThat(page.url()).endsWith("/persons/" + known);
        assertThat(persons()).isEqualTo(1);

        fillNew(page, "Chiomara Quispe", "1991");
        submit(page);
        page.locator("#not-" + known).check();
        page.locator("button[name=looked]").click();
        assertThat(page.url()).matches(".*/persons/[0-9A-HJKMNP-TV-Z]{8}").doesNotEndWith(known);
        assertThat(persons()).isEqualTo(2);
        page.navigate(address("/persons/" + known + "/same"));
        assertThat(page.locator("main table").count())
                .as("what was said not to be the same is not proposed again")
                .isZero();
    }

    @Test
    void twoFilesBecomeOneWithAReasonAndTwoAgain() throws Exception {
        String one = enter("Wilmer Anteliz Paredes", "1984");
        String other = enter("Wilmer Anteliz", "1984", "looked", "yes");
        Page page = signedIn(supervisor);
        page.navigate(address("/persons/" + one + "/same"));
        page.locator("a[href$='/same/" + other + "']").click();
        picture(page, "compare");
        page.locator("form[action$='/merge'] button").click();
        assertThat(page.locator(".error-summary, [role=alert]").count())
                .as("no reason, no merge")
                .isGreaterThan(0);
        page.locator("form[action$='/merge'] textarea").fill("The same paper was shown twice");
        page.locator("input[name=keep][value='" + one + "']").check();
        page.locator("form[action$='/merge'] button").click();

        page.navigate(address("/persons/" + other));
        assertThat(page.locator("main").textContent())
                .as("the other file leads to the one that stands for it")
                .contains(one);
        page.navigate(address("/persons/" + one + "/same"));
        assertThat(page.locator("main").textContent()).contains("The same paper was shown twice");
        picture(page, "merged");
        page.locator("form[action$='/undo'] textarea").fill("It was the brother");
        page.locator("form[action$='/undo'] button").click();
        page.navigate(address("/persons/" + other));
        assertThat(page.locator("main").textContent()).contains("Wilmer Anteliz");
        page.navigate(address("/persons"));
        assertThat(page.locator("main").textContent()).contains(one, other);
    }

    @Test
    void theHistoryHoldsWhatWasCorrectedAndWhatWasKnownOnADay() throws Exception {
        String code = enter("Lourdes Tapia", "1979");
        Page page = signedIn(worker);
        page.navigate(address("/persons/" + code + "/history"));
        String before = page.locator("main").textContent();
        assertThat(before).contains("1979");
        require(
                worker.post(
                        "/persons/" + code + "/answers",
                        "fact",
                        "birth_date",
                        "value-year",
                        "1981",
                        "value-month",
                        "",
                        "value-day",
                        "",
                        "source",
                        "document"));
        page.reload();
        assertThat(page.locator("main").textContent())
                .as("nothing that was said goes away")
                .contains("1979", "1981");
        picture(page, "history");
        knownOn(page, LocalDate.now(ZoneOffset.UTC).minusDays(3));
        assertThat(page.url()).contains("on-day=");
        assertThat(page.locator("main").textContent())
                .contains("Nothing had been written down by that day.");
        knownOn(page, LocalDate.now(ZoneOffset.UTC));
        assertThat(page.locator("main").textContent())
                .doesNotContain("Nothing had been written down by that day.");
    }

    private static void knownOn(Page page, LocalDate day) {
        page.locator("input[name=on-day]").fill(Integer.toString(day.getDayOfMonth()));
        page.locator("[name=on-month]").fill(Integer.toString(day.getMonthValue()));
        page.locator("input[name=on-year]").fill(Integer.toString(day.getYear()));
        page.locator("form[action$='/history'] button").click();
    }

    @Test
    void aConsentThatIsWithdrawnEndsAtOnce() throws Exception {
        String code = enter("Yolanda Pacheco", "1990");
        Page page = signedIn(worker);
        page.navigate(address("/persons/" + code + "/consent/new?purpose=sharing&in=es"));
        page.locator("input[name=given][value=yes]").check();
        page.locator("input[name=way]").first().check();
        submit(page);
        UUID theirs = server.organisation(OrganisationKind.UN_AGENCY);
        LocalDate until = LocalDate.now(ZoneOffset.UTC).plusDays(30);
        require(
                worker.post(
                        "/persons/" + code + "/shares",
                        "receiver",
                        theirs.toString(),
                        "basis",
                        "consent",
                        "facts",
                        "name",
                        "until-day",
                        Integer.toString(until.getDayOfMonth()),
                        "until-month",
                        Integer.toString(until.getMonthValue()),
                        "until-year",
                        Integer.toString(until.getYear())));
        Browser receiver = server.worker(theirs, Role.SUPERVISOR, "organisation");
        assertThat(receiver.get("/persons/" + code).statusCode()).isEqualTo(200);

        page.navigate(address("/persons/" + code + "/consent"));
        picture(page, "consent");
        page.locator("a[href$='/withdrawal']").first().click();
        picture(page, "withdrawal");
        page.locator("form[action$='/withdrawal'] button").click();
        assertThat(page.url()).endsWith("/consent");
        assertThat(receiver.get("/persons/" + code).statusCode())
                .as("whoever had it by this consent has it no longer")
                .isEqualTo(404);
        String name =
                server.column("select name from organisation where id = ?", theirs).getFirst();
        assertThat(page.locator("main").textContent())
                .as("who received what stays written")
                .contains(name);
    }

    @Test
    void aBrokenLineLosesNothingAndAQuickFingerDoublesNothing() throws Exception {
        Page page = signedIn(worker);
        fillNew(page, "Rosalba Menjívar", "1988");
        page.context().setOffline(true);
        submit(page);
        page.locator(".broken").waitFor();
        picture(page, "broken-line");
        assertThat(page.locator("input[name=name]").inputValue())
                .as("what was typed is still there")
                .isEqualTo("Rosalba Menjívar");
        assertThat(persons()).isZero();
        page.context().setOffline(false);
        page.waitForCondition(() -> (boolean) page.evaluate("navigator.onLine"));
        chromium.faults.removeIf(fault -> fault.contains("ERR_INTERNET_DISCONNECTED"));
        Locator button = page.locator("main form.form button[type=submit]").last();
        button.evaluate("button => { button.click(); button.click(); }");
        page.waitForURL(Pattern.compile(".*/persons/[0-9A-HJKMNP-TV-Z]{8}"));
        page.waitForLoadState();
        assertThat(persons()).isEqualTo(1);
        assertThat(chromium.faults).isEmpty();
    }

    @Test
    void twoWhoWriteAboutOnePersonAtOnceBothStay() throws Exception {
        String code = enter("Ciro Baldeón", "1969");
        Browser colleague = server.worker(ours, Role.CASE_WORKER, "organisation");
        List<Thread> both =
                List.of("HND", "GTM").stream()
                        .map(country ->
                                Thread.ofVirtual()
                                        .start(() ->
                                                say(
                                                        country.equals("HND") ? worker : colleague,
                                                        code,
                                                        country)))
                        .toList();
        for (Thread one : both) {
            one.join();
        }
        assertThat(
                        server.column(
                                "select a.value #>> '{}' from answer a join person p on p.id = a.person"
                                        + " where p.code = ? and a.fact = 'country_now' order by 1",
                                code))
                .containsExactly("GTM", "HND");
    }

    private static void say(Browser who, String code, String country) {
        try {
            require(
                    who.post(
                            "/persons/" + code + "/answers",
                            "fact",
                            "country_now",
                            "value",
                            country,
                            "source",
                            "person"));
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static void require(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
    }

    private int persons() throws Exception {
        return Integer.parseInt(
                server.column(
                                "select count(*)::text from person where organisation = ? and merged_into is null",
                                ours)
                        .getFirst());
    }

    private String enter(String name, String year, String... more) throws Exception {
        String[] form = new String[6 + more.length];
        System.arraycopy(
                new String[] {"name", name, "birth_date-year", year, "basis", "person-said"},
                0,
                form,
                0,
                6);
        System.arraycopy(more, 0, form, 6, more.length);
        String to = WholeServer.location(worker.post("/persons", form));
        assertThat(to).matches(".*/persons/[0-9A-HJKMNP-TV-Z]{8}");
        return to.substring(to.length() - 8);
    }

    private void fillNew(Page page, String name, String year) {
        page.navigate(address("/persons/new"));
        page.locator("input[name=name]").fill(name);
        page.locator("input[name=birth_date-year]").fill(year);
    }

    private static void submit(Page page) {
        page.locator("main form.form button[type=submit]").last().click();
    }

    private Page signedIn(Browser who) {
        String cookie = TestSessions.open(server.context, who.account, true).cookie();
        Page page = chromium.open(360, 800, ColorScheme.LIGHT, true);
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
                        .setPath(PICTURES.resolve(name + "-360.png")));
    }

    private String address(String path) {
        return "http://localhost:"
                + server.context.getEnvironment().getProperty("local.server.port")
                + path;
    }
}
