package amparo.app.text;

import amparo.engine.rule.Window;
import amparo.engine.value.Days;
import amparo.engine.value.Range;
import java.util.List;

/** Dates written out: where a mistake would hurt, months have names. */
public final class Dates {
    private final Messages messages;
    private final List<String> months;

    public Dates(Messages messages) {
        this.messages = messages;
        this.months = messages.words("date.months");
    }

    /** {@code 12 March 2024}. */
    public String day(int day) {
        int civil = Days.toCivil(day);
        int ofMonth = civil % 100;
        String number = ofMonth == 1 ? messages.text("date.first") : Integer.toString(ofMonth);
        return messages.text("date.day", number, month(civil), civil / 10_000);
    }

    /** {@code March 2024}. */
    private String monthOf(int civil) {
        return messages.text("date.month", month(civil), civil / 10_000);
    }

    private String month(int civil) {
        return months.get(civil / 100 % 100 - 1);
    }

    /** A day, a month, a year, or from one day to another; "" if nothing is known. */
    public String written(Range days) {
        boolean open = days.low() == Range.NEVER || days.high() == Range.FOREVER;
        if (open || days.low() == Days.ONGOING) {
            return days.low() == Days.ONGOING ? messages.text("date.ongoing") : "";
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
            return monthOf(from);
        }
        if (wholeMonths && from / 100 % 100 == 1 && to / 100 % 100 == 12) {
            return Integer.toString(from / 10_000);
        }
        return messages.text("date.span", day(days.low()), day(days.high()));
    }

    /** The last day of a window; "" if it has none or it is not known. */
    public String end(Window window) {
        return written(window.to());
    }

    /** The first day of a window; "" if it has none or it is not known. */
    public String begin(Window window) {
        return written(window.from());
    }
}
