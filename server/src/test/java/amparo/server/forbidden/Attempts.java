package amparo.server.forbidden;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.engine.fact.Fact;
import amparo.engine.fact.Sensitivity;
import amparo.engine.interview.Setting;
import amparo.engine.rule.Screen;
import amparo.server.access.OrganisationKind;
import amparo.server.access.Role;
import amparo.server.directory.Sectors;
import amparo.server.testing.WholeServer;
import amparo.server.testing.WholeServer.Browser;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;

/** Each kind of forbidden act, tried: what must come is that nothing came of it, and the reason. */
final class Attempts {

    /** Acts by hand: no address, role, kind of help or button may offer one. */
    private static final Pattern ACTS =
            Pattern.compile(
                    "detain|detention|custod|jail|prison|lock-up|handcuff|punish|sanction|offence|offender"
                            + "|deport|expel|repatriat|send-back|return-person|x-?ray|radiograph|bone|dental"
                            + "|police|press|publish|embass|relocat|bus-ticket",
                    Pattern.CASE_INSENSITIVE);

    /**
     * Words of a question that asks for the story, for a proof or for what is nobody's business.
     */
    private static final Pattern STORY =
            Pattern.compile(
                    "what happened|tell (us|me) (what|how|about)|who did (it|this)|describe|in detail|rap(e|ed)\\b|sexual"
                            + "|\\bfather of\\b|how did you become|pregnancy test|\\bHIV\\b|diagnos|\\bscars?\\b|\\bwounds?\\b"
                            + "|show (us|me)|\\bprove\\b|\\bproof\\b|evidence|orientation|sleep with|partner did",
                    Pattern.CASE_INSENSITIVE);

    /** A way to try something. */
    private interface Attempt {
        void on(String screen) throws Exception;
    }

    private final World world;
    private final WholeServer server;
    private final Map<String, Attempt> all = new LinkedHashMap<>();

    Attempts(World world) {
        this.world = world;
        server = world.server;
        all.put("NEVER_ASKED", this::neverAsked);
        all.put("HELP_FIRST", this::helpFirst);
        all.put("OFFERS_NOTHING", this::offersNothing);
        all.put("KIN_STAYS", this::kinStays);
        all.put("NO_CHILD_MOVED", this::noChildMoved);
        all.put("DOUBT_STAYS", this::doubtStays);
        all.put("LEAST_OF_A_CHILD", this::leastOfAChild);
        all.put("NOT_DISMISSED", this::notDismissed);
        all.put("ASYLUM_FIRST", this::asylumFirst);
        all.put("NOT_HOME", this::notHome);
        all.put("NOT_TO_ENFORCEMENT", this::notToEnforcement);
        all.put("COMPANIONS_SEE_NOTHING", this::companionsSeeNothing);
        all.put("ONLY_AGREED", this::onlyAgreed);
        all.put("ONLY_APART", this::onlyApart);
        all.put("UNDERSTOOD", this::understood);
        all.put("CARE_FIRST", this::careFirst);
        all.put("NOT_FROM_LOOKS", this::notFromLooks);
        all.put("NOT_SUGGESTED", this::notSuggested);
        all.put("OF_EVERY_SEX", this::ofEverySex);
    }

    Set<String> names() {
        return all.keySet();
    }

    void run(String name, String screen) throws Exception {
        Attempt attempt = all.get(name);
        if (attempt == null) {
            throw new AssertionError("there is no proof " + name);
        }
        attempt.on(screen);
    }

    /** The story is nobody's question: not at a desk, not at a border, not in the plan. */
    private void neverAsked(String screen) throws Exception {
        String code = world.enter();
        String interview = world.interview(code, "guardian", "yes");
        int survivors = 0;
        for (Fact fact : world.rulebook.vocabulary().facts()) {
            if (fact.sensitivity() == Sensitivity.SURVIVOR) {
                survivors++;
                assertThat(world.question(interview, fact.name()).statusCode()).isEqualTo(404);
                assertThat(world.worker.get("/interviews/" + interview).body())
                        .doesNotContain("fact=" + fact.name() + "\"");
                assertThat(Setting.OFFICER.most()).isLessThan(Sensitivity.SURVIVOR);
            } else if (fact.asked()) {
                assertThat(STORY.matcher(fact.question().in("en")).find())
                        .as("%s: %s", fact.name(), fact.question().in("en"))
                        .isFalse();
            }
        }
        assertThat(survivors).isPositive();
        for (String told : List.of("lgbtiq_told", "torture_told")) {
            assertThat(World.text(world.question(interview, told).body()))
                    .as("noted if it is told, and no question")
                    .contains("This is not asked: note what you see");
        }
    }

    /** Help goes out for somebody of whom nothing is known, with no paper and nobody's leave. */
    private void helpFirst(String screen) throws Exception {
        String code = world.enter();
        assertThat(
                        world.worker
                                .post(
                                        "/persons/" + code + "/alerts",
                                        "kind",
                                        "medical",
                                        "id-medical",
                                        UUID.randomUUID().toString())
                                .statusCode())
                .isEqualTo(302);
        assertThat(world.colleague.get("/immediate").body()).contains(code);
        for (String sector : List.of("medical", "shelter")) {
            UUID id = UUID.randomUUID();
            HttpResponse<String> drafted =
                    world.refer(code, world.service(world.keeper, sector), id);
            assertThat(drafted.statusCode()).as(drafted.body()).isEqualTo(302);
            world.worker.post("/referrals/" + id + "/send");
            assertThat(server.column("select state from referral where id = ?", id))
                    .containsExactly("sent");
        }
        // Where nobody can be asked, a life in danger is ground enough.
        UUID id = UUID.randomUUID();
        world.refer(
                code,
                world.service(world.keeper, "medical"),
                id,
                "basis",
                "vital-interest",
                "reason",
                "Does not answer");
        assertThat(world.referrals(code)).contains(id.toString());
    }

    /** No address, role, kind of help or immediate need is an act against somebody. */
    private void offersNothing(String screen) throws Exception {
        List<String> offered = new ArrayList<>(Sectors.ALL);
        for (Role role : Role.values()) {
            offered.add(role.code());
        }
        try (InputStream matrix = Attempts.class.getResourceAsStream("/access/matrix.yaml")) {
            assertThat(matrix).isNotNull();
            new String(matrix.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.matches(" {2}(GET|POST) /.*"))
                    .map(line -> line.strip().split(":")[0])
                    .forEach(offered::add);
        }
        assertThat(offered)
                .contains("POST /persons/{code}/referrals", "medical", "case-worker")
                .hasSizeGreaterThan(200)
                .noneMatch(one -> ACTS.matcher(one).find());
        String code = world.enter();
        UUID flag = world.observe(code, screen);
        world.assign(world.specialist, code);
        String page = world.specialist.get("/persons/" + code + "/needs/" + flag).body();
        Pattern.compile("(?:action|href)=\"(/[^\"]+)\"")
                .matcher(page)
                .results()
                .forEach(one -> assertThat(ACTS.matcher(one.group(1)).find()).isFalse());
        for (String sector : screen(screen).refer()) {
            assertThat(Sectors.ALL).contains(sector);
        }
    }

    /** Whoever is spoken with apart stays kin: no tie goes, and nobody who looks on sees it. */
    private void kinStays(String screen) throws Exception {
        List<String> form = new ArrayList<>(List.of("id", UUID.randomUUID().toString()));
        String[][] three = {{"Ana", "31", ""}, {"Luz", "2016", "child"}, {"Eva", "2018", "child"}};
        for (String[] one : three) {
            String id = UUID.randomUUID().toString();
            form.addAll(List.of("card", id, id + "-name", one[0], id + "-born", one[1]));
            form.addAll(List.of(id + "-sex", "female", id + "-relation", one[2]));
            form.addAll(List.of(id + "-nationality", "HND", id + "-languages", "spanish"));
        }
        String to = WholeServer.location(world.worker.post("/groups", form.toArray(String[]::new)));
        String group = to.replaceAll(".*(G[0-9A-HJKMNP-TV-Z]{8}).*", "$1");
        String child =
                server.column(
                                "select p.code from group_member m join travel_group g on g.id = m.travel_group"
                                        + " join person p on p.id = m.person join answer a on a.person = p.id"
                                        + " where g.code = ? and a.fact = 'name' and a.value ->> 0 = 'Luz'",
                                group)
                        .getFirst();
        world.observe(child, screen);
        List<String> before = ties(group);
        assertThat(before).isNotEmpty();
        String seen = World.text(world.colleague.get("/groups/" + group).body());
        assertThat(
                        world.worker
                                .post(
                                        "/persons/"
                                                + child
                                                + "/groups/"
                                                + group
                                                + "/separation?id="
                                                + UUID.randomUUID())
                                .statusCode())
                .isEqualTo(302);
        assertThat(ties(group)).isEqualTo(before);
        assertThat(World.text(world.colleague.get("/groups/" + group).body())).isEqualTo(seen);
        assertThat(
                        server.column(
                                "select 1 from group_member m join travel_group g on g.id = m.travel_group where g.code = ? and m.until is null",
                                group))
                .hasSize(3);
    }

    private List<String> ties(String group) throws Exception {
        return server.column(
                "select a.id::text from group_member m join travel_group g on g.id = m.travel_group"
                        + " join answer a on a.person = m.person where g.code = ? and a.fact in ('relative', 'companion')"
                        + " and a.value ->> 'removed' is null order by 1",
                group);
    }

    private void noChildMoved(String screen) throws Exception {
        String code = world.enter("age", "15", "accompanied_by", "nobody");
        assertThat(world.flags(code, "child-alone")).hasSize(1);
        assertThat(world.worker.get("/persons/" + code + "/handover").body())
                .contains("The authority has decided");
        HttpResponse<String> refused = world.handOver(code);
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body())
                .contains("Without a decision on the best interests of the child");
        assertThat(
                        server.column(
                                "select h.id from handover h join person p on p.id = h.person where p.code = ?",
                                code))
                .isEmpty();
        assertThat(world.handOver(code, "best", "yes").statusCode()).isEqualTo(200);
        for (String page : List.of("", "/needs", "/handover", "/interview")) {
            assertThat(world.returns.get("/persons/" + code + page).statusCode())
                    .isGreaterThanOrEqualTo(400);
        }
    }

    /** Who may be a child stays one: no second look of an officer ends it. */
    private void doubtStays(String screen) throws Exception {
        String code = world.enter("age", "19", "accompanied_by", "nobody");
        world.answer(code, "age_doubt", "yes", "officer");
        assertThat(world.flags(code, "child-alone")).hasSize(1);
        world.answer(code, "age_doubt", "no", "officer");
        assertThat(world.flags(code, "child-alone")).hasSize(1);
    }

    private void leastOfAChild(String screen) throws Exception {
        String code = world.enter("age", "15");
        String interview = world.interview(code);
        // Also while nobody has said yet who is with them.
        for (String fact :
                List.of("route_events", "fear_of_return", "hurt_on_route", "recruited")) {
            assertThat(World.text(world.question(interview, fact).body()))
                    .contains("This is not asked now");
            world.say(interview, fact, fact.equals("route_events") ? "robbed" : "yes", "person");
            assertThat(world.told(code, fact)).as(fact).isEmpty();
        }
        assertThat(world.worker.get("/interviews/" + interview).body())
                .contains("This may be a child without anybody who answers for them");
    }

    /** Neither those who reported it, nor anybody alone, says that it is nothing. */
    private void notDismissed(String screen) throws Exception {
        String code = world.enter();
        UUID flag = world.observe(code, screen);
        for (Browser one :
                List.of(
                        world.worker,
                        world.colleague,
                        world.specialist,
                        world.guard,
                        world.returns)) {
            String address = "/persons/" + code + "/needs/" + flag + "/opinions";
            // What was said after an earlier act is read before.
            one.get("/persons/" + code + "/needs");
            HttpResponse<String> answer =
                    one.post(
                            address,
                            "id",
                            UUID.randomUUID().toString(),
                            "opinion",
                            "close",
                            "reason",
                            "It does not look serious");
            assertThat(answer.statusCode()).isIn(302, 403, 404);
            if (answer.statusCode() == 302) {
                assertThat(World.text(one.get("/persons/" + code + "/needs").body()))
                        .containsAnyOf(
                                "only a protection specialist",
                                "only the person can",
                                "by the person alone");
            }
            assertThat(world.flags(code, screen)).containsExactly(flag.toString());
        }
        // Nor does the specialist of the organisation that raised it, alone.
        world.assign(world.specialist, code);
        world.specialist.post(
                "/persons/" + code + "/needs/" + flag + "/opinions",
                "id",
                UUID.randomUUID().toString(),
                "opinion",
                "close",
                "reason",
                "It does not look serious");
        assertThat(world.flags(code, screen)).containsExactly(flag.toString());
    }

    /** Old, late, with a conviction, ill: asylum comes first on what somebody takes home. */
    private void asylumFirst(String screen) throws Exception {
        String code =
                world.enter(
                        "nationality",
                        "HND",
                        "country_now",
                        "MEX",
                        "age",
                        "82",
                        "difficulties",
                        "walking",
                        "fear_of_return",
                        "yes");
        UUID record = UUID.randomUUID();
        world.worker.post(
                "/persons/" + code + "/records",
                "fact",
                "stay",
                "record",
                record.toString(),
                "r-country",
                "MEX",
                "r-entered-year",
                "2015",
                "source",
                "person");
        assertThat(world.flags(code, "refugee-indication")).hasSize(1);
        String page = world.worker.get("/persons/" + code + "/take-home?in=es").body();
        int from = page.indexOf("<section class=\"sheet");
        String sheet = page.substring(from, page.indexOf("</section>", from));
        assertThat(sheet).contains("Si tiene miedo de volver");
        int other = sheet.indexOf("Parece que cumple");
        assertThat(sheet.indexOf("Si tiene miedo de volver"))
                .isLessThan(other < 0 ? sheet.length() : other);
        assertThat(screen(screen).refer()).as("to legal advice, whatever the date").isNotEmpty();
    }

    /** Nothing goes to the authorities of the country that was left, nor to a consulate unasked. */
    private void notHome(String screen) throws Exception {
        String code = world.enter("nationality", "HND", "country_now", "MEX");
        UUID home = server.organisation(OrganisationKind.ASYLUM_AUTHORITY);
        server.sql("update organisation set country = 'HND' where id = ?", home);
        UUID office = world.service(world.someone(home, Role.SUPERVISOR), "documentation");
        UUID consulate = world.service(world.keeper, "consular");
        Map<UUID, String> why = new LinkedHashMap<>();
        why.put(office, "authority of the country that the person left");
        why.put(consulate, "Not before it is known that the person does not fear");
        for (Map.Entry<UUID, String> one : why.entrySet()) {
            String sector = one.getKey().equals(office) ? "documentation" : "consular";
            assertThat(
                            world.worker
                                    .get("/persons/" + code + "/referrals/new?sector=" + sector)
                                    .body())
                    .contains(one.getValue())
                    .doesNotContain("write?service=" + one.getKey());
            assertThat(world.refer(code, one.getKey(), UUID.randomUUID()).statusCode())
                    .isGreaterThanOrEqualTo(400);
        }
        assertThat(world.handOver(code, "country", "HND").statusCode()).isEqualTo(422);
        assertThat(world.referrals(code)).isEmpty();
        world.answer(code, "fear_of_return", "yes", "person");
        world.answer(code, "fears_authorities", "no", "person");
        assertThat(world.refer(code, consulate, UUID.randomUUID()).statusCode())
                .as("who fears to return fears what a consulate belongs to")
                .isGreaterThanOrEqualTo(400);
        String fearless =
                world.enter(
                        "nationality",
                        "HND",
                        "country_now",
                        "MEX",
                        "fear_of_return",
                        "no",
                        "fears_authorities",
                        "no");
        assertThat(world.refer(fearless, consulate, UUID.randomUUID()).statusCode()).isEqualTo(302);
    }

    private void notToEnforcement(String screen) throws Exception {
        String code = world.enter("nationality", "HND");
        UUID flag = world.observe(code, screen);
        LocalDate until = LocalDate.now(ZoneOffset.UTC).plusDays(30);
        HttpResponse<String> shared =
                world.worker.post(
                        "/persons/" + code + "/shares",
                        "receiver",
                        world.border.toString(),
                        "basis",
                        "consent",
                        "facts",
                        "nationality",
                        "until-day",
                        Integer.toString(until.getDayOfMonth()),
                        "until-month",
                        Integer.toString(until.getMonthValue()),
                        "until-year",
                        Integer.toString(until.getYear()));
        assertThat(shared.statusCode()).isEqualTo(404);
        assertThat(world.worker.get("/persons/" + code + "/shares/new").body())
                .doesNotContain(world.border.toString());
        Browser chief = world.someone(world.border, Role.SUPERVISOR);
        assertThat(chief.get("/services/new").statusCode()).isEqualTo(403);
        for (Browser one : List.of(world.guard, world.returns, chief)) {
            for (String page : List.of("", "/needs", "/needs/" + flag, "/answers", "/doors")) {
                assertThat(one.get("/persons/" + code + page).statusCode()).as(page).isEqualTo(404);
            }
            assertThat(one.post("/search", "q", code).body()).doesNotContain("/persons/" + code);
        }
    }

    /** Whoever travels along, and whoever shares an office, reads no word of it. */
    private void companionsSeeNothing(String screen) throws Exception {
        List<String> form = new ArrayList<>(List.of("id", UUID.randomUUID().toString()));
        for (String name : List.of("Ana", "Luz")) {
            String id = UUID.randomUUID().toString();
            form.addAll(List.of("card", id, id + "-name", name, id + "-born", "31"));
            form.addAll(List.of(id + "-sex", "female", id + "-nationality", "HND"));
            form.addAll(List.of(id + "-languages", "spanish", id + "-relation", ""));
        }
        String to = WholeServer.location(world.worker.post("/groups", form.toArray(String[]::new)));
        String group = to.replaceAll(".*(G[0-9A-HJKMNP-TV-Z]{8}).*", "$1");
        List<String> codes =
                server.column(
                        "select p.code from group_member m join travel_group g on g.id = m.travel_group"
                                + " join person p on p.id = m.person where g.code = ? order by 1",
                        group);
        Map<String, String> before = beside(group, codes.getFirst());
        world.observe(codes.getLast(), screen);
        assertThat(beside(group, codes.getFirst())).isEqualTo(before);
        String title = screen(screen).title().in("en");
        assertThat(World.text(world.colleague.get("/persons").body())).doesNotContain(title);
        assertThat(World.text(world.colleague.get("/").body())).doesNotContain(title);
    }

    private Map<String, String> beside(String group, String companion) throws Exception {
        Map<String, String> pages = new TreeMap<>();
        for (String page :
                List.of(
                        "/groups/" + group,
                        "/groups/" + group + "/card",
                        "/groups/" + group + "/cards",
                        "/persons/" + companion,
                        "/persons/" + companion + "/needs",
                        "/persons/" + companion + "/card",
                        "/persons/" + companion + "/family",
                        "/persons/" + companion + "/take-home?in=es")) {
            pages.put(page, World.text(world.colleague.get(page).body()));
        }
        return pages;
    }

    /** Nothing about a person goes anywhere without their own yes, or a ground that is written. */
    private void onlyAgreed(String screen) throws Exception {
        String code = world.enter("nationality", "HND", "languages", "spanish");
        UUID service = world.service(world.keeper, "medical");
        for (String[] without :
                new String[][] {
                    {"basis", ""},
                    {"way", ""},
                    {"language", ""},
                    {"basis", "vital-interest"},
                    {"basis", "child-in-danger"},
                    {"language", "ht"}
                }) {
            assertThat(
                            world.refer(code, service, UUID.randomUUID(), without[0], without[1])
                                    .statusCode())
                    .as(String.join(" ", without))
                    .isEqualTo(422);
        }
        assertThat(world.refer(code, service, UUID.randomUUID(), "language", "ht").body())
                .contains("Like this it counts as not asked");
        assertThat(world.referrals(code)).isEmpty();
        assertThat(
                        world.worker
                                .post(
                                        "/persons/" + code + "/shares",
                                        "receiver",
                                        world.keeper.organisation.toString(),
                                        "facts",
                                        "nationality")
                                .statusCode())
                .isEqualTo(400);
        assertThat(world.keeper.get("/persons/" + code).statusCode()).isEqualTo(404);
    }

    /** Before others what is sensitive is not read out, not planned, and a "no" is no answer. */
    private void onlyApart(String screen) throws Exception {
        String code = world.enter();
        String interview = world.interview(code, "private", "no", "guardian", "yes");
        Fact fear = world.fact("fear_of_return");
        assertThat(World.text(world.question(interview, "fear_of_return").body()))
                .contains("This is asked only apart from others")
                .doesNotContain(fear.question().in("es"));
        world.say(interview, "fear_of_return", "no", "person");
        world.say(interview, "hurt_on_route", "no", "person");
        assertThat(world.told(code, "fear_of_return")).isEmpty();
        assertThat(world.told(code, "hurt_on_route")).isEmpty();
        for (int i = 0; i < 12; i++) {
            String body = world.worker.get("/interviews/" + interview + "/question").body();
            String fact =
                    body.contains("name=\"fact\" value=\"")
                            ? body.replaceAll("(?s).*?name=\"fact\" value=\"([a-z_0-9]+)\".*", "$1")
                            : "";
            if (fact.isEmpty()) {
                break;
            }
            assertThat(world.fact(fact).sensitivity()).as(fact).isLessThan(Sensitivity.SENSITIVE);
            world.worker.post("/interviews/" + interview + "/skip", "fact", fact);
        }
        // What is told all the same is heard.
        world.say(interview, "fear_of_return", "yes", "person");
        assertThat(world.told(code, "fear_of_return")).containsExactly("true");
        world.worker.post("/interviews/" + interview + "/alone");
        assertThat(World.text(world.question(interview, "hurt_on_route").body()))
                .doesNotContain("This is asked only apart from others");
    }

    /** A "no" and a signature that were not understood, or that a companion gave, do not exist. */
    private void understood(String screen) throws Exception {
        for (String[] frame :
                new String[][] {
                    {"through", "companion"}, {"through", "draft"}, {"understood", "no"}
                }) {
            String code = world.enter();
            String interview = world.interview(code, frame);
            world.say(interview, "fear_of_return", "no", "person");
            assertThat(world.told(code, "fear_of_return")).isEmpty();
            assertThat(
                            server.column(
                                    "select consent from interview where id = ?",
                                    UUID.fromString(interview)))
                    .containsExactly("not-asked");
            assertThat(world.worker.get("/interviews/" + interview).body())
                    .contains("message-attention");
        }
        String code = world.enter("languages", "wolof");
        UUID service = world.service(world.keeper, "asylum-legal");
        HttpResponse<String> unsigned = world.refer(code, service, UUID.randomUUID());
        assertThat(unsigned.statusCode()).isEqualTo(422);
        assertThat(unsigned.body()).contains("Like this it counts as not asked");
        assertThat(world.handOver(code).body()).contains("counts as not asked");
        assertThat(world.referrals(code)).isEmpty();
    }

    /** Nothing more is asked and nobody goes anywhere until somebody has seen to them. */
    private void careFirst(String screen) throws Exception {
        String code = world.enter();
        String interview = world.interview(code, "guardian", "yes");
        world.say(interview, "seen_needs", "life_in_danger", "officer");
        assertThat(world.flags(code, screen)).hasSize(1);
        assertThat(world.colleague.get("/immediate").body()).contains(code, "Health now");
        assertThat(WholeServer.location(world.worker.get("/interviews/" + interview + "/question")))
                .endsWith("/interviews/" + interview);
        assertThat(world.worker.get("/interviews/" + interview).body()).contains("Care first.");
        HttpResponse<String> moved = world.handOver(code);
        assertThat(moved.statusCode()).isEqualTo(422);
        assertThat(moved.body()).contains("First the care, then the journey");
        String alert =
                server.column(
                                "select l.id::text from immediate_alert l join person p on p.id = l.person where p.code = ?",
                                code)
                        .getFirst();
        world.colleague.post("/persons/" + code + "/alerts/" + alert + "/done");
        assertThat(world.worker.get("/interviews/" + interview + "/question").statusCode())
                .isEqualTo(200);
    }

    private void notFromLooks(String screen) throws Exception {
        String code = world.enter();
        String interview = world.interview(code, "guardian", "yes");
        for (String[] guess : new String[][] {{"nationality", "HND"}, {"indigenous", "yes"}}) {
            for (HttpResponse<String> answer :
                    List.of(
                            world.say(interview, guess[0], guess[1], "officer"),
                            world.answer(code, guess[0], guess[1], "officer"))) {
                assertThat(answer.statusCode()).isEqualTo(400);
                assertThat(answer.body()).contains("Nobody can see this in a person");
            }
            assertThat(world.told(code, guess[0])).isEmpty();
            world.say(interview, guess[0], guess[1], "person");
            assertThat(world.told(code, guess[0])).hasSize(1);
        }
    }

    /** Help with a return is proposed for no need; who asks for it, asks. */
    private void notSuggested(String screen) throws Exception {
        for (Screen one : world.rulebook.book().screens()) {
            assertThat(one.refer()).as(one.id()).doesNotContain("avrr", "consular");
        }
        String code = world.enter();
        world.observe(code, screen);
        assertThat(world.worker.get("/persons/" + code + "/referrals/new").body())
                .contains("screen=" + screen)
                .doesNotContain("sector=avrr&amp;screen=", "sector=avrr&screen=");
        for (String language : List.of("es", "en")) {
            assertThat(
                            World.text(
                                    world.worker
                                            .get("/persons/" + code + "/take-home?in=" + language)
                                            .body()))
                    .doesNotContainIgnoringCase("retorno voluntario", "voluntary return");
        }
    }

    private void ofEverySex(String screen) throws Exception {
        for (String sex : List.of("male", "female")) {
            String code = world.enter("sex", sex, "hurt_on_route", "yes");
            assertThat(world.flags(code, screen)).as(sex).hasSize(1);
        }
    }

    private Screen screen(String id) {
        return world.rulebook.book().screens().stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
