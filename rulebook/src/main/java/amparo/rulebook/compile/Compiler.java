package amparo.rulebook.compile;

import amparo.engine.rule.Rulebook;
import amparo.engine.rule.RulebookCodec;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Turns a rulebook into one JSON text. Its version is the beginning of the SHA-256 of that text
 * with an empty version: the same content has the same version everywhere.
 */
public final class Compiler {
    private static final int VERSION_LENGTH = 12;

    private Compiler() {}

    /** The rulebook with its version filled in. */
    public static Rulebook version(Rulebook book) {
        return withVersion(book, hash(RulebookCodec.write(withVersion(book, ""))));
    }

    /** The rulebook as JSON, with its version. */
    public static String compile(Rulebook book) {
        return RulebookCodec.write(version(book));
    }

    private static Rulebook withVersion(Rulebook book, String version) {
        return new Rulebook(
                version,
                book.vocabulary(),
                book.sets(),
                book.tables(),
                book.calendars(),
                book.pathways(),
                book.screens(),
                book.translations());
    }

    private static String hash(String json) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(json.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, VERSION_LENGTH);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK knows SHA-256", impossible);
        }
    }
}
