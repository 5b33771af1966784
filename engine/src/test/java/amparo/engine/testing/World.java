package amparo.engine.testing;

import amparo.engine.data.Data;
import amparo.engine.data.JsonReader;
import amparo.engine.data.JsonWriter;
import amparo.engine.evaluate.Evaluator;
import amparo.engine.fact.CodeList;
import amparo.engine.fact.Fact;
import amparo.engine.fact.FactType;
import amparo.engine.fact.Facts;
import amparo.engine.fact.RecordType;
import amparo.engine.fact.Vocabulary;
import amparo.engine.fact.Wording;
import amparo.engine.language.Bindings;
import amparo.engine.language.DayTerm;
import amparo.engine.language.Formula;
import amparo.engine.language.FormulaCodec;
import amparo.engine.language.Names;
import amparo.engine.language.NumberTerm;
import amparo.engine.language.TypeChecker;
import amparo.engine.rule.DatedTable;
import amparo.engine.rule.NamedSet;
import amparo.engine.rule.Pathway;
import amparo.engine.rule.Rule;
import amparo.engine.rule.Rulebook;
import amparo.engine.rule.Screen;
import amparo.engine.rule.WorkCalendar;
import amparo.engine.value.PartialDate;
import amparo.engine.value.Range;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A small world with a fact of every type: gated, derived, in records and at top level, two lists,
 * two dated sets, a dated table and a calendar of working days.
 */
public final class World {
    public static final List<String> COUNTRIES = List.of("ARG", "COL", "HTI", "MEX", "VEN");
    public static final List<String> KINDS = List.of("irregular", "post", "visa");

    /** The code of every list that says "I do not know". */
    public static final String NOT_KNOWN = "not_known";

    public static final List<String> RELATIONS = List.of("child", "parent", "spouse");

    /** All facts. */
    public static final Vocabulary VOCABULARY = vocabulary();

    /** Rules that conditions may name. */
    public static final Set<String> RULES =
            Set.of("resident", "at-risk", "asylum", "many", "kept", "loop", "loop-back");

    /** Everything that conditions may name. */
    public static final Names NAMES = names(VOCABULARY, RULES);

    /** The first day of the world as a rule: dates of persons lie around it. */
    public static final int TODAY = day("2025-06-15");

    /** A rulebook with a few rules that name one another. */
    public static final Rulebook BOOK = Rules.book();

    private World() {}

    private static Names names(Vocabulary vocabulary, Set<String> rules) {
        return new Names(
                vocabulary, Set.of("mercosur", "andean"), Set.of("fee"), Set.of("mex"), rules);
    }

    /** Reads a condition on a person. */
    public static Formula formula(String text) {
        return TypeChecker.formula(text, NAMES, Bindings.NONE);
    }

    /** The first day that a date may mean. */
    public static int day(String date) {
        return range(date).low();
    }

    /** Every day that a date may mean. */
    public static Range range(String date) {
        Range range = PartialDate.parse(date);
        if (range == null) {
            throw new IllegalArgumentException(date);
        }
        return range;
    }

    /** A person of whom nothing is known yet. */
    public static Person person() {
        return new Person(Facts.none(VOCABULARY));
    }

    /** A rulebook of this world with other rules. */
    public static Rulebook book(Rule... rules) {
        return book(Arrays.asList(rules));
    }

    /** A rulebook of this world with other rules. */
    public static Rulebook book(List<? extends Rule> rules) {
        List<Pathway> pathways = new ArrayList<>();
        List<Screen> screens = new ArrayList<>();
        for (Rule rule : rules) {
            switch (rule) {
                case Pathway pathway -> pathways.add(pathway);
                case Screen screen -> screens.add(screen);
            }
        }
        return new Rulebook(
                "test",
                VOCABULARY,
                List.of(
                        new NamedSet(
                                "mercosur",
                                List.of(
                                        new NamedSet.Step(Range.NEVER, Set.of("ARG")),
                                        new NamedSet.Step(day("2024-01-01"), Set.of("ARG", "COL")),
                                        new NamedSet.Step(
                                                day("2025-03-01"), Set.of("ARG", "VEN")))),
                        new NamedSet(
                                "andean",
                                List.of(
                                        new NamedSet.Step(
                                                day("2024-06-01"), Set.of("COL", "VEN"))))),
                List.of(
                        new DatedTable(
                                "fee",
                                "days",
                                List.of(
                                        new DatedTable.Step(day("2024-01-01"), 10),
                                        new DatedTable.Step(day("2025-01-01"), 20)))),
                List.of(calendar()),
                pathways,
                screens);
    }

    /** The calendar as rules know it: holidays of 2024 and 2025 only. */
    public static WorkCalendar calendar() {
        Set<Integer> known =
                TrueCalendar.holidays(2024, 2025).stream()
                        .map(date -> (int) date.toEpochDay())
                        .collect(Collectors.toSet());
        return new WorkCalendar("mex", known, new Range(2024, 2025), TrueCalendar.MOST);
    }

    /** What the calendar and the table really are, in all years, known only to the tests. */
    public static final class TrueCalendar {
        static final int MOST = 5;

        /** The fee before the first step of its table. */
        public static final int OLD_FEE = 15;

        private TrueCalendar() {}

        /** Holidays bunch around the turn of the year, where a careless bound fails. */
        static Set<LocalDate> holidays(int from, int to) {
            Set<LocalDate> days = new java.util.HashSet<>();
            for (int year = from; year <= to; year++) {
                days.add(LocalDate.of(year, 1, 1));
                days.add(LocalDate.of(year, 1, 2));
                days.add(LocalDate.of(year, 5, 1));
                days.add(LocalDate.of(year, 12, 30));
                days.add(LocalDate.of(year, 12, 31));
            }
            return days;
        }

        private static final Set<LocalDate> ALL = holidays(1990, 2060);

        /** The true day that is so many working days after or before another. */
        public static LocalDate shift(LocalDate from, int amount, boolean forward) {
            LocalDate at = from;
            for (int left = amount; left > 0; ) {
                at = at.plusDays(forward ? 1 : -1);
                if (at.getDayOfWeek().getValue() < 6 && !ALL.contains(at)) {
                    left--;
                }
            }
            return at;
        }
    }

    // ---------------------------------------------------------------- facts

    private static CodeList codes(String name, List<String> codes) {
        Map<String, Wording> all = new LinkedHashMap<>();
        codes.forEach(code -> all.put(code, Wording.NONE));
        all.put(NOT_KNOWN, Wording.NONE);
        return new CodeList(name, all, Set.of(NOT_KNOWN));
    }

    /** Built twice: the second time the derivations are there as trees, too. */
    private static Vocabulary vocabulary() {
        return vocabulary(vocabulary(null));
    }

    private static Vocabulary vocabulary(Vocabulary first) {
        CodeList country = codes("country", COUNTRIES);
        CodeList kind = codes("entry_kind", KINDS);
        CodeList relation = codes("relation", RELATIONS);
        Fields stay = new Fields(first, "stay");
        stay.add("country", FactType.CODE).codes(country);
        stay.add("entered", FactType.DATE);
        stay.add("left", FactType.DATE);
        stay.add("legal", FactType.BOOLEAN).noCountsOnlyIf("language_understood");
        stay.derived("months", FactType.WHOLE, "months from entered to earlier of left and today")
                .bounds(new Range(0, 1500));
        stay.derived("long", FactType.BOOLEAN, "months >= 12");
        stay.derived("expires", FactType.DATE, "6 months after entered");
        Fields relative = new Fields(first, "relative");
        relative.add("relation", FactType.CODE).codes(relation);
        relative.add("age", FactType.WHOLE).bounds(new Range(0, 130));
        relative.add("country", FactType.CODE).codes(country);
        relative.add("dependent", FactType.BOOLEAN);
        relative.add("nationality", FactType.CODES).codes(country);
        relative.add("born", FactType.DATE);
        Fields person = new Fields(first, null);
        person.add("language_understood", FactType.BOOLEAN);
        person.add("fears_return", FactType.BOOLEAN).noCountsOnlyIf("language_understood");
        person.add("registered", FactType.BOOLEAN);
        person.derived("adult", FactType.BOOLEAN, "age >= 18");
        person.derived("age", FactType.WHOLE, "years from birth_date to today")
                .bounds(new Range(0, 130));
        person.add("children", FactType.WHOLE).bounds(new Range(0, 4));
        person.add("birth_date", FactType.DATE);
        person.add("entered", FactType.DATE);
        person.add("claimed", FactType.DATE).inCountry("country_now");
        person.derived("deadline", FactType.DATE, "30 days after entered");
        person.add("country_now", FactType.CODE).codes(country);
        person.add("entry_kind", FactType.CODE).codes(kind);
        person.add("nationality", FactType.CODES).codes(country);
        person.add("visited", FactType.CODES).codes(country);
        person.add("stay", FactType.RECORDS).record(stay.record());
        person.add("relative", FactType.RECORDS).record(relative.record());
        return new Vocabulary(person.build(), List.of(country, kind, relation));
    }

    /** Collects facts by slot. */
    private static final class Fields {
        private final Vocabulary first;
        private final String list;
        private final List<Fact.Builder> builders = new ArrayList<>();

        Fields(Vocabulary first, String list) {
            this.first = first;
            this.list = list;
        }

        Fact.Builder add(String name, FactType type) {
            Fact.Builder builder = Fact.builder(name, type, builders.size());
            builders.add(builder);
            return builder;
        }

        Fact.Builder derived(String name, FactType type, String text) {
            Fact.Builder builder = add(name, type).deriveText(text);
            return first == null ? builder : builder.deriveTree(tree(name, type));
        }

        /** The derivation as a compiled rulebook would keep it. */
        private Data tree(String name, FactType type) {
            Bindings scope =
                    list == null
                            ? Bindings.NONE
                            : Bindings.NONE.and(FormulaCodec.SELF, first.get(list).record());
            String use = list == null ? name : FormulaCodec.SELF + "." + name;
            String condition =
                    switch (type) {
                        case WHOLE -> use + " = 0";
                        case DATE -> use + " on today";
                        default -> use;
                    };
            JsonWriter out = new JsonWriter(false);
            switch (TypeChecker.formula(condition, names(first, Set.of()), scope)) {
                case Formula.Flag flag -> FormulaCodec.write(flag.derived(), out);
                case Formula.Numbers n ->
                        FormulaCodec.write(((NumberTerm.OfFact) n.left()).derived(), out);
                case Formula.DayOrder d ->
                        FormulaCodec.write(((DayTerm.OfFact) d.left()).derived(), out);
                default -> throw new IllegalStateException(condition);
            }
            return JsonReader.read(out.toString());
        }

        List<Fact> build() {
            return builders.stream().map(Fact.Builder::build).toList();
        }

        RecordType record() {
            return new RecordType(list, build());
        }
    }

    /** An evaluator of the usual rulebook. */
    public static Evaluator evaluator() {
        return new Evaluator(BOOK);
    }
}
