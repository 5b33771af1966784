package amparo.server.referral;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * Limits that a law sets for passing somebody on; from {@code referral/law-clocks.yaml}. What is
 * not whole, not dated or not cited stops the server from starting.
 */
record LawClocks(List<LawClock> clocks) {

    static final List<String> FROM = List.of("seen", "entry");
    static final List<String> UNITS = List.of("hours", "days", "working-days", "months");

    private static final Set<String> KEYS =
            Set.of(
                    "id", "country", "sector", "from", "unit", "steps", "act", "url", "read",
                    "class");
    private static final int MOST = 2000;

    LawClocks {
        clocks = List.copyOf(clocks);
    }

    /**
     * One limit.
     *
     * @param country where the need was seen, ISO 3166-1 alpha-3
     * @param from seen or entry
     * @param unit of the values
     * @param act what says so, by language
     * @param url where it was read
     */
    record LawClock(
            String id,
            String country,
            String sector,
            String from,
            String unit,
            List<Step> steps,
            Map<String, String> act,
            String url,
            LocalDate read) {
        LawClock {
            steps = List.copyOf(steps);
            act = Map.copyOf(act);
        }

        /** What says so, in Spanish or English. */
        String act(String language) {
            return act.getOrDefault(language, act.getOrDefault("en", ""));
        }

        /** The value on a day; nothing before the first step. */
        OptionalInt on(LocalDate day) {
            OptionalInt value = OptionalInt.empty();
            for (Step step : steps) {
                LocalDate begins = step.from();
                if (begins == null || !begins.isAfter(day)) {
                    value = OptionalInt.of(step.value());
                }
            }
            return value;
        }
    }

    /** From this day on, this value; none: always. */
    record Step(@Nullable LocalDate from, int value) {}

    static LawClocks bundled() {
        try (InputStream file = LawClocks.class.getResourceAsStream("/referral/law-clocks.yaml")) {
            if (file == null) {
                throw new IllegalStateException("referral/law-clocks.yaml is missing");
            }
            return read(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException failed) {
            throw new IllegalStateException("referral/law-clocks.yaml cannot be read", failed);
        }
    }

    /**
     * @throws IllegalStateException if something is wrong; it names every line and what to write
     */
    static LawClocks read(String yaml) {
        LoadSettings settings = LoadSettings.builder().setAllowDuplicateKeys(false).build();
        if (!(new Load(settings).loadFromString(yaml) instanceof Map<?, ?> root)
                || !(root.get("clocks") instanceof List<?> lines)) {
            throw new IllegalStateException("law-clocks.yaml: expected 'clocks'");
        }
        List<LawClock> all = new ArrayList<>();
        List<String> wrong = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (Object line : lines) {
            int before = wrong.size();
            LawClock one = line instanceof Map<?, ?> map ? clock(map, wrong) : null;
            if (one == null && wrong.size() == before) {
                wrong.add("a line is no list of keys: " + line);
            }
            if (one != null && !ids.add(one.id())) {
                wrong.add(one.id() + ": stands here twice");
            }
            if (one != null) {
                all.add(one);
            }
        }
        if (!wrong.isEmpty()) {
            throw new IllegalStateException("law-clocks.yaml: " + String.join("; ", wrong));
        }
        return new LawClocks(all);
    }

    private static @Nullable LawClock clock(Map<?, ?> line, List<String> wrong) {
        String id = text(line, "id");
        int before = wrong.size();
        for (Object key : line.keySet()) {
            if (!(key instanceof String known) || !KEYS.contains(known)) {
                wrong.add(id + ": unknown key '" + key + "'");
            }
        }
        needs(id.matches("[a-z0-9-]{3,40}"), id + ": 'id' is a short word", wrong);
        needs(text(line, "country").matches("[A-Z]{3}"), id + ": 'country' is ISO alpha-3", wrong);
        needs(
                amparo.server.directory.Sectors.ALL.contains(text(line, "sector")),
                id + ": 'sector' is a kind of service",
                wrong);
        needs(FROM.contains(text(line, "from")), id + ": 'from' is one of " + FROM, wrong);
        needs(UNITS.contains(text(line, "unit")), id + ": 'unit' is one of " + UNITS, wrong);
        needs(
                text(line, "from").equals("entry") != text(line, "unit").equals("hours"),
                id + ": hours count from when it was seen, everything else from entry",
                wrong);
        needs(
                text(line, "class").equals("said"),
                id + ": 'class' must be said; what nobody read must not become a hard term",
                wrong);
        Map<String, String> act = acts(line.get("act"));
        needs(act.size() == 2, id + ": 'act' names the law in 'es' and 'en'", wrong);
        needs(text(line, "url").matches("https?://\\S+"), id + ": 'url' is missing", wrong);
        LocalDate read = day(line.get("read"));
        needs(read != null, id + ": 'read' is the day on which it was read", wrong);
        List<Step> steps = steps(id, line.get("steps"), wrong);
        return wrong.size() > before || read == null
                ? null
                : new LawClock(
                        id,
                        text(line, "country"),
                        text(line, "sector"),
                        text(line, "from"),
                        text(line, "unit"),
                        steps,
                        act,
                        text(line, "url"),
                        read);
    }

    private static List<Step> steps(String id, @Nullable Object list, List<String> wrong) {
        List<Step> steps = new ArrayList<>();
        if (!(list instanceof List<?> lines) || lines.isEmpty()) {
            wrong.add(id + ": 'steps' are missing");
            return steps;
        }
        LocalDate before = null;
        for (Object line : lines) {
            if (!(line instanceof Map<?, ?> one)
                    || !(one.get("value") instanceof Integer value)
                    || value < 1
                    || value > MOST
                    || one.keySet().stream().anyMatch(key -> !Set.of("from", "value").contains(key))
                    || (one.containsKey("from") && day(one.get("from")) == null)) {
                wrong.add(id + ": a step has 'value', from 1 to " + MOST + ", and perhaps 'from'");
                return steps;
            }
            LocalDate from = one.containsKey("from") ? day(one.get("from")) : null;
            if (!steps.isEmpty() && (from == null || (before != null && !from.isAfter(before)))) {
                wrong.add(id + ": each step is later than the one before it");
            }
            before = from;
            steps.add(new Step(from, value));
        }
        return steps;
    }

    /** Both languages, or nothing. */
    private static Map<String, String> acts(@Nullable Object value) {
        return value instanceof Map<?, ?> texts
                        && texts.size() == 2
                        && texts.get("es") instanceof String es
                        && texts.get("en") instanceof String en
                        && es.length() >= 10
                        && en.length() >= 10
                ? Map.of("es", es, "en", en)
                : Map.of();
    }

    private static void needs(boolean right, String what, List<String> wrong) {
        if (!right) {
            wrong.add(what);
        }
    }

    private static String text(Map<?, ?> line, String key) {
        return line.get(key) instanceof String text ? text : "";
    }

    /** Days are read as texts: the reader of YAML 1.2 knows no dates. */
    private static @Nullable LocalDate day(@Nullable Object value) {
        try {
            return value == null ? null : LocalDate.parse(value.toString());
        } catch (DateTimeException none) {
            return null;
        }
    }

    /** The limits for this kind of service in this country. */
    List<LawClock> of(String country, String sector) {
        return clocks.stream()
                .filter(one -> one.country().equals(country) && one.sector().equals(sector))
                .toList();
    }
}
