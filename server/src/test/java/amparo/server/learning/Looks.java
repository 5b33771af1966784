package amparo.server.learning;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Looks at a page on a telephone and on a desk: one heading, every text there, nothing wider. */
class Looks {

    final List<String> problems = new ArrayList<>();
    private final Path pictures;

    Looks(Path pictures) {
        this.pictures = pictures;
    }

    void look(Page page, String name, String language) {
        String place = name + " " + language;
        if (page.locator("h1").count() != 1) {
            problems.add(place + ": " + page.locator("h1").count() + " main headings");
        }
        if (!language.equals(page.locator("html").getAttribute("lang"))) {
            problems.add(place + ": is in another language");
        }
        if (page.content().matches("(?s).*>\\[[a-z-]+\\.[a-z.-]+\\]<.*")) {
            problems.add(place + ": a text is missing");
        }
        page.evaluate("document.querySelectorAll('main details').forEach(d => (d.open = true))");
        for (int width : List.of(360, 1280)) {
            page.setViewportSize(width, 900);
            if (Boolean.TRUE.equals(
                    page.evaluate("document.documentElement.scrollWidth > innerWidth + 1"))) {
                problems.add(place + ": wider than " + width);
            }
            page.screenshot(
                    new Page.ScreenshotOptions()
                            .setFullPage(true)
                            .setPath(
                                    pictures.resolve(
                                            name + "-" + language + "-" + width + ".png")));
        }
        page.setViewportSize(360, 800);
        for (Rule rule : new AxeBuilder(page).analyze().getViolations()) {
            problems.add(
                    place
                            + ": axe "
                            + rule.getId()
                            + " "
                            + rule.getNodes().stream().map(node -> node.getHtml()).toList());
        }
        page.evaluate("document.querySelectorAll('main details').forEach(d => (d.open = false))");
    }
}
