package amparo.rulebook.load;

import amparo.engine.rule.Rulebook;
import amparo.rulebook.source.Finding;
import amparo.rulebook.vignette.Vignette;
import java.util.List;

/**
 * What was read from a content folder.
 *
 * @param rulebook everything that could be read; to be used only if there are no errors. Its
 *     version is "" until it is compiled
 * @param examples the examples beside the rules
 * @param vignettes the stories to learn from
 * @param findings all mistakes and suspicions, by file and line
 * @param places where the parts of the rulebook stand
 */
public record Loaded(
        Rulebook rulebook,
        List<Example> examples,
        List<Vignette> vignettes,
        List<Finding> findings,
        Places places) {
    public Loaded {
        examples = List.copyOf(examples);
        vignettes = List.copyOf(vignettes);
        findings = List.copyOf(findings);
    }

    /** True if the rulebook must not be used. */
    public boolean hasErrors() {
        return findings.stream().anyMatch(Finding::isError);
    }
}
