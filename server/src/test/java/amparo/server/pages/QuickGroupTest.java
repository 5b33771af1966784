package amparo.server.pages;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.server.access.OrganisationKind;
import amparo.server.access.Role;
import amparo.server.accounts.TestSessions;
import amparo.server.testing.WholeServer;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * FEATURE: a family of four is entered on one page, with few keys: two minutes are enough for
 * somebody who types a key every half second and needs a moment for each field.
 */
@Tag("database")
@Tag("door")
class QuickGroupTest {

    /** In seconds: a steady hand, and a look at each new field. */
    private static final double KEY = 0.3;

    private static final double FIELD = 1.5;
    private static final double LIMIT = 120;

    private static final List<List<String>> FAMILY =
            List.of(
                    List.of("Marisol Pérez", "", "Mujer", "31", "Honduras", "Español"),
                    List.of("Wilmer Pérez", "Pareja sin casarse", "Hombre", "33", "", ""),
                    List.of("Yuleisy Pérez", "Hija o hijo", "Mujer", "8", "", ""),
                    List.of("Dylan Pérez", "Hija o hijo", "Hombre", "2019", "", ""));

    private static final WholeServer SERVER = WholeServer.get();
    private static Chromium browser;

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

    private static Page visit(UUID organisation, int width, boolean scripts) throws Exception {
        WholeServer.Browser worker = SERVER.worker(organisation, Role.REGISTRAR, "own");
        String cookie = TestSessions.open(SERVER.context, worker.account, true).cookie();
        Page page = browser.open(width, 900, ColorScheme.LIGHT, scripts);
        String base =
                "http://localhost:"
                        + SERVER.context.getEnvironment().getProperty("local.server.port");
        page.context()
                .addCookies(
                        List.of(
                                new Cookie("amparo", cookie.substring(cookie.indexOf('=') + 1))
                                        .setUrl(base)));
        page.navigate(base + "/groups/new?lang=es");
        return page;
    }

    private static String field(int card, String name) {
        return "[data-card] >> nth=" + card + " >> [name$='-" + name + "']";
    }

    /** Writes the family and gives the seconds that it takes a person. */
    private static double write(Page page) {
        double seconds = 0;
        for (int card = 0; card < FAMILY.size(); card++) {
            if (card > 1) {
                page.locator("[data-add]").click();
                page.locator("[data-card]").nth(card).waitFor();
                seconds += FIELD;
            }
            List<String> one = FAMILY.get(card);
            if (card == 1 && page.locator(field(1, "nationality")).inputValue().isEmpty()) {
                // The second card stands there from the beginning, with nothing to go on from.
                page.fill(field(1, "nationality"), "Honduras");
                page.fill(field(1, "languages"), "Español");
                seconds += 2 * FIELD + 15 * KEY;
            }
            List<String> names =
                    List.of("name", "relation", "sex", "born", "nationality", "languages");
            for (int i = 0; i < names.size(); i++) {
                String value = one.get(i);
                if (value.isEmpty()) {
                    continue;
                }
                String place = field(card, names.get(i));
                if (names.get(i).equals("relation") || names.get(i).equals("sex")) {
                    page.selectOption(
                            place,
                            new com.microsoft.playwright.options.SelectOption().setLabel(value));
                    seconds += FIELD + KEY;
                } else {
                    page.fill(place, value);
                    seconds += FIELD + value.length() * KEY;
                }
            }
        }
        return seconds;
    }

    @Test
    void aFamilyOfFourIsEnteredInLessThanTwoMinutesByKeyboard() throws Exception {
        UUID organisation = SERVER.organisation(OrganisationKind.BORDER_AUTHORITY);
        Page page = visit(organisation, 1280, true);
        double seconds = write(page);
        page.locator("main .actions button[value=save]").click();
        page.waitForURL("**/groups/G*");
        seconds += FIELD;
        assertThat(seconds).isLessThan(LIMIT);
        assertThat(page.textContent("main")).contains("Marisol Pérez", "Dylan Pérez");
        assertThat(
                        SERVER.column(
                                "select value ->> 0 from answer where organisation = ? and fact = 'nationality'",
                                organisation))
                .hasSize(4)
                .containsOnly("HND");
        assertThat(browser.faults).isEmpty();
    }

    @Test
    void withoutScriptsTheSamePageDoesTheSame() throws Exception {
        UUID organisation = SERVER.organisation(OrganisationKind.NGO);
        Page page = visit(organisation, 360, false);
        write(page);
        page.locator("[data-remove]").last().click();
        assertThat(page.locator("[data-card]").count()).isEqualTo(3);
        page.locator("main .actions button[value=save]").click();
        page.waitForURL("**/groups/G*");
        assertThat(page.textContent("main"))
                .contains("Marisol Pérez", "Yuleisy Pérez")
                .doesNotContain("Dylan");
        assertThat(SERVER.column("select code from person where organisation = ?", organisation))
                .hasSize(3);
    }

    @Test
    void cardsAreRemovedAndNumberedAnewAndTheEnterKeySaves() throws Exception {
        UUID organisation = SERVER.organisation(OrganisationKind.NGO);
        Page page = visit(organisation, 1280, true);
        page.fill(field(0, "name"), "Ana");
        page.locator("[data-add]").click();
        page.fill(field(2, "name"), "Luz");
        page.locator("[data-card]").nth(1).locator("[data-remove]").click();
        assertThat(page.locator("[data-number]").allTextContents())
                .containsExactly("Persona 1", "Persona 2");
        assertThat(page.evaluate("document.activeElement.value")).isEqualTo("Ana");
        page.locator(field(1, "name")).press("Enter");
        page.waitForURL("**/groups/G*");
        assertThat(page.textContent("main")).contains("Ana", "Luz");
    }

    @Test
    void nothingStandsInTheWayOfWhoeverHearsThePage() throws Exception {
        UUID organisation = SERVER.organisation(OrganisationKind.NGO);
        Page page = visit(organisation, 360, true);
        for (String path : List.of("/groups/new", "/paper/key", "/import", "/export", "/paper")) {
            page.navigate(page.url().replaceFirst("(//[^/]*)/.*", "$1" + path));
            assertThat(new AxeBuilder(page).analyze().getViolations())
                    .as(path)
                    .map(rule -> rule.getId() + " " + rule.getNodes().getFirst().getHtml())
                    .isEmpty();
            assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                    .as(path)
                    .isLessThanOrEqualTo(360);
        }
    }
}
