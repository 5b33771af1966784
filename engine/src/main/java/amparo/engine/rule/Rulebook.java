package amparo.engine.rule;

import amparo.engine.fact.Vocabulary;
import amparo.engine.value.Range;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Everything the engine reasons with. Immutable. The version is the hash of its content. */
public final class Rulebook {
    private final String version;
    private final Vocabulary vocabulary;
    private final List<Pathway> pathways;
    private final List<Screen> screens;
    private final Translations translations;
    private final Map<String, Rule> rules = new LinkedHashMap<>();
    private final Map<String, NamedSet> sets = new LinkedHashMap<>();
    private final Map<String, DatedTable> tables = new LinkedHashMap<>();
    private final Map<String, WorkCalendar> calendars = new LinkedHashMap<>();

    /**
     * A rulebook without drafts.
     *
     * @throws IllegalArgumentException if two rules have the same id
     */
    public Rulebook(
            String version,
            Vocabulary vocabulary,
            List<NamedSet> sets,
            List<DatedTable> tables,
            List<WorkCalendar> calendars,
            List<Pathway> pathways,
            List<Screen> screens) {
        this(version, vocabulary, sets, tables, calendars, pathways, screens, Translations.NONE);
    }

    /**
     * A rulebook.
     *
     * @throws IllegalArgumentException if two rules have the same id
     */
    public Rulebook(
            String version,
            Vocabulary vocabulary,
            List<NamedSet> sets,
            List<DatedTable> tables,
            List<WorkCalendar> calendars,
            List<Pathway> pathways,
            List<Screen> screens,
            Translations translations) {
        this.translations = translations;
        this.version = version;
        this.vocabulary = vocabulary;
        this.pathways = List.copyOf(pathways);
        this.screens = List.copyOf(screens);
        sets.forEach(set -> this.sets.put(set.name(), set));
        tables.forEach(table -> this.tables.put(table.name(), table));
        calendars.forEach(calendar -> this.calendars.put(calendar.name(), calendar));
        pathways.forEach(this::add);
        screens.forEach(this::add);
    }

    private void add(Rule rule) {
        if (rules.put(rule.id(), rule) != null) {
            throw new IllegalArgumentException("two rules are called " + rule.id());
        }
    }

    /** Hash of the content, 12 hexadecimal digits. */
    public String version() {
        return version;
    }

    /** The facts. */
    public Vocabulary vocabulary() {
        return vocabulary;
    }

    /** All pathways and barriers by id. */
    public List<Pathway> pathways() {
        return pathways;
    }

    /** All screens by id. */
    public List<Screen> screens() {
        return screens;
    }

    /** Which texts are drafts. */
    public Translations translations() {
        return translations;
    }

    /** The rule of an id, or null. */
    public @Nullable Rule rule(String id) {
        return rules.get(id);
    }

    /** The dated set of a name, or null. */
    public @Nullable NamedSet set(String name) {
        return sets.get(name);
    }

    /** The dated table of a name, or null. */
    public @Nullable DatedTable table(String name) {
        return tables.get(name);
    }

    /** Hours within which to act, as set for a day; null if this rulebook sets none. */
    public @Nullable Integer hours(Screen.Urgency urgency, int day) {
        DatedTable clock = tables.get(urgency.clock());
        Range hours = clock == null ? Range.ANY : clock.on(day);
        return hours.isExact() ? hours.low() : null;
    }

    /** The calendar of a name, or null. */
    public @Nullable WorkCalendar calendar(String name) {
        return calendars.get(name);
    }

    /** All dated sets. */
    public List<NamedSet> sets() {
        return List.copyOf(sets.values());
    }

    /** All dated tables. */
    public List<DatedTable> tables() {
        return List.copyOf(tables.values());
    }

    /** All calendars. */
    public List<WorkCalendar> calendars() {
        return List.copyOf(calendars.values());
    }
}
