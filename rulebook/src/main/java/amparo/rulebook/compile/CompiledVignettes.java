package amparo.rulebook.compile;

import amparo.engine.rule.Rulebook;
import amparo.rulebook.load.RulebookLoader;
import amparo.rulebook.source.Content;
import amparo.rulebook.source.YamlReader;
import amparo.rulebook.vignette.Vignette;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The vignettes that were packed into the class path when Amparo was built. */
public final class CompiledVignettes {
    static final String FILE = "vignettes.yaml";

    private CompiledVignettes() {}

    /**
     * All of them, in the order of their ids.
     *
     * @param book the rulebook that they were packed with, with the texts of Spanish and English
     */
    public static List<Vignette> load(Rulebook book) {
        try (InputStream in = CompiledVignettes.class.getResourceAsStream("/amparo/" + FILE)) {
            if (in == null) {
                throw new IllegalStateException("the vignettes are missing from the class path");
            }
            return RulebookLoader.vignettes(
                    new String(in.readAllBytes(), StandardCharsets.UTF_8), book);
        } catch (IOException e) {
            throw new UncheckedIOException("the vignettes cannot be read", e);
        }
    }

    /** The files of the vignettes as one text. */
    static String pack(Path folder) {
        return Content.ofFolder(folder).files().entrySet().stream()
                .filter(file -> file.getKey().startsWith("vignettes/"))
                .map(file -> YamlReader.text(file.getValue()))
                .collect(Collectors.joining("---\n"));
    }
}
