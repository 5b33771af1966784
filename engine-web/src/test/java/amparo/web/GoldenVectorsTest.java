package amparo.web;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.engine.fact.Wording;
import amparo.engine.rule.Rulebook;
import amparo.engine.rule.RulebookCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The engine in the browser says the same as the engine on the JVM, to the byte. */
class GoldenVectorsTest {
    private static final long SEED = 20_261_122;
    private static final int PERSONS = 200;
    private static final List<String> DAYS =
            List.of(
                    "2010-12-31",
                    "2023-06-30",
                    "2024-02-29",
                    "2024-07-01",
                    "2025-12-31",
                    "2026-11-22");
    private static final List<String> DESTINATIONS = List.of("", "", "MEX", "ARG, BRA,CHL", "URY");
    private static final List<String> SETTINGS = List.of("self", "officer", "specialist");

    private static final Rulebook BOOK = SyntheticBook.make();
    private static final String COMPILED = RulebookCodec.write(BOOK);

    private static EngineInBrowser browser;

    @BeforeAll
    static void open() {
        browser = new EngineInBrowser();
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.close();
        }
    }

    /** Kinds of formulas, signs, units and words as the compiled form spells them. */
    @Test
    void theInventedRulebookHasEveryConstruct() {
        List<String> constructs =
                List.of(
                        "[\"flag\"",
                        "[\"known\"",
                        "[\"in\"",
                        "[\"any\"",
                        "[\"all\"",
                        "[\"numbers\"",
                        "[\"days\"",
                        "[\"and\"",
                        "[\"or\"",
                        "[\"not\"",
                        "[\"quantified\"",
                        "[\"rule\"",
                        "[\"elapsed\"",
                        "[\"count\"",
                        "[\"sum\"",
                        "[\"points\"",
                        "[\"table\"",
                        "[\"shifted\"",
                        "[\"earlier\"",
                        "[\"later\"",
                        "\"@today\"",
                        "\"@host\"",
                        "\"#2024-02-29\"",
                        "\"#2024-03\"",
                        "\"#2031\"",
                        "\"#ongoing\"",
                        "\"$bloc\"",
                        "\"=@host\"",
                        "\"=country_now\"",
                        "\"~r.nationality\"",
                        "\"=\"",
                        "\"!=\"",
                        "\"<\"",
                        "\"<=\"",
                        "\">\"",
                        "\">=\"",
                        "\"some\"",
                        "\"every\"",
                        "\"no\"",
                        "\"at least\"",
                        "\"days\"",
                        "\"weeks\"",
                        "\"months\"",
                        "\"years\"",
                        "\"working days\"",
                        "\"deriveText\"",
                        "\"unknown\":[\"unsure\"]",
                        "\"lawOf\"",
                        "\"intake\"",
                        "\"suspended\"",
                        "\"benefitEnd\"",
                        "\"here\"",
                        "\"unless\"",
                        "\"onlyIf\"",
                        "\"mode\":\"all\"",
                        "\"mode\":\"any\"",
                        "\"mode\":\"none\"",
                        "\"mode\":\"at least\"",
                        "\"quantifier\":\"some\"",
                        "\"quantifier\":\"every\"",
                        "\"quantifier\":\"no\"",
                        "\"quantifier\":\"at least\"",
                        "\"role\":\"paper\"",
                        "\"role\":\"step\"",
                        "\"role\":\"authority\"",
                        "\"role\":\"chance\"",
                        "\"class\":\"said\"",
                        "\"class\":\"entry\"",
                        "\"class\":\"general\"",
                        "\"class\":\"disputed\"",
                        "\"noCountsOnlyIf\"",
                        "\"askAfter\"",
                        "\"issuedBy\"",
                        "\"inCountry\"",
                        "\"fromPerson\"",
                        "\"askFirst\"",
                        "\"notAsked\"",
                        "\"category\":\"asylum\"",
                        "\"category\":\"barrier\"");
        assertThat(COMPILED).contains(constructs);
    }

    @Test
    void aCompiledRulebookComesBackTheSame() {
        Rulebook read = RulebookCodec.read(amparo.engine.data.JsonReader.read(COMPILED));
        assertThat(read.pathways()).hasSameSizeAs(BOOK.pathways());
        assertThat(read.version()).isEqualTo(BOOK.version());
    }

    @Test
    void answersTheSameAsTheEngineItWasMadeFrom() {
        List<List<String>> calls = checks();
        List<String> direct = new ArrayList<>();
        for (List<String> c : calls) {
            direct.add(
                    Vectors.direct(
                            BOOK,
                            c.get(1),
                            SyntheticBook.day(c.get(2)),
                            c.get(3),
                            destinations(c.get(4))));
        }
        assertThat(EngineExports.load(COMPILED)).contains("0123456789ab");
        List<List<String>> some = calls.subList(0, calls.size() / 4);
        Vectors.assertIdentical(some, direct.subList(0, some.size()), Vectors.onJvm(some));

        assertThat(browser.call(List.of(List.of("load", COMPILED))).getFirst())
                .isEqualTo(EngineExports.load(COMPILED));
        int same = Vectors.assertIdentical(calls, direct, browser.call(calls));

        assertThat(count(direct, "{\"format\"")).as("reports").isGreaterThan(180);
        assertThat(count(direct, "{\"format\":1,\"persons\"")).as("families").isGreaterThan(15);
        assertThat(count(direct, "{\"error\"")).as("mistakes").isGreaterThan(5);
        assertThat(OUTCOMES)
                .filteredOn(outcome -> direct.stream().noneMatch(a -> a.contains(outcome)))
                .as("what no answer says: the corpus is too tame")
                .isEmpty();
        assertThat(browser.faults).isEmpty();
        System.out.printf("%d vectors identical, %,d characters%n", same, characters(direct));
    }

    /** Each of these must be among the answers, or the corpus is too tame. */
    private static final List<String> OUTCOMES =
            List.of(
                    "\"outcome\":\"met\"",
                    "\"outcome\":\"not-met\"",
                    "\"outcome\":\"open\"",
                    "\"outcome\":\"can-ask-here\"",
                    "\"outcome\":\"on-reaching\"",
                    "\"outcome\":\"advice-first\"",
                    "\"outcome\":\"touches\"",
                    "\"outcome\":\"does-not-touch\"",
                    "\"outcome\":\"not-known\"",
                    "\"outcome\":\"refer\"",
                    "\"outcome\":\"not-enough-known\"",
                    "\"draft\":true",
                    "\"draft\":false",
                    "\"hours\":4,",
                    "\"hours\":2,",
                    "\"urgency\":\"medium\",\"because\"",
                    "\"availability\":\"open\"",
                    "\"availability\":\"unconfirmed\"",
                    "\"availability\":\"closed\"",
                    "\"availability\":\"suspended\"",
                    "\"availability\":\"not-yet\"",
                    "\"heldBack\"",
                    "\"settled\":\"met\"",
                    "\"settled\":null",
                    "\"settledCut\":true",
                    "\"kind\":\"obtain\"",
                    "\"kind\":\"time\"",
                    "\"kind\":\"another must act\"",
                    "\"withheldForSafety\":true",
                    "\"cannotChange\":[\"");

    @Test
    void asksTheSameQuestions() {
        var persons = new RandomPersons(BOOK.vocabulary(), SEED + 1);
        List<List<String>> calls = new ArrayList<>();
        for (String language : Wording.LANGUAGES) {
            calls.add(List.of("vocabulary", language));
        }
        for (int i = 0; i < PERSONS; i++) {
            String person = persons.next();
            String day = DAYS.get(i % DAYS.size());
            String language = Wording.LANGUAGES.get(i % 5);
            String skipped =
                    List.of(
                                    "",
                                    "fear_of_return",
                                    "stay.left,relative",
                                    "fear_of_return,stay.left#0, age")
                            .get(i % 4);
            calls.add(
                    List.of(
                            "nextQuestion",
                            person,
                            day,
                            language,
                            DESTINATIONS.get(i % 5),
                            skipped,
                            SETTINGS.get(i % 3)));
            calls.add(
                    List.of(
                            "why",
                            List.of("age", "stay.left", "nationality").get(i % 3),
                            person,
                            day));
        }
        List<List<String>> load = List.of(List.of("load", COMPILED));
        Vectors.assertIdentical(load, Vectors.onJvm(load), browser.call(load));
        List<String> jvm = Vectors.onJvm(calls);
        int same = Vectors.assertIdentical(calls, jvm, browser.call(calls));
        assertThat(jvm.stream().filter(a -> a.contains("\"question\":{")).count())
                .isGreaterThan(50);
        System.out.printf("%d vectors identical, %,d characters%n", same, characters(jvm));
    }

    @Test
    void refusesTheSameMistakes() {
        String person = "{\"age\": 31}";
        List<List<String>> calls =
                List.of(
                        List.of("check", "{\"age\": 31", "2024-01-01", "es", ""),
                        List.of("check", "{\"age\": 3.5}", "2024-01-01", "es", ""),
                        List.of(
                                "check",
                                "{\n \"agee\": 31,\n \"income\": -1}",
                                "2024-01-01",
                                "es",
                                ""),
                        List.of("check", "[]", "2024-01-01", "es", ""),
                        List.of(
                                "check",
                                "{\"persons\": [{\"id\": \"a\"}, {\"id\": \"a\"}]}",
                                "2024-01-01",
                                "es",
                                ""),
                        List.of(
                                "check",
                                "{\"birth_date\": \"2023-02-29\"}",
                                "2024-01-01",
                                "es",
                                ""),
                        List.of("check", "\"\\uD83D", "2024-01-01", "es", ""),
                        List.of("check", person, "", "es", ""),
                        List.of("check", person, "2024-02", "es", ""),
                        List.of("check", person, "2023-02-29", "es", ""),
                        List.of("check", person, "ongoing", "es", ""),
                        List.of("check", person, "2024-01-01", "de", ""),
                        List.of("check", person, "2024-01-01", "es", "ARG,XXX"),
                        List.of("nextQuestion", person, "2024-01-01", "es", "", "nothing", "self"),
                        List.of(
                                "nextQuestion",
                                person,
                                "2024-01-01",
                                "es",
                                "",
                                "stay.nothing",
                                "self"),
                        List.of("nextQuestion", person, "2024-01-01", "es", "", "", "boss"),
                        List.of("why", "nothing", person, "2024-01-01"),
                        List.of("vocabulary", ""),
                        List.of("load", ""),
                        List.of("load", "{}"),
                        List.of("load", "{\"format\": 2}"),
                        List.of("load", COMPILED.replace("\"facts\"", "\"fax\"")),
                        List.of("load", COMPILED.replace("[\"known\"", "[\"guessed\"")),
                        List.of("check", person, "2024-01-01", "es", ""));
        assertThat(EngineExports.load(COMPILED)).contains("0123456789ab");
        browser.call(List.of(List.of("load", COMPILED)));
        List<String> jvm = Vectors.onJvm(calls);
        int same = Vectors.assertIdentical(calls, jvm, browser.call(calls));
        assertThat(jvm.subList(0, jvm.size() - 1))
                .allMatch(a -> a.startsWith("{\"error\":{\"in\":\""));
        assertThat(jvm).noneMatch(a -> a.contains("own fault") || a.contains("Exception"));
        assertThat(jvm.get(2)).contains("\"line\":2,\"column\":2").contains("did you mean 'age'?");
        assertThat(jvm.getLast())
                .as("a rulebook that was refused takes nothing away")
                .startsWith("{\"format\"");
        assertThat(browser.faults).isEmpty();
        System.out.printf("%d refusals identical%n", same);
    }

    /** A page may forget an argument; it gets an answer that says so, not an exception. */
    @Test
    void answersEvenWithoutArguments() {
        browser.call(List.of(List.of("load", COMPILED)));
        List<String> calls =
                List.of(
                        "check()",
                        "check('{}')",
                        "check('{}', null, 'es', '')",
                        "check(1, 2, 3, 4)",
                        "nextQuestion('{}', '2024-01-01', 'es', '')",
                        "why()",
                        "vocabulary()",
                        "load()");
        for (String call : calls) {
            assertThat(browser.evaluate("e." + call))
                    .as(call)
                    .asString()
                    .startsWith("{\"error\":{\"in\":\"");
        }
        assertThat(browser.evaluate("e.vocabulary('es')")).asString().startsWith("{\"format\"");
        assertThat(browser.faults).isEmpty();
    }

    private static List<List<String>> checks() {
        var persons = new RandomPersons(BOOK.vocabulary(), SEED);
        List<List<String>> calls = new ArrayList<>();
        for (int i = 0; i < PERSONS; i++) {
            String person = persons.next();
            for (int j = 0; j < (i % 4 == 0 ? 2 : 1); j++) {
                calls.add(
                        List.of(
                                "check",
                                person,
                                DAYS.get((i + 3 * j) % DAYS.size()),
                                Wording.LANGUAGES.get((i + j) % 5),
                                DESTINATIONS.get(i % 5)));
            }
        }
        return calls;
    }

    private static long count(List<String> answers, String start) {
        return answers.stream().filter(answer -> answer.startsWith(start)).count();
    }

    private static Set<String> destinations(String csv) {
        return csv.isEmpty() ? Set.of() : Set.of(csv.replace(" ", "").split(","));
    }

    private static long characters(List<String> answers) {
        return answers.stream().mapToLong(String::length).sum();
    }
}
