package amparo.server.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import amparo.server.access.Role;
import amparo.server.command.AmparoProcess;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** In a real browser: passkeys of a device that it pretends to have, the lock, and the looks. */
@Tag("database")
@Tag("door")
class PasskeyTest {

    private static final Path PICTURES = Path.of("target", "screenshots");
    private static final String PIN = "284917";

    private static Door door;
    private static Playwright playwright;
    private static Browser browser;

    private final List<String> faults = new ArrayList<>();

    @BeforeAll
    static void open() throws IOException {
        Path chromium = chromium();
        door = Door.open(AmparoProcess.freePort(), Map.of());
        playwright =
                Playwright.create(
                        new Playwright.CreateOptions()
                                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser =
                playwright
                        .chromium()
                        .launch(
                                new LaunchOptions()
                                        .setExecutablePath(chromium)
                                        .setArgs(
                                                List.of(
                                                        "--headless",
                                                        "--no-sandbox",
                                                        "--disable-gpu",
                                                        "--disable-quic",
                                                        "--no-first-run",
                                                        "--disable-background-networking",
                                                        "--disable-component-update",
                                                        "--disable-sync")));
    }

    private static Path chromium() {
        String path = System.getenv().getOrDefault("PATH", "");
        return Stream.of("chromium", "chromium-browser", "google-chrome")
                .flatMap(name ->
                        Stream.of(path.split(File.pathSeparator)).map(d -> Path.of(d, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseGet(() -> abort("no Chromium on the PATH: ./amparo test installs it"));
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.close();
            playwright.close();
            door.close();
        }
    }

    @BeforeEach
    void forgive() {
        door.sql("delete from amparo.sign_in_attempt");
    }

    @AfterEach
    void noPageReportsAFault() {
        assertThat(faults).isEmpty();
    }

    private Page page(int width) {
        BrowserContext context =
                browser.newContext(
                        new Browser.NewContextOptions()
                                .setViewportSize(width, 900)
                                .setLocale("en"));
        context.setDefaultTimeout(60_000);
        Page page = context.newPage();
        page.onPageError(faults::add);
        page.onConsoleMessage(message -> {
            // A refused form is a 422, which the console calls a failed load.
            if (message.type().equals("error") && !message.text().contains("status of 4")) {
                faults.add(message.text());
            }
        });
        return page;
    }

    private static void go(Page page, String path) {
        page.navigate(door.address(path).toString());
    }

    /** Gives the browser a device that checks its owner, or fails to. */
    private static CDPSession device(Page page, boolean ownerIsThere) {
        CDPSession session = page.context().newCDPSession(page);
        session.send("WebAuthn.enable");
        JsonObject options = new JsonObject();
        options.addProperty("protocol", "ctap2");
        options.addProperty("transport", "internal");
        options.addProperty("hasResidentKey", true);
        options.addProperty("hasUserVerification", true);
        options.addProperty("isUserVerified", ownerIsThere);
        options.addProperty("automaticPresenceSimulation", true);
        JsonObject all = new JsonObject();
        all.add("options", options);
        String id =
                session.send("WebAuthn.addVirtualAuthenticator", all)
                        .get("authenticatorId")
                        .getAsString();
        assertThat(id).isNotEmpty();
        return session;
    }

    private static void password(Page page, Door.Worker worker) {
        go(page, "/sign-in");
        page.fill("#f-email", worker.email());
        page.fill("#f-password", Door.PASSWORD);
        page.click("form[action='/sign-in'] button[type=submit]");
    }

    private static void signOut(Page page) {
        page.click(".menu > summary");
        page.click("form[action='/sign-out'] button");
        page.waitForURL("**/sign-in");
    }

    private static void addPasskey(Page page, String name) {
        go(page, "/account/second-factors");
        page.fill("#f-name", name);
        page.click("form[data-passkey=create] button");
    }

    @Test
    void aPasskeyIsAddedSignsInAloneIsASecondFactorAndIsRemoved() {
        Door.Worker worker = door.worker(Role.REGISTRAR);
        Page page = page(1280);
        device(page, true);
        password(page, worker);
        addPasskey(page, "My phone");
        page.waitForSelector(".codes");
        String recovery = page.locator(".codes code").first().textContent();
        go(page, "/account/second-factors");
        assertThat(page.textContent("main")).contains("My phone").contains("10 codes are left");

        // Alone.
        signOut(page);
        page.click("form[action='/passkeys/sign-in'] button");
        page.waitForURL(door.address("/").toString());
        assertThat(page.textContent("main")).contains("Good to see you");

        // As the second factor; the password alone opens nothing any more.
        signOut(page);
        password(page, worker);
        page.waitForURL("**/second-factor");
        go(page, "/account");
        page.waitForURL("**/second-factor");
        page.click("form[action='/passkeys/prove'] button");
        page.waitForURL(door.address("/").toString());

        // Without the device: a code from the paper.
        signOut(page);
        password(page, worker);
        page.fill("#f-code", recovery);
        page.click("form[action='/second-factor'] button");
        page.waitForURL(door.address("/").toString());

        go(page, "/account/second-factors");
        page.fill("#f-name-0", "Old phone");
        page.click("text=Change the name");
        page.waitForSelector("text=The passkey has its new name");
        assertThat(page.inputValue("#f-name-0")).isEqualTo("Old phone");
        // It asks first, and says what it does.
        assertThat(page.isVisible("text=Remove this passkey now")).isFalse();
        page.click("summary:has-text('Remove Old phone')");
        assertThat(page.textContent("main")).contains("Nobody will be able to sign in with this");
        page.click("text=Remove this passkey now");
        page.waitForSelector("text=The passkey is removed here");
        signOut(page);
        page.click("form[action='/passkeys/sign-in'] button");
        page.waitForSelector(".error-summary");
        assertThat(page.textContent("main")).contains("That passkey does not open this account");
        page.context().close();
    }

    @Test
    void aDeviceThatDoesNotKnowItsOwnerOpensNothing() {
        Door.Worker worker = door.worker(Role.REGISTRAR);
        Page page = page(1280);
        CDPSession session = device(page, true);
        password(page, worker);
        addPasskey(page, "Stick");
        page.waitForSelector(".codes");
        go(page, "/account");
        signOut(page);
        session.detach();
        // Whoever found the device: no fingerprint, no code.
        Page thief = page(1280);
        device(thief, false);
        go(thief, "/sign-in");
        thief.click("form[action='/passkeys/sign-in'] button");
        thief.waitForSelector("[data-passkey-status]:not(:empty)");
        assertThat(thief.url()).endsWith("/sign-in");
        thief.context().close();
        page.context().close();
    }

    @Test
    void anAnswerIsGoodOnceAndOnlyForItsOwnQuestion() {
        Door.Worker worker = door.worker(Role.REGISTRAR);
        Page page = page(1280);
        device(page, true);
        password(page, worker);
        addPasskey(page, "Phone");
        page.waitForSelector(".codes");
        go(page, "/account");
        signOut(page);
        List<String> sent = new ArrayList<>();
        page.onRequest(request -> {
            if (request.url().endsWith("/passkeys/sign-in") && request.postData() != null) {
                sent.add(request.postData());
            }
        });
        page.click("form[action='/passkeys/sign-in'] button");
        page.waitForURL(door.address("/").toString());
        assertThat(sent).hasSize(1);
        String credential = OidcProvider.parameters(sent.getFirst()).get("credential");
        assertThat(credential).contains("clientDataJSON");
        Caller replay = new Caller(door);
        replay.get("/sign-in");
        assertThat(replay.post("/passkeys/sign-in", "credential", credential).status())
                .as("no question was asked")
                .isEqualTo(422);
        replay.get("/sign-in");
        replay.post("/passkeys/sign-in/options");
        assertThat(replay.post("/passkeys/sign-in", "credential", credential).status())
                .as("another question was asked")
                .isEqualTo(422);
        for (String nonsense :
                new String[] {"", "{}", "[]", "null", "{\"id\":1}", "x".repeat(50_000)}) {
            replay.post("/passkeys/sign-in/options");
            assertThat(replay.post("/passkeys/sign-in", "credential", nonsense).status())
                    .isEqualTo(422);
        }
        assertThat(replay.get("/").path()).startsWith("/sign-in");
        page.context().close();
    }

    @Test
    void thePasskeyOfAnotherPersonIsNoSecondFactorOfMine() {
        Door.Worker mine = door.worker(Role.CASE_WORKER);
        Door.Worker other = door.worker(Role.REGISTRAR);
        door.app(mine);
        Page page = page(1280);
        device(page, true);
        password(page, other);
        addPasskey(page, "Phone of the other");
        page.waitForSelector(".codes");
        go(page, "/account");
        signOut(page);
        // What the device would answer to an open question, sent as my second factor.
        password(page, mine);
        page.waitForURL("**/second-factor");
        String answer =
                (String)
                        page.evaluate(
                                """
                                async () => {
                                  const token = document.querySelector('input[name=_csrf]').value;
                                  const asked = await (await fetch('/passkeys/prove/options',
                                      {method: 'POST', body: new URLSearchParams({_csrf: token})})).json();
                                  asked.allowCredentials = [];
                                  const given = await navigator.credentials.get(
                                      {publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(asked)});
                                  const sent = await fetch('/passkeys/prove', {method: 'POST',
                                      body: new URLSearchParams({_csrf: token, credential: JSON.stringify(given.toJSON())})});
                                  return sent.status + ' ' + sent.url;
                                }
                                """);
        assertThat(answer).startsWith("422");
        go(page, "/account");
        page.waitForURL("**/second-factor");
        page.context().close();
    }

    @Test
    void afterLockingTheBackButtonShowsNothing() {
        Door.Worker worker = door.worker(Role.REGISTRAR);
        Page page = page(1280);
        password(page, worker);
        pin(page);
        go(page, "/account/sessions");
        page.click(".menu > summary");
        page.click("form[action='/lock'] button");
        page.waitForURL("**/locked");
        page.goBack();
        page.waitForURL("**/locked");
        assertThat(page.textContent("body")).doesNotContain("Firefox").contains("Locked");
        page.keyboard().press("Tab");
        page.fill("#f-pin", PIN);
        page.keyboard().press("Enter");
        page.waitForURL(door.address("/").toString());
        page.context().close();
    }

    private static void pin(Page page) {
        go(page, "/account/pin");
        page.fill("#f-pin", PIN);
        page.fill("#f-again", PIN);
        page.click("form[action='/account/pin'] button[type=submit]");
        page.waitForURL("**/account");
    }

    @Test
    void allPagesFitTheScreenAreAccessibleAndSpeakBothLanguages() throws IOException {
        Files.createDirectories(PICTURES);
        Door.Worker worker = door.worker(Role.REGISTRAR);
        for (int width : new int[] {360, 1280}) {
            Page page = page(width);
            device(page, true);
            for (String language : new String[] {"es", "en"}) {
                look(page, "/sign-in?ended", language, width, "sign-in");
            }
            password(page, worker);
            if (width == 360) {
                addPasskey(page, "Phone");
                page.waitForSelector(".codes");
                look(page, null, "en", width, "recovery-codes");
            } else {
                page.waitForURL("**/second-factor");
                look(page, "/second-factor", "es", width, "second-factor");
                // The device of the first round is another one: a code from the paper would do too.
                String code =
                        door.bean(SignIns.class).newRecoveryCodes(worker.account()).getFirst();
                page.fill("#f-code", code);
                page.click("form[action='/second-factor'] button");
                page.waitForURL(door.address("/").toString());
            }
            pin(page);
            for (String language : new String[] {"es", "en"}) {
                for (String name :
                        new String[] {
                            "/account",
                            "/account/password",
                            "/account/second-factors",
                            "/account/sessions",
                            "/account/pin"
                        }) {
                    look(page, name, language, width, name.substring(1).replace('/', '-'));
                }
            }
            go(page, "/account/password");
            page.fill("#f-password", "short");
            page.click("form[action='/account/password'] button[type=submit]");
            look(page, null, "en", width, "account-password-wrong");
            go(page, "/account");
            page.click("form[action='/account/device'] button");
            page.click(".menu > summary");
            page.click("form[action='/lock'] button");
            page.waitForURL("**/locked");
            for (String language : new String[] {"es", "en"}) {
                look(page, "/locked", language, width, "locked");
            }
            page.context().close();
        }
    }

    private static void look(
            Page page,
            @org.jspecify.annotations.Nullable String path,
            String language,
            int width,
            String name) {
        if (path != null) {
            go(page, path + (path.contains("?") ? "&" : "?") + "lang=" + language);
        }
        assertThat(page.content())
                .as("%s in %s", name, language)
                .doesNotContainPattern("\\[[a-z]+[.][a-z.-]+\\]");
        assertThat(
                        page.evaluate(
                                "document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                .as("%s is wider than %d", name, width)
                .isEqualTo(0);
        page.screenshot(
                new Page.ScreenshotOptions()
                        .setFullPage(true)
                        .setPath(
                                PICTURES.resolve(
                                        "door-" + name + "-" + language + "-" + width + ".png")));
        assertThat(
                        new AxeBuilder(page)
                                .analyze().getViolations().stream()
                                        .map(rule -> rule.getId() + " " + rule.getNodes())
                                        .toList())
                .as(name)
                .isEmpty();
    }
}
