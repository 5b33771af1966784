package amparo.engine.value;

/**
 * Reads and writes dates of which the day or the month may be missing: {@code 2024}, {@code
 * 2024-03}, {@code 2024-03-15}, and the word {@code ongoing} for something that has not ended.
 */
public final class PartialDate {
    /** The word for a stay or status that has not ended. */
    public static final String ONGOING = "ongoing";

    private PartialDate() {}

    /**
     * Every day that the text may mean.
     *
     * @return null if the text has not the form of a date at all
     * @throws IllegalArgumentException if it has the form but no such date exists; the message says
     *     why
     */
    public static @org.jspecify.annotations.Nullable Range parse(String text) {
        if (text.equals(ONGOING)) {
            return Range.exactly(Days.ONGOING);
        }
        int length = text.length();
        if (length != 4 && length != 7 && length != 10) {
            return null;
        }
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            boolean dash = i == 4 || i == 7;
            if (dash ? c != '-' : c < '0' || c > '9') {
                return null;
            }
        }
        int year = Integer.parseInt(text.substring(0, 4));
        if (year < 1800 || year > 2999) {
            throw new IllegalArgumentException("the year " + year + " is outside 1800 to 2999");
        }
        if (length == 4) {
            return new Range(Days.fromCivil(year, 1, 1), Days.fromCivil(year, 12, 31));
        }
        int month = Integer.parseInt(text.substring(5, 7));
        if (month < 1 || month > 12) {
            throw new IllegalArgumentException("there is no month " + month);
        }
        if (length == 7) {
            return new Range(
                    Days.fromCivil(year, month, 1),
                    Days.fromCivil(year, month, Days.monthLength(year, month)));
        }
        int day = Integer.parseInt(text.substring(8, 10));
        if (!Days.exists(year, month, day)) {
            throw new IllegalArgumentException(
                    "month " + month + " of " + year + " has no day " + day);
        }
        return Range.exactly(Days.fromCivil(year, month, day));
    }

    /**
     * The shortest text with the same meaning; {@code a..b} for a span that is neither a day, a
     * month nor a year.
     */
    public static String print(Range days) {
        if (days.isExact()) {
            return days.low() == Days.ONGOING ? ONGOING : Days.iso(days.low());
        }
        if (days.low() == Range.NEVER || days.high() == Range.FOREVER) {
            return (days.low() == Range.NEVER ? "" : Days.iso(days.low()))
                    + ".."
                    + (days.high() == Range.FOREVER ? "" : Days.iso(days.high()));
        }
        int from = Days.toCivil(days.low());
        int to = Days.toCivil(days.high());
        int year = from / 10_000;
        if (from % 10_000 == 101 && to == year * 10_000 + 1231) {
            return Days.pad(year, 4);
        }
        int month = from / 100 % 100;
        if (from % 100 == 1 && to == year * 10_000 + month * 100 + Days.monthLength(year, month)) {
            return Days.pad(year, 4) + "-" + Days.pad(month, 2);
        }
        return Days.iso(days.low()) + ".." + Days.iso(days.high());
    }
}
