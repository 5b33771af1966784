package amparo.app;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the program reads and writes.
 *
 * @param charset what the terminal can show; UTF-8 where the output is not a terminal
 * @param colour true only on a terminal whose owner did not say NO_COLOR
 * @param width of a line in characters
 * @param language ISO 639-1 code of the surroundings, or ""
 */
public record Terminal(
        InputStream in,
        OutputStream out,
        OutputStream err,
        Charset charset,
        boolean colour,
        int width,
        String language) {
    /** The width where nothing is known. */
    public static final int WIDTH = 80;

    private static final int NARROWEST = 30;
    private static final int WIDEST = 100;

    /** Neither a terminal nor surroundings: pipes, files, tests. */
    public static Terminal plain(InputStream in, OutputStream out, OutputStream err) {
        return new Terminal(in, out, err, StandardCharsets.UTF_8, false, WIDTH, "");
    }

    /** What the process was started with; the launcher says whether it is a terminal. */
    static Terminal ofProcess() {
        Map<String, String> surroundings = System.getenv();
        boolean tty = System.getProperty("amparo.columns") != null;
        return new Terminal(
                new FileInputStream(FileDescriptor.in),
                new FileOutputStream(FileDescriptor.out),
                new FileOutputStream(FileDescriptor.err),
                tty ? charset(surroundings) : StandardCharsets.UTF_8,
                tty && !surroundings.containsKey("NO_COLOR"),
                width(System.getProperty("amparo.columns")),
                language(surroundings));
    }

    private static int width(@Nullable String columns) {
        try {
            int width = columns == null || columns.isEmpty() ? WIDTH : Integer.parseInt(columns);
            return width < NARROWEST ? WIDTH : Math.min(width, WIDEST);
        } catch (NumberFormatException notANumber) {
            return WIDTH;
        }
    }

    /** UTF-8 where the locale says so, even if it is not installed; else what the JVM found. */
    static Charset charset(Map<String, String> surroundings) {
        for (String name : new String[] {"LC_ALL", "LC_CTYPE", "LANG"}) {
            String value = surroundings.getOrDefault(name, "").toLowerCase(Locale.ROOT);
            if (value.contains("utf-8") || value.contains("utf8")) {
                return StandardCharsets.UTF_8;
            }
            if (!value.isEmpty()) {
                break;
            }
        }
        String found = System.getProperty("stdout.encoding", "UTF-8");
        return Charset.isSupported(found) ? Charset.forName(found) : StandardCharsets.UTF_8;
    }

    /** The first two letters of the locale, as POSIX looks it up; "" for none. */
    static String language(Map<String, String> surroundings) {
        for (String name : new String[] {"LC_ALL", "LC_MESSAGES", "LANG"}) {
            String value = surroundings.getOrDefault(name, "");
            if (!value.isEmpty()) {
                boolean language =
                        value.length() >= 2 && (value.length() == 2 || value.charAt(2) == '_');
                return language ? value.substring(0, 2) : "";
            }
        }
        return "";
    }
}
