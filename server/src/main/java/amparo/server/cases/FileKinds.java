package amparo.server.cases;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * What kind of file this is, told by its bytes and never by its name or by what the browser says.
 * PDF, JPEG, PNG and plain text; everything else is refused. Viruses are not looked for.
 */
final class FileKinds {

    private static final Map<String, String> ENDINGS =
            Map.of(
                    "application/pdf", ".pdf",
                    "image/jpeg", ".jpg",
                    "image/png", ".png",
                    "text/plain", ".txt");

    private FileKinds() {}

    /** The kind; empty for one that is not taken. */
    static Optional<String> of(byte[] bytes) {
        if (begins(bytes, 0x25, 0x50, 0x44, 0x46, 0x2d)) {
            return Optional.of("application/pdf");
        }
        if (begins(bytes, 0xff, 0xd8, 0xff)) {
            return Optional.of("image/jpeg");
        }
        if (begins(bytes, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) {
            return Optional.of("image/png");
        }
        return plain(bytes) ? Optional.of("text/plain") : Optional.empty();
    }

    /** The ending that a file of this kind is saved with. */
    static String ending(String kind) {
        return ENDINGS.getOrDefault(kind, ".bin");
    }

    /** A name for the download: letters, digits and a few signs of what it was called. */
    static String name(String given, String kind) {
        String last =
                given.substring(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1);
        int dot = last.lastIndexOf('.');
        String stem =
                (dot > 0 ? last.substring(0, dot) : last)
                        .replaceAll("[^\\p{L}\\p{N} _()-]", " ")
                        .replaceAll("\\s+", " ")
                        .strip();
        String kept = stem.isEmpty() ? "file" : stem.substring(0, Math.min(stem.length(), 100));
        return kept.strip() + ending(kind);
    }

    private static boolean begins(byte[] bytes, int... with) {
        if (bytes.length < with.length) {
            return false;
        }
        for (int i = 0; i < with.length; i++) {
            if ((bytes[i] & 0xff) != with[i]) {
                return false;
            }
        }
        return true;
    }

    /** Readable UTF-8 that no program takes for a page or a script by its beginning. */
    private static boolean plain(byte[] bytes) {
        try {
            String text =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return !text.isBlank()
                    && !text.stripLeading().startsWith("<")
                    && !text.startsWith("#!")
                    && text.codePoints()
                            .noneMatch(letter ->
                                    Character.isISOControl(letter)
                                            && letter != '\n'
                                            && letter != '\r'
                                            && letter != '\t');
        } catch (CharacterCodingException binary) {
            return false;
        }
    }
}
