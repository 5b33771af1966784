package amparo.finder;

import amparo.engine.value.Days;
import amparo.engine.value.Range;
import java.util.List;

/** Dates written out: where a mistake would hurt, months have names. */
final class Dates {
    private final Texts texts;
    private final List<String> months;

    Dates(Texts texts) {
        this.texts = texts;
        this.months = List.of(texts.text("date.months").split(",\\s*"));
    }

    /** {@code 12 March 2024}. */
    String day(int day) {
        int civil = Days.toCivil(day);
        int ofMonth = civil % 100;
        String number = ofMonth == 1 ? texts.text("date.first") : Integer.toString(ofMonth);
        return texts.text("date.day", number, month(civil), civil / 10_000);
    }

    private String month(int civil) {
        return months.get(civil / 100 % 100 - 1);
    }

    /** A day, a month, a year, or from one day to another; "" if nothing is known. */
    String written(Range days) {
        if (days.low() == Range.NEVER
                || days.high() == Range.FOREVER
                || days.low() == Days.ONGOING) {
            return "";
        }
        if (days.isExact()) {
            return day(days.low());
        }
        int from = Days.toCivil(days.low());
        int to = Days.toCivil(days.high());
        boolean wholeMonths =
                from % 100 == 1
                        && to % 100 == Days.monthLength(to / 10_000, to / 100 % 100)
                        && from / 10_000 == to / 10_000;
        if (wholeMonths && from / 100 == to / 100) {
            return texts.text("date.month", month(from), from / 10_000);
        }
        if (wholeMonths && from / 100 % 100 == 1 && to / 100 % 100 == 12) {
            return Integer.toString(from / 10_000);
        }
        return texts.text("date.span", day(days.low()), day(days.high()));
    }
}
