package amparo.server.storage;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;

/** Names and forms inside a backup, common to writing and reading. */
final class Archive {
    static final String HEAD = "amparo-backup.json";
    static final String MANIFEST = "manifest.json";
    static final String FILES = "files/";

    /** A small file is a key or a certificate, not data. */
    static final int FILE_LIMIT = 1024 * 1024;

    static final JsonMapper JSON = JsonMapper.builder().build();

    private Archive() {}

    /**
     * The first entry: enough to know whether the rest can be read.
     *
     * @param program always "amparo"
     * @param format see {@link Manifest#FORMAT}
     * @param made when, for a person who looks into the archive
     */
    record Head(String program, int format, String made) {}

    /** The folder of a table's parts. The name is for people; the number is what counts. */
    static String tableFolder(int index, String table) {
        String safe = table.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]", "-");
        return String.format(
                Locale.ROOT,
                "tables/%04d-%s/",
                index + 1,
                safe.substring(0, Math.min(60, safe.length())));
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    static byte[] json(Object value) {
        return JSON.writerWithDefaultPrettyPrinter()
                .writeValueAsString(value)
                .getBytes(StandardCharsets.UTF_8);
    }
}
