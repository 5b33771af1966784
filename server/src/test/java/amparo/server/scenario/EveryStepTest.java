package amparo.server.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.server.access.OrganisationKind;
import amparo.server.access.Role;
import amparo.server.accounts.TestSessions;
import amparo.server.device.Line;
import amparo.server.testing.WholeServer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * FEATURE: an interview and a referral, each of their steps with something that goes wrong: the
 * line is cut before it, in the middle of it, or before its answer; a finger clicks twice at once;
 * two devices send the same. Whoever tries again leaves exactly what one who had no trouble leaves:
 * no answer lost, nothing twice, and no step that fails without saying so.
 */
@Tag("database")
class EveryStepTest {

    private static final WholeServer SERVER = WholeServer.get();
    private static final int PORT =
            Integer.parseInt(
                    SERVER.context.getEnvironment().getRequiredProperty("local.server.port"));

    /** What goes wrong at every step. */
    private enum Fault {
        CUT_BEFORE,
        CUT_IN_THE_MIDDLE,
        ANSWER_LOST,
        TWICE_AT_ONCE,
        TWO_DEVICES
    }

    private static List<String> without;

    private Hand worker;
    private Hand second;
    private Hand keeper;
    private String code;

    @BeforeAll
    static void asItGoesWithoutTrouble() throws Exception {
        without = new EveryStepTest().walk(null);
        assertThat(without)
                .contains(
                        "interview 1",
                        "interview_question 6",
                        "immediate_alert 2",
                        "child_notice 1",
                        "flag_opinion 2",
                        "flag_reading 1",
                        "referral 2",
                        "events sent accepted called told in-progress completed",
                        "events sent withdrawn",
                        "states completed withdrawn");
    }

    @ParameterizedTest
    @EnumSource
    void whoeverTriesAgainLeavesWhatOneWithoutTroubleLeaves(Fault fault) throws Exception {
        assertThat(walk(fault)).isEqualTo(without);
    }

    /** The whole way, and what is there afterwards. */
    private List<String> walk(Fault fault) throws Exception {
        UUID ours = SERVER.organisation(OrganisationKind.NGO);
        worker = hand(SERVER.worker(ours, Role.CASE_WORKER, "organisation"));
        second =
                new Hand(
                        worker.account,
                        ours,
                        "http://localhost:" + PORT,
                        () -> open(worker.account));
        keeper =
                hand(
                        SERVER.worker(
                                SERVER.organisation(OrganisationKind.UN_AGENCY),
                                Role.REFERRAL_FOCAL_POINT,
                                "organisation"));
        String to = worker.done("/persons", "name", "Nadiezhda", "looked", "yes");
        code = to.substring(to.length() - 8);
        interview(fault);
        needs(fault);
        UUID service = UUID.randomUUID();
        step(
                fault,
                keeper,
                "/services",
                "id",
                service.toString(),
                "name",
                "House",
                "sector",
                "shelter",
                "country",
                "MEX",
                "room",
                "yes",
                "cost",
                "free");
        referred(fault, service);
        withdrawn(fault, service);
        return left();
    }

    private void interview(Fault fault) throws Exception {
        String interview = id();
        String base = "/interviews/" + interview;
        step(
                fault,
                worker,
                "/persons/" + code + "/interview",
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
                "yes");
        String[][] told = {
            {"needs_now", "medical"},
            {"fear_of_return", "yes"},
            {"age", "15"},
            {"accompanied_by", "nobody"},
            {"nationality", "HND"}
        };
        for (String[] one : told) {
            step(
                    fault,
                    worker,
                    base + "/answers",
                    "item",
                    id(),
                    "fact",
                    one[0],
                    "value",
                    one[1],
                    "source",
                    "person");
        }
        step(fault, worker, base + "/skip", "item", id(), "fact", "marital_status");
        step(
                fault,
                worker,
                "/persons/" + code + "/alerts",
                "kind",
                "food",
                "id-food",
                id(),
                "interview",
                interview);
        step(fault, worker, base + "/alone");
        step(fault, worker, base + "/close");
        step(
                fault,
                worker,
                "/persons/" + code + "/child-notice",
                "id",
                id(),
                "authority",
                "Procuraduría",
                "way",
                "telephone",
                "answered",
                "Turno");
    }

    private void needs(Fault fault) throws Exception {
        String needs = "/persons/" + code + "/needs";
        step(fault, worker, needs, "id", id(), "screen", "disability", "reason", "Walks with pain");
        String flag =
                SERVER.column(
                                "select f.id::text from flag f join person p on p.id = f.person where p.code = ?"
                                        + " and f.screen = 'disability'",
                                code)
                        .getFirst();
        step(
                fault,
                worker,
                needs + "/" + flag + "/opinions",
                "id",
                id(),
                "opinion",
                "confirm",
                "reason",
                "I saw it too");
        step(
                fault,
                worker,
                needs + "/readings",
                "id",
                id(),
                "language",
                "es",
                "agrees",
                "yes",
                "words",
                "");
    }

    private void referred(Fault fault, UUID service) throws Exception {
        String id = id();
        String referral = "/referrals/" + id;
        draft(fault, service, id);
        step(fault, worker, referral + "/send");
        step(fault, keeper, referral + "/accept");
        step(fault, worker, referral + "/calls", "who", "Ana", "result", "will-act");
        step(fault, worker, referral + "/told", "way", "in-person");
        step(fault, keeper, referral + "/begin");
        step(fault, keeper, referral + "/outcome", "because", "received");
    }

    private void withdrawn(Fault fault, UUID service) throws Exception {
        String id = id();
        draft(fault, service, id);
        step(fault, worker, "/referrals/" + id + "/send");
        step(fault, worker, "/referrals/" + id + "/withdraw", "because", "person");
    }

    private void draft(Fault fault, UUID service, String id) throws Exception {
        step(
                fault,
                worker,
                "/persons/" + code + "/referrals",
                "id",
                id,
                "service",
                service.toString(),
                "urgency",
                "high",
                "need",
                "A bed for tonight",
                "basis",
                "consent",
                "language",
                "en",
                "way",
                "spoken",
                "facts",
                "nationality");
    }

    /** A step with its fault, and the try after it; whoever tries hears that it is done. */
    private void step(Fault fault, Hand who, String path, String... form) throws Exception {
        if (fault == null) {
            heard(path, who.post(path, form));
            return;
        }
        switch (fault) {
            case CUT_BEFORE -> {
                try (Line line = new Line(PORT)) {
                    line.cut();
                    lost(line, who, path, form);
                }
                heard(path, who.post(path, form));
            }
            case CUT_IN_THE_MIDDLE -> {
                who.half(PORT, path, form);
                heard(path, who.post(path, form));
            }
            case ANSWER_LOST -> {
                try (Line line = new Line(PORT)) {
                    line.losesAnswers();
                    lost(line, who, path, form);
                }
                heard(path, who.post(path, form));
            }
            case TWICE_AT_ONCE -> atOnce(path, List.of(who, who), form);
            case TWO_DEVICES ->
                    atOnce(path, List.of(who, who.equals(worker) ? second : who, who), form);
        }
    }

    private static void lost(Line line, Hand who, String path, String... form) throws Exception {
        try {
            HttpResponse<String> answer = who.post(line, path, form);
            throw new AssertionError("an answer came over a line that is cut: " + answer);
        } catch (IOException expected) {
            // This is what a browser sees; it shows that nothing was confirmed.
        }
    }

    private static void atOnce(String path, List<Hand> all, String... form) throws Exception {
        List<Callable<HttpResponse<String>>> clicks = new ArrayList<>();
        all.forEach(one -> clicks.add(() -> one.post(path, form)));
        try (ExecutorService pool = Executors.newFixedThreadPool(all.size())) {
            for (Future<HttpResponse<String>> one : pool.invokeAll(clicks)) {
                heard(path, one.get());
            }
        }
    }

    private static void heard(String path, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as("%s %s", path, answer.body()).isIn(200, 302);
    }

    /** Everything about the person, without ids and times. */
    private List<String> left() throws Exception {
        List<String> all = new ArrayList<>();
        for (String table :
                List.of(
                        "interview",
                        "interview_question",
                        "answer",
                        "immediate_alert",
                        "child_notice",
                        "flag",
                        "flag_event",
                        "flag_opinion",
                        "flag_reading",
                        "flag_share",
                        "referral",
                        "referral_consent",
                        "share")) {
            String join =
                    table.equals("flag_event")
                            ? " join flag f on f.id = t.flag join person p on p.id = f.person"
                            : " join person p on p.id = t.person";
            all.add(
                    table
                            + " "
                            + SERVER.column(
                                            "select count(*)::text from "
                                                    + table
                                                    + " t"
                                                    + join
                                                    + " where p.code = ?",
                                            code)
                                    .getFirst());
        }
        List<String> referrals =
                SERVER.column(
                        "select r.id::text from referral r join person p on p.id = r.person where p.code = ?"
                                + " order by r.made_at",
                        code);
        List<String> states = new ArrayList<>();
        for (String one : referrals) {
            all.add(
                    "events "
                            + String.join(
                                    " ",
                                    SERVER.column(
                                            "select kind from referral_event where referral = ? and kind <> 'seen'"
                                                    + " order by at, id",
                                            UUID.fromString(one))));
            states.addAll(
                    SERVER.column("select state from referral where id = ?", UUID.fromString(one)));
        }
        all.add("states " + String.join(" ", states));
        all.add(
                "alone and closed "
                        + SERVER.column(
                                        "select count(alone_at) || ' ' || count(closed_at) from interview i join person p"
                                                + " on p.id = i.person where p.code = ?",
                                        code)
                                .getFirst());
        return all;
    }

    private static String id() {
        return UUID.randomUUID().toString();
    }

    private static Hand hand(WholeServer.Browser one) {
        return new Hand(
                one.account, one.organisation, "http://localhost:" + PORT, () -> open(one.account));
    }

    private static TestSessions.Session open(UUID account) {
        return TestSessions.open(SERVER.context, account, true);
    }
}
