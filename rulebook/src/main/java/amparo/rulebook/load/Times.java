package amparo.rulebook.load;

import amparo.engine.data.Data;
import amparo.engine.rule.Window;
import amparo.engine.value.PartialDate;
import amparo.engine.value.Range;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads days and spans of days. */
final class Times {
    private static final String BY = "by ";

    private final Reading reading;

    Times(Reading reading) {
        this.reading = reading;
    }

    /** A day, a month or a year; null after reporting that it is none. */
    @Nullable Range date(@Nullable Data data, String name) {
        if (data == null) {
            return null;
        }
        Range range = parse(data, written(data));
        if (range == null) {
            reading.error(data.at(), name + " must be a date", "write 2024-03-15, 2024-03 or 2024");
        }
        return range;
    }

    /** One day; null after reporting that it is none. */
    @Nullable Integer day(@Nullable Data data, String name) {
        if (data == null) {
            return null;
        }
        Range range = parse(data, written(data));
        if (range == null || !range.isExact() || written(data).equals(PartialDate.ONGOING)) {
            reading.error(data.at(), name + " must be one day", "write it like 2024-03-15");
            return null;
        }
        return range.low();
    }

    /** {@code from..to}; each end a date, {@code ?} or nothing. */
    @Nullable Window window(@Nullable Data data, String name) {
        if (data == null) {
            return null;
        }
        String text = written(data);
        int dots = text.indexOf("..");
        Range from =
                dots < 0
                        ? null
                        : end(data, text.substring(0, dots).strip(), Range.NEVER, Range.NEVER);
        int first = from == null ? Range.NEVER : from.low();
        Range to =
                dots < 0 ? null : end(data, text.substring(dots + 2).strip(), Range.FOREVER, first);
        if (from == null || to == null) {
            reading.error(
                    data.at(),
                    name + " must be a span of days",
                    "write from..to like 2023-07-17..2024-07-19; leave out an open end, '?' for an"
                            + " unknown one, 'by 2020-05-01' for one no later than that day");
            return null;
        }
        if (from.low() > to.high()) {
            reading.error(data.at(), name + " ends before it begins", "");
            return null;
        }
        return new Window(from, to);
    }

    /** A list of spans, or a single one. */
    List<Window> windows(@Nullable Data data, String name) {
        List<Window> windows = new ArrayList<>();
        List<Data> items = data instanceof Data.Items list ? list.items() : single(data);
        for (Data item : items) {
            Window window = window(item, name);
            if (window != null) {
                windows.add(window);
            }
        }
        return windows;
    }

    private static List<Data> single(@Nullable Data data) {
        return data == null ? List.of() : List.of(data);
    }

    /**
     * One end of a span; {@code by} a day means an unknown day that is no later, from {@code
     * earliest}.
     */
    private @Nullable Range end(Data data, String text, int open, int earliest) {
        if (text.isEmpty()) {
            return Range.exactly(open);
        }
        if (text.equals("?")) {
            return Range.ANY;
        }
        if (!text.startsWith(BY)) {
            return parse(data, text);
        }
        Range latest = parse(data, text.substring(BY.length()).strip());
        return latest == null ? null : new Range(Math.min(earliest, latest.high()), latest.high());
    }

    private @Nullable Range parse(Data data, String text) {
        try {
            return PartialDate.parse(text);
        } catch (IllegalArgumentException impossible) {
            reading.error(data.at(), "there is no such date: " + impossible.getMessage(), "");
            return Range.ANY;
        }
    }

    static String written(Data data) {
        return switch (data) {
            case Data.Text text -> text.text();
            case Data.Whole whole -> Long.toString(whole.number());
            default -> "";
        };
    }
}
