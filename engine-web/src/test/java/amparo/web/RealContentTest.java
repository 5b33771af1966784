package amparo.web;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.engine.data.Data;
import amparo.engine.data.JsonReader;
import amparo.engine.data.JsonWriter;
import amparo.engine.fact.ValueWriter;
import amparo.engine.fact.Wording;
import amparo.engine.rule.Rulebook;
import amparo.engine.rule.RulebookCodec;
import amparo.engine.value.Days;
import amparo.rulebook.compile.CompiledRulebook;
import amparo.rulebook.compile.Compiler;
import amparo.rulebook.load.Example;
import amparo.rulebook.load.Loaded;
import amparo.rulebook.load.RulebookLoader;
import amparo.rulebook.source.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The real rulebook with its examples and the invented persons: browser and JVM say the same. */
class RealContentTest {
    private static final Path CONTENT = Path.of("../rulebook/content");
    private static final Path PERSONS = Path.of("../examples");
    private static final Path CASES = Path.of("../rulebook/cases");

    /** Every answer explains all doors, so 500 of them take minutes and gigabytes: the long run. */
    private static final int RANDOM_PERSONS = Integer.getInteger("amparo.trials", 1) > 1 ? 500 : 40;

    @Test
    void answersTheSameAsTheEngineItWasMadeFrom() throws IOException {
        Loaded loaded = RulebookLoader.load(CONTENT);
        Rulebook book = Compiler.version(loaded.rulebook());
        String compiled = CompiledRulebook.json();
        assertThat(RulebookCodec.read(JsonReader.read(compiled)).version())
                .as("the rulebook that was compiled is the content that is read here")
                .isEqualTo(book.version());
        List<List<String>> checks = new ArrayList<>();
        int examples = examples(loaded, checks);
        int persons = persons(PERSONS, 2, checks) + persons(CASES, 1, checks);
        var random = new RandomPersons(book.vocabulary(), 20_261_123);
        for (int i = 0; i < RANDOM_PERSONS; i++) {
            String day = i % 2 == 0 ? "2026-11-22" : "2024-07-01";
            checks.add(List.of("check", random.next(), day, language(i), ""));
        }
        assertThat(examples).as("examples beside the rules").isGreaterThan(20);
        assertThat(persons).as("persons, families and cases").isGreaterThan(80);

        List<String> direct = new ArrayList<>();
        for (List<String> c : checks) {
            int day = SyntheticBook.day(c.get(2));
            Set<String> destinations = c.get(4).isEmpty() ? Set.of() : Set.of(c.get(4));
            direct.add(Vectors.direct(book, c.get(1), day, c.get(3), destinations));
        }
        assertThat(direct.subList(0, examples + persons))
                .as("examples and persons are without mistakes")
                .allMatch(answer -> answer.startsWith("{\"format\":"));
        try (var browser = new EngineInBrowser()) {
            List<List<String>> load = List.of(List.of("load", compiled));
            Vectors.assertIdentical(load, Vectors.onJvm(load), browser.call(load));
            int same = Vectors.assertIdentical(checks, direct, browser.call(checks));
            List<List<String>> questions = questions(checks);
            same +=
                    Vectors.assertIdentical(
                            questions, Vectors.onJvm(questions), browser.call(questions));
            assertThat(browser.faults).isEmpty();
            System.out.printf(
                    "%d vectors of the real content identical: %d examples, %d persons, families and cases%n",
                    same, examples, persons);
        }
    }

    /** Every example, asked of its own destination. */
    private static int examples(Loaded loaded, List<List<String>> checks) {
        int before = checks.size();
        for (Example example : loaded.examples()) {
            JsonWriter out = new JsonWriter(false);
            ValueWriter.write(example.facts(), out);
            checks.add(
                    List.of(
                            "check",
                            out.toString(),
                            Days.iso(example.day()),
                            language(checks.size()),
                            example.destination()));
        }
        return checks.size() - before;
    }

    /**
     * Every invented person and family of a folder, asked of all destinations in one or more
     * languages.
     */
    private static int persons(Path folder, int languages, List<List<String>> checks)
            throws IOException {
        int before = checks.size();
        List<Path> files;
        try (Stream<Path> found = Files.list(folder)) {
            files = found.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
        }
        for (Path file : files) {
            Data person = onlyThePersons(YamlReader.read(Files.readAllBytes(file)).getFirst());
            String json = new JsonWriter(true).value(person).toString();
            Data day = person instanceof Data.Fields fields ? fields.get("day") : null;
            assertThat(day).as("%s names its day", file).isInstanceOf(Data.Text.class);
            String iso = ((Data.Text) Objects.requireNonNull(day)).text();
            for (int i = 0; i < languages; i++) {
                checks.add(List.of("check", json, iso, language(checks.size()), ""));
            }
        }
        return checks.size() - before;
    }

    /** A case without its name, story and expectations. */
    private static Data onlyThePersons(Data file) {
        if (!(file instanceof Data.Fields fields)) {
            return file;
        }
        Map<String, Data.Field> kept = new LinkedHashMap<>(fields.fields());
        kept.keySet().removeAll(Set.of("case", "story", "expect"));
        return new Data.Fields(kept, fields.at());
    }

    private static List<List<String>> questions(List<List<String>> checks) {
        List<List<String>> calls = new ArrayList<>();
        for (String language : Wording.LANGUAGES) {
            calls.add(List.of("vocabulary", language));
        }
        // Planning costs far more than checking: the short run asks it of every eighth person.
        int step = Integer.getInteger("amparo.trials", 1) > 1 ? 1 : 8;
        for (int i = 0; i < checks.size(); i += step) {
            List<String> c = checks.get(i);
            String setting = calls.size() % 2 == 0 ? "specialist" : "officer";
            calls.add(
                    List.of(
                            "nextQuestion",
                            c.get(1),
                            c.get(2),
                            c.get(3),
                            c.get(4),
                            "fear_of_return,nationality",
                            setting));
            calls.add(List.of("why", "nationality", c.get(1), c.get(2)));
        }
        return calls;
    }

    private static String language(int number) {
        return Wording.LANGUAGES.get(number % Wording.LANGUAGES.size());
    }
}
