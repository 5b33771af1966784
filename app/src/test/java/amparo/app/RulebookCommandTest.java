package amparo.app;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.engine.data.JsonReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** FEATURE: rule authors see what they wrote, and what is wrong with it. */
class RulebookCommandTest {
    private static final String CONTENT = Path.of("../rulebook/content").toString();
    @TempDir Path folder;

    private static Run run(String... args) {
        String[] all = new String[args.length + 1];
        all[0] = "rulebook";
        System.arraycopy(args, 0, all, 1, args.length);
        return Run.of(all);
    }

    @Test
    void lintAndTestOfTheRealContentAreWell() {
        Run lint = run("lint", "--content", CONTENT);
        assertThat(lint.out()).contains("0 errors, ");
        assertThat(lint.code()).isZero();
        Run test = run("test", "--content", CONTENT);
        assertThat(test.out())
                .contains(" examples passed, 0 failed", " vignettes passed, 0 failed");
        assertThat(test.code()).isZero();
    }

    @Test
    void vignettesAreListedAndOneIsRunInBothItsMoments() {
        Run list = run("vignettes", "--content", CONTENT, "--lang", "en");
        assertThat(list.out()).contains("the-uncle-at-the-counter  The uncle who answers");
        assertThat(list.code()).isZero();
        Run one =
                run("vignettes", "the-uncle-at-the-counter", "--content", CONTENT, "--lang", "en");
        assertThat(one.out())
                .contains("child-alone (emergency)\n", "trafficking-indication (high)");
        assertThat(one.code()).isZero();
        Run none = run("vignettes", "the-uncle-at-the-countre", "--content", CONTENT);
        assertThat(none.code()).isEqualTo(2);
        assertThat(none.err()).contains("did you mean 'the-uncle-at-the-counter'?");
    }

    @Test
    void aVignetteThatExpectsWhatTheRulesDoNotSeeFails() throws IOException {
        try (Stream<Path> all = Files.walk(Path.of(CONTENT))) {
            for (Path one : all.filter(Files::isRegularFile).toList()) {
                Path copy = folder.resolve(Path.of(CONTENT).relativize(one).toString());
                Files.createDirectories(Objects.requireNonNull(copy.getParent()));
                Files.copy(one, copy);
            }
        }
        Path story = folder.resolve("vignettes/the-mason-with-a-contract.yaml");
        Files.writeString(
                story,
                Files.readString(story).replaceFirst("flags: \\{}", "flags: {stranded: medium}"));
        Run test = run("test", "--content", folder.toString());
        assertThat(test.code()).isEqualTo(1);
        assertThat(test.out())
                .contains(
                        "the-mason-with-a-contract: mason, first: stranded does not see it",
                        " vignettes passed, 1 failed");
    }

    @Test
    void aMistakeIsOneNotTwo() throws IOException {
        copyTown();
        Path rule = folder.resolve("pathways/arg/arg-open.yaml");
        Files.writeString(
                rule, Files.readString(rule).replace("any nationality", "any nationalty"));
        Run lint = run("lint", "--content", folder.toString());
        assertThat(lint.code()).isEqualTo(1);
        assertThat(lint.out()).contains("pathways/arg/arg-open.yaml:", "nationalty");
        Run check = Run.with("{age: 3}", "check", "-", "--content", folder.toString());
        assertThat(check.code()).isEqualTo(1);
        assertThat(check.err()).contains("arg-open.yaml:", "has mistakes");
        assertThat(check.out()).isEmpty();
        assertThat(run("stats", "--content", folder.toString()).code()).isEqualTo(1);
    }

    @Test
    void aRulebookWithoutExamplesIsNotTested() {
        Run test = run("test", "--content", Run.TOWN.toString());
        assertThat(test.code()).isEqualTo(1);
        assertThat(test.out()).contains("0 examples passed, 0 failed");
    }

    @Test
    void anEmptyFolderIsNoRulebook() {
        Run run = run("stats", "--content", folder.toString());
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("holds no rulebook");
    }

    @Test
    void listFiltersAndShowTellsOne() {
        String town = Run.TOWN.toString();
        assertThat(run("list", "--content", town).out()).contains("arg-open", "mex-closed");
        assertThat(run("list", "--content", town, "--destination", "arg").out())
                .contains("arg-open")
                .doesNotContain("mex-");
        assertThat(run("list", "--content", town, "--open-on", "2026-03-01").out())
                .contains("mex-ends")
                .doesNotContain("mex-closed");
        assertThat(run("list", "--content", town, "--category", "study").out())
                .contains("mex-paper")
                .doesNotContain("mex-ends");
        assertThat(run("show", "arg-open", "--content", town, "--lang", "fr").out())
                .contains("Title arg-open (fr)", "Law of towns");
    }

    @Test
    void diffIsOneWhereAnythingDiffers() throws IOException {
        copyTown();
        String town = Run.TOWN.toString();
        assertThat(run("diff", town, folder.toString()).code()).isZero();
        Path rule = folder.resolve("pathways/arg/arg-open.yaml");
        Files.writeString(rule, Files.readString(rule).replace("{BOL}", "{BOL, PER}"));
        Run diff = run("diff", town, folder.toString());
        assertThat(diff.code()).isEqualTo(1);
        assertThat(diff.out()).contains("arg-open", "PER");
        assertThat(run("diff", town, rule.toString()).err()).contains("no compiled rulebook");
    }

    @Test
    void statsAndMatrix() throws IOException {
        String town = Run.TOWN.toString();
        assertThat(JsonReader.read(run("stats", "--content", town, "--json").out())).isNotNull();
        Path page = folder.resolve("matrix.html");
        Run matrix = run("matrix", "--content", town, "--out", page.toString());
        assertThat(matrix.code()).isZero();
        assertThat(page).content().contains("<html", "BOL");
        assertThat(run("matrix", "--content", town).out()).contains("BOL", "ARG");
    }

    @Test
    void factsAreTheWordsOfAPersonsFile() {
        String town = Run.TOWN.toString();
        Run facts = Run.of("facts", "--content", town, "--lang", "en");
        assertThat(facts.out())
                .contains("fear_of_return", "Afraid to go back? (en)", "boolean; sensitive")
                .contains("asked first", "not advisable", "known by person", "mason Mason (en)");
        assertThat(JsonReader.read(Run.of("facts", "--content", town, "--json").out())).isNotNull();
    }

    private void copyTown() throws IOException {
        try (var files = Files.walk(Run.TOWN)) {
            for (Path file : files.toList()) {
                Path target = folder.resolve(Run.TOWN.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }
}
