package amparo.rulebook.lint;

import amparo.engine.rule.DatedTable;
import amparo.engine.rule.Rulebook;
import amparo.engine.rule.Screen;
import amparo.engine.value.Range;
import amparo.rulebook.load.Loaded;
import amparo.rulebook.load.Place;
import amparo.rulebook.source.Report;
import org.jspecify.annotations.Nullable;

/** Every urgency has a clock that holds on every day; a screen without one cannot say by when. */
final class ClockChecks {
    private static final String UNIT = "hours";

    private ClockChecks() {}

    static void check(Loaded loaded, Report report) {
        Rulebook book = loaded.rulebook();
        if (book.screens().isEmpty()) {
            return;
        }
        for (Screen.Urgency urgency : Screen.Urgency.values()) {
            String name = urgency.clock();
            DatedTable clock = book.table(name);
            if (clock == null) {
                error(
                        loaded.places().of(book.screens().get(0)),
                        "screens need the table '" + name + "': within how many hours to act",
                        "add it to tables/clocks.yaml with 'unit: hours'",
                        report);
                continue;
            }
            Place place = loaded.places().of(clock);
            if (!clock.unit().equals(UNIT)) {
                error(
                        place,
                        "the table '" + name + "' counts hours",
                        "write 'unit: hours'",
                        report);
            }
            if (clock.steps().isEmpty() || clock.steps().get(0).from() != Range.NEVER) {
                error(
                        place,
                        "the table '" + name + "' says nothing of the days before its first step",
                        "leave out 'from' in the first step",
                        report);
            }
        }
    }

    private static void error(@Nullable Place place, String message, String cure, Report report) {
        if (place != null) {
            report.error(place.file(), place.at(), message, cure);
        }
    }
}
