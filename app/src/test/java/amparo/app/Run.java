package amparo.app;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One run of the command line, as a process would see it. */
record Run(int code, String out, String err) {
    /** The small rulebook of the tests. */
    static final Path TOWN = Path.of("src/test/resources/town");

    /** The example persons of the repository. */
    static final Path EXAMPLES = Path.of("../examples");

    static Run of(String... args) {
        return with("", args);
    }

    static Run with(String input, String... args) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
        int code = Main.run(args, in, out, err);
        return new Run(code, text(out, StandardCharsets.UTF_8), text(err, StandardCharsets.UTF_8));
    }

    /** On a terminal with colours. */
    static Run onTerminal(Charset charset, int width, String language, String... args) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var in = new ByteArrayInputStream(new byte[0]);
        int code = Main.run(args, new Terminal(in, out, err, charset, true, width, language));
        return new Run(code, text(out, charset), text(err, StandardCharsets.UTF_8));
    }

    /** A command with the small rulebook, in English, on 1 March 2026. */
    static Run town(String input, String... args) {
        List<String> all = new ArrayList<>(List.of(args));
        all.addAll(List.of("--content", TOWN.toString(), "--lang", "en", "--on", "2026-03-01"));
        return with(input, all.toArray(String[]::new));
    }

    /** The answer to a person written as YAML. */
    static Run check(String person, String... more) {
        List<String> all = new ArrayList<>(List.of("check", "-"));
        all.addAll(List.of(more));
        return town(person, all.toArray(String[]::new));
    }

    private static String text(ByteArrayOutputStream bytes, Charset charset) {
        return bytes.toString(charset);
    }

    /** One section, from its heading to the next, as one line. */
    String section(String heading) {
        int start = out.indexOf("\n" + heading + "\n");
        if (start < 0) {
            return "";
        }
        int body = start + heading.length() + 2;
        int next = body;
        do {
            next = out.indexOf("\n---", next + 3);
        } while (next >= 0 && next < body + heading.length());
        int end = next < 0 ? out.length() : out.lastIndexOf("\n", next - 1);
        return out.substring(body, end).replaceAll("\\s+", " ");
    }
}
