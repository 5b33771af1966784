package amparo.app;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.engine.data.Data;
import amparo.engine.data.JsonReader;
import amparo.rulebook.source.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** FEATURE: the answer for programs; its keys are those of docs/check-json.md. */
class CheckJsonTest {
    private static Data.Fields json(Run run) {
        assertThat(run.code()).as(run.err()).isZero();
        return (Data.Fields) JsonReader.read(run.out());
    }

    private static List<Path> examples() throws IOException {
        try (Stream<Path> files = Files.list(Run.EXAMPLES)) {
            return files.sorted().toList();
        }
    }

    @Test
    void onePersonIsThePlainReport() {
        Data.Fields report = json(Run.check("{age: 30}", "--json"));
        assertThat(report.fields().keySet())
                .contains("format", "person", "day", "language", "rulebook", "pathways", "screens");
        assertThat(((Data.Text) report.get("day")).text()).isEqualTo("2026-03-01");
    }

    @Test
    void theHoursOfAScreenAreThoseOfTheClockOfTheDay() {
        assertThat(hurt("2027-01-31")).contains("\"hours\": 24,");
        assertThat(hurt("2027-02-01")).contains("\"hours\": 72,");
    }

    private static String hurt(String day) {
        return Run.with(
                        "{was_hurt: true}",
                        "check",
                        "-",
                        "--json",
                        "--on",
                        day,
                        "--content",
                        Run.TOWN.toString())
                .out();
    }

    @Test
    void draftTranslationsAreSaidForTheReportAndForEveryDoor() {
        String family = Run.EXAMPLES.resolve("haitian-family-tapachula.yaml").toString();
        String creole = Run.of("check", family, "--json", "--lang", "ht").out();
        assertThat(creole).contains("\"draft\": true").doesNotContain("\"draft\": false");
        String spanish = Run.of("check", family, "--json", "--lang", "es").out();
        assertThat(spanish).contains("\"draft\": false").doesNotContain("\"draft\": true");
    }

    @Test
    void aFamilyIsAListOfReports() {
        Path family = Run.EXAMPLES.resolve("haitian-family-tapachula.yaml");
        Data.Fields report = json(Run.of("check", family.toString(), "--json"));
        assertThat(report.fields().keySet()).containsExactly("format", "persons");
        assertThat(((Data.Items) report.get("persons")).items()).hasSize(4);
    }

    @Test
    void yamlAndJsonOfTheSamePersonSayTheSame() {
        assertThat(Run.check("{\"age\": 30, \"nationality\": [\"BOL\"]}", "--json").out())
                .isEqualTo(Run.check("age: 30\nnationality: [BOL]", "--json").out());
    }

    @Test
    void whatWasNotFoundIsNotInIt() throws IOException {
        for (Path example : examples()) {
            assertThat(Run.of("check", example.toString(), "--json").out())
                    .doesNotContain("no-indication");
        }
    }

    @Test
    void everyKeyIsDocumented() throws IOException {
        String page = Files.readString(Path.of("../docs/check-json.md"));
        var keys = new TreeSet<String>();
        for (Path example : examples()) {
            collect(json(Run.of("check", example.toString(), "--json")), keys::add);
        }
        assertThat(keys).hasSizeGreaterThan(40).allMatch(key -> page.contains("`" + key + "`"));
    }

    @Test
    void everyExamplePersonGetsAnAnswerInWordsToo() throws IOException {
        for (Path example : examples()) {
            assertThat(YamlReader.read(Files.readAllBytes(example))).isNotEmpty();
            Run run = Run.of("check", example.toString(), "--all");
            assertThat(run.code()).as(example + run.err()).isZero();
            assertThat(run.err()).isEmpty();
        }
    }

    private static void collect(Data data, Consumer<String> keys) {
        switch (data) {
            case Data.Fields fields ->
                    fields.fields()
                            .forEach((key, field) -> {
                                keys.accept(key);
                                // Answers of a person are in the words of the facts.
                                if (!key.equals("value")) {
                                    collect(field.value(), keys);
                                }
                            });
            case Data.Items items -> items.items().forEach(item -> collect(item, keys));
            default -> {}
        }
    }
}
