package amparo.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** FEATURE: nothing is guessed; every mistake is told with its place and what to do. */
class BadInputTest {
    @TempDir Path folder;

    private Run check(String name, byte[] content) throws IOException {
        Path file = folder.resolve(name);
        Files.write(file, content);
        return Run.town("", "check", file.toString());
    }

    private Run check(String name, String content) throws IOException {
        return check(name, content.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private static void refused(Run run, String... words) {
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains(words).doesNotContain("Exception", "\tat ");
    }

    @Test
    void severalMistakesAreListedAtOnceWithTheirPlaces() throws IOException {
        Run run =
                check(
                        "p.yaml",
                        """
                        nationalty: [VEN]
                        age: old
                        birth_date: 2024-02-31
                        country_now: MEXX
                        document:
                          - {knd: card, until: 2022-13}
                        xyzzy: 1
                        """);
        refused(
                run,
                "p.yaml:1:1: unknown fact 'nationalty'; did you mean 'nationality'?",
                "p.yaml:2:6: age must be a whole number",
                "p.yaml:3:13: birth_date: there is no such date",
                "p.yaml:4:14: 'MEXX' is not a code of the list 'country'; did you mean 'MEX'?",
                "p.yaml:6:6: a document has no field 'knd'; did you mean 'kind'?",
                "p.yaml:6:24: until: there is no such date",
                "p.yaml:7:1: unknown fact 'xyzzy'",
                "All facts: ./amparo facts",
                "  4 | country_now: MEXX\n    |              ^^^^");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``|p.yaml: the file is empty",
                "`# nothing`|p.yaml: the file is empty",
                "`- a`|p.yaml:1:1: a person is a list of facts",
                "`age: 3\n---\nage: 4`|p.yaml:3:1: a second document begins here",
                "`age: 3\nage: 4`|p.yaml:2:1: the key 'age' stands here twice",
                "`age: 1.5`|p.yaml:1:6: numbers are whole numbers here",
                "`age: 200`|p.yaml:1:6: age must lie between 0 and 130 years",
                "`a: &a [x]\nb: [*a, *a]`|p.yaml:1:4: anchors (&name) are not read here",
                "`a: !!java.io.File /etc`|p.yaml:1:4: ",
                "`\tage: 3`|p.yaml:1:1: a tab stands",
                "`persons: []`|p.yaml:1:10: 'persons' is a list of persons",
                "`day: soon`|p.yaml:1:6: day must be a full date",
                "`nationality: [ven]`|'ven' is not a code of the list 'country'; did you mean 'VEN'?",
                "`country_now: Uruguay`|'Uruguay' is not a code of the list 'country'; did you mean 'URY'?",
            })
    void yamlThatIsNoPerson(String content, String message) throws IOException {
        refused(check("p.yaml", content), message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`{\"age\": 3,}`|p.json:1:11: a key in quotes was expected",
                "`{\"age\": 3, \"age\": 4}`|p.json:1:12: the key 'age' stands here twice",
                "`{\n // he\n}`|JSON has no comments",
                "`[1]`|p.json:1:1: a person is a list of facts",
                "``|p.json: the file is empty",
            })
    void jsonThatIsNoPerson(String content, String message) throws IOException {
        refused(check("p.json", content), message);
    }

    @Test
    void deepNestingIsRefusedNotFollowed() throws IOException {
        String deep = "[".repeat(5000) + "]".repeat(5000);
        refused(check("p.yaml", "nationality: " + deep), "nested more than 64 levels deep");
        refused(check("p.json", "{\"age\": " + deep + "}"), "nested more than 64 levels deep");
    }

    @Test
    void hugeAndBinaryFiles() throws IOException {
        refused(check("p.yaml", "a".repeat(1_200_000)), "longer than 1 MB", "split it");
        refused(check("p.yaml", new byte[] {(byte) 0xC3, 0x28, 1, 2}), "not text in UTF-8");
        refused(check("p.yaml", new byte[] {'a', 'g', 'e', 0}), "p.yaml:1:4: ", "not text");
    }

    @Test
    void missingFilesAndFolders() {
        refused(
                Run.town("", "check", folder.resolve("none.yaml").toString()),
                "none.yaml: there is no such file; check the name");
        refused(Run.town("", "check", folder.toString()), "this is a folder; name one file");
        refused(Run.town("", "check", "a\0b"), "this cannot be the name of a file");
    }

    @Test
    void jsonOutputTellsTheSameMistakes() {
        Run run = Run.check("age: old", "--json");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).contains("\"in\": \"person\"", "\"line\": 1", "\"column\": 6");
        assertThat(run.err()).contains("(input):1:6: age must be");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "check - --lang de|--lang de: one of es, en, pt, fr, ht",
                "check - --on 2024-02-30|--on 2024-02-30: there is no such date",
                "check - --on 2024-02|--on 2024-02: write a full date",
                "check - --destination MXE|--destination MXE: no country has this",
                "check|Missing required parameter: 'FILE'",
                "check a b|Unmatched argument",
                "check - --jsn|Unknown option: '--jsn'",
                "chek|Did you mean: ",
                "facts agee|no fact is called 'agee'; did you mean 'age'?",
                "rulebook|Usage: amparo rulebook",
                "rulebook show none|no rule is called 'none'; all rules",
                "rulebook list --category nothing|--category nothing: one of asylum",
                "rulebook lint --content /nowhere|there is no folder /nowhere",
                "ask --save src|--save src: this is a folder",
            })
    void badUsage(String command, String message) {
        String[] args = command.split(" ");
        boolean needsRules = command.startsWith("facts") || command.startsWith("rulebook show");
        Run run =
                needsRules
                        ? Run.of((command + " --content " + Run.TOWN).split(" "))
                        : Run.with("age: 3", args);
        assertThat(run.code()).as(run.err()).isEqualTo(2);
        assertThat(run.err()).contains(message);
    }
}
