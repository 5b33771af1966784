package amparo.server.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.server.access.OrganisationKind;
import amparo.server.access.Role;
import amparo.server.device.Tablet;
import amparo.server.pages.Chromium;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * SCENARIO: a post without a line. A woman, a boy "aged nineteen" who looks sixteen, and an "uncle"
 * who speaks for them. Two officers with a tablet each; the server is killed in the middle of a
 * save. She asks for a nurse, the boy cannot name the town of the uncle.
 *
 * <p>Every answer that was given is there afterwards, once. The boy is treated as a child, the
 * authority that protects children is telephoned and the call is kept, the clock of the referral
 * runs from the flag. Each is referred apart, with the least. Nothing of it stands on the uncle's
 * card, slip or screen, and the border authority finds no trace in any page or count.
 */
class PostWithoutLineTest {

    private static final String WOMAN = "Marisela Ordoñez";
    private static final String BOY = "Tobías Ordoñez";
    private static final String UNCLE = "Evaristo Lemus";
    private static final List<String> LEAST =
            List.of(
                    "needs_now",
                    "languages",
                    "country_now",
                    "nationality",
                    "age",
                    "birth_date",
                    "accompanied_by");

    @TempDir Path temp;

    private Post post;
    private Chromium browser;

    private Hand nadia;
    private Hand omar;
    private Hand specialist;
    private Hand focal;
    private Hand authority;
    private Hand clinic;
    private List<Hand> border;
    private UUID forChildren;
    private UUID forHealth;
    private UUID forFood;

    private String family;
    private final Map<String, String> codes = new TreeMap<>();

    @BeforeEach
    void thoseWhoWorkThere() throws Exception {
        post = new Post(temp.resolve("data"));
        browser = new Chromium();
        UUID shelter = post.organisation(OrganisationKind.NGO, "Casa del Camino");
        nadia = post.worker(shelter, Role.CASE_WORKER);
        omar = post.worker(shelter, Role.CASE_WORKER);
        specialist = post.worker(shelter, Role.PROTECTION_SPECIALIST);
        focal = post.worker(shelter, Role.REFERRAL_FOCAL_POINT);
        authority =
                post.worker(
                        post.organisation(
                                OrganisationKind.CHILD_PROTECTION_AUTHORITY,
                                "Procuraduría de la Niñez"),
                        Role.REFERRAL_FOCAL_POINT);
        clinic =
                post.worker(
                        post.organisation(OrganisationKind.NGO, "Clínica del Río"),
                        Role.REFERRAL_FOCAL_POINT);
        forChildren = service(authority, "Guardia de la niñez", "child-protection");
        forHealth = service(clinic, "Consulta del Río", "medical");
        forFood = service(clinic, "Comedor", "food-nfi");
        UUID guard = post.organisation(OrganisationKind.BORDER_AUTHORITY, "Guardia del Puente");
        border =
                List.of(
                        post.worker(guard, Role.REGISTRAR),
                        post.worker(guard, Role.SUPERVISOR),
                        post.worker(guard, Role.RETURN_OFFICER));
    }

    @AfterEach
    void end() throws Exception {
        browser.close();
        post.close();
    }

    @Test
    void whatHappensAtAPostWithoutALine() throws Exception {
        theBorderAuthorityWroteThemDownForItself();
        List<Map<String, String>> whatTheBorderReads = whatTheBorderReads();
        inTheMorningThereIsALineAndTheUncleAnswersForAllThree();
        Map<String, String> whatTheUncleSees = whatTheUncleSees();

        try (Tablet first = new Tablet(browser, post.port, nadia::cookie, "en", 768);
                Tablet second = new Tablet(browser, post.port, omar::cookie, "es", 360)) {
            first.prepare();
            second.prepare();
            first.line.cut();
            second.line.cut();
            List<String> atTheCounter = theBoyIsSeenBesideTheUncle(first);
            theUnclesScreenSaysNothing(first);
            List<String> ofHer = sheAsksForANurse(second);
            List<String> alone = theBoyIsHeardAlone(second);

            int sentByFirst = first.waiting();
            theLineIsBack(first);
            int sentBySecond = second.waiting();
            theServerIsKilledInTheMiddleOfASave(second);
            assertThat(second.waiting())
                    .as("what was not acknowledged waits on the tablet")
                    .isEqualTo(sentBySecond);
            post.start();
            theLineIsBack(second);

            everyAnswerIsThereOnce(nadia, sentByFirst);
            everyAnswerIsThereOnce(omar, sentBySecond);
            wasAsked(nadia, BOY, atTheCounter);
            wasAsked(omar, WOMAN, ofHer);
            wasAsked(omar, BOY, alone);
        }

        theNurseIsCalled();
        theBoyIsTreatedAsAChild();
        UUID ofTheBoy = theAuthorityIsTelephonedAndTheCallIsKept();
        UUID ofTheWoman = sheIsReferredApart();
        eachReceiverReadsOnlyTheirOwn(ofTheBoy, ofTheWoman);

        assertThat(Walk.differing(whatTheUncleSees, whatTheUncleSees()))
                .as("card, group and screens of the uncle are as they were")
                .isEmpty();
        theUnclesSlipSaysNothingOfTheBoy();

        List<Map<String, String>> afterwards = whatTheBorderReads();
        for (int i = 0; i < border.size(); i++) {
            assertThat(Walk.differing(whatTheBorderReads.get(i), afterwards.get(i)))
                    .as("no page and no count of the border is different")
                    .isEmpty();
        }
        theBorderFindsNobodyOfThem(ofTheBoy, ofTheWoman);
    }

    // --- before

    private void theBorderAuthorityWroteThemDownForItself() throws Exception {
        for (String name : List.of(WOMAN, BOY, UNCLE)) {
            String to = border.getFirst().done("/persons", "name", name, "nationality", "HND");
            codes.put("border " + name, to.substring(to.length() - 8));
            // What is said once after saving is read.
            border.getFirst().page("/persons/" + codes.get("border " + name));
        }
    }

    private void inTheMorningThereIsALineAndTheUncleAnswersForAllThree() throws Exception {
        List<String> form = new ArrayList<>(List.of("id", UUID.randomUUID().toString()));
        String[][] three = {{UNCLE, "44", ""}, {WOMAN, "27", ""}, {BOY, "19", "niece_nephew"}};
        for (String[] one : three) {
            String id = UUID.randomUUID().toString();
            form.addAll(List.of("card", id, id + "-name", one[0], id + "-born", one[1]));
            form.addAll(List.of(id + "-sex", one[0].equals(WOMAN) ? "female" : "male"));
            form.addAll(List.of(id + "-nationality", "HND", id + "-languages", "spanish"));
            form.addAll(List.of(id + "-relation", one[2]));
        }
        String to = nadia.done("/groups", form.toArray(String[]::new));
        Matcher code = Pattern.compile("G[0-9A-HJKMNP-TV-Z]{8}").matcher(to);
        assertThat(code.find()).as(to).isTrue();
        family = code.group();
        for (String name : List.of(WOMAN, BOY, UNCLE)) {
            codes.put(
                    name,
                    post.one(
                            "select p.code from person p join answer a on a.person = p.id where a.fact = 'name'"
                                    + " and a.value ->> 0 = ? and p.organisation = ?",
                            name,
                            nadia.organisation));
        }
    }

    // --- without a line

    private List<String> sheAsksForANurse(Tablet tablet) {
        tablet.page.click("[data-person='" + codes.get(WOMAN) + "']");
        tablet.view("frame");
        tablet.frame("yes", "yes", "no");
        tablet.page.click("[data-need=medical]");
        tablet.until(() -> tablet.page.locator("[data-steps]").count() > 0);
        tablet.picture("scenario-nurse");
        List<String> asked = tablet.answer(4, false);
        assertThat(asked).hasSize(4).doesNotContain("fear_of_return");
        tablet.page.click("[data-go=list]");
        return asked;
    }

    private List<String> theBoyIsSeenBesideTheUncle(Tablet tablet) {
        tablet.page.click("[data-person='" + codes.get(BOY) + "']");
        tablet.view("frame");
        tablet.frame("yes", "no", "no");
        tablet.sign("age_doubt");
        tablet.sign("speaks_for");
        assertThat(tablet.page.locator("[data-sign=age_doubt]").isVisible())
                .as("what was noted is covered again")
                .isFalse();
        tablet.page.click("[data-tab=answers]");
        assertThat(tablet.page.locator("#app .asked").innerText())
                .contains("Shown only when alone")
                .doesNotContain("Another person answers");
        tablet.replies.put("accompanied_by", "adult_relative");
        List<String> asked = tablet.answer(30, false);
        assertThat(asked).contains("accompanied_by");
        assertThat(asked.subList(asked.indexOf("accompanied_by"), asked.size()))
                .as("from then on only the least of a child is asked")
                .allMatch(LEAST::contains);
        assertThat(asked).doesNotContain("fear_of_return", "route_events", "hurt_on_route");
        assertThat(tablet.view()).isEqualTo("done");
        assertThat(tablet.page.locator("#app .asked").innerText())
                .as("who stands at the counter reads nothing of it")
                .doesNotContainIgnoringCase("child");
        tablet.picture("scenario-counter");
        tablet.page.click("[data-go=list]");
        return asked;
    }

    private void theUnclesScreenSaysNothing(Tablet tablet) {
        tablet.page.click("[data-person='" + codes.get(UNCLE) + "']");
        tablet.view("frame");
        tablet.until(() -> tablet.page.locator("#steps").count() > 0);
        assertThat(tablet.page.locator("body").innerText())
                .contains("None for now")
                .doesNotContain(BOY, codes.get(BOY), "child protection", "alone with");
        tablet.picture("scenario-uncle");
        tablet.page.click("[data-go=list]");
    }

    /** In the room of the nurse, for an everyday reason. */
    private List<String> theBoyIsHeardAlone(Tablet tablet) {
        tablet.page.click("[data-person='" + codes.get(BOY) + "']");
        tablet.view("frame");
        tablet.frame("yes", "no", "yes");
        tablet.sign("age_doubt");
        // He cannot name the town of the uncle.
        tablet.sign("unknown_destination");
        tablet.replies.put("accompanied_by", "other_adult");
        tablet.page.click("[data-toggle=alone]");
        List<String> asked = tablet.answer(30);
        assertThat(asked).contains("accompanied_by").allMatch(LEAST::contains);
        tablet.page.click("[data-tab=answers]");
        tablet.page.click("[data-change=age]");
        tablet.page.locator("#app .asked input.number").first().fill("16");
        tablet.page.click("#app .asked form button.main");
        tablet.view("answers");
        tablet.page.click("[data-tab=question]");
        tablet.view("done");
        tablet.page.click("[data-steps] > summary");
        assertThat(tablet.page.locator("[data-screen=child-alone]").isVisible()).isTrue();
        tablet.picture("scenario-alone");
        tablet.page.click("[data-close]");
        tablet.view("list");
        return asked;
    }

    // --- the line is back, and the server is killed

    private static void theLineIsBack(Tablet tablet) {
        tablet.line.mend();
        tablet.page.click("[data-go=waiting]");
        tablet.page.click("[data-go=send]");
        tablet.until(() -> tablet.waiting() == 0);
        assertThat(tablet.refused()).isZero();
    }

    /** What she said is written, what he said is being written: then everything is dark. */
    private void theServerIsKilledInTheMiddleOfASave(Tablet tablet) throws Exception {
        try (Connection held = post.owner()) {
            held.setAutoCommit(false);
            held.createStatement()
                    .executeQuery(
                            "select id from person where code = '"
                                    + codes.get(BOY)
                                    + "' for update");
            tablet.line.mend();
            tablet.page.click("[data-go=waiting]");
            tablet.page.click("[data-go=send]");
            tablet.until(this::aSaveWaits);
            assertThat(sent(omar)).as("some items are written already").isPositive();
            post.kill();
        } catch (SQLException gone) {
            // The database was killed under our hands.
        }
        tablet.until(() -> "no-line".equals(tablet.page.getAttribute("#line", "data-state")));
        assertThat(tablet.page.textContent("#line")).contains("esperan en esta tableta");
    }

    private boolean aSaveWaits() {
        try {
            return !post.column("select 1 from pg_locks where not granted").isEmpty();
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private long sent(Hand who) throws SQLException {
        return Long.parseLong(
                post.one("select count(*) from device_item where account = ?", who.account));
    }

    private void everyAnswerIsThereOnce(Hand who, int items) throws Exception {
        assertThat(sent(who)).as("each item was taken once").isEqualTo(items);
        assertThat(
                        post.one(
                                "select (select count(*) from interview where started_by = ?)"
                                        + " + (select count(*) from interview_question where asked_by = ?)"
                                        + " + (select count(alone_at) + count(closed_at) from interview where started_by = ?)",
                                who.account,
                                who.account,
                                who.account))
                .as("frames, answers, moments alone and ends: one for each item")
                .isEqualTo(Integer.toString(items));
    }

    private void wasAsked(Hand who, String whom, List<String> facts) throws Exception {
        List<String> put =
                post.column(
                        "select q.fact from interview_question q join person p on p.id = q.person"
                                + " where q.asked_by = ? and p.code = ?",
                        who.account,
                        codes.get(whom));
        for (String fact : facts) {
            assertThat(put).as("asked of %s", whom).contains(fact);
        }
        assertThat(
                        post.column(
                                "select a.fact from answer a join person p on p.id = a.person where a.recorded_by = ?"
                                        + " and p.code = ? and a.fact not in ('name', 'interview_language_understood')"
                                        + " group by a.fact, a.value, a.record, a.recorded_at having count(*) > 1",
                                who.account,
                                codes.get(whom)))
                .as("nothing is there twice")
                .isEmpty();
    }

    // --- what must follow

    private void theNurseIsCalled() throws Exception {
        assertThat(Walk.text(focal.page("/immediate")))
                .contains("Health now", codes.get(WOMAN))
                .doesNotContain(WOMAN, codes.get(UNCLE));
        assertThat(flags(WOMAN)).contains("medical-need");
    }

    private void theBoyIsTreatedAsAChild() throws Exception {
        assertThat(flags(BOY)).contains("child-alone");
        assertThat(flags(UNCLE)).isEmpty();
        assertThat(focal.page("/child-notices")).contains(codes.get(BOY));
        assertThat(focal.page("/")).contains("Notices of today");
        String interview = UUID.randomUUID().toString();
        nadia.done(
                "/persons/" + codes.get(BOY) + "/interview",
                "id",
                interview,
                "place",
                "room",
                "private",
                "yes",
                "language",
                "spanish",
                "through",
                "direct",
                "understood",
                "yes",
                "informed",
                "yes",
                "consent",
                "yes",
                "guardian",
                "no");
        assertThat(nadia.page("/interviews/" + interview + "/question?fact=route_events"))
                .contains("This is not asked now");
        nadia.post(
                "/interviews/" + interview + "/answers",
                "item",
                UUID.randomUUID().toString(),
                "fact",
                "route_events",
                "value",
                "robbed",
                "source",
                "person");
        assertThat(
                        post.column(
                                "select a.id from answer a join person p on p.id = a.person where p.code = ?"
                                        + " and a.fact = 'route_events'",
                                codes.get(BOY)))
                .isEmpty();
    }

    private UUID theAuthorityIsTelephonedAndTheCallIsKept() throws Exception {
        String boy = "/persons/" + codes.get(BOY);
        assertThat(omar.page(boy + "/referrals/new")).contains("screen=child-alone");
        String form =
                omar.page(boy + "/referrals/write?service=" + forChildren + "&screen=child-alone");
        assertThat(ticked(form))
                .containsExactlyInAnyOrder("languages", "age", "sex", "accompanied_by");
        UUID id = UUID.randomUUID();
        refer(
                omar,
                BOY,
                forChildren,
                id,
                "urgency",
                "emergency",
                "screen",
                "child-alone",
                "basis",
                "child-in-danger",
                "reason",
                "Nobody answers for him",
                "need",
                "A young person without family; please come today",
                "facts",
                "languages",
                "facts",
                "age",
                "facts",
                "sex",
                "facts",
                "accompanied_by");
        String preview = Walk.text(omar.page("/referrals/" + id));
        assertThat(preview).doesNotContain(WOMAN, UNCLE, codes.get(WOMAN), codes.get(UNCLE));
        omar.done("/referrals/" + id + "/send");
        assertThat(
                        post.one(
                                "select (r.since = f.raised_at) || ' ' || (r.made_at > f.raised_at) || ' '"
                                        + " || r.due_by || ' ' || extract(epoch from r.due_at - f.raised_at)::int / 3600"
                                        + " from referral r join flag f on f.person = r.person and f.screen = 'child-alone'"
                                        + " where r.id = ?",
                                id))
                .as("the clock runs from the flag, not from the form")
                .isEqualTo("true true urgency 4");
        assertThat(Walk.text(omar.page("/referrals/" + id)))
                .contains("Telephone now", "+52 555 0100", "Turno de noche", "+52 555 0111");
        omar.done("/referrals/" + id + "/calls", "who", "Lic. Arreola", "result", "will-act");
        assertThat(Walk.text(omar.page("/referrals/" + id)))
                .contains("Answered and will act. Lic. Arreola");
        omar.done(
                boy + "/child-notice",
                "authority",
                "Procuraduría de la Niñez",
                "way",
                "telephone",
                "answered",
                "Lic. Arreola");
        assertThat(focal.page("/child-notices")).doesNotContain(codes.get(BOY));
        assertThat(
                        post.one(
                                "select way || ' ' || answered_by from child_notice c join person p on p.id = c.person"
                                        + " where p.code = ?",
                                codes.get(BOY)))
                .isEqualTo("telephone Lic. Arreola");
        return id;
    }

    private UUID sheIsReferredApart() throws Exception {
        String form =
                nadia.page(
                        "/persons/"
                                + codes.get(WOMAN)
                                + "/referrals/write?service="
                                + forHealth
                                + "&screen=medical-need");
        assertThat(ticked(form)).containsExactlyInAnyOrder("languages", "age", "sex");
        UUID id = UUID.randomUUID();
        refer(
                nadia,
                WOMAN,
                forHealth,
                id,
                "urgency",
                "high",
                "screen",
                "medical-need",
                "basis",
                "consent",
                "language",
                "es",
                "way",
                "spoken",
                "need",
                "She asks for a nurse today",
                "facts",
                "languages",
                "facts",
                "age",
                "facts",
                "sex");
        nadia.done("/referrals/" + id + "/send");
        return id;
    }

    private void eachReceiverReadsOnlyTheirOwn(UUID ofTheBoy, UUID ofTheWoman) throws Exception {
        String boy = Walk.text(authority.page("/referrals/" + ofTheBoy));
        assertThat(boy)
                .contains(
                        "A young person without family",
                        "Age 16",
                        "An adult who is not of my family")
                .doesNotContain("Another adult of my family")
                .doesNotContain(BOY, WOMAN, UNCLE, "nurse", "Honduras", family);
        String woman = Walk.text(clinic.page("/referrals/" + ofTheWoman));
        assertThat(woman)
                .contains("She asks for a nurse", "27")
                .doesNotContain(WOMAN, BOY, UNCLE, "young person", "Honduras", family);
        assertThat(authority.get("/referrals/" + ofTheWoman).statusCode()).isEqualTo(404);
        assertThat(clinic.get("/referrals/" + ofTheBoy).statusCode()).isEqualTo(404);
        for (Hand receiver : List.of(authority, clinic)) {
            for (String one : List.of(WOMAN, BOY, UNCLE)) {
                assertThat(receiver.get("/persons/" + codes.get(one)).statusCode()).isEqualTo(404);
            }
        }
    }

    // --- what must not be seen

    /** What an officer shows or prints with the uncle at the counter. */
    private Map<String, String> whatTheUncleSees() throws Exception {
        Map<String, String> seen = new TreeMap<>();
        String uncle = "/persons/" + codes.get(UNCLE);
        for (String page :
                List.of(
                        uncle,
                        uncle + "/card",
                        uncle + "/needs",
                        uncle + "/groups",
                        uncle + "/family",
                        uncle + "/consent",
                        uncle + "/referrals",
                        uncle + "/take-home?in=es",
                        uncle + "/take-home?in=es&discreet=true",
                        "/groups",
                        "/groups/" + family,
                        "/groups/" + family + "/card",
                        "/groups/" + family + "/cards")) {
            seen.put(page, Walk.text(omar.page(page)));
        }
        return seen;
    }

    private void theUnclesSlipSaysNothingOfTheBoy() throws Exception {
        UUID id = UUID.randomUUID();
        refer(
                nadia,
                UNCLE,
                forFood,
                id,
                "urgency",
                "routine",
                "basis",
                "consent",
                "language",
                "es",
                "way",
                "spoken",
                "need",
                "A meal for one person today",
                "facts",
                "languages");
        nadia.done("/referrals/" + id + "/send");
        for (String language : List.of("es", "en", "pt", "fr", "ht")) {
            assertThat(nadia.page("/referrals/" + id + "/slip?in=" + language))
                    .contains("Clínica del Río")
                    .doesNotContain(
                            BOY, codes.get(BOY), WOMAN, codes.get(WOMAN), family, "Procuraduría");
        }
    }

    private List<Map<String, String>> whatTheBorderReads() throws Exception {
        List<Map<String, String>> all = new ArrayList<>();
        for (Hand one : border) {
            all.add(Walk.of(one));
        }
        assertThat(all.getFirst()).as("there is something to read").hasSizeGreaterThan(20);
        return all;
    }

    private void theBorderFindsNobodyOfThem(UUID... referrals) throws Exception {
        List<String> ids = new ArrayList<>();
        for (String table : List.of("flag", "interview", "immediate_alert", "child_notice")) {
            List<String> found =
                    post.column(
                            "select id::text from " + table + " where organisation = ?",
                            nadia.organisation);
            assertThat(found).as(table).isNotEmpty();
            ids.add(found.getFirst());
        }
        for (UUID one : referrals) {
            ids.add(one.toString());
            ids.add(post.one("select code from referral where id = ?", one));
        }
        List<String> ours = List.of(codes.get(WOMAN), codes.get(BOY), codes.get(UNCLE), family);
        for (Hand guard : border) {
            Map<String, HttpResponse<String>> nothing = new TreeMap<>();
            for (String pattern : Walk.patterns()) {
                boolean ofPerson = pattern.startsWith("/persons/");
                boolean two = pattern.matches(".*\\{[^}]+\\}.*\\{.*");
                for (String first :
                        ofPerson
                                ? List.of(codes.get(BOY), codes.get(WOMAN))
                                : Stream.concat(Stream.of(family), ids.stream()).toList()) {
                    for (String second : two ? ids : List.of("")) {
                        sameAsNothing(guard, pattern, first, second, nothing);
                    }
                }
            }
            for (String name : List.of(WOMAN, BOY, UNCLE)) {
                HttpResponse<String> found = guard.post("/search", "q", name);
                assertThat(found.body()).doesNotContain(codes.get(name));
            }
            for (String code : ours) {
                assertThat(guard.post("/search", "q", code).body())
                        .doesNotContain("/persons/" + code, "/groups/" + code);
            }
        }
        // The same questions find them where they may be found.
        for (String name : List.of(WOMAN, BOY, UNCLE)) {
            assertThat(specialist.post("/search", "q", name).body())
                    .contains(codes.get(name))
                    .doesNotContain(codes.get("border " + name));
            assertThat(border.getFirst().post("/search", "q", name).body())
                    .contains(codes.get("border " + name));
        }
        assertThat(Walk.text(specialist.page("/persons/" + codes.get(BOY) + "/needs")))
                .contains("Appointment with child protection");
        assertThat(specialist.page("/persons"))
                .contains(codes.get(WOMAN), codes.get(BOY), codes.get(UNCLE));
        assertThat(specialist.page("/groups")).contains(family);
    }

    /** An address of theirs, and one of nobody, give the same page. */
    private static void sameAsNothing(
            Hand guard,
            String pattern,
            String first,
            String second,
            Map<String, HttpResponse<String>> known)
            throws Exception {
        String nobody = filled(pattern, nobody(first), nobody(second));
        HttpResponse<String> nothing = known.get(nobody);
        if (nothing == null) {
            nothing = guard.get(nobody);
            known.put(nobody, nothing);
        }
        HttpResponse<String> theirs = guard.get(filled(pattern, first, second));
        assertThat(theirs.statusCode()).as("%s %s", pattern, first).isGreaterThanOrEqualTo(300);
        assertThat(theirs.statusCode()).as(pattern).isEqualTo(nothing.statusCode());
        assertThat(Walk.text(theirs.body())).as(pattern).isEqualTo(Walk.text(nothing.body()));
    }

    /** Of the same form, and of nobody. */
    private static String nobody(String id) {
        return id.length() == 36
                ? "00000000-0000-4000-8000-000000000000"
                : id.replaceAll("[0-9A-FH-Z]", "0");
    }

    private static String filled(String pattern, String first, String second) {
        return pattern.replaceFirst("\\{[^}]+\\}", first)
                .replaceAll("\\{[^}]+\\}", second.isEmpty() ? "none" : second);
    }

    // --- how

    private List<String> flags(String name) throws SQLException {
        return post.column(
                "select f.screen from flag f join person p on p.id = f.person where p.code = ?",
                codes.get(name));
    }

    /** What is ticked to be told to the receiver when the form opens. */
    private static List<String> ticked(String form) {
        return Pattern.compile("<input[^>]*name=\"facts\"[^>]*>")
                .matcher(form)
                .results()
                .map(one -> one.group())
                .filter(one -> one.contains("checked"))
                .map(one -> one.replaceAll("(?s).*value=\"([^\"]+)\".*", "$1"))
                .toList();
    }

    private static UUID service(Hand by, String name, String sector) throws Exception {
        UUID id = UUID.randomUUID();
        by.done(
                "/services",
                "id",
                id.toString(),
                "name",
                name,
                "sector",
                sector,
                "country",
                "MEX",
                "room",
                "yes",
                "cost",
                "free",
                "urgent_line",
                "+52 555 0100",
                "phones",
                "Turno de noche; +52 555 0111; 24 h");
        return id;
    }

    private void refer(Hand by, String whom, UUID service, UUID id, String... more)
            throws Exception {
        List<String> form = new ArrayList<>(List.of("id", id.toString()));
        form.addAll(List.of("service", service.toString()));
        form.addAll(List.of(more));
        by.done("/persons/" + codes.get(whom) + "/referrals", form.toArray(String[]::new));
    }
}
