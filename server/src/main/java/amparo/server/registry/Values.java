package amparo.server.registry;

import amparo.engine.fact.FactType;
import amparo.engine.value.Range;
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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Turns what was typed into the JSON of an answer, and an answer into words. */
final class Values {

    static final String NOT_SAID = "null";

    /** Says of a list that it was told in full. */
    static final String COMPLETE = "\"complete\"";

    /** Says that a record holds no more. */
    static final String REMOVED = "{\"removed\": true}";

    /** Among codes: perhaps others, or not known. Alone among codes: no such thing. */
    static final String UNKNOWN = "UNKNOWN";

    static final String NONE = "none";
    static final String ONGOING = "ongoing";
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
            case CODES -> codes(fact, given.stream().distinct().toList());
            case DATE, RECORDS -> Optional.empty();
        };
    }

    /** Codes; "none" alone is the empty list, and "UNKNOWN" says that there may be others. */
    private static Optional<String> codes(Facts.Known fact, List<String> given) {
        if (given.equals(List.of(NONE))) {
            return Optional.of("[]");
        }
        return hasAll(fact, given.stream().filter(one -> !one.equals(UNKNOWN)).toList())
                ? Optional.of(json(given))
                : Optional.empty();
    }

    /** A number, or a span: "15-17" is what somebody estimates who is not sure. */
    private static Optional<String> whole(Facts.Known fact, String typed) {
        String[] ends = typed.split("\\s*(-|–|\\.\\.)\\s*", -1);
        if (ends.length > 2 || !Stream.of(ends).allMatch(one -> one.matches("[0-9]{1,9}"))) {
            return Optional.empty();
        }
        Range bounds = Objects.requireNonNull(fact.fact()).bounds();
        long low = Long.parseLong(ends[0]);
        long high = Long.parseLong(ends[ends.length - 1]);
        if (low < bounds.low() || high > bounds.high() || low > high) {
            return Optional.empty();
        }
        return Optional.of(low == high ? Long.toString(low) : json(low + ".." + high));
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
        return words(fact, JSON.readTree(value), view);
    }

    /** The JSON of an answer as a tree. */
    static JsonNode tree(String value) {
        return JSON.readTree(value);
    }

    /** Whether the answer takes a record away. */
    static boolean removes(JsonNode value) {
        return value.isObject() && value.path("removed").asBoolean(false);
    }

    /** The fields that a record tells of, by name and in their order. */
    static List<Facts.Known> told(Facts.Known list, JsonNode record) {
        return list.fields().stream().filter(field -> record.has(field.name())).toList();
    }

    static String words(Facts.Known fact, JsonNode node, View view) {
        if (node.isNull()) {
            return view.text("registry.not-said");
        }
        if (fact.list()) {
            return record(fact, node, view);
        }
        if (fact.name().equals(Facts.PHOTO)) {
            return view.text("registry.photo-kept");
        }
        if (node.isArray()) {
            List<String> all = new ArrayList<>();
            node.forEach(one -> {
                if (!one.asString().equals(UNKNOWN)) {
                    all.add(fact.codeLabel(one.asString(), view));
                }
            });
            if (all.size() < node.size()) {
                all.add(view.text(all.isEmpty() ? "registry.unknown" : "registry.perhaps-more"));
            }
            return all.isEmpty() ? view.text("registry.none") : view.words().list(all);
        }
        if (node.isBoolean()) {
            return view.text(node.asBoolean() ? "registry.yes" : "registry.no");
        }
        String text = node.asString();
        if (fact.type() == FactType.DATE && text.equals(ONGOING)) {
            return view.text("registry.ongoing");
        }
        if (fact.type() == FactType.WHOLE && text.contains("..")) {
            return view.text(
                    "registry.between",
                    text.substring(0, text.indexOf("..")),
                    text.substring(text.indexOf("..") + 2));
        }
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

    /** A record in a few words: what it tells, without what is asked. */
    static String brief(Facts.Known list, JsonNode node, View view) {
        return told(list, node).stream()
                .filter(field -> !node.get(field.name()).isBoolean())
                .map(field -> words(field, node.get(field.name()), view))
                .collect(Collectors.joining(", "));
    }

    private static String record(Facts.Known list, JsonNode node, View view) {
        if (!node.isObject()) {
            return view.text("registry.list-complete");
        }
        if (removes(node)) {
            return view.text("registry.record-removed");
        }
        return told(list, node).stream()
                .map(field ->
                        view.text(
                                "registry.field",
                                field.shortly(view),
                                words(field, node.get(field.name()), view)))
                .collect(Collectors.joining("; "));
    }

    private static String json(Object value) {
        return JSON.writeValueAsString(value);
    }
}
