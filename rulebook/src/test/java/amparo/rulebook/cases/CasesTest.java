package amparo.rulebook.cases;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.engine.rule.Rulebook;
import amparo.rulebook.load.RulebookLoader;
import amparo.rulebook.source.Content;
import amparo.rulebook.source.Finding;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * FEATURE: whole persons and families get the doors, screens and next question that they should.
 */
class CasesTest {
    private static final Rulebook BOOK = RulebookLoader.load(Path.of("content")).rulebook();

    @Test
    void everyCaseComesOutAsExpected() {
        CaseReader.Read read = CaseReader.read(Path.of("cases"), BOOK);
        assertThat(read.findings().stream().map(Finding::text)).isEmpty();
        assertThat(read.cases()).isNotEmpty();
        CaseRunner runner = new CaseRunner(BOOK);
        for (Case one : read.cases()) {
            assertThat(runner.run(one)).as(one.name()).isEmpty();
        }
    }

    @Test
    void whatDiffersIsSaid() {
        assertThat(run("met: [arg-mercosur-residence], refer: [child-alone], next: age"))
                .contains(
                        "a.yaml: anna: met misses arg-mercosur-residence",
                        "a.yaml: anna: refer misses child-alone",
                        "a.yaml: anna: asks fear_of_return next, not age");
        assertThat(run("can-ask-here: []"))
                .contains("a.yaml: anna: can-ask-here should not hold mex-asylum");
    }

    @Test
    void mistakesInACaseAreFindings() {
        assertThat(
                        findings(
                                "case: x\nday: 2026-01-01\npersons: [{id: anna, country_no: MEX}]\nexpect: {anna: {met: [ghost]}, berta: {mett: []}}"))
                .anyMatch(text -> text.contains("unknown fact 'country_no'"))
                .anyMatch(text -> text.contains("no rule is called 'ghost'"))
                .anyMatch(text -> text.contains("no person of this case has the id 'berta'"))
                .anyMatch(text -> text.contains("'mett' cannot be expected"));
        assertThat(findings("case: x\nday: 2026-01-01\npersons: [{id: anna}]"))
                .anyMatch(text -> text.contains("a case that expects nothing checks nothing"));
    }

    private static List<String> run(String expect) {
        String text =
                "case: x\nday: 2026-01-01\npersons: [{id: anna, country_now: MEX}]\nexpect: {anna: {"
                        + expect
                        + "}}\n";
        CaseReader.Read read = CaseReader.read(Content.of(Map.of("a.yaml", text)), BOOK);
        assertThat(read.findings()).isEmpty();
        return new CaseRunner(BOOK).run(read.cases().get(0));
    }

    private static List<String> findings(String text) {
        return CaseReader.read(Content.of(Map.of("a.yaml", text)), BOOK).findings().stream()
                .map(Finding::text)
                .toList();
    }
}
