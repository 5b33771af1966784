package amparo.server.registry;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.engine.data.Data;
import amparo.engine.data.JsonReader;
import amparo.engine.evaluate.Findings;
import amparo.engine.fact.FactsReader;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RememberedFindingsTest {

    private static final LocalDate DAY = LocalDate.of(2026, 3, 1);

    private final LoadedRulebook rulebook = new LoadedRulebook();
    private Instant now = Instant.parse("2026-03-01T12:00:00Z");
    private final RememberedFindings remembered =
            new RememberedFindings(
                    rulebook,
                    new Clock() {
                        @Override
                        public ZoneId getZone() {
                            return ZoneOffset.UTC;
                        }

                        @Override
                        public Clock withZone(ZoneId zone) {
                            return this;
                        }

                        @Override
                        public Instant instant() {
                            return now;
                        }
                    });

    @Test
    void whatIsRememberedNeverDiffersFromWhatIsFoundAnew() {
        List<String> told =
                List.of(
                        "{}",
                        "{\"country_now\":\"MEX\"}",
                        "{\"country_now\":\"MEX\",\"nationality\":[\"HND\"]}",
                        "{\"country_now\":\"MEX\",\"nationality\":[\"HND\"],\"fear_of_return\":true}",
                        // Somebody with other eyes asks under the same key: nothing stays over.
                        "{\"age\":15}",
                        "{\"country_now\":\"MEX\",\"nationality\":[\"HND\"],\"fear_of_return\":false,\"age\":15}",
                        "{}");
        List<List<String>> seen = new ArrayList<>();
        for (String json : told) {
            PersonFacts.Assembled person = person(json, DAY);
            List<String> again = remembered.with("k", person, RememberedFindingsTest::words);
            assertThat(again)
                    .isEqualTo(
                            words(
                                    new Findings(
                                            rulebook.evaluator(),
                                            person.facts(),
                                            Math.toIntExact(DAY.toEpochDay()))));
            seen.add(again);
        }
        assertThat(seen.getFirst()).isEqualTo(seen.getLast()).isNotEqualTo(seen.get(3));
    }

    @Test
    void anotherDayIsAnotherPerson() {
        PersonFacts.Assembled then = person("{\"birth_date\":\"2008-03-02\"}", DAY);
        PersonFacts.Assembled later = person("{\"birth_date\":\"2008-03-02\"}", DAY.plusDays(2));
        List<String> child = remembered.with("k", then, RememberedFindingsTest::words);
        assertThat(remembered.with("k", later, RememberedFindingsTest::words)).isNotEqualTo(child);
    }

    @Test
    void itKeepsFewAndNotForLong() {
        for (int i = 0; i < RememberedFindings.MOST + 7; i++) {
            remembered.with("k" + i, person("{}", DAY), Findings::today);
        }
        assertThat(remembered.size()).isEqualTo(RememberedFindings.MOST);
        now = now.plus(Duration.ofMinutes(11));
        remembered.forget();
        assertThat(remembered.size()).isZero();
    }

    @Test
    void whoSeesTheSameAnswersReadsTheSameFindings() {
        String told = "{\"country_now\":\"MEX\",\"nationality\":[\"HND\"]}";
        // The lists of a finding's doors are copies; what is in them is not.
        var first = remembered.with("one P1", person(told, DAY), one -> one.doors().getFirst());
        assertThat(
                        (Object)
                                remembered.with(
                                        "two P1", person(told, DAY), one -> one.doors().getFirst()))
                .isSameAs(first);
        assertThat(remembered.size()).isEqualTo(1);
        // Somebody else who said the same so far is another person.
        Object other = remembered.with("one P2", person(told, DAY), one -> one.doors().getFirst());
        assertThat(other).isNotSameAs(first);
    }

    @Test
    void whoSeesLessReadsOnlyWhatTheySee() {
        PersonFacts.Assembled whole =
                person("{\"country_now\":\"MEX\",\"fear_of_return\":true}", DAY);
        PersonFacts.Assembled part = person("{\"country_now\":\"MEX\"}", DAY);
        List<String> all = remembered.with("organisation P1", whole, RememberedFindingsTest::words);
        List<String> few = remembered.with("officer P1", part, RememberedFindingsTest::words);
        assertThat(few).isNotEqualTo(all);
        assertThat(remembered.with("organisation P1", whole, RememberedFindingsTest::words))
                .isEqualTo(all);
        assertThat(remembered.with("officer P1", part, RememberedFindingsTest::words))
                .isEqualTo(few);
    }

    private static List<String> words(Findings findings) {
        List<String> all = new ArrayList<>();
        findings.doors()
                .forEach(one ->
                        all.add(one.rule().id() + one.destination() + one.verdict().outcome()));
        findings.screens().forEach(one -> all.add(one.rule().id() + one.verdict().outcome()));
        return all;
    }

    private PersonFacts.Assembled person(String json, LocalDate day) {
        List<amparo.engine.data.DataException> problems = new ArrayList<>();
        var facts =
                FactsReader.read(
                        (Data.Fields) JsonReader.read(json),
                        rulebook.vocabulary(),
                        Set.of(),
                        problems);
        assertThat(problems).isEmpty();
        return new PersonFacts.Assembled(facts, json, day, List.of());
    }
}
