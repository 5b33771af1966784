package amparo.rulebook.compile;

import amparo.engine.fact.Wording;
import amparo.engine.rule.Rulebook;
import amparo.engine.rule.RulebookCodec;
import amparo.rulebook.load.Loaded;
import amparo.rulebook.load.RulebookLoader;
import amparo.rulebook.source.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The step of the build that compiles the content folder; it fails where content has errors. */
public final class CompileContent {
    private CompileContent() {}

    /**
     * @param arguments the content folder and the file to write
     */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        Path output = Path.of(arguments[1]);
        if (!Files.isDirectory(folder)) {
            System.err.println(
                    "There is no folder " + folder + ": a rulebook without rules is no rulebook");
            System.exit(1);
        }
        Loaded loaded = RulebookLoader.load(folder);
        List<Finding> errors = loaded.findings().stream().filter(Finding::isError).toList();
        if (!errors.isEmpty()) {
            errors.forEach(error -> System.err.print(error.text()));
            System.err.println("The rulebook has mistakes in " + folder + "; put them right first");
            System.exit(1);
        }
        Path parent = output.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        Rulebook book = Compiler.version(loaded.rulebook());
        Files.writeString(output, RulebookCodec.write(book));
        Files.writeString(
                output.resolveSibling(CompiledVignettes.FILE), CompiledVignettes.pack(folder));
        for (String language : Wording.LANGUAGES) {
            String name =
                    output.getFileName().toString().replace(".json", "." + language + ".json");
            Files.writeString(output.resolveSibling(name), RulebookCodec.write(book, language));
        }
    }
}
