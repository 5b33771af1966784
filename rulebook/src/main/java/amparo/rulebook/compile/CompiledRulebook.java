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

    /** The compiled rulebook with all its texts. */
    public static Rulebook load() {
        return RulebookCodec.read(JsonReader.read(json()));
    }

    /**
     * The compiled rulebook with the texts of one language, which is read several times faster.
     *
     * @param language one of {@link amparo.engine.fact.Wording#LANGUAGES}
     */
    public static Rulebook load(String language) {
        return RulebookCodec.read(JsonReader.read(text(resource(language))));
    }

    /** Where the rulebook with the texts of one language lies on the class path. */
    static String resource(String language) {
        return "/amparo/rulebook." + language + ".json";
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

    /** Its JSON text with all languages, as it is handed to the browser. */
    public static String json() {
        return text(RESOURCE);
    }

    private static String text(String resource) {
        try (InputStream in = CompiledRulebook.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(
                        "the compiled rulebook is missing from the class path: " + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the compiled rulebook cannot be read", e);
        }
    }
}
