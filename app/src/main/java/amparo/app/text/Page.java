package amparo.app.text;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Lines for people: wrapped, indented, in the character set of the terminal. Colour is only ever an
 * addition.
 */
public final class Page {
    private static final String BOLD = "\u001B[1m";
    private static final String FAINT = "\u001B[2m";
    private static final String END = "\u001B[0m";
    private static final String GLUE = "\u0001";
    private static final int STEP = 2;

    private final OutputStream out;
    private final Charset charset;
    private final boolean colour;
    private final int width;
    private boolean blank = true;

    public Page(OutputStream out, Charset charset, boolean colour, int width) {
        this.out = out;
        this.charset = charset;
        this.colour = colour;
        this.width = width;
    }

    /** A title with a double line below. */
    public void title(String text) {
        underlined(text, '=');
    }

    /** A heading with a line below. */
    public void heading(String text) {
        underlined(text, '-');
    }

    private void underlined(String text, char line) {
        blank();
        int longest = 0;
        for (String part : wrap(text, width)) {
            line(bold(part));
            longest = Math.max(longest, part.length());
        }
        line(String.valueOf(line).repeat(Math.max(longest, 1)));
    }

    /** A bold line. */
    public void strong(int indent, String text) {
        wrap(text, width - indent * STEP).forEach(part -> line(blanks(indent) + bold(part)));
    }

    /** A paragraph. */
    public void text(int indent, String text) {
        if (!text.isEmpty()) {
            wrap(text, width - indent * STEP).forEach(part -> line(blanks(indent) + part));
        }
    }

    /** A paragraph of less weight: sources, dates. */
    public void small(int indent, String text) {
        if (!text.isEmpty()) {
            wrap(text, width - indent * STEP)
                    .forEach(part -> line(blanks(indent) + (colour ? FAINT + part + END : part)));
        }
    }

    /** An entry of a list: a mark, and text beside it. */
    public void item(int indent, String mark, String text) {
        if (text.isEmpty()) {
            return;
        }
        String shown = Plain.in(charset, mark);
        String first = blanks(indent) + shown + " ";
        String next = " ".repeat(first.length());
        boolean begun = false;
        for (String part : wrap(text, width - first.length())) {
            line((begun ? next : first) + part);
            begun = true;
        }
    }

    /** An empty line, never two. */
    public void blank() {
        if (!blank) {
            line("");
        }
    }

    /** Text without a line end: a prompt. */
    public void prompt(String text) {
        write(text);
        blank = false;
    }

    /** Text that is already laid out; always in UTF-8: for machines and files. */
    public void raw(String text) {
        bytes(text.getBytes(StandardCharsets.UTF_8));
        blank = false;
    }

    /** Makes everything visible. */
    public void flush() {
        try {
            out.flush();
        } catch (IOException wrong) {
            throw new UncheckedIOException(wrong);
        }
    }

    private String bold(String text) {
        return colour ? BOLD + text + END : text;
    }

    private static String blanks(int indent) {
        return " ".repeat(indent * STEP);
    }

    private void line(String text) {
        write(text.replace(GLUE, " ").stripTrailing() + "\n");
        blank = text.isBlank();
    }

    private void write(String text) {
        bytes(Plain.in(charset, text).getBytes(charset));
    }

    private void bytes(byte[] bytes) {
        try {
            out.write(bytes);
        } catch (IOException wrong) {
            throw new UncheckedIOException(wrong);
        }
    }

    /** Blanks at which no line may break: before the marks of French, inside its quotes. */
    private static String glued(String text) {
        return text.replaceAll(" (?=[:;!?»])|(?<=«) ", GLUE);
    }

    private List<String> wrap(String given, int room) {
        String text = Plain.in(charset, glued(given));
        int limit = Math.max(room, 20);
        List<String> lines = new ArrayList<>();
        for (String paragraph : text.split("\n", -1)) {
            StringBuilder line = new StringBuilder();
            for (String word : paragraph.split(" +")) {
                if (!line.isEmpty() && line.length() + 1 + word.length() > limit) {
                    lines.add(line.toString());
                    line.setLength(0);
                }
                line.append(line.isEmpty() ? "" : " ").append(word);
            }
            lines.add(line.toString());
        }
        return lines;
    }
}
