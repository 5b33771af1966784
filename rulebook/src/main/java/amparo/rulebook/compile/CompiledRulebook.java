package amparo.rulebook.compile;

import amparo.engine.data.JsonReader;
import amparo.engine.rule.Rulebook;
import amparo.engine.rule.RulebookCodec;
import amparo.rulebook.load.RulebookLoader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The rulebook that was compiled into the class path when Amparo was built. */
public final class CompiledRulebook {
    /** Where the compiled rulebook lies on the class path. */
    public static final String RESOURCE = "/amparo/rulebook.json";

    private CompiledRulebook() {}

    /** The compiled rulebook. */
    public static Rulebook load() {
        return RulebookCodec.read(JsonReader.read(json()));
    }

    /**
     * A rulebook from a content folder or from a compiled file, to compare it with another one.
     *
     * @throws UncheckedIOException if it cannot be read
     * @throws amparo.engine.data.DataException if the file is no compiled rulebook
     */
    public static Rulebook read(Path folderOrFile) {
        if (Files.isDirectory(folderOrFile)) {
            return Compiler.version(RulebookLoader.load(folderOrFile).rulebook());
        }
        try {
            return RulebookCodec.read(JsonReader.read(Files.readString(folderOrFile)));
        } catch (IOException e) {
            throw new UncheckedIOException(folderOrFile + " cannot be read", e);
        }
    }

    /** Its JSON text, as it is handed to the browser. */
    public static String json() {
        try (InputStream in = CompiledRulebook.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(
                        "the compiled rulebook is missing from the class path: " + RESOURCE);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the compiled rulebook cannot be read", e);
        }
    }
}
