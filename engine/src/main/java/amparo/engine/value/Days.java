package amparo.engine.value;

/**
 * Calendar arithmetic on days counted from 1970-01-01 in the proleptic Gregorian calendar, with
 * ints only.
 *
 * <p>{@code java.time} is left out on purpose: in the browser it costs more than the whole engine
 * (decision 0003). A test compares every operation with {@code java.time.LocalDate}.
 */
public final class Days {
    /** The day that stands for "not ended yet": after every real day. */
    public static final int ONGOING = fromCivil(9999, 12, 31);

    /** First day the engine accepts, 1800-01-01. */
    public static final int FIRST = fromCivil(1800, 1, 1);

    /** Last day the engine accepts for a real date, 2999-12-31. */
    public static final int LAST = fromCivil(2999, 12, 31);

    private static final int DAYS_IN_ERA = 146_097;

    /** A month or day as it stands in a date, after its dash. */
    private static final String[] TWO = two();

    private Days() {}

    /** Days since 1970-01-01 of a date that must exist; see {@link #exists}. */
    public static int fromCivil(int year, int month, int day) {
        int y = month <= 2 ? year - 1 : year;
        int era = Math.floorDiv(y, 400);
        int yearOfEra = y - era * 400;
        int dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
        int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        return era * DAYS_IN_ERA + dayOfEra - 719_468;
    }

    /** Year, month (1-12) and day of month packed as {@code year * 10000 + month * 100 + day}. */
    public static int toCivil(int epochDay) {
        int z = epochDay + 719_468;
        int era = Math.floorDiv(z, DAYS_IN_ERA);
        int dayOfEra = z - era * DAYS_IN_ERA;
        int yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        int shifted = (5 * dayOfYear + 2) / 153;
        int day = dayOfYear - (153 * shifted + 2) / 5 + 1;
        int month = shifted < 10 ? shifted + 3 : shifted - 9;
        int year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
        return year * 10_000 + month * 100 + day;
    }

    /** Year of a day. */
    public static int year(int epochDay) {
        return toCivil(epochDay) / 10_000;
    }

    /** True if the date exists in the calendar. */
    public static boolean exists(int year, int month, int day) {
        return month >= 1 && month <= 12 && day >= 1 && day <= monthLength(year, month);
    }

    /** Number of days of a month. */
    public static int monthLength(int year, int month) {
        return switch (month) {
            case 2 -> isLeap(year) ? 29 : 28;
            case 4, 6, 9, 11 -> 30;
            default -> 31;
        };
    }

    /** True in a leap year. */
    public static boolean isLeap(int year) {
        return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    }

    /**
     * The same day of the month, {@code months} later (earlier if negative); the last day of a
     * shorter month.
     */
    public static int plusMonths(int epochDay, int months) {
        int civil = toCivil(epochDay);
        int year = civil / 10_000;
        int month = civil / 100 % 100;
        int count = year * 12 + (month - 1) + months;
        int newYear = Math.floorDiv(count, 12);
        int newMonth = Math.floorMod(count, 12) + 1;
        int day = Math.min(civil % 100, monthLength(newYear, newMonth));
        return fromCivil(newYear, newMonth, day);
    }

    /**
     * Whole months from one day to another, rounded towards zero; negative if {@code to} is
     * earlier.
     */
    public static int monthsBetween(int from, int to) {
        int a = toCivil(from);
        int b = toCivil(to);
        int months = (b / 10_000 - a / 10_000) * 12 + (b / 100 % 100 - a / 100 % 100);
        if (months > 0 && b % 100 < a % 100) {
            return months - 1;
        }
        return months < 0 && b % 100 > a % 100 ? months + 1 : months;
    }

    /** Day of the week, 1 = Monday to 7 = Sunday. */
    public static int weekday(int epochDay) {
        return Math.floorMod(epochDay + 3, 7) + 1;
    }

    /** ISO form {@code 2024-03-01}. */
    public static String iso(int epochDay) {
        int civil = toCivil(epochDay);
        return new StringBuilder(10)
                .append(pad(civil / 10_000, 4))
                .append(TWO[civil / 100 % 100])
                .append(TWO[civil % 100])
                .toString();
    }

    private static String[] two() {
        String[] all = new String[32];
        for (int i = 0; i < all.length; i++) {
            all[i] = "-" + pad(i, 2);
        }
        return all;
    }

    static String pad(int number, int width) {
        String digits = Integer.toString(number);
        StringBuilder out = new StringBuilder();
        for (int i = digits.length(); i < width; i++) {
            out.append('0');
        }
        return out.append(digits).toString();
    }
}
