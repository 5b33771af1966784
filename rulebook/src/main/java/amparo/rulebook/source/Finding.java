package amparo.rulebook.source;

/**
 * One thing that is wrong or suspicious in a file of the rulebook.
 *
 * @param file path inside the content folder; "" if it concerns the whole rulebook
 * @param line from 1; 0 if it concerns the whole file
 * @param column from 1; 0 if it concerns the whole file
 * @param message one sentence, without the place
 * @param source the offending line, "" if there is none
 * @param length how many characters of it are meant, 0 for none
 * @param cure what to do instead, or ""
 */
public record Finding(
        String file,
        int line,
        int column,
        Severity severity,
        String message,
        String source,
        int length,
        String cure) {
    private static final int WIDTH = 110;

    /** True if the rulebook cannot be used like this. */
    public boolean isError() {
        return severity == Severity.ERROR;
    }

    /** {@code file:line:column: message}. */
    public String headline() {
        StringBuilder out = new StringBuilder(file);
        if (line > 0) {
            out.append(':').append(line).append(':').append(column);
        }
        if (!out.isEmpty()) {
            out.append(": ");
        }
        return out.append(isError() ? "" : "warning: ").append(message).toString();
    }

    /** The headline, the line with the offending text underlined, and the cure. */
    public String text() {
        StringBuilder out = new StringBuilder(headline()).append('\n');
        if (line > 0 && !source.isBlank()) {
            excerpt(out);
        }
        if (!cure.isEmpty()) {
            out.append(Character.toUpperCase(cure.charAt(0))).append(cure, 1, cure.length());
            out.append('\n');
        }
        return out.toString();
    }

    private void excerpt(StringBuilder out) {
        int offset = Math.min(Math.max(column - 1, 0), source.length());
        int marked = Math.max(1, Math.min(length, source.length() - offset));
        int from = 0;
        String cut = "";
        if (source.length() > WIDTH && offset + marked > WIDTH - 20) {
            from = Math.max(0, Math.min(offset - 30, source.length() - WIDTH));
            cut = "... ";
        }
        int to = Math.min(source.length(), from + WIDTH);
        marked = Math.max(1, Math.min(marked, to - offset));
        String number = Integer.toString(line);
        out.append("  ").append(number).append(" | ").append(cut);
        out.append(source.substring(from, to).replace('\t', ' '));
        out.append(to < source.length() ? " ..." : "").append('\n');
        out.append("  ").repeat(' ', number.length()).append(" | ");
        out.repeat(' ', cut.length() + offset - from).repeat('^', marked).append('\n');
    }
}
