package amparo.rulebook.compile;

import amparo.engine.data.JsonReader;
import amparo.engine.rule.Rulebook;
import amparo.engine.rule.RulebookCodec;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The rulebook that was compiled into the class path when Amparo was built. */
public final class CompiledRulebook {
    /** Where the compiled rulebook lies on the class path. */
    public static final String RESOURCE = "/amparo/rulebook.json";

    private CompiledRulebook() {}

    /** The compiled rulebook. */
    public static Rulebook load() {
        return RulebookCodec.read(JsonReader.read(json()));
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
