package amparo.server.directory;

import amparo.server.directory.Service.Draft;
import amparo.server.directory.Service.Phone;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads what was typed about a service, in a form or in a file: the same words are right and wrong
 * in both.
 */
final class ServiceReading {

    static final List<String> ROOMS = List.of("yes", "few", "full", "unknown");
    static final List<String> COSTS = List.of("free", "some", "depends");

    /** What a file can hold, in its order. */
    static final List<String> FIELDS =
            List.of(
                    "name",
                    "sector",
                    "provider",
                    "country",
                    "places",
                    "latitude",
                    "longitude",
                    "for_whom",
                    "languages",
                    "hours",
                    "room",
                    "full_until",
                    "cost",
                    "how",
                    "urgent_line",
                    "phones",
                    "open_to_all");

    private static final int MOST_PHONES = 9;
    private static final int MOST_PLACES = 30;

    private final ForWhom forWhom;
    private final Predicate<String> country;
    private final Predicate<String> language;

    ServiceReading(ForWhom forWhom, Predicate<String> country, Predicate<String> language) {
        this.forWhom = forWhom;
        this.country = country;
        this.language = language;
    }

    /**
     * What is wrong with a field.
     *
     * @param key of the text
     * @param detail what the checker of conditions says; otherwise empty
     */
    record Wrong(String field, String key, String detail) {}

    /** What was read; a draft if nothing is wrong. */
    record Read(@Nullable Draft draft, List<Wrong> wrong) {
        Read {
            wrong = List.copyOf(wrong);
        }
    }

    Read read(Map<String, String> typed) {
        List<Wrong> wrong = new ArrayList<>();
        String name = text(typed, "name", 2, 200, wrong);
        String provider = text(typed, "provider", 0, 200, wrong);
        String sector = typed.getOrDefault("sector", "").strip().toLowerCase(Locale.ROOT);
        if (!Sectors.ALL.contains(sector)) {
            wrong.add(new Wrong("sector", "directory.wrong.sector", ""));
        }
        String where = typed.getOrDefault("country", "").strip().toUpperCase(Locale.ROOT);
        if (!country.test(where)) {
            wrong.add(new Wrong("country", "directory.wrong.country", ""));
        }
        List<String> places = split(typed.getOrDefault("places", ""), "[;\\n]");
        if (places.size() > MOST_PLACES || places.stream().anyMatch(one -> one.length() > 80)) {
            wrong.add(new Wrong("places", "directory.wrong.places", ""));
        }
        Double latitude = number(typed, "latitude", 90, wrong);
        Double longitude = number(typed, "longitude", 180, wrong);
        if ((latitude == null) != (longitude == null)) {
            wrong.add(new Wrong("latitude", "directory.wrong.both", ""));
        }
        String condition = text(typed, "for_whom", 0, 1000, wrong);
        for (ForWhom.Mistake one : forWhom.check(condition)) {
            wrong.add(
                    new Wrong(
                            "for_whom",
                            "directory.wrong.for-whom",
                            (one.part().isBlank() ? "" : "“" + one.part() + "”: ")
                                    + one.message()
                                    + (one.cure().isEmpty() ? "" : " (" + one.cure() + ")")));
        }
        List<String> languages =
                split(typed.getOrDefault("languages", "").toLowerCase(Locale.ROOT), "[;,\\s]+");
        if (!languages.stream().allMatch(language)) {
            wrong.add(new Wrong("languages", "directory.wrong.languages", ""));
        }
        String room = typed.getOrDefault("room", "").strip().toLowerCase(Locale.ROOT);
        room = room.isEmpty() ? "unknown" : room;
        if (!ROOMS.contains(room)) {
            wrong.add(new Wrong("room", "directory.wrong.room", ""));
        }
        String cost = typed.getOrDefault("cost", "").strip().toLowerCase(Locale.ROOT);
        cost = cost.isEmpty() ? "free" : cost;
        if (!COSTS.contains(cost)) {
            wrong.add(new Wrong("cost", "directory.wrong.cost", ""));
        }
        String line = text(typed, "urgent_line", 0, 40, wrong);
        if (!line.isEmpty() && !isNumber(line)) {
            wrong.add(new Wrong("urgent_line", "directory.wrong.number", ""));
        }
        LocalDate fullUntil = day(typed, wrong);
        List<Phone> phones = phones(typed.getOrDefault("phones", ""), wrong);
        String hours = text(typed, "hours", 0, 200, wrong);
        String how = text(typed, "how", 0, 1000, wrong);
        if (!wrong.isEmpty()) {
            return new Read(null, wrong);
        }
        return new Read(
                new Draft(
                        provider.isEmpty() ? null : provider,
                        provider.isEmpty(),
                        name,
                        sector,
                        where,
                        places,
                        latitude,
                        longitude,
                        condition,
                        languages,
                        hours,
                        room,
                        fullUntil,
                        cost,
                        how,
                        line.isEmpty() ? null : line,
                        Set.of("yes", "true", "1", "si", "sí")
                                .contains(
                                        typed.getOrDefault("open_to_all", "")
                                                .strip()
                                                .toLowerCase(Locale.ROOT)),
                        true,
                        phones),
                List.of());
    }

    private static String text(
            Map<String, String> typed, String name, int least, int most, List<Wrong> wrong) {
        String text = typed.getOrDefault(name, "").strip();
        if (text.length() < least) {
            wrong.add(new Wrong(name, "directory.wrong.short", ""));
        }
        if (text.length() > most) {
            wrong.add(new Wrong(name, "directory.wrong.long", ""));
        }
        return text;
    }

    private static @Nullable Double number(
            Map<String, String> typed, String name, int most, List<Wrong> wrong) {
        String text = typed.getOrDefault(name, "").strip();
        if (text.isEmpty()) {
            return null;
        }
        if (text.matches("-?[0-9]{1,3}([.][0-9]{1,9})?")
                && Math.abs(Double.parseDouble(text)) <= most) {
            return Double.valueOf(text);
        }
        wrong.add(new Wrong(name, "directory.wrong.degrees", ""));
        return null;
    }

    private static @Nullable LocalDate day(Map<String, String> typed, List<Wrong> wrong) {
        String text = typed.getOrDefault("full_until", "").strip();
        if (text.isEmpty()) {
            return null;
        }
        try {
            LocalDate day = LocalDate.parse(text);
            if (day.getYear() >= 2020 && day.getYear() <= 2100) {
                return day;
            }
        } catch (DateTimeException none) {
            // Said below.
        }
        wrong.add(new Wrong("full_until", "directory.wrong.day", ""));
        return null;
    }

    /** One a line: who; number; hours. */
    private static List<Phone> phones(String text, List<Wrong> wrong) {
        List<Phone> all = new ArrayList<>();
        for (String line : split(text, "[\\n|]")) {
            List<String> parts = Arrays.stream(line.split(";", -1)).map(String::strip).toList();
            if (parts.size() < 2
                    || parts.size() > 3
                    || parts.getFirst().length() < 2
                    || parts.getFirst().length() > 80
                    || !isNumber(parts.get(1))
                    || all.size() == MOST_PHONES) {
                wrong.add(new Wrong("phones", "directory.wrong.phones", line));
                return List.of();
            }
            all.add(
                    new Phone(
                            all.size() + 1,
                            parts.getFirst(),
                            parts.get(1),
                            parts.size() > 2 ? parts.get(2) : ""));
        }
        return all;
    }

    private static boolean isNumber(String text) {
        return text.matches("[+0-9][0-9 ()./-]{2,30}");
    }

    private static List<String> split(String text, String by) {
        return Arrays.stream(text.split(by, -1))
                .map(String::strip)
                .filter(one -> !one.isEmpty())
                .distinct()
                .toList();
    }

    /** As it is typed into the field of a form. */
    static String phones(List<Phone> all) {
        StringBuilder lines = new StringBuilder();
        all.forEach(one ->
                lines.append(one.who())
                        .append("; ")
                        .append(one.number())
                        .append(one.hours().isEmpty() ? "" : "; " + one.hours())
                        .append('\n'));
        return lines.toString().strip();
    }
}
