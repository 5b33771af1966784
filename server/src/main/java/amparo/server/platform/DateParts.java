package amparo.server.platform;

/**
 * A day as somebody wrote it, part by part: a part may be missing, because people often know no
 * more than the year. Sent as {@code <name>-day}, {@code <name>-month} and {@code <name>-year}.
 */
public record DateParts(String day, String month, String year) {
    public static final DateParts EMPTY = new DateParts("", "", "");
}
