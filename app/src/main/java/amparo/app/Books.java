package amparo.app;

import amparo.engine.data.DataException;
import amparo.engine.data.JsonReader;
import amparo.engine.rule.Rulebook;
import amparo.engine.rule.RulebookCodec;
import amparo.rulebook.compile.CompiledRulebook;
import amparo.rulebook.compile.Compiler;
import amparo.rulebook.load.Loaded;
import amparo.rulebook.load.RulebookLoader;
import amparo.rulebook.source.Finding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where rulebooks come from: compiled with the program, a content folder, a compiled file. */
final class Books {
    private Books() {}

    /** The rulebook of a content folder, or the one that was compiled with the program. */
    static Rulebook book(@Nullable Path content) {
        return content == null
                ? CompiledRulebook.load()
                : Compiler.version(sound(content).rulebook());
    }

    /** The same, with the texts of at least this language: faster where only one is needed. */
    static Rulebook book(@Nullable Path content, String language) {
        return content == null ? CompiledRulebook.load(language) : book(content);
    }

    /** The rulebook of a content folder or of a compiled file. */
    static Rulebook folderOrFile(Path path) {
        if (!Files.isRegularFile(path)) {
            return book(path);
        }
        try {
            return RulebookCodec.read(JsonReader.read(Files.readString(path)));
        } catch (DataException wrong) {
            throw new UserError(path + ": this is no compiled rulebook; " + wrong.getMessage());
        } catch (IOException wrong) {
            throw new UserError(path + ": the file cannot be read as text");
        }
    }

    /** A content folder with its findings; without one, that of the source tree. */
    static Loaded load(@Nullable Path content) {
        Path folder = folder(content);
        try {
            return RulebookLoader.load(folder);
        } catch (UncheckedIOException wrong) {
            throw new UserError(folder + ": the folder cannot be read");
        }
    }

    /** A content folder without mistakes. */
    static Loaded sound(@Nullable Path content) {
        Loaded loaded = load(content);
        if (loaded.hasErrors()) {
            StringBuilder out = new StringBuilder();
            loaded.findings().stream()
                    .filter(Finding::isError)
                    .forEach(finding -> out.append(finding.text()));
            out.append("the rulebook in ").append(folder(content));
            throw new UserError(
                    UserError.FINDINGS,
                    out.append(" has mistakes; put them right first").toString());
        }
        if (loaded.rulebook().vocabulary().size() == 0) {
            throw new UserError(
                    "the folder " + folder(content) + " holds no rulebook: it declares no facts");
        }
        return loaded;
    }

    private static Path folder(@Nullable Path content) {
        Path folder = content;
        if (folder == null) {
            String home = System.getProperty("amparo.home", "");
            folder = Path.of(home).resolve("rulebook").resolve("content");
        }
        if (!Files.isDirectory(folder)) {
            throw new UserError(
                    "there is no folder "
                            + folder
                            + "; name the content folder of a rulebook with --content");
        }
        return folder;
    }
}
