package amparo.server.device;

import amparo.server.accounts.TestSessions;
import amparo.server.pages.Chromium;
import amparo.server.testing.WholeServer;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Somebody with a tablet, on a line of their own. */
public final class Tablet implements AutoCloseable {

    /** What opens it. */
    public static final String PIN = "pardo-4711";

    private static final int PATIENCE = 40_000;
    private static final Path PICTURES = Path.of("target/screenshots/device");

    /** Its line. */
    public final Line line;

    /** What is answered to questions of the engine, by fact; otherwise something harmless. */
    public final Map<String, String> replies = new HashMap<>();

    private final Supplier<String> session;
    private final String language;

    /** What it shows. */
    public Page page;

    Tablet(Chromium chromium, WholeServer server, UUID account, String language, int width) {
        this(
                chromium,
                Integer.parseInt(
                        server.context.getEnvironment().getRequiredProperty("local.server.port")),
                () -> TestSessions.open(server.context, account, true).cookie(),
                language,
                width);
    }

    /**
     * A tablet on the line to any server.
     *
     * @param session gives the cookie of a new session, as "name=value"
     */
    public Tablet(
            Chromium chromium, int port, Supplier<String> session, String language, int width) {
        this.session = session;
        this.language = language;
        line = new Line(port);
        page = chromium.open(width, 900, ColorScheme.LIGHT, true);
        page.context().setDefaultTimeout(30_000);
        page.context().setExtraHTTPHeaders(Map.of("Accept-Language", language));
        signIn();
    }

    /** A new session in the same browser. */
    public void signIn() {
        String cookie = session.get();
        page.context()
                .addCookies(
                        List.of(
                                new Cookie("amparo", cookie.substring(cookie.indexOf('=') + 1))
                                        .setUrl(line.address())));
    }

    /** Takes along everybody who is offered. */
    public void prepare() {
        page.navigate(line.address() + "/device?lang=" + language);
        page.waitForSelector("#prepare");
        seal();
    }

    /** The same from the page on which languages were chosen already. */
    void seal() {
        for (Locator box : page.locator("input[name=family]").all()) {
            box.check();
        }
        page.fill("#pin", PIN);
        page.fill("#pin-again", PIN);
        page.click("#prepare button[type=submit]");
        page.waitForURL("**/device/app");
        unlock(PIN);
        view("list");
    }

    /** Tries a PIN. */
    public void unlock(String pin) {
        view("lock");
        // The form is made anew after each try.
        page.evaluate("document.querySelector('#lock').dataset.tried = 'yes'");
        page.fill("#lock input[type=password]", pin);
        page.click("#lock button");
        until(() -> !"lock".equals(view()) || page.locator("#lock:not([data-tried])").count() > 0);
    }

    /** As if somebody pulled the plug: no page hears of it. */
    public void crash() {
        Page before = page;
        page = before.context().newPage();
        before.close(new Page.CloseOptions().setRunBeforeUnload(false));
        page.navigate(line.address() + "/device/app");
    }

    /** Opens somebody. */
    public void open(String code) {
        page.click("[data-person='" + code + "']");
        until(() -> List.of("frame", "now").contains(view()));
        if (view().equals("frame")) {
            frame("yes", "yes");
        }
    }

    /** Says how the interview is held, and begins it. */
    public void frame(String understood, String guardian) {
        frame(understood, guardian, "yes");
    }

    /** The same, where others may hear. */
    public void frame(String understood, String guardian, String isPrivate) {
        page.check("input[name=private][value=" + isPrivate + "]");
        page.selectOption("select[name=through]", "direct");
        page.selectOption("select[name=consent]", "yes");
        page.check("input[name=understood][value=" + understood + "]");
        page.check("input[name=informed][value=yes]");
        page.check("input[name=guardian][value=" + guardian + "]");
        page.click("#app form button.main");
        view("now");
    }

    /** Answers up to so many questions of the engine, and gives their names. */
    public List<String> answer(int most) {
        return answer(most, true);
    }

    /**
     * The same.
     *
     * @param alone whether one is alone where that must be; otherwise such questions wait
     */
    public List<String> answer(int most, boolean alone) {
        List<String> asked = new ArrayList<>();
        if (!List.of("question", "gate", "care").contains(view())) {
            page.click("[data-tab=question]");
        }
        for (int i = 0; i < most; i++) {
            until(() -> List.of("question", "gate", "done", "care").contains(view()));
            if (view().equals("care")) {
                page.click("[data-cared]");
                until(() -> !view().equals("care"));
                i--;
                continue;
            }
            if (view().equals("gate")) {
                if (!alone) {
                    String waits = question();
                    page.click("[data-alone=later]");
                    until(() -> !waits.equals(question()) || view().equals("done"));
                    i--;
                    continue;
                }
                page.click("[data-alone=yes]");
                view("question");
            }
            if (view().equals("done")) {
                break;
            }
            String question = question();
            asked.add(question);
            reply(question);
            until(() -> !question.equals(question()) || List.of("done", "care").contains(view()));
        }
        return asked;
    }

    private void reply(String question) {
        String said = replies.get(question);
        if (said != null && page.locator("#app .asked input.number").count() > 0) {
            page.locator("#app .asked input.number").first().fill(said);
            page.click("#app .asked form button.main");
        } else if (said != null && page.locator("#app .asked select").count() > 0) {
            page.locator("#app .asked select").first().selectOption(said);
            page.click("#app .asked form button.main");
        } else if (said != null
                && page.locator("#app .asked input[value='" + said + "']").count() > 0) {
            page.check("#app .asked input[value='" + said + "']");
            page.click("#app .asked form button.main");
        } else if (said != null) {
            page.click("#app .asked [data-answer=" + said + "]");
        } else if (question.equals("birth_date")) {
            page.click("#app .asked [data-skip=private]");
        } else if (page.locator("#app .asked select").count() > 0) {
            page.locator("#app .asked select").first().selectOption(country(question));
            page.click("#app .asked form button.main");
        } else if (question.equals("age")) {
            page.locator("#app .asked input.number").first().fill("31");
            page.click("#app .asked form button.main");
        } else if (page.locator("#app .asked [data-answer=false]").count() > 0) {
            page.click(
                    "#app .asked [data-answer="
                            + (question.equals("fear_of_return") ? "true" : "false")
                            + "]");
        } else if (page.locator("#app .asked [data-answer=none]").count() > 0) {
            page.click("#app .asked [data-answer=none]");
        } else if (page.locator("#app .asked button.answer").count() > 0) {
            page.locator("#app .asked button.answer").first().click();
        } else {
            page.click("#app .asked [data-skip=private]");
        }
    }

    private static String country(String question) {
        return question.equals("country_now") ? "COL" : "VEN";
    }

    /** Notes a sign that is seen and not asked about. */
    public void sign(String sign) {
        if (!view().equals("now")) {
            page.click("[data-tab=now]");
            view("now");
        }
        int before = waiting();
        page.click("[data-signs] > summary");
        page.click("[data-sign=" + sign + "]");
        until(() -> waiting() > before || page.locator("#app .box[role=status]").count() > 0);
    }

    /** Where the page is. */
    public String view() {
        String view = page.getAttribute("#app", "data-view");
        return view == null ? "" : view;
    }

    /** Waits until the page is there. */
    public void view(String wanted) {
        until(() -> view().equals(wanted));
    }

    /** The fact that is asked. */
    public String question() {
        String question = page.getAttribute("#app", "data-question");
        return question == null ? "" : question;
    }

    /** How many items wait to be sent. */
    public int waiting() {
        String count = page.getAttribute("#line", "data-waiting");
        return count == null ? -1 : Integer.parseInt(count);
    }

    /** How many items were refused. */
    public int refused() {
        String count = page.getAttribute("#line", "data-refused");
        return count == null ? -1 : Integer.parseInt(count);
    }

    /** Keeps a picture. */
    public void picture(String name) {
        page.screenshot(
                new Page.ScreenshotOptions()
                        .setFullPage(true)
                        .setPath(
                                PICTURES.resolve(name + "-" + page.viewportSize().width + ".png")));
    }

    /** Our policy forbids what the browser's own waiting needs. */
    public void until(BooleanSupplier holds) {
        long end = System.nanoTime() + PATIENCE * 1_000_000L;
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError(
                        "it did not come: "
                                + view()
                                + " "
                                + question()
                                + " "
                                + page.locator("body").textContent());
            }
            page.waitForTimeout(40);
        }
    }

    @Override
    public void close() {
        page.context().close();
        line.close();
    }
}
