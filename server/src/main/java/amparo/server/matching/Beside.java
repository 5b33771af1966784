package amparo.server.matching;

import amparo.engine.fact.CodeList;
import amparo.engine.fact.Fact;
import amparo.server.platform.View;
import amparo.server.registry.PersonFiles;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Two persons beside each other, in words, with the differences marked. */
@Component
class Beside {

    private final PersonFiles files;

    Beside(PersonFiles files) {
        this.files = files;
    }

    List<BesideRow> rows(View view, Known one, Known other) {
        List<BesideRow> rows = new ArrayList<>();
        add(rows, view, "name", one.names(), other.names());
        add(rows, view, "other-name", one.otherNames(), other.otherNames());
        add(rows, view, "birth", dates(view, one), dates(view, other));
        add(rows, view, "age", ages(one), ages(other));
        add(
                rows,
                view,
                "nationality",
                codes(view, "nationality", one.nationalities()),
                codes(view, "nationality", other.nationalities()));
        add(
                rows,
                view,
                "sex",
                codes(view, "sex", list(one.sex())),
                codes(view, "sex", list(other.sex())));
        add(rows, view, "phone", one.phones(), other.phones());
        add(rows, view, "document", one.documents(), other.documents());
        add(
                rows,
                view,
                "place",
                codes(view, "country_now", list(one.country())),
                codes(view, "country_now", list(other.country())));
        return rows;
    }

    private static void add(
            List<BesideRow> rows, View view, String key, List<String> one, List<String> other) {
        if (one.isEmpty() && other.isEmpty()) {
            return;
        }
        String mark =
                one.isEmpty() || other.isEmpty()
                        ? "missing"
                        : new HashSet<>(folded(one)).equals(new HashSet<>(folded(other)))
                                ? "same"
                                : "different";
        rows.add(
                new BesideRow(
                        view.text("matching.row." + key),
                        one.isEmpty() ? view.text("matching.unknown") : String.join("; ", one),
                        other.isEmpty() ? view.text("matching.unknown") : String.join("; ", other),
                        mark));
    }

    private static List<String> folded(List<String> all) {
        return all.stream().map(one -> String.join(" ", Folding.words(one))).toList();
    }

    private static List<String> dates(View view, Known known) {
        return known.births().stream().map(date -> date(view, date)).toList();
    }

    private static List<String> ages(Known known) {
        return known.ages().stream().limit(1).map(String::valueOf).toList();
    }

    private static List<String> list(@Nullable String one) {
        return one == null ? List.of() : List.of(one);
    }

    /** Codes in the words of the rulebook. */
    List<String> codes(View view, String fact, List<String> codes) {
        CodeList words =
                files.fact(fact).map(PersonFiles.Known::rulebook).map(Fact::codes).orElse(null);
        return codes.stream()
                .map(code ->
                        words == null || !words.has(code)
                                ? code
                                : words.label(code, view.language().code()))
                .toList();
    }

    /** A birth date as it is known: a day, a month or a year. */
    static String date(View view, String date) {
        try {
            return switch (date.length()) {
                case 10 -> view.words().date(LocalDate.parse(date));
                case 7 ->
                        YearMonth.parse(date)
                                .format(
                                        DateTimeFormatter.ofPattern(
                                                "LLLL yyyy", Locale.of(view.language().code())));
                default -> date;
            };
        } catch (DateTimeException none) {
            return date;
        }
    }
}
