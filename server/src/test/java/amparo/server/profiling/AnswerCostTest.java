package amparo.server.profiling;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.engine.evaluate.Evaluator;
import amparo.server.access.Acting;
import amparo.server.access.Actor;
import amparo.server.access.OrganisationKind;
import amparo.server.access.Role;
import amparo.server.access.Room;
import amparo.server.access.Scope;
import amparo.server.platform.Ids;
import amparo.server.registry.LoadedRulebook;
import amparo.server.registry.PersonFacts;
import amparo.server.registry.PersonFiles.Told;
import amparo.server.testing.WholeServer;
import amparo.server.testing.WholeServer.Browser;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Measures one answer with all needs evaluated in its transaction, and all doors after it. It says
 * what it took and asserts nothing about time: the machine is shared. The numbers that count come
 * from benchmarks/answer-cost on an idle machine.
 */
@Tag("database")
@Tag("door")
class AnswerCostTest {

    private static final boolean ALL = Boolean.getBoolean("amparo.long");
    private static final int WARM = ALL ? 60 : 5;
    private static final int MEASURED = ALL ? 120 : 15;

    private final WholeServer server = WholeServer.get();

    @Test
    void anAnswerIsSavedWithItsNeedsAndAllDoorsAreLookedAtAgain() throws Exception {
        UUID organisation = server.organisation(OrganisationKind.NGO);
        Browser worker = server.worker(organisation, Role.CASE_WORKER, "organisation");
        String to = WholeServer.location(worker.post("/persons", "name", "Marisol"));
        String code = to.substring(to.length() - 8);
        UUID interview = Ids.next();
        Interviews interviews = server.context.getBean(Interviews.class);
        PersonFacts facts = server.context.getBean(PersonFacts.class);
        Evaluator evaluator = server.context.getBean(LoadedRulebook.class).evaluator();
        Actor actor =
                new Actor(
                        worker.account,
                        organisation,
                        OrganisationKind.NGO,
                        Room.FRONTLINE,
                        Set.of(Role.CASE_WORKER),
                        Scope.ORGANISATION,
                        Set.of(),
                        "test");
        long[] answers = new long[MEASURED];
        long[] doors = new long[MEASURED];
        Acting.as(
                actor,
                () -> {
                    interviews.open(
                            code,
                            interview,
                            new Interviews.Frame(
                                    false, "room", true, "spanish", "direct", true, true, "yes",
                                    true));
                    for (int i = 0; i < WARM + MEASURED; i++) {
                        long start = System.nanoTime();
                        assertThat(interviews.answer(interview, Ids.next(), told(i)))
                                .isEqualTo(Interviews.Saved.SAVED);
                        long saved = System.nanoTime();
                        PersonFacts.Assembled person = facts.of(code).orElseThrow();
                        int day = Math.toIntExact(person.day().toEpochDay());
                        assertThat(evaluator.pathways(person.facts(), day)).isNotEmpty();
                        long seen = System.nanoTime();
                        if (i >= WARM) {
                            answers[i - WARM] = saved - start;
                            doors[i - WARM] = seen - saved;
                        }
                    }
                    return true;
                });
        System.out.printf(
                "answer with all needs: p50 %.1f ms, p95 %.1f ms; then reading the person and all doors: p50 %.1f ms,"
                        + " p95 %.1f ms%n",
                at(answers, 50), at(answers, 95), at(doors, 50), at(doors, 95));
        assertThat(
                        server.column(
                                "select count(*)::text from answer a join person p on p.id = a.person where p.code = ?",
                                code))
                .containsExactly(Integer.toString(WARM + MEASURED + 2));
    }

    /**
     * The same over HTTP, as the officer's browser does it: save, next question, what is known now.
     */
    @Test
    void theNextQuestionAndTheDoorsFollowTheAnswer() throws Exception {
        UUID organisation = server.organisation(OrganisationKind.NGO);
        Browser worker = server.worker(organisation, Role.CASE_WORKER, "organisation");
        String to = WholeServer.location(worker.post("/persons", "name", "Marisol"));
        String code = to.substring(to.length() - 8);
        String interview =
                WholeServer.location(
                                worker.post(
                                        "/persons/" + code + "/interview",
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
                                        "yes"))
                        .replaceAll("^https?://[^/]+", "");
        Map<String, long[]> took = new LinkedHashMap<>();
        for (String what : List.of("save", "next question", "what is known now")) {
            took.put(what, new long[MEASURED]);
        }
        for (int i = 0; i < WARM + MEASURED; i++) {
            if (i % 40 == 39) {
                // A session of a person who types; this one would be told to wait.
                worker = worker.again();
            }
            Told told = told(i);
            String value = told.value().replaceAll("[\\[\\]\"]", "");
            long start = System.nanoTime();
            var saved =
                    worker.post(
                            interview + "/answers",
                            "item",
                            Ids.next().toString(),
                            "fact",
                            told.fact(),
                            "value",
                            value.equals("true") ? "yes" : value.isEmpty() ? "none" : value,
                            "source",
                            "person");
            long asked = System.nanoTime();
            assertThat(saved.statusCode()).isEqualTo(302);
            var question = worker.get(interview + "/question");
            long looked = System.nanoTime();
            assertThat(question.statusCode()).isIn(200, 302);
            var seen = worker.get(interview);
            long end = System.nanoTime();
            assertThat(seen.statusCode()).isEqualTo(200);
            if (i >= WARM) {
                took.get("save")[i - WARM] = asked - start;
                took.get("next question")[i - WARM] = looked - asked;
                took.get("what is known now")[i - WARM] = end - looked;
            }
        }
        took.forEach((what, nanos) ->
                System.out.printf(
                        "%s: p50 %.1f ms, p95 %.1f ms%n", what, at(nanos, 50), at(nanos, 95)));
    }

    private static Told told(int i) {
        List<Told> all =
                List.of(
                        Told.of("needs_now", "[\"food\"]", "person"),
                        Told.of("nationality", "[\"HND\"]", "person"),
                        Told.of("country_now", "\"MEX\"", "person"),
                        Told.of("fear_of_return", "true", "person"),
                        Told.of("age", Integer.toString(20 + i % 30), "person"),
                        Told.of("route_events", "[\"robbed\"]", "person"),
                        Told.of("needs_now", "[]", "person"),
                        Told.of("sex", "\"female\"", "person"));
        return all.get(i % all.size());
    }

    private static double at(long[] nanos, int percent) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)] / 1e6;
    }
}
