package amparo.server.pages;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.server.platform.ErrorPage;
import amparo.server.platform.Language;
import amparo.server.platform.Theme;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the pages look like and whether everybody can use them; pictures in target/screenshots. */
class LookTest {
    private static final Path PICTURES = Path.of("target/screenshots");
    private static final List<String> PAGES =
            List.of(
                    "components",
                    "read",
                    "confirm",
                    ErrorPage.NOT_FOUND.name(),
                    SamplePages.PRACTICE,
                    ErrorPage.EXERCISE_GONE.name());

    private static SamplePages pages;
    private static Chromium browser;

    @BeforeAll
    static void open() {
        browser = new Chromium();
        pages = new SamplePages();
    }

    @AfterAll
    static void close() {
        if (pages != null) {
            pages.close();
            browser.close();
        }
    }

    @AfterEach
    void noPageReportsAFault() {
        assertThat(browser.faults).isEmpty();
    }

    private static Page visit(Page page, String path) {
        page.navigate(pages.address(path));
        return page;
    }

    private static void picture(Page page, String name) {
        page.screenshot(
                new Page.ScreenshotOptions()
                        .setFullPage(true)
                        .setPath(PICTURES.resolve(name + ".png")));
    }

    @ParameterizedTest
    @ValueSource(ints = {360, 768, 1280})
    void nothingIsWiderThanTheScreen(int width) {
        Page page = browser.open(width);
        for (Language language : List.of(Language.ES, Language.EN)) {
            for (String name : PAGES) {
                visit(page, "/" + language.code() + "/LIGHT/" + name);
                assertThat(overflow(page)).as("%s %s at %d", name, language, width).isEmpty();
                picture(
                        page,
                        name.toLowerCase(java.util.Locale.ROOT)
                                + "-"
                                + language.code()
                                + "-"
                                + width);
            }
        }
        page.context().close();
    }

    @Test
    void nothingIsWiderThanTheScreenAtTwiceTheSize() {
        // 1280 pixels at 200 % are 640; and with letters twice as large in 768, which no width
        // tells.
        Page page = browser.open(640);
        for (String name : PAGES) {
            visit(page, "/es/LIGHT/" + name);
            assertThat(overflow(page)).as(name).isEmpty();
        }
        page.setViewportSize(768, 900);
        for (String name : PAGES) {
            visit(page, "/es/LIGHT/" + name);
            page.evaluate("document.documentElement.attributeStyleMap.set('font-size', '200%')");
            assertThat(overflow(page)).as("%s with large letters", name).isEmpty();
        }
        picture(page, "large-letters");
        page.context().close();
    }

    @Test
    void nothingIsWiderThanTheScreenFromRightToLeft() {
        Page page = browser.open(360);
        for (int width : new int[] {360, 1280}) {
            page.setViewportSize(width, 900);
            visit(page, "/es/LIGHT/components");
            page.evaluate("document.documentElement.dir = 'rtl'");
            assertThat(overflow(page)).isEmpty();
            assertThat(
                            page.evaluate(
                                    "document.querySelector('.brand').getBoundingClientRect().left > innerWidth / 2"))
                    .as("the page is mirrored")
                    .isEqualTo(true);
            picture(page, "components-rtl-" + width);
        }
        page.context().close();
    }

    @Test
    void darkPagesAndPaperHaveTheirPictures() {
        Page page = browser.open(1280, 900, ColorScheme.DARK, true);
        for (String name : PAGES) {
            visit(page, "/es/SYSTEM/" + name);
            assertThat(brightness(page)).as("a device that asks for dark").isLessThan(60);
            picture(page, name.toLowerCase(java.util.Locale.ROOT) + "-dark-1280");
            page.setViewportSize(360, 800);
            picture(page, name.toLowerCase(java.util.Locale.ROOT) + "-dark-360");
            page.setViewportSize(1280, 900);
        }
        visit(page, "/es/LIGHT/components");
        assertThat(brightness(page)).as("the reader's wish before the device's").isGreaterThan(200);
        page.context().close();
    }

    @Test
    void paperHasNoNavigationAndIsWhite() {
        Page page = browser.open(794, 1123, ColorScheme.DARK, true);
        for (String name : PAGES) {
            visit(page, "/es/DARK/" + name);
            page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
            assertThat(page.evaluate("document.querySelectorAll('nav, form, .button').length"))
                    .as("something that could be printed")
                    .isNotEqualTo(0);
            assertThat(
                            page.evaluate(
                                    "[...document.querySelectorAll('nav, .skip, .search, .menu, .button, .foot')]"
                                            + ".filter(e => e.checkVisibility()).map(e => e.outerHTML)"))
                    .isEqualTo(List.of());
            assertThat(brightness(page)).isGreaterThan(250);
            picture(page, name.toLowerCase(java.util.Locale.ROOT) + "-print");
            page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.SCREEN));
        }
        page.context().close();
    }

    @ParameterizedTest
    @EnumSource(
            value = Theme.class,
            names = {"LIGHT", "DARK"})
    void axeFindsNothing(Theme theme) {
        Page page = browser.open(1280);
        for (int width : new int[] {1280, 360}) {
            page.setViewportSize(width, 900);
            for (String name : PAGES) {
                for (String language : List.of("es", "en")) {
                    visit(page, "/" + language + "/" + theme + "/" + name);
                    page.evaluate(
                            "document.querySelectorAll('details').forEach(d => (d.open = true))");
                    var results = new AxeBuilder(page).analyze();
                    assertThat(results.getPasses()).isNotEmpty();
                    assertThat(results.getViolations().stream().map(LookTest::told))
                            .as("%s %s %s %d", name, language, theme, width)
                            .isEmpty();
                }
            }
        }
        page.context().close();
    }

    private static String told(Rule rule) {
        return rule.getId()
                + ": "
                + rule.getNodes().stream()
                        .map(n -> n.getHtml() + " " + n.getFailureSummary())
                        .toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {360, 1280})
    void everythingCanBeReachedByKeyboardAndShowsIt(int width) {
        Page page = browser.open(width);
        for (String name : PAGES) {
            visit(page, "/es/LIGHT/" + name);
            page.evaluate("document.querySelectorAll('details').forEach(d => (d.open = true))");
            // Of a group of radio buttons the tabulator reaches one; hidden sections are reached by
            // their tab.
            int expected =
                    (int)
                            page.evaluate(
                                    """
                                    () => {
                                      document.activeElement.blur();
                                      const seen = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')]
                                        .filter(e => e.checkVisibility({visibilityProperty: true}) && e.type !== 'hidden');
                                      const groups = new Set();
                                      return seen.filter(e => e.type !== 'radio' || !groups.has(e.name) && groups.add(e.name)).length;
                                    }
                                    """);
            Set<String> reached = new java.util.LinkedHashSet<>();
            List<String> dim = new ArrayList<>();
            page.evaluate("document.body.tabIndex = -1; document.body.focus();");
            for (int i = 0; i < expected * 2; i++) {
                page.keyboard().press("Tab");
                Map<?, ?> now =
                        (Map<?, ?>)
                                page.evaluate(
                                        """
                                        () => {
                                          const e = document.activeElement;
                                          if (e === document.body) return {id: ''};
                                          e.dataset.reached ??= String(window.reached = (window.reached ?? 0) + 1);
                                          const card = e.closest('.card') ?? e;
                                          const style = getComputedStyle(card), box = e.getBoundingClientRect();
                                          return {id: e.dataset.reached, html: e.outerHTML,
                                            clear: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2
                                              && box.width > 1 && box.height > 1 && box.bottom > 0 && box.top < innerHeight};
                                        }
                                        """);
                if (now.get("id").equals("")) {
                    break;
                }
                reached.add((String) now.get("id"));
                if (!Boolean.TRUE.equals(now.get("clear"))) {
                    dim.add((String) now.get("html"));
                }
            }
            assertThat(dim).as("focus that nobody sees on %s", name).isEmpty();
            assertThat(reached).as("reached on %s", name).hasSize(expected).isNotEmpty();
        }
        page.context().close();
    }

    @Test
    void whatCanBePressedIsLargeEnough() {
        Page page = browser.open(360);
        for (String name : PAGES) {
            visit(page, "/es/LIGHT/" + name);
            assertThat(
                            page.evaluate(
                                    """
                                    () => [...document.querySelectorAll('a[href], button, input, select, textarea, summary')]
                                      .filter(e => e.checkVisibility() && !e.closest('p, li.x, .away') && e.type !== 'hidden' && !e.matches('.skip'))
                                      .filter(e => { const b = e.getBoundingClientRect(); return b.width < 24 || b.height < 24; })
                                      .map(e => e.outerHTML)
                                    """))
                    .as(name)
                    .isEqualTo(List.of());
        }
        page.context().close();
    }

    @Test
    void everyErrorPageSaysWhatToDo() {
        Page page = browser.open(360, 900, ColorScheme.LIGHT, false);
        for (ErrorPage error : ErrorPage.values()) {
            for (String language : List.of("es", "en")) {
                visit(page, "/" + language + "/LIGHT/" + error);
                assertThat(page.locator("main h1").count()).isEqualTo(1);
                assertThat(page.locator("main p").allInnerTexts())
                        .hasSizeGreaterThanOrEqualTo(3)
                        .noneMatch(String::isBlank);
                assertThat(page.title())
                        .endsWith(page.locator("main h1").innerText() + " – Amparo");
            }
        }
        page.context().close();
    }

    private static Stream<String> overflow(Page page) {
        List<?> wide =
                (List<?>)
                        page.evaluate(
                                """
                                () => document.documentElement.scrollWidth <= innerWidth ? []
                                  : [...document.querySelectorAll('body *')]
                                      .filter(e => { const b = e.getBoundingClientRect(); return b.right > innerWidth + 1 || b.left < -1; })
                                      .map(e => e.outerHTML.slice(0, 120))
                                      .concat('the page is ' + document.documentElement.scrollWidth + ' wide')
                                """);
        return wide.stream().map(Object::toString);
    }

    /** Of the ground of the page, from 0 (black) to 255. */
    private static int brightness(Page page) {
        return (int)
                page.evaluate(
                        "Math.max(...getComputedStyle(document.body).backgroundColor.match(/\\d+/g).slice(0, 3).map(Number))");
    }
}
