package amparo.server.registry;

import amparo.engine.fact.FactType;
import amparo.server.platform.View;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Turns what was typed into the JSON of an answer, and an answer into words. */
final class Values {

    static final String NOT_SAID = "null";
    private static final int LONGEST = 2000;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Values() {}

    /**
     * The answer to a fact; empty if what was typed is none.
     *
     * @param typed the parameters of the field: one, several codes, or for a date day, month and
     *     year
     */
    static Optional<String> read(Facts.Known fact, List<String> typed) {
        List<String> given =
                typed.stream().map(String::strip).filter(one -> !one.isEmpty()).toList();
        FactType type = fact.type();
        if (type == FactType.DATE) {
            return date(typed);
        }
        if (given.isEmpty()) {
            return Optional.empty();
        }
        String first = given.getFirst();
        if (type == null) {
            return first.length() > LONGEST ? Optional.empty() : Optional.of(json(first));
        }
        return switch (type) {
            case BOOLEAN ->
                    first.equals("yes")
                            ? Optional.of("true")
                            : first.equals("no") ? Optional.of("false") : Optional.empty();
            case WHOLE -> whole(fact, first);
            case CODE -> hasAll(fact, List.of(first)) ? Optional.of(json(first)) : Optional.empty();
            case CODES ->
                    hasAll(fact, given)
                            ? Optional.of(json(given.stream().distinct().toList()))
                            : Optional.empty();
            case DATE, RECORDS -> Optional.empty();
        };
    }

    private static Optional<String> whole(Facts.Known fact, String typed) {
        if (!typed.matches("[0-9]{1,9}")) {
            return Optional.empty();
        }
        long number = Long.parseLong(typed);
        return Objects.requireNonNull(fact.fact()).bounds().low() <= number
                        && number <= Objects.requireNonNull(fact.fact()).bounds().high()
                ? Optional.of(Long.toString(number))
                : Optional.empty();
    }

    /** Day, month and year; the day may be missing, or day and month. */
    private static Optional<String> date(List<String> typed) {
        if (typed.size() != 3) {
            return Optional.empty();
        }
        String day = typed.get(0).strip();
        String month = typed.get(1).strip();
        String year = typed.get(2).strip();
        if (!year.matches("[0-9]{4}") || (month.isEmpty() && !day.isEmpty())) {
            return Optional.empty();
        }
        try {
            if (month.isEmpty()) {
                return Optional.of(json(Year.parse(year).toString()));
            }
            int m = Integer.parseInt(month);
            int y = Integer.parseInt(year);
            return Optional.of(
                    json(
                            day.isEmpty()
                                    ? YearMonth.of(y, m).toString()
                                    : LocalDate.of(y, m, Integer.parseInt(day)).toString()));
        } catch (DateTimeException | NumberFormatException wrong) {
            return Optional.empty();
        }
    }

    private static boolean hasAll(Facts.Known fact, List<String> codes) {
        var list = Objects.requireNonNull(fact.fact()).codes();
        return list != null && codes.stream().allMatch(list::has);
    }

    /** An answer in the words of the page. */
    static String words(Facts.Known fact, String value, View view) {
        JsonNode node = JSON.readTree(value);
        if (node.isNull()) {
            return view.text("registry.not-said");
        }
        if (node.isArray()) {
            List<String> all = new ArrayList<>();
            node.forEach(one -> all.add(fact.codeLabel(one.asString(), view)));
            return view.words().list(all);
        }
        if (node.isBoolean()) {
            return view.text(node.asBoolean() ? "registry.yes" : "registry.no");
        }
        String text = node.asString();
        if (fact.type() == FactType.DATE && text.length() == 10) {
            return view.words().date(LocalDate.parse(text));
        }
        if (fact.type() == FactType.DATE && text.length() == 7) {
            return YearMonth.parse(text)
                    .format(
                            java.time.format.DateTimeFormatter.ofPattern(
                                    "LLLL yyyy", Locale.of(view.language().code())));
        }
        return fact.codeLabel(text, view);
    }

    private static String json(Object value) {
        return JSON.writeValueAsString(value);
    }
}
