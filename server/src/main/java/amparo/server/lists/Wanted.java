package amparo.server.lists;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a list is narrowed by, and which columns it shows. It comes from an address and goes back
 * into one; what it does not understand is refused, as a list that silently leaves out a filter
 * shows others than it says.
 *
 * @param facts by the name of the filter (country, nationality, language, sex) the codes of which
 *     one is enough
 * @param child only those who may be children
 * @param who "me", "nobody", or the account of a colleague; empty: whoever works with them
 * @param site of the file
 * @param days entered in the last so many days; 0: whenever
 * @param from "ours" or "shared"; empty: both
 * @param oldest whether the oldest come first
 * @param columns in their order; empty: the usual ones
 */
record Wanted(
        Map<String, Set<String>> facts,
        boolean child,
        String who,
        @Nullable UUID site,
        int days,
        String from,
        boolean oldest,
        List<String> columns) {

    /** The filters that choose among codes, and the facts whose codes they are. */
    static final Map<String, String> CODED = coded();

    /** All columns there are; the code always stands first. */
    static final List<String> COLUMNS =
            List.of(
                    "name",
                    "age",
                    "sex",
                    "nationality",
                    "country_now",
                    "languages",
                    "safe_contact",
                    "safe_times",
                    "site",
                    "team",
                    "entered",
                    "why");

    static final List<String> USUAL =
            List.of("name", "age", "country_now", "team", "entered", "why");

    static final Set<Integer> SPANS = Set.of(1, 7, 30);
    static final String ME = "me";
    static final String NOBODY = "nobody";

    private static final int MOST = 20;
    private static final Pattern CODE = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,29}");
    private static final Pattern ID =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    /** Not a filter of this list. */
    static final class NotUnderstood extends RuntimeException {

        private static final long serialVersionUID = 1L;

        NotUnderstood() {
            super(null, null, false, false);
        }
    }

    Wanted {
        Map<String, Set<String>> kept = new LinkedHashMap<>();
        facts.forEach((name, codes) -> {
            if (!codes.isEmpty()) {
                kept.put(name, new LinkedHashSet<>(codes));
            }
        });
        facts = kept;
        columns = List.copyOf(columns);
    }

    /** Everybody in reach. */
    static Wanted everybody() {
        return new Wanted(Map.of(), false, "", null, 0, "", false, List.of());
    }

    /**
     * @throws NotUnderstood if there is a value that no filter has
     */
    static Wanted of(Map<String, String[]> parameters) {
        Map<String, Set<String>> facts = new LinkedHashMap<>();
        for (String name : CODED.keySet()) {
            Set<String> codes = new LinkedHashSet<>(all(parameters, name));
            codes.forEach(code -> require(CODE.matcher(code).matches()));
            require(codes.size() <= MOST);
            facts.put(name, codes);
        }
        String age = one(parameters, "age");
        require(age.isEmpty() || age.equals("child"));
        String who = one(parameters, "who");
        require(who.isEmpty() || who.equals(ME) || who.equals(NOBODY) || ID.matcher(who).matches());
        String site = one(parameters, "site");
        require(site.isEmpty() || ID.matcher(site).matches());
        String days = one(parameters, "days");
        require(
                days.isEmpty()
                        || days.matches("[0-9]{1,2}") && SPANS.contains(Integer.valueOf(days)));
        String from = one(parameters, "from");
        require(from.isEmpty() || from.equals("ours") || from.equals("shared"));
        String order = one(parameters, "order");
        require(order.isEmpty() || order.equals("oldest") || order.equals("newest"));
        List<String> columns = new ArrayList<>(all(parameters, "cols"));
        require(COLUMNS.containsAll(columns));
        return new Wanted(
                facts,
                age.equals("child"),
                who,
                site.isEmpty() ? null : UUID.fromString(site),
                days.isEmpty() ? 0 : Integer.parseInt(days),
                from,
                order.equals("oldest"),
                COLUMNS.stream().filter(columns::contains).toList());
    }

    /** From what {@link #query} wrote. */
    static Wanted ofQuery(String query) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (String pair : query.isEmpty() ? new String[0] : query.split("&", -1)) {
            int sign = pair.indexOf('=');
            require(sign > 0);
            try {
                values.computeIfAbsent(pair.substring(0, sign), any -> new ArrayList<>())
                        .add(URLDecoder.decode(pair.substring(sign + 1), StandardCharsets.UTF_8));
            } catch (IllegalArgumentException broken) {
                throw new NotUnderstood();
            }
        }
        Map<String, String[]> parameters = new LinkedHashMap<>();
        values.forEach((name, all) -> parameters.put(name, all.toArray(String[]::new)));
        return of(parameters);
    }

    /** As the query of an address, without the sign; empty for everybody. */
    String query() {
        List<String> parts = new ArrayList<>();
        fields().forEach((name, value) -> add(parts, name, value));
        add(parts, "cols", columns.equals(USUAL) ? "" : String.join(",", columns));
        return String.join("&", parts);
    }

    /** The same as fields of a form, without the columns. */
    Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        facts.forEach((name, codes) -> fields.put(name, String.join(",", codes)));
        fields.put("age", child ? "child" : "");
        fields.put("who", who);
        fields.put("site", site == null ? "" : site.toString());
        fields.put("days", days == 0 ? "" : Integer.toString(days));
        fields.put("from", from);
        fields.put("order", oldest ? "oldest" : "");
        fields.values().removeIf(String::isEmpty);
        return fields;
    }

    /** The address of the list with these filters, and one thing more. */
    String address(String... more) {
        String query = query();
        String all =
                Stream.concat(Stream.of(query), Stream.of(more))
                        .filter(one -> !one.isEmpty())
                        .reduce((a, b) -> a + "&" + b)
                        .orElse("");
        return all.isEmpty() ? "/persons" : "/persons?" + all;
    }

    List<String> shown() {
        return columns.isEmpty() ? USUAL : columns;
    }

    /** Whether anybody in reach may be left out. */
    boolean narrows() {
        return !facts.isEmpty()
                || child
                || !who.isEmpty()
                || site != null
                || days > 0
                || !from.isEmpty();
    }

    /** How many filters there are, for the audit. */
    int filters() {
        return facts.size()
                + (child ? 1 : 0)
                + (who.isEmpty() ? 0 : 1)
                + (site == null ? 0 : 1)
                + (days > 0 ? 1 : 0)
                + (from.isEmpty() ? 0 : 1);
    }

    /** The same with one code more of a filter, or without it if it is there. */
    Wanted toggle(String filter, String code) {
        Map<String, Set<String>> changed = new LinkedHashMap<>(facts);
        Set<String> codes = new LinkedHashSet<>(facts.getOrDefault(filter, Set.of()));
        if (!codes.remove(code)) {
            codes.add(code);
        }
        changed.put(filter, codes);
        return new Wanted(changed, child, who, site, days, from, oldest, columns);
    }

    Wanted withChild(boolean only) {
        return new Wanted(facts, only, who, site, days, from, oldest, columns);
    }

    Wanted withWho(String whom) {
        return new Wanted(facts, child, whom, site, days, from, oldest, columns);
    }

    Wanted withSite(@Nullable UUID at) {
        return new Wanted(facts, child, who, at, days, from, oldest, columns);
    }

    Wanted withDays(int last) {
        return new Wanted(facts, child, who, site, last, from, oldest, columns);
    }

    Wanted withFrom(String whose) {
        return new Wanted(facts, child, who, site, days, whose, oldest, columns);
    }

    Wanted withOldest(boolean first) {
        return new Wanted(facts, child, who, site, days, from, first, columns);
    }

    private static void add(List<String> parts, String name, String value) {
        if (!value.isEmpty()) {
            parts.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
        }
    }

    private static List<String> all(Map<String, String[]> parameters, String name) {
        return Arrays.stream(parameters.getOrDefault(name, new String[0]))
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .distinct()
                .toList();
    }

    private static String one(Map<String, String[]> parameters, String name) {
        List<String> all = all(parameters, name);
        require(all.size() <= 1);
        return all.isEmpty() ? "" : all.getFirst();
    }

    private static void require(boolean understood) {
        if (!understood) {
            throw new NotUnderstood();
        }
    }

    private static Map<String, String> coded() {
        Map<String, String> coded = new LinkedHashMap<>();
        coded.put("country", "country_now");
        coded.put("nationality", "nationality");
        coded.put("language", "languages");
        coded.put("sex", "sex");
        return coded;
    }
}
