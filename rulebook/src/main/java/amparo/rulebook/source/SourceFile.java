package amparo.rulebook.source;

import amparo.engine.data.Mark;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A file of the rulebook with its lines at hand. */
public final class SourceFile {
    private static final String ENDS = ",]}#:";

    private final String path;
    private final List<String> lines;

    /**
     * @param path with slashes, from the content folder on
     */
    public SourceFile(String path, String text) {
        this.path = path;
        this.lines = text.lines().toList();
    }

    /** Path inside the content folder. */
    public String path() {
        return path;
    }

    /** The name of the file without folders and ending. */
    public String stem() {
        String name = path.substring(path.lastIndexOf('/') + 1);
        int dot = name.lastIndexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }

    /** A line, counted from 1; "" if there is none. */
    public String line(int number) {
        return number < 1 || number > lines.size() ? "" : lines.get(number - 1);
    }

    /** Where the first line starts that begins with a text; the first line if none does. */
    public Mark lineStarting(String prefix) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith(prefix)) {
                return new Mark(i + 1, 1);
            }
        }
        return new Mark(1, 1);
    }

    /** A finding about what starts at a place: a key, a word or a quoted text. */
    public Finding finding(Mark at, Severity severity, String message, String cure) {
        return finding(at, tokenLength(at), severity, message, cure);
    }

    /** A finding about so many characters from a place on. */
    public Finding finding(Mark at, int length, Severity severity, String message, String cure) {
        return new Finding(
                path, at.line(), at.column(), severity, message, line(at.line()), length, cure);
    }

    private int tokenLength(Mark at) {
        String line = line(at.line());
        int start = at.column() - 1;
        if (start < 0 || start >= line.length()) {
            return 1;
        }
        char quote = line.charAt(start);
        if (quote == '"' || quote == '\'') {
            int close = line.indexOf(quote, start + 1);
            return (close < 0 ? line.length() : close + 1) - start;
        }
        int end = start + 1;
        while (end < line.length() && !endsToken(line, end)) {
            end++;
        }
        return line.substring(start, end).stripTrailing().length();
    }

    private static boolean endsToken(String line, int at) {
        char c = line.charAt(at);
        if (ENDS.indexOf(c) < 0) {
            return false;
        }
        boolean beforeBlank = at + 1 >= line.length() || line.charAt(at + 1) == ' ';
        return switch (c) {
            case ':' -> beforeBlank;
            case '#' -> line.charAt(at - 1) == ' ';
            default -> true;
        };
    }

    /**
     * Where a character of a scalar stands in the file.
     *
     * @param scalar where the scalar starts: its first character, its quote or its {@code >}
     * @param text the scalar as read
     * @param index of the character in the text
     */
    public Mark placeOf(Mark scalar, String text, int index) {
        Mark place = new Cursor(scalar).walk(text, index);
        return place == null ? scalar : place;
    }

    private static int indent(String line) {
        int i = 0;
        while (i < line.length() && line.charAt(i) == ' ') {
            i++;
        }
        return i;
    }

    /** Follows a scalar through its lines, as YAML folds them. */
    private final class Cursor {
        private int line;
        private int at;
        private final char quote;

        Cursor(Mark scalar) {
            line = scalar.line();
            at = Math.max(0, scalar.column() - 1);
            char first = charHere();
            quote = first == '"' || first == '\'' ? first : '\0';
            if (quote != '\0') {
                at++;
            } else if (first == '>' || first == '|') {
                nextLine();
            }
        }

        @Nullable Mark walk(String text, int index) {
            for (int i = 0; i < index; i++) {
                char wanted = text.charAt(i);
                if (wanted == ' ' || wanted == '\n') {
                    if (!blank()) {
                        return null;
                    }
                } else if (!same(wanted)) {
                    return null;
                }
            }
            return new Mark(line, at + 1);
        }

        private boolean blank() {
            boolean seen = at > 0 && at <= line(line).length() && line(line).charAt(at - 1) == ' ';
            while (line <= lines.size() && (at >= line(line).length() || charHere() == ' ')) {
                seen = true;
                if (at >= line(line).length()) {
                    nextLine();
                } else {
                    at++;
                }
            }
            return seen;
        }

        private boolean same(char wanted) {
            char found = charHere();
            boolean escaped = quote == '"' && found == '\\' || quote == '\'' && found == '\'';
            if (escaped) {
                at++;
                found = charHere();
            }
            at++;
            return found == wanted;
        }

        private void nextLine() {
            line++;
            at = indent(line(line));
        }

        private char charHere() {
            return at < line(line).length() ? line(line).charAt(at) : '\0';
        }
    }
}
