package amparo.rulebook.load;

import amparo.engine.data.Data;
import amparo.engine.language.LanguageException;
import amparo.engine.language.Problem;
import amparo.engine.language.Span;
import amparo.engine.value.Days;
import amparo.engine.value.PartialDate;
import amparo.engine.value.Range;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A month or a year written in a condition is a day that nobody knows: "after 2021" would be open
 * for everybody who came in 2021. The author knows the day, so it is asked for.
 */
final class FullDates implements FormulaWalk.Visitor {
    /** A number that is compared with {@code =}, {@code <} or {@code >} is no date. */
    private static final String NO_NUMBER = "(?<![\\w-])(?<![<>=]\\s{0,9})";

    private final Reading reading;
    private final Data data;
    private final String text;

    FullDates(Reading reading, Data data, String text) {
        this.reading = reading;
        this.data = data;
        this.text = text;
    }

    @Override
    public void date(Range days) {
        if (days.isExact()) {
            return;
        }
        String written = PartialDate.print(days);
        String first = Days.iso(days.low());
        String last = Days.iso(days.high());
        Matcher places = Pattern.compile(NO_NUMBER + written + "(?![\\w-])").matcher(text);
        int start = places.find() ? places.start() : 0;
        Problem problem =
                new Problem(
                        new Span(start, start + written.length()),
                        "'" + written + "' is no day: a condition needs day, month and year",
                        "write its first day, " + first + ", or its last day, " + last);
        reading.report()
                .problems(reading.file(), data.at(), text, new LanguageException(List.of(problem)));
    }
}
