package amparo.server.matching;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is known of somebody by which they can be found or told apart.
 *
 * @param names as the person says them, the newest first
 * @param otherNames as in documents, short, former
 * @param births dates as they were told: a year, a month or a day; the newest first
 * @param ages in whole years, as they were told
 * @param phones the digits
 * @param documents the numbers, capital letters and digits
 */
record Known(
        List<String> names,
        List<String> otherNames,
        List<String> births,
        List<Integer> ages,
        List<String> phones,
        List<String> documents,
        List<String> nationalities,
        @Nullable String sex,
        @Nullable String country) {

    static final String NAME = "name";
    static final String OTHER_NAME = "other_name";
    static final String BIRTH_DATE = "birth_date";
    static final String AGE = "age";
    static final String PHONE = "phone";
    static final String DOCUMENT = "document";

    /** The facts by which somebody is found. */
    static final Set<String> KEYED = Set.of(NAME, OTHER_NAME, BIRTH_DATE, PHONE, DOCUMENT);

    /** And those that are compared and shown. */
    static final List<String> FACTS =
            List.of(
                    NAME,
                    OTHER_NAME,
                    BIRTH_DATE,
                    AGE,
                    PHONE,
                    DOCUMENT,
                    "nationality",
                    "sex",
                    "country_now");

    private static final Pattern NO_DIGIT = Pattern.compile("[^0-9]");
    private static final Pattern NO_SIGN = Pattern.compile("[^a-z0-9]");
    private static final Pattern DATE = Pattern.compile("[0-9]{4}(-[0-9]{2}){0,2}");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    Known {
        names = List.copyOf(names);
        otherNames = List.copyOf(otherNames);
        births = List.copyOf(births);
        ages = List.copyOf(ages);
        phones = List.copyOf(phones);
        documents = List.copyOf(documents);
        nationalities = List.copyOf(nationalities);
    }

    /**
     * An answer, the newest first.
     *
     * @param value JSON
     */
    record Said(String fact, @Nullable UUID record, String value) {}

    /** The newest name, or none. */
    @Nullable String name() {
        return names.isEmpty() ? null : names.getFirst();
    }

    /** All names, other ones last. */
    List<String> allNames() {
        List<String> all = new ArrayList<>(names);
        all.addAll(otherNames);
        return all;
    }

    /** From answers, the newest first. */
    static Known of(List<Said> answers) {
        Map<String, Set<String>> found = new LinkedHashMap<>();
        Set<UUID> seen = new LinkedHashSet<>();
        List<Integer> ages = new ArrayList<>();
        for (Said said : answers) {
            if (said.record() != null && !seen.add(said.record())) {
                // Only the newest answer to a record holds.
                continue;
            }
            JsonNode value;
            try {
                value = JSON.readTree(said.value());
            } catch (JacksonException none) {
                continue;
            }
            switch (said.fact()) {
                case NAME -> put(found, NAME, value.asString(""));
                case OTHER_NAME ->
                        put(
                                found,
                                OTHER_NAME,
                                value.isString()
                                        ? value.stringValue()
                                        : value.path("text").asString(""));
                case BIRTH_DATE -> {
                    String date = value.asString("");
                    if (DATE.matcher(date).matches()) {
                        put(found, BIRTH_DATE, date);
                    }
                }
                case PHONE -> put(found, PHONE, digits(value.asString("")));
                case DOCUMENT -> put(found, DOCUMENT, number(value.path("number").asString("")));
                case AGE -> {
                    if (value.isIntegralNumber()) {
                        ages.add(value.intValue());
                    }
                }
                case "nationality" -> {
                    if (!found.containsKey("nationality")) {
                        value.forEach(one -> put(found, "nationality", one.asString("")));
                    }
                }
                default -> {
                    if (!found.containsKey(said.fact())) {
                        put(found, said.fact(), value.asString(""));
                    }
                }
            }
        }
        return new Known(
                all(found, NAME),
                all(found, OTHER_NAME),
                all(found, BIRTH_DATE),
                ages,
                all(found, PHONE),
                all(found, DOCUMENT),
                all(found, "nationality"),
                first(found, "sex"),
                first(found, "country_now"));
    }

    /** The digits of a telephone number; too few are none. */
    static String digits(String text) {
        String digits = onlyDigits(text);
        return digits.length() < 6 ? "" : digits;
    }

    /** The digits of a text, however few. */
    static String onlyDigits(String text) {
        return NO_DIGIT.matcher(text).replaceAll("");
    }

    /** The number of a document without what people put between. */
    static String number(String text) {
        String plain = NO_SIGN.matcher(Folding.fold(text)).replaceAll("");
        return plain.length() < 4 || plain.chars().noneMatch(Character::isDigit) ? "" : plain;
    }

    private static void put(Map<String, Set<String>> found, String fact, String value) {
        if (!value.isBlank()) {
            found.computeIfAbsent(fact, any -> new LinkedHashSet<>()).add(value.strip());
        }
    }

    private static List<String> all(Map<String, Set<String>> found, String fact) {
        return List.copyOf(found.getOrDefault(fact, Set.of()));
    }

    private static @Nullable String first(Map<String, Set<String>> found, String fact) {
        List<String> all = all(found, fact);
        return all.isEmpty() ? null : all.getFirst();
    }
}
