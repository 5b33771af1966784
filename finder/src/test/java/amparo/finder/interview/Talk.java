package amparo.finder.interview;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Somebody who answers: a Venezuelan man in Colombia with a wife in Chile. All of it is invented.
 */
final class Talk {
    private static final int MOST_QUESTIONS = 80;
    private static final Set<String> YES = Set.of("fear_of_return", "hurt_on_route");

    private final Page page;

    /** The questions in the order in which they came. */
    final List<String> asked = new ArrayList<>();

    Talk(Page page) {
        this.page = page;
    }

    void begin(String address) {
        page.navigate(address);
        page.waitForSelector("[data-question=fear_of_return] [data-answer]");
    }

    /** The questions that stand in the page, and which countries; then the first of the engine. */
    void first(String scope) {
        start(scope);
        page.waitForSelector("[data-view=question] h1");
    }

    /** The questions that stand in the page, and which countries. */
    void start(String scope) {
        page.click("[data-answer=true]");
        at("nationality");
        page.selectOption("#app select", "VEN");
        page.click("button.main");
        at("country_now");
        page.selectOption("#app select", "COL");
        page.click("button.main");
        page.waitForSelector("[data-view=scope]");
        page.click("[data-answer=" + scope + "]");
    }

    /** All other questions until the result. */
    void toTheEnd() {
        for (int i = 0; i < MOST_QUESTIONS; i++) {
            settle();
            if (!view().equals("question")) {
                break;
            }
            String question = question();
            asked.add(question);
            answer(question);
            page.waitForSelector("#app:not([data-question='" + question + "']) h1");
        }
        results();
    }

    void results() {
        page.waitForSelector("[data-view=results] [data-group=closed]");
    }

    void at(String question) {
        page.waitForSelector("[data-question=" + question + "] h1");
    }

    void settle() {
        page.waitForSelector("#app h1");
    }

    String view() {
        return page.getAttribute("#app", "data-view");
    }

    String question() {
        return page.getAttribute("#app", "data-question");
    }

    private void answer(String question) {
        switch (question) {
            case "relative" -> {
                wife();
                page.click("[data-answer=all]");
            }
            case "stay" -> {
                stay();
                page.click("[data-answer=all]");
            }
            case "age" -> {
                page.fill("input.number", "31");
                page.click("button.main");
            }
            default -> other(question);
        }
    }

    void wife() {
        page.click("[data-add]");
        page.selectOption("[data-field=relation] select", "spouse");
        page.selectOption("[data-field=country] select", "CHL");
        page.selectOption("[data-field=status] select", "temporary_resident");
        page.fill("[data-field=age] input.number", "33");
        page.click("button.main");
        page.waitForSelector(".card");
    }

    private void stay() {
        page.click("[data-add]");
        page.selectOption("[data-field=country] select", "COL");
        page.selectOption("[data-field=entered] select", "03");
        page.fill("[data-field=entered] .year", "2022");
        page.check("[data-field=left] input[type=checkbox]");
        page.click("button.main");
        page.waitForSelector(".card");
    }

    private void other(String question) {
        Locator none = page.locator("#app [data-answer=none]");
        Locator no = page.locator("#app [data-answer=false]");
        Locator nothing = page.locator("#app .choice.apart input");
        if (none.count() > 0) {
            none.click();
        } else if (no.count() > 0) {
            page.click("#app [data-answer=" + YES.contains(question) + "]");
        } else if (nothing.count() > 0) {
            nothing.check();
            page.click("button.main");
        } else {
            page.click("#app [data-skip=private]");
        }
    }
}
