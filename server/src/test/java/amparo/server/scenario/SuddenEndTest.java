package amparo.server.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.server.access.OrganisationKind;
import amparo.server.access.Role;
import amparo.server.device.Line;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * FEATURE: everything goes dark while answers are saved on the pages of an interview, and while
 * referrals are written, sent, taken, declined and taken back. What was acknowledged is there
 * afterwards, once and whole; of what was not acknowledged nothing is half there; a page that says
 * it again, even with two clicks, leaves it there once; and the clocks run on.
 *
 * <p>All steps stand in the middle of their transaction at the same moment, so that one sudden end
 * shows it for each of them.
 */
class SuddenEndTest {

    @TempDir Path temp;

    private Post post;
    private Hand worker;
    private Hand keeper;
    private UUID service;

    /** A step of somebody, and what stands in the database about it before and after. */
    private record Step(
            String name, Hand who, String path, List<String> form, String code, String after) {

        HttpResponse<String> click() throws IOException, InterruptedException {
            return who.post(path, form.toArray(String[]::new));
        }
    }

    @BeforeEach
    void thoseWhoWorkThere() throws Exception {
        post =
                new Post(
                        temp.resolve("data"),
                        "-Damparo.referral.first-seconds=1 -Damparo.referral.every-seconds=1",
                        // Enough connections for all who wait at once.
                        "--speed");
        worker = post.worker(post.organisation(OrganisationKind.NGO, "Casa"), Role.CASE_WORKER);
        keeper =
                post.worker(
                        post.organisation(OrganisationKind.UN_AGENCY, "Agencia"),
                        Role.REFERRAL_FOCAL_POINT);
        service = UUID.randomUUID();
        keeper.done(
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
    }

    @AfterEach
    void end() throws Exception {
        post.close();
    }

    @Test
    void nothingIsLostAndNothingIsThereTwice() throws Exception {
        List<Step> beforeTheyWrite = steps();
        List<Step> beforeTheCommit = steps();
        List<Step> beforeTheAnswer = steps();
        Map<String, String> ofTheFirst = standing(beforeTheyWrite);
        Map<String, String> ofTheSecond = standing(beforeTheCommit);
        try (Line line = new Line(post.port)) {
            line.losesAnswers();
            for (Step one : beforeTheAnswer) {
                lost(line, one);
            }
        }
        dark(beforeTheyWrite, beforeTheCommit);
        post.start();
        assertThat(standing(beforeTheyWrite)).isEqualTo(ofTheFirst);
        assertThat(standing(beforeTheCommit)).isEqualTo(ofTheSecond);
        assertThat(standing(beforeTheAnswer)).isEqualTo(wanted(beforeTheAnswer));
        Map<String, String> times = times(beforeTheAnswer);
        sayAgain(beforeTheyWrite);
        sayAgain(beforeTheCommit);
        sayAgain(beforeTheAnswer);
        assertThat(times(beforeTheAnswer)).as("no clock began anew").isEqualTo(times);

        theClocksRun(beforeTheAnswer);
    }

    // --- the steps

    /** Persons of their own for each step, and all that comes before it, acknowledged. */
    private List<Step> steps() throws Exception {
        List<Step> all = new ArrayList<>();
        String told = enter();
        String interview = id();
        worker.done(
                "/persons/" + told + "/interview",
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
        String answers = "/interviews/" + interview + "/answers";
        worker.done(answers, answer("age", "31"));
        all.add(
                new Step(
                        "answer",
                        worker,
                        answers,
                        List.of(answer("fear_of_return", "yes")),
                        told,
                        "questions age,fear_of_return answers age,fear_of_return,nationality"
                                + " clocks complementary-protection,refugee-indication referrals "));
        String drafted = enter();
        all.add(
                new Step(
                        "draft",
                        worker,
                        "/persons/" + drafted + "/referrals",
                        List.of(draft(id())),
                        drafted,
                        "drafted events - content 1 consent 1 share 0"));
        all.add(
                step(
                        "send",
                        worker,
                        0,
                        "/send",
                        List.of(),
                        "sent events sent content 1 consent 1 share 0"));
        all.add(
                step(
                        "accept",
                        keeper,
                        1,
                        "/accept",
                        List.of(),
                        "accepted events sent,accepted content 1 consent 1 share 1"));
        all.add(
                step(
                        "decline",
                        keeper,
                        1,
                        "/decline",
                        List.of("because", "full"),
                        "declined events sent,declined content 1 consent 1 share 0"));
        all.add(
                step(
                        "withdraw",
                        worker,
                        1,
                        "/withdraw",
                        List.of("because", "person"),
                        "withdrawn events sent,withdrawn content 0 consent 1 share 0"));
        return all;
    }

    /** A step of a referral that is written, and sent if it is to be. */
    private Step step(String name, Hand who, int sent, String path, List<String> form, String after)
            throws Exception {
        String code = enter();
        String id = id();
        worker.done("/persons/" + code + "/referrals", draft(id));
        if (sent > 0) {
            worker.done("/referrals/" + id + "/send");
        }
        return new Step(name, who, "/referrals/" + id + path, form, code, after);
    }

    private String enter() throws Exception {
        String to =
                worker.done(
                        "/persons",
                        "name",
                        "Nadiezhda",
                        "nationality",
                        "HND",
                        "languages",
                        "english",
                        "looked",
                        "yes");
        return to.substring(to.length() - 8);
    }

    private static String[] answer(String fact, String value) {
        return new String[] {"item", id(), "fact", fact, "value", value, "source", "person"};
    }

    private String[] draft(String id) {
        return new String[] {
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
            "nationality"
        };
    }

    private static String id() {
        return UUID.randomUUID().toString();
    }

    // --- what goes wrong

    /**
     * All click, and everything is dark. The first wait for the row of their person or referral:
     * nothing of theirs is written yet. The others wait for the chain of the audit, the last act of
     * each: all of theirs is written, and none of it holds.
     */
    private void dark(List<Step> beforeTheyWrite, List<Step> beforeTheCommit) throws Exception {
        List<Step> all = new ArrayList<>(beforeTheyWrite);
        all.addAll(beforeTheCommit);
        String[] codes = beforeTheyWrite.stream().map(Step::code).toArray(String[]::new);
        try (ExecutorService hands = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<HttpResponse<String>>> clicks = new ArrayList<>();
            try (Connection owner = post.owner()) {
                owner.setAutoCommit(false);
                for (String rows :
                        List.of(
                                "select r.id from referral r join person p on p.id = r.person"
                                        + " where p.code = any (?) for update of r",
                                "select p.id from person p where p.code = any (?) for update")) {
                    try (PreparedStatement held = owner.prepareStatement(rows)) {
                        held.setArray(1, owner.createArrayOf("text", codes));
                        held.executeQuery();
                    }
                }
                owner.createStatement().executeQuery("select chain from audit_chain for update");
                for (Step one : all) {
                    clicks.add(hands.submit(one::click));
                }
                allWait(all.size(), clicks);
                post.kill();
            } catch (SQLException gone) {
                // The database was killed under our hands.
            }
            assertThat(clicks).hasSize(all.size());
            for (int i = 0; i < clicks.size(); i++) {
                notAcknowledged(all.get(i), clicks.get(i));
            }
        }
    }

    private void allWait(int many, List<Future<HttpResponse<String>>> clicks) throws Exception {
        long end = System.nanoTime() + 120_000_000_000L;
        while (Integer.parseInt(
                        post.one("select count(distinct pid) from pg_locks where not granted"))
                < many) {
            for (Future<HttpResponse<String>> one : clicks) {
                assertThat(one.isDone() ? one.get().body() : "")
                        .as("it waits and says nothing")
                        .isEmpty();
            }
            assertThat(System.nanoTime()).as("all of them wait").isLessThan(end);
            Thread.sleep(20);
        }
    }

    private static void notAcknowledged(Step step, Future<HttpResponse<String>> click)
            throws Exception {
        try {
            throw new AssertionError(step.name() + " was answered: " + click.get());
        } catch (ExecutionException failed) {
            assertThat(failed).as(step.name()).hasCauseInstanceOf(IOException.class);
        }
    }

    private static void lost(Line line, Step one) throws Exception {
        try {
            HttpResponse<String> answer =
                    one.who().post(line, one.path(), one.form().toArray(String[]::new));
            throw new AssertionError("an answer came over a line that loses it: " + answer);
        } catch (IOException expected) {
            // The browser shows that there was no answer.
        }
    }

    /** The page says it again: two clicks at once, then once more. */
    private void sayAgain(List<Step> steps) throws Exception {
        try (ExecutorService hands = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Step one : steps) {
                List<Callable<HttpResponse<String>>> clicks = List.of(one::click, one::click);
                for (Future<HttpResponse<String>> click : hands.invokeAll(clicks)) {
                    assertThat(click.get().statusCode())
                            .as("%s %s", one.name(), click.get().body())
                            .isIn(200, 302);
                }
            }
        }
        for (Step one : steps) {
            assertThat(one.click().statusCode()).as(one.name()).isIn(200, 302);
        }
        assertThat(standing(steps)).isEqualTo(wanted(steps));
    }

    private void theClocksRun(List<Step> steps) throws Exception {
        Map<String, String> codes = new LinkedHashMap<>();
        steps.forEach(one -> codes.put(one.name(), one.code()));
        post.sql(
                "update referral r set due_at = now() - interval '1 minute', tick_at = now() - interval '1 minute'"
                        + " from person p where p.id = r.person and p.code = ?",
                codes.get("send"));
        post.sql(
                "update flag_clock c set due_at = now() - interval '1 minute', tick_at = now() - interval '1 minute'"
                        + " from flag f join person p on p.id = f.person where f.id = c.flag and p.code = ?",
                codes.get("answer"));
        String silent =
                "select count(*) from person p where (p.code = ? and exists (select 1 from referral r"
                        + " where r.person = p.id and r.state = 'sent' and r.step > 0))"
                        + " or (p.code = ? and exists (select 1 from flag f join flag_clock c on c.flag = f.id"
                        + " where f.person = p.id and c.ended_at is null and c.step > 0))";
        long end = System.nanoTime() + 180_000_000_000L;
        while (!post.one(silent, codes.get("send"), codes.get("answer")).equals("2")) {
            assertThat(System.nanoTime()).as("somebody is reminded").isLessThan(end);
            Thread.sleep(100);
        }
    }

    // --- what is there

    private static Map<String, String> wanted(List<Step> steps) {
        Map<String, String> all = new LinkedHashMap<>();
        steps.forEach(one -> all.put(one.name(), one.after()));
        return all;
    }

    private Map<String, String> standing(List<Step> steps) throws Exception {
        Map<String, String> all = new LinkedHashMap<>();
        for (Step one : steps) {
            String referrals =
                    String.join(
                            "; ",
                            post.column(
                                    "select r.state || ' events ' || coalesce((select string_agg(e.kind, ',' order by e.at, e.id)"
                                            + " from referral_event e where e.referral = r.id and e.kind <> 'seen'), '-')"
                                            + " || ' content ' || (select count(*) from referral_content c where c.referral = r.id)"
                                            + " || ' consent ' || (select count(*) from referral_consent c where c.referral = r.id)"
                                            + " || ' share ' || (select count(*) from share s where s.id = r.id)"
                                            + " from referral r join person p on p.id = r.person where p.code = ? order by r.id",
                                    one.code()));
            all.put(
                    one.name(),
                    one.name().equals("answer")
                            ? "questions "
                                    + of("interview_question", "fact", one.code())
                                    + " answers "
                                    + of("answer", "fact", one.code())
                                    + " clocks "
                                    + of(
                                            "(select f.person, f.screen from flag f join flag_clock c on c.flag = f.id)",
                                            "screen",
                                            one.code())
                                    + " referrals "
                                    + referrals
                            : referrals);
        }
        return all;
    }

    private String of(String table, String column, String code) throws Exception {
        return String.join(
                ",",
                post.column(
                        "select t."
                                + column
                                + " from "
                                + table
                                + " t join person p on p.id = t.person where p.code = ?"
                                + " and t."
                                + column
                                + " not in ('name', 'languages', 'interview_language_understood') order by 1",
                        code));
    }

    /** When each referral and each flag is due. */
    private Map<String, String> times(List<Step> steps) throws Exception {
        Map<String, String> all = new LinkedHashMap<>();
        for (Step one : steps) {
            all.put(
                    one.name(),
                    String.join(
                            " ",
                            post.column(
                                    "select r.since || ' ' || r.due_at from referral r join person p on p.id = r.person"
                                            + " where p.code = ? union all"
                                            + " select f.raised_at || ' ' || c.due_at from flag f"
                                            + " join flag_clock c on c.flag = f.id join person p on p.id = f.person"
                                            + " where p.code = ?",
                                    one.code(),
                                    one.code())));
        }
        return all;
    }
}
