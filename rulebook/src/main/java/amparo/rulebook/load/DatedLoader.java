package amparo.rulebook.load;

import amparo.engine.data.Data;
import amparo.engine.fact.CodeList;
import amparo.engine.rule.DatedTable;
import amparo.engine.rule.NamedSet;
import amparo.engine.rule.WorkCalendar;
import amparo.engine.value.Range;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what changes with time: sets of codes, tables of numbers, calendars. */
final class DatedLoader {
    private final Map<String, CodeList> lists;
    private final Places places;
    private final Map<String, NamedSet> sets = new LinkedHashMap<>();
    private final Map<String, String> listOfSet = new LinkedHashMap<>();
    private final Map<String, DatedTable> tables = new LinkedHashMap<>();
    private final Map<String, WorkCalendar> calendars = new LinkedHashMap<>();

    DatedLoader(Map<String, CodeList> lists, Places places) {
        this.lists = lists;
        this.places = places;
    }

    Map<String, NamedSet> sets() {
        return sets;
    }

    /** The list that the codes of a set come from. */
    Map<String, String> listOfSet() {
        return listOfSet;
    }

    Map<String, DatedTable> tables() {
        return tables;
    }

    Map<String, WorkCalendar> calendars() {
        return calendars;
    }

    void set(Document document) {
        FieldReader fields = document.fields(Keys.SET, "a set");
        String name = name(fields, "set", sets.keySet());
        String listName = fields.needText("codes");
        CodeList list = lists.get(listName);
        if (list == null && !listName.isEmpty()) {
            fields.error(
                    "codes",
                    "no list of codes is called '" + listName + "'",
                    FieldReader.didYouMean(listName, lists.keySet(), ""));
        }
        List<NamedSet.Step> steps = new ArrayList<>();
        int before = Range.NEVER;
        for (Data item : fields.needItems("steps")) {
            FieldReader step = document.reading().fields(item, Keys.SET_STEP, "a step of a set");
            if (step == null) {
                continue;
            }
            before = from(document.reading(), step, before, steps.isEmpty());
            steps.add(new NamedSet.Step(before, codes(document.reading(), step, list)));
        }
        cite(document, fields);
        NamedSet set = new NamedSet(name, steps);
        places.put(set, document.place());
        sets.putIfAbsent(name, set);
        listOfSet.putIfAbsent(name, listName);
    }

    private static Set<String> codes(Reading reading, FieldReader step, @Nullable CodeList list) {
        Set<String> codes = new HashSet<>();
        step.need("codes");
        for (Data item : step.items("codes")) {
            if (!(item instanceof Data.Text text)) {
                reading.error(item.at(), "a code must be a word", "put it in quotes");
                continue;
            }
            if (list != null && !list.has(text.text())) {
                reading.error(
                        item.at(),
                        "'" + text.text() + "' is not a code of the list '" + list.name() + "'",
                        FieldReader.didYouMean(list.near(text.text()), ""));
            }
            if (list != null && list.unknown().contains(text.text())) {
                reading.error(
                        item.at(),
                        "'" + text.text() + "' says that the answer is not known",
                        "leave it out: nobody is in a set by not knowing");
            }
            if (!codes.add(text.text())) {
                reading.error(item.at(), "'" + text.text() + "' stands here twice", "");
            }
        }
        return codes;
    }

    void table(Document document) {
        FieldReader fields = document.fields(Keys.TABLE, "a table");
        String name = name(fields, "table", tables.keySet());
        List<DatedTable.Step> steps = new ArrayList<>();
        int before = Range.NEVER;
        for (Data item : fields.needItems("steps")) {
            FieldReader step =
                    document.reading().fields(item, Keys.TABLE_STEP, "a step of a table");
            if (step == null) {
                continue;
            }
            before = from(document.reading(), step, before, steps.isEmpty());
            step.need("value");
            steps.add(new DatedTable.Step(before, step.number("value", 0, 1_000_000_000, 0)));
        }
        cite(document, fields);
        DatedTable table = new DatedTable(name, fields.needText("unit"), steps);
        places.put(table, document.place());
        tables.putIfAbsent(name, table);
    }

    /** The day of a step; each step is later than the one before. */
    private static int from(Reading reading, FieldReader step, int before, boolean first) {
        if (!step.has("from")) {
            if (!first) {
                reading.error(
                        step.at(), "'from' is missing; only the first step may leave it out", "");
            }
            return before;
        }
        Integer day = new Times(reading).day(step.get("from"), "'from'");
        if (day == null) {
            return before;
        }
        if (!first && day <= before) {
            step.error("from", "a step must be later than the one before it", "sort the steps");
        }
        return day;
    }

    void calendar(Document document) {
        FieldReader fields = document.fields(Keys.CALENDAR, "a calendar");
        String name = name(fields, "calendar", calendars.keySet());
        Range covered = years(fields);
        Set<Integer> holidays = new HashSet<>();
        Times times = new Times(document.reading());
        fields.need("holidays");
        for (Data item : fields.items("holidays")) {
            Integer day = times.day(item, "a holiday");
            if (day != null && !holidays.add(day)) {
                document.reading().error(item.at(), "this day stands here twice", "");
            }
        }
        fields.need("most_per_year");
        int most = fields.number("most_per_year", 0, 100, 0);
        cite(document, fields);
        WorkCalendar calendar = new WorkCalendar(name, holidays, covered, most);
        places.put(calendar, document.place());
        calendars.putIfAbsent(name, calendar);
    }

    private static Range years(FieldReader fields) {
        String text = fields.needText("covers");
        int dots = text.indexOf("..");
        try {
            if (dots > 0) {
                int from = Integer.parseInt(text.substring(0, dots).strip());
                int to = Integer.parseInt(text.substring(dots + 2).strip());
                return new Range(from, to);
            }
        } catch (IllegalArgumentException wrong) {
            // told below
        }
        if (!text.isEmpty()) {
            fields.error("covers", "'covers' must be a span of years", "write it like 2023..2027");
        }
        return Range.exactly(0);
    }

    private static String name(FieldReader fields, String key, Set<String> taken) {
        String name = fields.needText(key);
        if (!name.isEmpty() && !Identifiers.isId(name)) {
            fields.error(
                    key,
                    "'" + name + "' cannot be the name of a " + key,
                    "lower case words joined by hyphens");
        }
        if (taken.contains(name)) {
            fields.error(key, "two " + key + "s are called '" + name + "'", "");
        }
        return name;
    }

    private static void cite(Document document, FieldReader fields) {
        fields.need("cite");
        new CiteReader(document.reading()).cite(fields);
    }
}
