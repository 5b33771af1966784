package amparo.server.practice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import amparo.server.access.Acting;
import amparo.server.access.Actor;
import amparo.server.access.OrganisationKind;
import amparo.server.access.Role;
import amparo.server.access.Room;
import amparo.server.access.Scope;
import amparo.server.access.Worlds;
import amparo.server.testing.WholeServer;
import amparo.server.testing.WholeServer.Browser;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * FEATURE: a session that practises works on a database of its own: nothing of real work is read or
 * written, nobody meets another's exercise, and it never falls back to real work by itself.
 */
@Tag("database")
@Tag("door")
class PracticeTest {

    /** What a visit to a page writes and what each session keeps, whoever looks at what. */
    private static final Set<String> VISIT = Set.of("spring_session", "spring_session_attributes");

    private static final Pattern CODE = Pattern.compile("/persons/([0-9A-Z]{8})$");

    private final WholeServer server = WholeServer.get();
    private final Practice practice = server.context.getBean(Practice.class);
    private final JdbcClient jdbc = server.context.getBean(JdbcClient.class);
    private final TransactionTemplate transactions =
            server.context.getBean(TransactionTemplate.class);

    private UUID ours = new UUID(0, 0);
    private Browser officer = server.stranger();

    @BeforeEach
    void anOrganisation() throws Exception {
        ours = server.organisation(OrganisationKind.NGO);
        officer = server.worker(ours, Role.CASE_WORKER, "organisation");
    }

    private static Actor actor(Browser who) {
        return new Actor(
                who.account,
                who.organisation,
                OrganisationKind.NGO,
                Room.FRONTLINE,
                Set.of(Role.CASE_WORKER),
                Scope.ORGANISATION,
                Set.of(),
                "test");
    }

    private UUID open(Browser who) {
        UUID exercise = UUID.randomUUID();
        Acting.as(
                actor(who),
                () -> {
                    practice.open(exercise);
                    return exercise;
                });
        return exercise;
    }

    /** As {@link Practice#choose} does. */
    private void choose(Browser who, UUID exercise) {
        set(server.context.getBean(SessionRepository.class), who, exercise);
        who.exercise(exercise.toString());
    }

    private static <S extends Session> void set(
            SessionRepository<S> sessions, Browser who, UUID exercise) {
        S session = sessions.findById(who.session());
        session.setAttribute(PracticeWorlds.EXERCISE, exercise.toString());
        sessions.save(session);
    }

    private static void leave(Browser who) throws Exception {
        assertThat(WholeServer.location(who.post("/practice/leave"))).endsWith("/learning");
        who.exercise("");
    }

    private UUID practise(Browser who) {
        UUID exercise = open(who);
        choose(who, exercise);
        return exercise;
    }

    private long inside(Browser who, UUID exercise, String sql) {
        return Acting.as(
                actor(who),
                () ->
                        practice.in(
                                exercise,
                                () ->
                                        transactions.execute(status ->
                                                jdbc.sql(sql).query(Long.class).single())));
    }

    private <T> T one(String sql, Class<T> type) {
        return transactions.execute(status -> jdbc.sql(sql).query(type).single());
    }

    private Map<String, String> rows() throws Exception {
        Map<String, String> rows = new TreeMap<>();
        for (String table :
                server.column(
                        "select tablename from pg_tables where schemaname = 'amparo' order by 1")) {
            if (!VISIT.contains(table)) {
                rows.put(table, server.column("select count(*)::text from " + table).getFirst());
            }
        }
        return rows;
    }

    private static String register(Browser who, String name) throws Exception {
        HttpResponse<String> answer =
                who.post("/persons", "id", UUID.randomUUID().toString(), "name", name);
        assertThat(answer.statusCode()).isEqualTo(302);
        Matcher code = CODE.matcher(WholeServer.location(answer));
        assertThat(code.find()).as(WholeServer.location(answer)).isTrue();
        return code.group(1);
    }

    @Test
    void whatIsDoneInAnExerciseReadsAndWritesNothingOfRealWork() throws Exception {
        String real = register(officer, "Realina Verdadera");
        assertThat(officer.get("/persons/" + real).body()).contains("Realina Verdadera");
        UUID exercise = practise(officer);
        Map<String, String> before = rows();
        // Whatever reads personal data writes the audit: it would show in its count.
        assertThat(officer.get("/persons/" + real).statusCode()).isEqualTo(404);
        assertThat(officer.get("/persons").body()).doesNotContain(real, "Realina");
        assertThat(officer.post("/search", "q", "Realina Verdadera").body()).doesNotContain(real);
        String invented = register(officer, "Inventada Ejercicio");
        assertThat(officer.get("/persons/" + invented).body())
                .contains("Inventada Ejercicio", "Nothing here is real work");
        assertThat(officer.get("/").body()).contains("Nothing here is real work");
        assertThat(officer.get("/groups").statusCode()).isEqualTo(200);
        assertThat(officer.get("/referrals").statusCode()).isEqualTo(200);
        assertThat(before).hasSizeGreaterThan(40);
        assertThat(rows()).isEqualTo(before);
        // It was not that nothing happened: it happened there.
        assertThat(inside(officer, exercise, "select count(*) from person")).isEqualTo(1);
        // A colleague, and the same person in another session, work on meanwhile.
        Browser elsewhere = officer.again();
        assertThat(elsewhere.get("/persons/" + real).body())
                .contains("Realina Verdadera")
                .doesNotContain("Nothing here is real work");
        assertThat(elsewhere.get("/persons/" + invented).statusCode()).isEqualTo(404);
        // And back.
        leave(officer);
        assertThat(officer.get("/persons/" + real).body())
                .contains("Realina Verdadera")
                .doesNotContain("Nothing here is real work");
        assertThat(officer.get("/persons/" + invented).statusCode()).isEqualTo(404);
    }

    @Test
    void anExerciseGoesOnWhileTheTablesOfRealWorkAreAway() throws Exception {
        String real = register(officer, "Realina Guardada");
        Browser elsewhere = officer.again();
        practise(officer);
        List<String> tables = List.of("person", "answer", "travel_group", "referral", "case_file");
        for (String table : tables) {
            server.sql("alter table " + table + " rename to " + table + "_away");
        }
        try {
            // What is not there cannot be read, and who tries fails.
            assertThat(elsewhere.get("/persons/" + real).statusCode()).isGreaterThanOrEqualTo(500);
            String invented = register(officer, "Inventada Sola");
            for (String path :
                    List.of(
                            "/",
                            "/persons",
                            "/persons/new",
                            "/persons/" + invented,
                            "/persons/" + invented + "/answers",
                            "/persons/" + invented + "/needs",
                            "/persons/" + invented + "/interview",
                            "/persons/" + invented + "/doors",
                            "/persons/" + invented + "/referrals",
                            "/persons/" + invented + "/cases",
                            "/groups",
                            "/cases",
                            "/referrals",
                            "/services",
                            "/immediate",
                            "/learning")) {
                assertThat(officer.get(path).statusCode()).as(path).isEqualTo(200);
            }
            assertThat(officer.post("/search", "q", "Inventada").statusCode()).isLessThan(400);
            assertThat(officer.get("/handover").statusCode()).isEqualTo(409);
            assertThat(officer.get("/persons/" + real + "/data").statusCode()).isEqualTo(409);
        } finally {
            for (String table : tables) {
                server.sql("alter table " + table + "_away rename to " + table);
            }
        }
        assertThat(elsewhere.get("/persons/" + real).body()).contains("Realina Guardada");
    }

    @Test
    void whoeverLearnsDoesNotMeetAnothersExercise() throws Exception {
        Browser colleague = server.worker(ours, Role.CASE_WORKER, "organisation");
        UUID mine = practise(officer);
        UUID theirs = practise(colleague);
        String code = register(officer, "Inventada Mia");
        assertThat(colleague.get("/persons/" + code).statusCode()).isEqualTo(404);
        assertThat(colleague.get("/persons").body()).doesNotContain(code);
        assertThat(inside(colleague, theirs, "select count(*) from person")).isZero();
        // The same person in another exercise of theirs starts with nothing as well.
        Browser again = officer.again();
        practise(again);
        assertThat(again.get("/persons/" + code).statusCode()).isEqualTo(404);
        // Nobody is led into somebody else's, be it that the session says so.
        choose(colleague, mine);
        assertThat(colleague.get("/persons/" + code).statusCode()).isEqualTo(410);
        assertThatThrownBy(() -> inside(colleague, mine, "select count(*) from person"))
                .isInstanceOf(PracticeException.class);
        assertThatThrownBy(() ->
                        Acting.as(
                                actor(colleague),
                                () -> {
                                    practice.open(mine);
                                    return mine;
                                }))
                .isInstanceOf(PracticeException.class);
        assertThatThrownBy(() ->
                        Acting.as(
                                actor(officer),
                                () -> practice.in(mine, () -> practice.in(theirs, () -> 1))))
                .isInstanceOf(PracticeException.class);
    }

    @Test
    void theAccountOfTheExerciseHasNoSecretAndNothingElseCameAlong() {
        UUID exercise = open(officer);
        long secrets =
                Acting.as(
                        Actor.atTheGate("test"),
                        () ->
                                Worlds.practise(
                                        () -> one("select count(*) from credential", Long.class)));
        assertThat(secrets).isZero();
        assertThat(
                        inside(
                                officer,
                                exercise,
                                "select count(*) from membership where organisation = '"
                                        + exercise
                                        + "'"))
                .isEqualTo(1);
        assertThat(inside(officer, exercise, "select count(*) from membership")).isEqualTo(1);
        assertThat(
                        inside(
                                officer,
                                exercise,
                                "select count(*) from organisation where id = '" + ours + "'"))
                .isZero();
    }

    @Test
    void openedByManyClicksAtOnceItIsOpenedOnce() throws Exception {
        UUID exercise = UUID.randomUUID();
        List<Callable<UUID>> clicks = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            clicks.add(() ->
                    Acting.as(
                            actor(officer),
                            () -> {
                                practice.open(exercise);
                                return exercise;
                            }));
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (Future<UUID> one : threads.invokeAll(clicks)) {
                assertThat(one.get()).isEqualTo(exercise);
            }
        }
        assertThat(
                        inside(
                                officer,
                                exercise,
                                "select count(*) from site where organisation = '"
                                        + exercise
                                        + "'"))
                .isEqualTo(1);
        choose(officer, exercise);
        // The way out, clicked twice, leads to the same place.
        for (int i = 0; i < 2; i++) {
            assertThat(WholeServer.location(officer.post("/practice/leave"))).endsWith("/learning");
        }
    }

    @Test
    void whoeverMayNotActAnyMoreIsOutOfTheExerciseAtOnce() throws Exception {
        practise(officer);
        assertThat(officer.get("/persons").statusCode()).isEqualTo(200);
        server.sql("update account set status = 'deactivated' where id = ?", officer.account);
        HttpResponse<String> answer = officer.get("/persons");
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(WholeServer.location(answer)).contains("/sign-in");

        Browser moved = server.worker(ours, Role.CASE_WORKER, "organisation");
        practise(moved);
        server.sql("update membership set until = now() where account = ?", moved.account);
        assertThat(WholeServer.location(moved.get("/persons"))).contains("/no-place");

        // Another role in another room: the exercise was that of the first.
        Browser changed = server.worker(ours, Role.CASE_WORKER, "organisation");
        practise(changed);
        UUID other = server.organisation(OrganisationKind.BORDER_AUTHORITY);
        server.sql(
                "update membership set organisation = ? where account = ?", other, changed.account);
        assertThat(changed.get("/persons").statusCode()).isEqualTo(410);
    }

    @Test
    void whatIsNotPartOfAnExerciseAnswersSoAndReadsNothing() throws Exception {
        String real = register(officer, "Realina Cerrada");
        practise(officer);
        Map<String, String> before = rows();
        for (String path :
                List.of(
                        "/account",
                        "/account/sessions",
                        "/handover",
                        "/views",
                        "/export",
                        "/import",
                        "/paper",
                        "/device",
                        "/device/work",
                        "/surge",
                        "/complaints/new",
                        "/emergency-access",
                        "/services/new",
                        "/services/import",
                        "/referrals/figures",
                        "/cases/transfers",
                        "/data-requests/new",
                        "/persons/" + real + "/data",
                        "/persons/" + real + "/access-log",
                        "/persons/" + real + "/handover",
                        "/persons/" + real + "/shares/new")) {
            HttpResponse<String> answer = officer.get(path);
            // Some of these ask for another role: then the walls of real work say so first.
            assertThat(answer.statusCode()).as(path).isIn(409, 403);
            assertThat(answer.body())
                    .as(path)
                    .contains("Nothing here is real work", "End the exercise")
                    .doesNotContain("Realina");
        }
        assertThat(officer.get("/handover").body()).contains("not part of an exercise");
        assertThat(
                        officer.post(
                                        "/handover/notes",
                                        "id",
                                        UUID.randomUUID().toString(),
                                        "text",
                                        "x")
                                .statusCode())
                .isEqualTo(409);
        assertThat(officer.post("/complaints", "text", "x").statusCode()).isEqualTo(409);
        assertThat(rows()).isEqualTo(before);
        // What is said of the page is not said of the way out, nor of learning.
        assertThat(officer.get("/learning").statusCode()).isEqualTo(200);
        assertThat(officer.get("/learning").body()).contains("Nothing here is real work");
        String home = officer.get("/").body();
        int begin = home.indexOf("<nav class=\"main-nav\"");
        assertThat(home.substring(begin, home.indexOf("</nav>", begin)))
                .doesNotContain("href=\"/handover\"", "href=\"/device\"", "href=\"/surge\"")
                .contains("href=\"/learning\"", "href=\"/persons\"");
    }

    @Test
    void anExerciseThatIsGoneIsNeverServedAsRealWork() throws Exception {
        practise(officer);
        register(officer, "Inventada Perdida");
        server.context.getBean(PracticeDatabase.class).drop();
        Map<String, String> before = rows();
        HttpResponse<String> page = officer.get("/persons");
        assertThat(page.statusCode()).isEqualTo(410);
        assertThat(page.body())
                .contains("not there any more", "action=\"/practice/leave\"", "End the exercise");
        HttpResponse<String> sent =
                officer.post("/persons", "id", UUID.randomUUID().toString(), "name", "Nadie");
        assertThat(sent.statusCode()).isEqualTo(410);
        assertThat(rows()).isEqualTo(before);
        leave(officer);
        assertThat(officer.get("/persons").statusCode()).isEqualTo(200);
        // The next one makes it anew, with nothing of before in it.
        UUID next = practise(officer);
        assertThat(officer.get("/persons").statusCode()).isEqualTo(200);
        assertThat(inside(officer, next, "select count(*) from person")).isZero();
    }

    @Test
    void aFormOfOneWorldIsRefusedInTheOther() throws Exception {
        UUID first = practise(officer);
        Map<String, String> before = rows();
        // Opened before the exercise began, or in one before.
        for (String opened : List.of("", UUID.randomUUID().toString())) {
            officer.exercise(opened);
            HttpResponse<String> answer =
                    officer.post("/persons", "id", UUID.randomUUID().toString(), "name", "Real");
            assertThat(answer.statusCode()).isEqualTo(409);
            assertThat(answer.body())
                    .contains("This form was not opened here", "Nothing here is real work");
        }
        assertThat(inside(officer, first, "select count(*) from person")).isZero();
        // The pages themselves say in which exercise they were opened, and then it goes through.
        assertThat(officer.get("/persons/new").body())
                .contains("name=\"_exercise\" value=\"" + first + "\"");
        officer.exercise(first.toString());
        register(officer, "Inventada");
        leave(officer);
        // Of the exercise, sent when it is over.
        officer.exercise(first.toString());
        HttpResponse<String> late =
                officer.post("/persons", "id", UUID.randomUUID().toString(), "name", "Inventada");
        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(late.body()).contains("not opened here").doesNotContain("Nothing here is real");
        assertThat(rows()).isEqualTo(before);
        assertThat(officer.get("/persons/new").body()).doesNotContain("_exercise");
    }

    @Test
    void whatBeganInOneWorldDoesNotGoOnInTheOther() {
        UUID exercise = open(officer);
        assertThatThrownBy(() ->
                        Acting.as(
                                actor(officer),
                                () ->
                                        transactions.execute(
                                                status -> practice.in(exercise, () -> 1))))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() ->
                        Acting.as(
                                actor(officer),
                                () ->
                                        practice.in(
                                                exercise,
                                                () ->
                                                        transactions.execute(
                                                                status -> Worlds.work(() -> 1)))))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() ->
                        Acting.as(
                                actor(officer),
                                () ->
                                        transactions.execute(status -> {
                                            practice.open(UUID.randomUUID());
                                            return 1;
                                        })))
                .isInstanceOf(IllegalStateException.class);
        assertThat(Worlds.practising()).isFalse();
    }

    @Test
    void theFiguresOfThePoolAreThoseOfRealWork() throws Exception {
        practise(officer);
        assertThat(officer.get("/persons").statusCode()).isEqualTo(200);
        assertThat(
                        server.context
                                .getBean(MeterRegistry.class)
                                .find("hikaricp.connections.pending")
                                .gauges())
                .extracting(gauge -> gauge.getId().getTag("pool"))
                .contains("amparo")
                .doesNotContain("practice");
    }

    @Test
    void theSealOfOneWorldOpensNothingInTheOther() {
        PracticeDatabase database = server.context.getBean(PracticeDatabase.class);
        open(officer);
        String real =
                Acting.as(actor(officer), () -> one("select current_database()", String.class));
        assertThat(real).doesNotEndWith("_practice");
        assertThat(database.stand().database().url()).endsWith("_practice");
        assertThat(database.seal())
                .isNotSameAs(server.context.getBean(amparo.server.access.Seal.class));
    }
}
