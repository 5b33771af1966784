package amparo.server.device;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.server.access.Acting;
import amparo.server.access.Actor;
import amparo.server.access.OrganisationKind;
import amparo.server.access.Role;
import amparo.server.access.Room;
import amparo.server.access.Scope;
import amparo.server.groups.TravelGroups;
import amparo.server.groups.TravelGroups.Entry;
import amparo.server.groups.TravelGroups.Traveller;
import amparo.server.pages.Chromium;
import amparo.server.registry.PersonFiles.Told;
import amparo.server.testing.WholeServer;
import com.deque.html.axecore.playwright.AxeBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * FEATURE: interviews go on without a line for a whole shift, on a tablet that keeps everything
 * sealed, and nothing that was answered is lost or comes twice.
 */
@Tag("database")
@Tag("door")
class DeviceTest {

    private static final WholeServer SERVER = WholeServer.get();
    private static final String NAME = "Yuleisy Albornoz";
    private static Chromium browser;

    private UUID ours;
    private UUID worker;
    private String person;

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

    @BeforeEach
    void family() throws Exception {
        browser.faults.clear();
        ours = SERVER.organisation(OrganisationKind.NGO);
        worker = SERVER.worker(ours, Role.CASE_WORKER, "organisation").account;
        person = enter(worker, NAME);
    }

    private String enter(UUID account, String name, Told... more) throws Exception {
        List<Told> told = new ArrayList<>(List.of(more));
        told.add(Told.of("name", "\"" + name + "\"", "person"));
        told.add(Told.of("phone", "\"+58 412 0000001\"", "person"));
        told.add(Told.of("survivor_note", "\"A thing told once\"", "person"));
        Actor actor =
                new Actor(
                        account,
                        ours,
                        OrganisationKind.NGO,
                        Room.FRONTLINE,
                        Set.of(Role.CASE_WORKER),
                        Scope.ORGANISATION,
                        Set.of(),
                        "test");
        Entry entry =
                new Entry(
                        UUID.randomUUID(),
                        null,
                        List.of(new Traveller(UUID.randomUUID(), null, null, told)));
        return Acting.as(actor, () -> SERVER.context.getBean(TravelGroups.class).enter(entry))
                .orElseThrow()
                .persons()
                .getFirst();
    }

    private List<String> answers(String code) throws Exception {
        return SERVER.column(
                "select fact || ' ' || value::text from answer a join person p on p.id = a.person where p.code = ?"
                        + " and fact not in ('name', 'phone', 'survivor_note') order by a.recorded_at, a.id",
                code);
    }

    private Tablet tablet(int width) {
        return new Tablet(browser, SERVER, worker, "en", width);
    }

    @Test
    void anInterviewGoesOnWithoutALineAndIsSentWhenTheLineIsBack() throws Exception {
        try (Tablet tablet = tablet(768)) {
            tablet.prepare();
            tablet.picture("list");
            tablet.line.cut();
            tablet.page.reload();
            tablet.unlock(Tablet.PIN);
            tablet.open(person);
            tablet.page.click("[data-need=medical]");
            tablet.until(() -> tablet.page.locator("[data-steps]").count() > 0);
            tablet.picture("now");
            List<String> asked = tablet.answer(8);
            assertThat(asked).hasSize(8).contains("fear_of_return", "nationality");
            // The sheet to take home, without a line: neither name nor code nor a reason.
            tablet.page.click("[data-tab=sheet]");
            tablet.until(() -> tablet.page.locator("[data-sheet=doors]").count() == 1);
            tablet.picture("sheet");
            tablet.page.emulateMedia(
                    new com.microsoft.playwright.Page.EmulateMediaOptions()
                            .setMedia(com.microsoft.playwright.options.Media.PRINT));
            String printed = (String) tablet.page.evaluate("document.body.innerText");
            assertThat(printed)
                    .contains("Asking costs nothing")
                    .doesNotContain(person, NAME, "wait on this device", "Alone");
            assertThat(tablet.page.locator("[data-sheet] svg.qr").count()).isPositive();
            tablet.picture("sheet-printed");
            tablet.page.emulateMedia(
                    new com.microsoft.playwright.Page.EmulateMediaOptions()
                            .setMedia(com.microsoft.playwright.options.Media.SCREEN));
            tablet.page.click("[data-discreet=false]");
            tablet.until(() -> tablet.page.locator("[data-sheet=discreet]").count() == 1);
            assertThat(tablet.page.textContent("[data-sheet]"))
                    .doesNotContainIgnoringCase("asylum")
                    .doesNotContain(person, NAME);
            assertThat(tablet.page.locator("[data-sheet] svg.qr").count()).isEqualTo(1);
            // The frame, the tap, and each question.
            assertThat(tablet.waiting()).isGreaterThanOrEqualTo(10);
            assertThat(tablet.page.textContent("#line"))
                    .contains(tablet.waiting() + " answers wait on this device");
            assertThat(answers(person)).isEmpty();

            // What the answers point to, and why, with the line still cut.
            tablet.page.locator("[data-steps] > summary").click();
            tablet.page.locator("[data-screen=refugee-indication] [data-why] summary").click();
            assertThat(tablet.page.textContent("[data-screen=refugee-indication]"))
                    .contains("What to do", "What not to do", "Source");
            tablet.picture("steps");
            tablet.page.click("[data-tab=doors]");
            tablet.until(() -> tablet.page.locator("[data-group=asylum]").count() > 0);
            tablet.picture("doors");

            int sent = tablet.waiting();
            tablet.line.mend();
            tablet.page.click("[data-go=waiting]");
            tablet.picture("waiting");
            tablet.page.click("[data-go=send]");
            tablet.until(() -> tablet.waiting() == 0);
            assertThat(tablet.page.textContent("#line")).contains("Nothing waits");
            assertThat(
                            SERVER.column(
                                    "select count(*)::text from device_item where account = ?",
                                    worker))
                    .containsExactly(Integer.toString(sent));
            assertThat(answers(person))
                    .hasSizeGreaterThanOrEqualTo(9)
                    .contains("fear_of_return true");
            assertThat(
                            SERVER.column(
                                    "select through || ' ' || (alone_at is not null) from interview i join person p on"
                                            + " p.id = i.person where p.code = ?",
                                    person))
                    .containsExactly("direct true");
            assertThat(
                            SERVER.column(
                                    "select distinct language || ' ' || interpreter from answer a join person p on p.id"
                                            + " = a.person where p.code = ? and a.language is not null"
                                            + " and fact <> 'interview_language_understood'",
                                    person))
                    .containsExactly("en false");
        }
    }

    @Test
    void oneOfThreeIsRefusedWithAReasonAndTheOthersGoThrough() throws Exception {
        String second = enter(worker, "Wilmer Albornoz");
        try (Tablet tablet = tablet(360)) {
            tablet.prepare();
            tablet.line.cut();
            tablet.open(person);
            tablet.page.click("[data-need=food]");
            tablet.until(() -> tablet.waiting() == 2);
            tablet.page.click("[data-go=list]");
            tablet.open(second);
            tablet.page.click("[data-need=water]");
            tablet.until(() -> tablet.waiting() == 4);
            SERVER.sql("update person set erased_at = now() where code = ?", second);
            tablet.line.mend();
            tablet.page.click("[data-go=waiting]");
            tablet.page.click("[data-go=send]");
            tablet.until(() -> tablet.waiting() == 0);
            assertThat(tablet.refused()).isEqualTo(2);
            assertThat(answers(person)).hasSize(2);
            assertThat(tablet.page.locator("[data-state=refused]").first().textContent())
                    .contains("You can no longer write", "supervisor", second);
            tablet.picture("refused");
            tablet.page.locator("[data-again]").first().click();
            tablet.until(() -> tablet.waiting() == 0 && tablet.refused() == 2);
            assertThat((Integer) tablet.page.evaluate("document.documentElement.scrollWidth"))
                    .isLessThanOrEqualTo(360);
        }
    }

    @Test
    void whatWasAnsweredIsThereAfterACrashInTheMiddle() throws Exception {
        try (Tablet tablet = tablet(768)) {
            tablet.prepare();
            tablet.line.cut();
            tablet.open(person);
            List<String> asked = tablet.answer(5);
            int waiting = tablet.waiting();
            tablet.crash();
            tablet.unlock(Tablet.PIN);
            tablet.view("list");
            assertThat(tablet.waiting()).isEqualTo(waiting);
            tablet.open(person);
            List<String> more = tablet.answer(3);
            assertThat(more).doesNotContainAnyElementsOf(asked).hasSize(3);
            tablet.line.mend();
            tablet.page.reload();
            tablet.unlock(Tablet.PIN);
            tablet.until(() -> tablet.waiting() == 0);
            assertThat(answers(person)).hasSizeGreaterThanOrEqualTo(waiting + 1);
            assertThat(answers(person)).doesNotHaveDuplicates();
        }
    }

    @Test
    void anAnswerWhoseReceiptWasLostComesOnce() throws Exception {
        try (Tablet tablet = tablet(768)) {
            tablet.prepare();
            tablet.open(person);
            tablet.until(() -> tablet.waiting() == 0);
            tablet.line.losesAnswers();
            tablet.page.click("[data-need=food]");
            tablet.until(() -> "no-line".equals(tablet.page.getAttribute("#line", "data-state")));
            tablet.until(() -> count("needs_now") == 1);
            assertThat(tablet.waiting()).isEqualTo(1);
            tablet.line.mend();
            tablet.page.click("[data-go=waiting]");
            tablet.page.click("[data-go=send]");
            tablet.until(() -> tablet.waiting() == 0);
            assertThat(count("needs_now")).isEqualTo(1);
            assertThat(tablet.refused()).isZero();
        }
    }

    private long count(String fact) {
        try {
            return answers(person).stream().filter(one -> one.startsWith(fact + " ")).count();
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Test
    void twoTabletsWithOneFamilyBothKeepTheirWord() throws Exception {
        UUID other = SERVER.worker(ours, Role.CASE_WORKER, "organisation").account;
        try (Tablet one = tablet(768);
                Tablet two = new Tablet(browser, SERVER, other, "es", 768)) {
            one.prepare();
            two.prepare();
            one.line.cut();
            two.line.cut();
            one.open(person);
            two.open(person);
            one.page.click("[data-need=food]");
            two.page.click("[data-need=shelter]");
            one.until(() -> one.waiting() == 2);
            two.until(() -> two.waiting() == 2);
            one.line.mend();
            two.line.mend();
            for (Tablet tablet : List.of(one, two)) {
                tablet.page.click("[data-go=waiting]");
                tablet.page.click("[data-go=send]");
                tablet.until(() -> tablet.waiting() == 0);
            }
            assertThat(answers(person))
                    .filteredOn(answer -> answer.startsWith("needs_now"))
                    .hasSize(2)
                    .anyMatch(answer -> answer.contains("food"))
                    .anyMatch(answer -> answer.contains("shelter"));
        }
    }

    @Test
    void somebodyNewIsBegunWithoutALineUnderACodeThatStays() throws Exception {
        try (Tablet tablet = tablet(768)) {
            tablet.prepare();
            tablet.line.cut();
            tablet.page.click("[data-new]");
            tablet.page.fill("#new-person input[type=text]", "Wideline Joseph");
            tablet.page.click("#new-person button.main");
            tablet.view("frame");
            String code = tablet.page.locator(".who .name .hint").textContent().strip();
            tablet.picture("frame");
            tablet.frame("no", "yes");
            tablet.line.mend();
            tablet.page.click("[data-go=waiting]");
            tablet.page.click("[data-go=send]");
            tablet.until(() -> tablet.waiting() == 0);
            assertThat(tablet.refused()).isZero();
            assertThat(answers(code)).containsExactly("interview_language_understood false");
            assertThat(
                            SERVER.column(
                                    "select value ->> 0 from answer a join person p on p.id = a.person where p.code = ?"
                                            + " and fact = 'name'",
                                    code))
                    .containsExactly("Wideline Joseph");
        }
    }

    @Test
    void theStoreHoldsNoReadableTextAndNeitherDoesTheCache() throws Exception {
        try (Tablet tablet = tablet(768)) {
            tablet.prepare();
            tablet.line.cut();
            tablet.open(person);
            tablet.answer(4);
            String raw = raw(tablet);
            assertThat(raw).as("there is a store").contains("sealed").hasSizeGreaterThan(2000);
            for (String word :
                    List.of(
                            NAME,
                            "Yuleisy",
                            person,
                            "fear_of_return",
                            "nationality",
                            "answer",
                            "waiting",
                            "VEN")) {
                assertThat(raw).doesNotContain(word);
            }
            String kept =
                    (String)
                            tablet.page.evaluate(
                                    """
                                    async () => {
                                      let all = JSON.stringify(localStorage) + JSON.stringify(sessionStorage);
                                      for (const name of await caches.keys()) {
                                        const cache = await caches.open(name);
                                        for (const request of await cache.keys()) {
                                          all += request.url;
                                          if (!/files/.test(request.url)) all += await (await cache.match(request)).text();
                                        }
                                      }
                                      return all;
                                    }
                                    """);
            assertThat(kept).contains("/device/app", "main.js").doesNotContain("Yuleisy", person);
        }
    }

    private static String raw(Tablet tablet) {
        return (String)
                tablet.page.evaluate(
                        """
                        async () => {
                          const db = await new Promise((resolve) => {
                            const wanted = indexedDB.open('amparo-device');
                            wanted.onsuccess = () => resolve(wanted.result);
                          });
                          const text = (value) => {
                            if (value instanceof ArrayBuffer) return String.fromCharCode(...new Uint8Array(value));
                            if (ArrayBuffer.isView(value)) return String.fromCharCode(...value);
                            if (value instanceof CryptoKey) return `key:${value.extractable}`;
                            if (value && typeof value === 'object') return Object.entries(value).map(([k, v]) => k + text(v)).join();
                            return String(value);
                          };
                          let all = '';
                          for (const name of db.objectStoreNames) {
                            const records = db.transaction(name).objectStore(name);
                            const got = (request) => new Promise((resolve) => { request.onsuccess = () => resolve(request.result); });
                            const [keys, values] = await Promise.all([got(records.getAllKeys()), got(records.getAll())]);
                            all += name + keys.join() + values.map(text).join();
                          }
                          db.close();
                          return all;
                        }
                        """);
    }

    @Test
    void fiveWrongPinsEmptyTheTabletAlsoIfItIsSwitchedOffBetweenThem() throws Exception {
        try (Tablet tablet = tablet(360)) {
            tablet.prepare();
            tablet.line.cut();
            tablet.open(person);
            tablet.page.reload();
            tablet.unlock("wrong-1");
            assertThat(tablet.page.textContent("#lock")).contains("4 tries");
            tablet.picture("lock");
            tablet.unlock("wrong-2");
            tablet.crash();
            tablet.unlock("wrong-3");
            assertThat(tablet.page.textContent("#lock")).contains("2 tries");
            tablet.unlock("wrong-4");
            tablet.unlock("wrong-5");
            tablet.view("emptied");
            assertThat(tablet.page.getAttribute("#app", "data-why")).isEqualTo("wiped.pin");
            tablet.page.reload();
            tablet.view("emptied");
            assertThat(raw(tablet)).doesNotContain("key:", "data");
        }
    }

    @Test
    void theRightPinForgivesWrongOnes() {
        try (Tablet tablet = tablet(360)) {
            tablet.prepare();
            for (int round = 0; round < 2; round++) {
                tablet.page.reload();
                for (int i = 0; i < 3; i++) {
                    tablet.unlock("wrong-" + i);
                }
                tablet.unlock(Tablet.PIN);
                tablet.view("list");
            }
        }
    }

    @Test
    void aTabletThatNobodyTouchesLocksByItself() {
        try (Tablet tablet = tablet(360)) {
            tablet.prepare();
            tablet.page.clock().install();
            tablet.page.reload();
            tablet.unlock(Tablet.PIN);
            tablet.open(person);
            tablet.page.clock().fastForward(9 * 60_000L);
            assertThat(tablet.view()).isEqualTo("now");
            tablet.page.clock().fastForward(2 * 60_000L);
            tablet.view("lock");
            assertThat(tablet.page.textContent("body")).doesNotContain(NAME, person);
        }
    }

    @Test
    void aSessionThatWasTooOldLosesNothingAndOneThatWasEndedEmptiesTheTablet() throws Exception {
        try (Tablet tablet = tablet(768)) {
            tablet.prepare();
            tablet.open(person);
            tablet.until(() -> tablet.waiting() == 0);
            tablet.page.context().clearCookies();
            tablet.page.click("[data-need=food]");
            tablet.until(() -> "sign-in".equals(tablet.page.getAttribute("#line", "data-state")));
            assertThat(tablet.waiting()).isEqualTo(1);
            assertThat(tablet.page.textContent("#line")).contains("Sign in again to send");
            tablet.signIn();
            tablet.page.click("[data-go=waiting]");
            tablet.page.click("[data-go=send]");
            tablet.until(() -> tablet.waiting() == 0);
            assertThat(count("needs_now")).isEqualTo(1);

            // Signed out everywhere.
            SERVER.sql(
                    "update credential set sessions_from = now() + interval '1 second' where account = ?",
                    worker);
            tablet.page.click("[data-go=list]");
            tablet.page.click("[data-person='" + person + "']");
            tablet.view("now");
            tablet.page.click("[data-need=water]");
            tablet.view("emptied");
            assertThat(tablet.page.getAttribute("#app", "data-why")).isEqualTo("wiped.ended");
            assertThat(raw(tablet)).doesNotContain("key:", "data");
        }
    }

    @Test
    void theEndOfAShiftSendsFirstAndSaysWhatWouldBeLost() throws Exception {
        try (Tablet tablet = tablet(768)) {
            tablet.prepare();
            tablet.line.cut();
            tablet.open(person);
            tablet.page.click("[data-need=food]");
            tablet.until(() -> tablet.waiting() == 2);
            tablet.page.click("[data-go=list]");
            tablet.page.click("[data-go=end]");
            tablet.view("end");
            assertThat(tablet.page.textContent("#app")).contains("2 answers", "would be lost");
            tablet.picture("end");
            tablet.page.click("[data-end='2']");
            assertThat(tablet.view()).isEqualTo("end");
            tablet.line.mend();
            tablet.page.click("[data-go=list]");
            tablet.page.click("[data-go=end]");
            tablet.page.waitForSelector("[data-end='0']");
            tablet.page.click("[data-end='0']");
            tablet.view("emptied");
            assertThat(count("needs_now")).isEqualTo(1);
            assertThat(
                            SERVER.column(
                                    "select count(*)::text from device_shift where account = ? and ended_at is not null",
                                    worker))
                    .containsExactly("1");
        }
    }

    @Test
    void questionsForAMomentAloneWaitForItAndStepsAreCovered() throws Exception {
        try (Tablet tablet = tablet(1280)) {
            tablet.prepare();
            tablet.open(person);
            tablet.page.click("[data-tab=question]");
            tablet.view("gate");
            assertThat(tablet.page.textContent("#app .asked")).doesNotContain("afraid");
            tablet.picture("gate");
            tablet.page.click("[data-alone=later]");
            tablet.view("question");
            assertThat(tablet.question()).isNotEqualTo("fear_of_return");
            tablet.page.click("[data-tab=now]");
            tablet.page.click("[data-need=life_in_danger]");
            tablet.until(() -> tablet.page.locator("[data-steps]").count() > 0);
            assertThat(tablet.page.locator("[data-screen]").first().isVisible()).isFalse();
            tablet.page.click("[data-toggle=alone]");
            tablet.view("care");
            tablet.page.click("[data-cared]");
            tablet.view("question");
            assertThat(tablet.question()).isEqualTo("fear_of_return");
            tablet.picture("question");
        }
    }

    @Test
    void ofAChildAloneOnlyTheLeastIsAskedAndNoInterviewEndsWithoutAMomentAlone() throws Exception {
        String child =
                enter(
                        worker,
                        "Dylan",
                        Told.of("age", "12", "person"),
                        Told.of("accompanied_by", "\"nobody\"", "officer"));
        String named =
                enter(
                        worker,
                        "Kelly",
                        Told.of("age", "12", "person"),
                        Told.of("accompanied_by", "\"nobody\"", "officer"));
        SERVER.sql(
                "insert into child_step (id, person, organisation, step, state, who, recorded_by, recorded_room)"
                        + " select gen_random_uuid(), id, organisation, 'guardian', 'done', 'Procuraduría, turno B', ?,"
                        + " 'frontline' from person where code = ?",
                worker,
                named);
        try (Tablet tablet = tablet(768)) {
            tablet.prepare();
            tablet.line.cut();
            tablet.page.click("[data-person='" + named + "']");
            tablet.view("frame");
            assertThat(tablet.page.locator("[data-guardian] p").isVisible())
                    .as("whoever came along does not read who was named")
                    .isFalse();
            tablet.frame("yes", "no");
            assertThat(tablet.answer(10)).as("a guardian was named").contains("fear_of_return");
            tablet.page.click("[data-go=list]");
            tablet.view("list");
            tablet.page.click("[data-person='" + child + "']");
            tablet.view("frame");
            tablet.frame("yes", "no");
            List<String> asked = tablet.answer(30);
            assertThat(asked)
                    .isNotEmpty()
                    .doesNotContain("fear_of_return", "relative", "stay", "route_events");
            assertThat(tablet.view()).isEqualTo("done");
            // Whoever looks on reads nothing of it.
            assertThat(tablet.page.textContent("#app .asked"))
                    .contains("Nothing more is asked")
                    .doesNotContain("child");
            assertThat(tablet.page.locator("[data-close]").count()).isZero();
            tablet.picture("child");
            tablet.page.click("[data-toggle=alone]");
            tablet.page.waitForSelector("[data-close]");
            assertThat(tablet.page.textContent("#app .asked")).contains("child-protection");
            tablet.page.click("[data-close]");
            tablet.view("list");
            tablet.line.mend();
            tablet.page.click("[data-go=waiting]");
            tablet.page.click("[data-go=send]");
            tablet.until(() -> tablet.waiting() == 0);
            assertThat(tablet.refused()).isZero();
            assertThat(
                            SERVER.column(
                                    "select (closed_at is not null)::text from interview i join person p on p.id ="
                                            + " i.person where p.code = ?",
                                    child))
                    .containsExactly("true");
            assertThat(
                            SERVER.column(
                                    "select screen from flag f join person p on p.id = f.person where p.code = ?",
                                    child))
                    .contains("child-alone");
        }
    }

    @Test
    void anInterviewOfTwentyFiveQuestionsGoesOverAPoorLine() throws Exception {
        try (Tablet tablet = tablet(768)) {
            tablet.prepare();
            tablet.until(() -> tablet.waiting() == 0);
            long first = tablet.line.bytes();
            tablet.page.reload();
            tablet.unlock(Tablet.PIN);
            tablet.open(person);
            List<String> asked = tablet.answer(25);
            tablet.until(() -> tablet.waiting() == 0);
            long bytes = tablet.line.bytes() - first;
            System.out.printf(
                    Locale.ROOT,
                    "device: first visit %d bytes, then %d questions %d bytes%n",
                    first,
                    asked.size(),
                    bytes);
            assertThat(asked).hasSize(25);
            assertThat(answers(person)).hasSizeGreaterThanOrEqualTo(20);
            assertThat(bytes).isBetween(5_000L, 300_000L);
        }
    }

    @Test
    void nothingStandsInTheWayOfWhoeverHearsThePage() throws Exception {
        for (int width : List.of(360, 768, 1280)) {
            try (Tablet tablet = tablet(width)) {
                tablet.page.navigate(tablet.line.address() + "/device?lang=es");
                tablet.page.waitForSelector("#prepare");
                fine(tablet, "prepare", width);
                tablet.prepare();
                fine(tablet, "list", width);
                tablet.open(person);
                tablet.page.click("[data-need=medical]");
                tablet.until(() -> tablet.page.locator("[data-steps]").count() > 0);
                fine(tablet, "now", width);
                tablet.answer(1);
                tablet.page.locator("[data-steps] > summary").click();
                fine(tablet, "question", width);
            }
        }
        assertThat(browser.faults).isEmpty();
    }

    private static void fine(Tablet tablet, String what, int width) {
        tablet.picture("fine-" + what);
        assertThat(new AxeBuilder(tablet.page).analyze().getViolations())
                .as(what)
                .map(rule -> rule.getId() + " " + rule.getNodes().getFirst().getHtml())
                .isEmpty();
        assertThat((Integer) tablet.page.evaluate("document.documentElement.scrollWidth"))
                .as(what)
                .isLessThanOrEqualTo(width);
    }

    // --- opinions, large arrivals, other languages, the border, signing out

    @Test
    void opinionsWithTheirReasonsWaitWithoutALineAndNoneEndsAFear() throws Exception {
        try (Tablet tablet = tablet(768)) {
            tablet.prepare();
            tablet.line.cut();
            tablet.open(person);
            tablet.page.click("[data-need=life_in_danger]");
            tablet.answer(4);
            tablet.until(() -> tablet.page.locator("[data-steps]").count() > 0);
            tablet.page.locator("[data-steps] > summary").click();
            tablet.page.locator("[data-screen=refugee-indication] [data-opinion] summary").click();
            assertThat(
                            tablet.page
                                    .locator(
                                            "[data-screen=refugee-indication] [data-opine=disagree]")
                                    .count())
                    .as("nobody disagrees with a fear")
                    .isZero();
            int before = tablet.waiting();
            tablet.page.click("[data-screen=refugee-indication] [data-opine=confirm]");
            assertThat(tablet.waiting()).as("without a reason").isEqualTo(before);
            tablet.page.fill(
                    "[data-screen=refugee-indication] [data-opinion] textarea", "She trembled");
            tablet.page.click("[data-screen=refugee-indication] [data-opine=confirm]");
            tablet.until(() -> tablet.waiting() == before + 1);
            tablet.until(() -> tablet.page.locator("[data-said=confirm]").count() == 1);
            tablet.picture("opinion");

            tablet.page.locator("#steps [data-observe] summary").click();
            tablet.page.selectOption("#steps [data-observe] select", "medical-need");
            tablet.page.fill("#steps [data-observe] textarea", "A wound at the foot");
            tablet.page.click("#steps [data-opine=observe]");
            tablet.until(() -> tablet.waiting() == before + 2);
            tablet.crash();
            tablet.unlock(Tablet.PIN);
            tablet.until(() -> tablet.waiting() == before + 2);

            tablet.line.mend();
            tablet.page.click("[data-go=waiting]");
            tablet.page.click("[data-go=send]");
            tablet.until(() -> tablet.waiting() == 0);
            assertThat(tablet.refused()).isZero();
            assertThat(opinions(person))
                    .containsExactlyInAnyOrder(
                            "refugee-indication confirm She trembled",
                            "medical-need observe A wound at the foot");
        }
    }

    private static List<String> opinions(String code) throws Exception {
        return SERVER.column(
                "select f.screen || ' ' || o.kind || ' ' || o.reason from flag_opinion o join flag f on f.id = o.flag"
                        + " join person p on p.id = o.person where p.code = ?",
                code);
    }

    @Test
    void lifeInDangerHoldsTheQuestionsBackUntilSomebodyTookCareOfIt() throws Exception {
        try (Tablet tablet = tablet(360)) {
            tablet.prepare();
            tablet.line.cut();
            tablet.open(person);
            tablet.answer(1);
            tablet.page.click("[data-tab=now]");
            tablet.view("now");
            tablet.page.click("[data-need=life_in_danger]");
            tablet.until(() -> tablet.page.locator("[data-steps]").count() > 0);
            tablet.page.click("[data-tab=question]");
            tablet.view("care");
            tablet.picture("care");
            // Neither the way back nor switching it off leads past it.
            tablet.page.goBack();
            tablet.page.goBack();
            tablet.until(() -> List.of("care", "now").contains(tablet.view()));
            tablet.crash();
            tablet.unlock(Tablet.PIN);
            tablet.open(person);
            tablet.page.click("[data-tab=question]");
            tablet.view("care");
            tablet.line.mend();
            tablet.until(() -> tablet.waiting() == 0);
            assertThat(
                            SERVER.column(
                                    "select kind || (done_at is null) from immediate_alert l join person p on p.id = l.person"
                                            + " where p.code = ?",
                                    person))
                    .containsExactly("medicaltrue");
            tablet.page.click("[data-cared]");
            tablet.until(() -> List.of("question", "gate").contains(tablet.view()));
            tablet.until(() -> tablet.waiting() == 0);
            assertThat(tablet.refused()).isZero();
            assertThat(
                            SERVER.column(
                                    "select kind || (done_at is null) from immediate_alert l join person p on p.id = l.person"
                                            + " where p.code = ?",
                                    person))
                    .containsExactly("medicalfalse");
        }
    }

    @Test
    void aLargeArrivalGoesOnWithoutALineAndItsCodesStay() throws Exception {
        try (Tablet tablet = tablet(360)) {
            tablet.prepare();
            tablet.line.cut();
            tablet.page.click("[data-go=surge]");
            tablet.view("surge");
            tablet.page.click("#surge button.main");
            assertThat(tablet.page.textContent("#surge .problem")).contains("in doubt, under 18");
            List<String> codes = new ArrayList<>();
            List<String> numbers = new ArrayList<>();
            for (String age : List.of("0..17", "18..59")) {
                int before = tablet.waiting();
                tablet.page.selectOption("#surge select[name=age]", age);
                tablet.page.check("#surge input[name=needs_now][value=water]");
                tablet.page.selectOption("#surge select[name=accompanied_by]", "nobody");
                tablet.page.click("#surge button.main");
                tablet.until(() -> tablet.waiting() == before + 4);
                tablet.until(() -> tablet.page.locator("[data-number]").count() == 1);
                codes.add(tablet.page.getAttribute("[data-number]", "data-code"));
                numbers.add(tablet.page.getAttribute("[data-number]", "data-number"));
                assertThat(tablet.page.textContent("[data-number]"))
                        .as("they are called by the number of the day")
                        .isEqualTo(numbers.getLast());
            }
            tablet.picture("surge");
            tablet.page.click("[data-go=list]");
            tablet.view("list");
            assertThat(tablet.page.textContent("[data-person='" + codes.getFirst() + "']"))
                    .contains("No. " + numbers.getFirst());
            assertThat(numbers)
                    .doesNotHaveDuplicates()
                    .allMatch(one -> one.matches("[1-9][0-9]{3}"));
            assertThat(codes).doesNotHaveDuplicates();
            assertThat((Integer) tablet.page.evaluate("document.documentElement.scrollWidth"))
                    .isLessThanOrEqualTo(360);
            tablet.crash();
            tablet.unlock(Tablet.PIN);
            tablet.line.mend();
            tablet.page.click("[data-go=waiting]");
            tablet.page.click("[data-go=send]");
            tablet.until(() -> tablet.waiting() == 0);
            assertThat(tablet.refused()).isZero();
            assertThat(answers(codes.get(0)))
                    .contains("age \"0..17\"", "accompanied_by \"nobody\"")
                    .anyMatch(one -> one.contains("water"));
            assertThat(answers(codes.get(1))).contains("age \"18..59\"");
            for (int i = 0; i < codes.size(); i++) {
                assertThat(
                                SERVER.column(
                                        "select number::text from surge_number s join person p on p.id = s.person"
                                                + " where p.code = ?",
                                        codes.get(i)))
                        .containsExactly(numbers.get(i));
            }
            assertThat(
                            SERVER.column(
                                    "select count(*)::text from surge_reserved where organisation = ?",
                                    ours))
                    .as("what was given is nobody else's any more")
                    .containsExactly(String.valueOf(Shifts.CODES - codes.size()));
            assertThat(
                            SERVER.column(
                                    "select screen from flag f join person p on p.id = f.person where p.code = ?",
                                    codes.get(0)))
                    .contains("child-alone");
        }
    }

    @Test
    void theQuestionsAreReadInPortugueseFrenchAndCreoleWithoutALine() throws Exception {
        try (Tablet tablet = tablet(768)) {
            tablet.page.navigate(tablet.line.address() + "/device?lang=en");
            tablet.page.waitForSelector("#prepare");
            for (String language : List.of("pt", "fr", "ht")) {
                tablet.page.check("#language-" + language);
            }
            tablet.seal();
            tablet.line.cut();
            tablet.page.reload();
            tablet.unlock(Tablet.PIN);
            Set<String> heard = new java.util.HashSet<>();
            for (String language : List.of("pt", "fr", "ht")) {
                tablet.page.click("[data-person='" + person + "']");
                tablet.until(() -> List.of("frame", "now").contains(tablet.view()));
                if (tablet.view().equals("now")) {
                    tablet.page.click("[data-tab=frame]");
                    tablet.view("frame");
                }
                tablet.page.selectOption("select[name=language]", language);
                tablet.frame("yes", "yes");
                tablet.page.click("[data-toggle=alone]");
                tablet.view("question");
                String words = tablet.page.locator("#app .asked h1").textContent();
                assertThat(words).as(language).isNotBlank();
                heard.add(words);
                tablet.picture("question-" + language);
                // What the officer reads stays in the officer's language.
                assertThat(tablet.page.textContent("#app .who")).contains("Alone");
                tablet.page.click("[data-go=list]");
                tablet.view("list");
            }
            assertThat(heard).as("each in its own words").hasSize(3);
            tablet.line.mend();
            tablet.page.click("[data-go=waiting]");
            tablet.page.click("[data-go=send]");
            tablet.until(() -> tablet.waiting() == 0);
            // A draft that is read without an interpreter is no interpreter.
            assertThat(
                            SERVER.column(
                                    "select language || ' ' || through from interview i join person p on p.id = i.person"
                                            + " where p.code = ?",
                                    person))
                    .containsExactlyInAnyOrder(
                            "portuguese draft", "french draft", "haitian_creole draft");
        }
    }

    @Test
    void atABorderOnlyWhatIsForNowAndNotOfSurvivorsShowsOnTheTablet() throws Exception {
        UUID border = SERVER.organisation(OrganisationKind.BORDER_AUTHORITY);
        UUID officer = SERVER.worker(border, Role.CASE_WORKER, "organisation").account;
        try (Tablet tablet = new Tablet(browser, SERVER, officer, "en", 768)) {
            tablet.prepare();
            tablet.line.cut();
            tablet.page.click("[data-new]");
            tablet.page.fill("#new-person input[type=text]", "Wideline Joseph");
            tablet.page.click("#new-person button.main");
            tablet.view("frame");
            tablet.frame("yes", "yes");
            tablet.page.click("[data-need=life_in_danger]");
            tablet.page.click("[data-need=food]");
            tablet.answer(12);
            tablet.until(() -> tablet.page.locator("[data-steps]").count() > 0);
            List<String> shown =
                    tablet.page.locator("[data-screen]").all().stream()
                            .map(one -> one.getAttribute("data-screen"))
                            .toList();
            assertThat(shown).isNotEmpty();
            for (String screen : shown) {
                assertThat(
                                SERVER
                                        .context
                                        .getBean(amparo.server.registry.LoadedRulebook.class)
                                        .book()
                                        .screens()
                                        .stream()
                                        .filter(one -> one.id().equals(screen))
                                        .map(one -> one.urgency().word()))
                        .containsAnyOf("emergency", "high");
                assertThat(tablet.page.locator("[data-screen=" + screen + "] [data-why]").count())
                        .as("none of survivors, whose reasons are hidden")
                        .isEqualTo(1);
            }
            // The engine saw more than a border post is shown.
            assertThat(tablet.page.evaluate("document.querySelectorAll('[data-screen]').length"))
                    .isEqualTo(shown.size());
        }
    }

    @Test
    void signingOutEmptiesTheTabletUnlessAnswersWaitAndThenItSaysSo() throws Exception {
        try (Tablet tablet = tablet(768)) {
            tablet.prepare();
            tablet.line.cut();
            tablet.open(person);
            tablet.page.click("[data-need=food]");
            tablet.until(() -> tablet.waiting() == 2);
            tablet.page.context().route("**/device/items", route -> route.abort());
            tablet.line.mend();
            tablet.page.navigate(tablet.line.address() + "/?lang=en");
            signOut(tablet);
            // Not out: first what waits is shown.
            tablet.view("lock");
            assertThat(tablet.page.textContent("#app")).contains("2 answers");
            tablet.page.context().unroute("**/device/items");
            tablet.unlock(Tablet.PIN);
            tablet.page.click("[data-go=waiting]");
            tablet.page.click("[data-go=send]");
            tablet.until(() -> tablet.waiting() == 0);
            tablet.page.navigate(tablet.line.address() + "/?lang=en");
            signOut(tablet);
            tablet.page.waitForURL("**/sign-in**");
            tablet.page.navigate(tablet.line.address() + "/device/app");
            tablet.view("emptied");
            assertThat(raw(tablet)).doesNotContain("key:", "data");
            assertThat(count("needs_now")).isEqualTo(1);
        }
    }

    @Test
    void aRecordedQuestionPlaysWithoutALineIfItIsSmallAndSaysSoIfNot() throws Exception {
        for (String fact : List.of("fear_of_return", "nationality")) {
            byte[] sound = tone(fact.equals("nationality") ? 200_000 : 8_000);
            SERVER.sql(
                    "insert into recording (id, organisation, fact, language, type, content, entered_by)"
                            + " values (gen_random_uuid(), ?, ?, 'english', 'audio/wav', ?, ?)",
                    ours,
                    fact,
                    sound,
                    worker);
        }
        try (Tablet tablet = tablet(360)) {
            tablet.prepare();
            tablet.line.cut();
            tablet.page.reload();
            tablet.unlock(Tablet.PIN);
            tablet.open(person);
            tablet.page.click("[data-tab=question]");
            tablet.view("gate");
            tablet.page.click("[data-alone=yes]");
            tablet.view("question");
            assertThat(tablet.question()).isEqualTo("fear_of_return");
            assertThat(tablet.page.locator("[data-sound=here] audio").count()).isEqualTo(1);
            assertThat(
                            ((Number)
                                            tablet.page.evaluate(
                                                    """
                                                    () => new Promise((resolve) => {
                                                      const sound = document.querySelector('audio');
                                                      sound.onloadedmetadata = () => resolve(sound.duration);
                                                      sound.onerror = () => resolve(-1);
                                                      sound.load();
                                                    })
                                                    """))
                                    .doubleValue())
                    .as("a second of sound")
                    .isBetween(0.99, 1.01);
            tablet.picture("sound");
            boolean told = false;
            for (int i = 0; i < 10 && !told; i++) {
                told = tablet.page.locator("[data-sound=too-large]").count() == 1;
                if (!told) {
                    tablet.answer(1);
                }
            }
            assertThat(told).as("says that it is too large").isTrue();
        }
    }

    private static void signOut(Tablet tablet) {
        String form = "form[action='/sign-out']";
        tablet.page.locator("details:has(" + form + ") > summary").first().click();
        tablet.page.locator(form + " button").first().click();
    }

    /** A tone, eight thousand samples a second. */
    private static byte[] tone(int samples) {
        java.nio.ByteBuffer file =
                java.nio.ByteBuffer.allocate(44 + samples).order(java.nio.ByteOrder.LITTLE_ENDIAN);
        file.put("RIFF".getBytes(java.nio.charset.StandardCharsets.US_ASCII)).putInt(36 + samples);
        file.put("WAVEfmt ".getBytes(java.nio.charset.StandardCharsets.US_ASCII)).putInt(16);
        file.putShort((short) 1).putShort((short) 1).putInt(8000).putInt(8000);
        file.putShort((short) 1).putShort((short) 8);
        file.put("data".getBytes(java.nio.charset.StandardCharsets.US_ASCII)).putInt(samples);
        for (int i = 0; i < samples; i++) {
            file.put((byte) (128 + 60 * Math.sin(2 * Math.PI * 440 * i / 8000)));
        }
        return file.array();
    }
}
