package amparo.server.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/**
 * What can go wrong with the data folder, the database in it, a backup or a restore. Each has one
 * text per language: what happened, what it means, what to do now.
 */
public enum Problem {
    FOLDER_IN_USE,
    FOLDER_OF_ANOTHER_USER,
    FOLDER_UNREADABLE,
    FOLDER_WITHOUT_LOCKS,
    FOLDER_OUT_OF_REACH,
    NO_SPACE,
    NO_BINARIES,
    BINARIES_DAMAGED,
    NOT_A_POSTGRES_FOLDER,
    MISSING_LIBRARY,
    PROGRAM_REFUSED,
    NO_WAY_FOR_ROOT,
    CLUSTER_OF_ANOTHER_USER,
    CLUSTER_OF_ANOTHER_VERSION,
    SECRET_LOST,
    SECRET_WRONG,
    PORT_TAKEN,
    INITDB_FAILED,
    START_FAILED,
    DATABASE_REFUSED,

    PASSPHRASE_TOO_SHORT,
    PASSPHRASE_WRONG,
    BACKUP_NOT_READABLE,
    BACKUP_NOT_A_BACKUP,
    BACKUP_DAMAGED,
    BACKUP_TOO_NEW,
    BACKUP_NOT_WRITTEN,
    BACKUP_ROWS_HIDDEN,
    BACKUP_NOTHING_THERE,
    RESTORE_NOT_EMPTY,
    RESTORE_OTHER_MIGRATION,
    RESTORE_OTHER_TABLES,
    RESTORE_REFUSED;

    private static final Map<String, Properties> TEXTS =
            Map.of("en", read("problems_en.properties"), "es", read("problems_es.properties"));

    /** The text in the language of the locale (Spanish or else English), with its arguments. */
    String text(Locale locale, Object... arguments) {
        Properties texts = TEXTS.get(locale.getLanguage());
        if (texts == null) {
            texts = TEXTS.get("en");
        }
        // Not MessageFormat: it would write a port as 54,321 and swallow apostrophes.
        String text = texts == null ? name() : texts.getProperty(name(), name());
        for (int i = 0; i < arguments.length; i++) {
            text = text.replace("{" + i + "}", String.valueOf(arguments[i]));
        }
        return text;
    }

    private static Properties read(String file) {
        Properties texts = new Properties();
        try (InputStream in = Problem.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("the texts " + file + " are missing");
            }
            texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            return texts;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
