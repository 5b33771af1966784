package amparo.benchmarks;

import amparo.engine.fact.CodeList;
import amparo.engine.fact.Fact;
import amparo.engine.fact.FactType;
import amparo.engine.fact.Facts;
import amparo.engine.fact.Mutability;
import amparo.engine.fact.RecordType;
import amparo.engine.fact.Vocabulary;
import amparo.engine.fact.Wording;
import amparo.engine.language.Bindings;
import amparo.engine.language.Formula;
import amparo.engine.language.Names;
import amparo.engine.language.Quantifier;
import amparo.engine.language.Ref;
import amparo.engine.language.TypeChecker;
import amparo.engine.rule.Category;
import amparo.engine.rule.Citation;
import amparo.engine.rule.CitationClass;
import amparo.engine.rule.EffectOnAsylum;
import amparo.engine.rule.Grants;
import amparo.engine.rule.How;
import amparo.engine.rule.NamedSet;
import amparo.engine.rule.Node;
import amparo.engine.rule.Pathway;
import amparo.engine.rule.Role;
import amparo.engine.rule.Rulebook;
import amparo.engine.rule.Screen;
import amparo.engine.rule.Version;
import amparo.engine.rule.Window;
import amparo.engine.value.Days;
import amparo.engine.value.Item;
import amparo.engine.value.Range;
import amparo.engine.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A rulebook as large as the real one is meant to become, with the same mix of conditions, and a
 * person with a family, a journey and papers. Always the same: drawn from a fixed seed.
 */
final class Synthetic {
    static final int TODAY = Days.fromCivil(2025, 6, 15);

    private static final int PATHWAYS = 200;
    private static final int SCREENS = 12;
    private static final List<String> COUNTRIES =
            List.of(
                    "ARG", "BOL", "BRA", "CAN", "CHL", "COL", "CRI", "CUB", "DOM", "ECU", "GTM",
                    "HND", "HTI", "MEX", "NIC", "PAN", "PER", "PRY", "SLV", "URY", "USA", "VEN");

    /** Conditions on the person. */
    private static final List<String> CONDITIONS =
            List.of(
                    "any nationality in $mercosur",
                    "any nationality in {VEN, HTI, CUB, NIC}",
                    "none of nationality = host",
                    "country_now = host",
                    "country_now in {COL, ECU, PER, CHL}",
                    "entry_kind != irregular",
                    "age >= 18",
                    "age between 18 and 64",
                    "adult or some relative as r has (r.relation = parent)",
                    "entered on or before 2024-12-31",
                    "within 2 years of entered",
                    "at least 6 months since entered",
                    "not convicted",
                    "registered or claim_filed",
                    "income >= 400 or some relative as r has (r.supports and r.country = host)",
                    "some relative as r with r.relation in {spouse, child} has (r.country = host)",
                    "every stay as s with s.months >= 12 has (some document as d has (d.kind ="
                            + " police_certificate and d.country = s.country))",
                    "no stay as s has (s.country = host and s.left before 1 year ago)",
                    "some document as d has (d.kind = passport and d.expires after today)",
                    "at least 2 document as d has (d.expires after 6 months after today)",
                    "sum of s.months over stay as s with (s.country = host) >= 24",
                    "count of relative as r with (r.dependent) <= 4",
                    "points {3 if registered; 2 if age < 40; 1 if income > 1000} >= 3");

    private static final List<String> SPONSOR =
            List.of("r.country = host", "r.age >= 18", "r.supports", "r.relation != child");

    private final Random random = new Random(20_260_101);
    private final Vocabulary vocabulary = vocabulary();
    private final Names names =
            new Names(vocabulary, Set.of("mercosur"), Set.of(), Set.of(), Set.of());

    private Synthetic() {}

    /** The rulebook. */
    static Rulebook book() {
        return new Synthetic().make();
    }

    private Rulebook make() {
        List<Pathway> pathways = new ArrayList<>();
        for (int i = 0; i < PATHWAYS; i++) {
            pathways.add(pathway(i));
        }
        List<Screen> screens = new ArrayList<>();
        for (int i = 0; i < SCREENS; i++) {
            screens.add(screen(i));
        }
        NamedSet mercosur =
                new NamedSet(
                        "mercosur",
                        List.of(
                                new NamedSet.Step(
                                        Days.fromCivil(2009, 7, 28),
                                        Set.of("ARG", "BOL", "BRA", "CHL", "COL", "ECU", "PER"))));
        return new Rulebook(
                "synthetic",
                vocabulary,
                List.of(mercosur),
                List.of(),
                List.of(),
                pathways,
                screens);
    }

    private Pathway pathway(int number) {
        List<Node> requires = new ArrayList<>();
        for (int i = 6 + random.nextInt(5); i > 0; i--) {
            requires.add(node("c" + i));
        }
        List<Node> unless = List.of(condition("unless", "convicted", Bindings.NONE));
        Category[] categories = Category.values();
        Version version =
                new Version(
                        new Window(
                                Range.exactly(Days.fromCivil(2020, 1, 1)),
                                Range.exactly(Range.FOREVER)),
                        null,
                        List.of(),
                        List.of(),
                        null,
                        null,
                        requires,
                        unless);
        Wording none = Wording.NONE;
        return new Pathway(
                "pathway-" + number,
                none,
                List.of(COUNTRIES.get(random.nextInt(COUNTRIES.size()))),
                categories[random.nextInt(categories.length)],
                How.APPLY,
                none,
                none,
                none,
                none,
                EffectOnAsylum.NONE,
                none,
                new Grants(none, 24, "yes", "path", "yes", "yes", none),
                List.of(),
                none,
                Days.fromCivil(2025, 3, 1),
                false,
                "high",
                List.of(version));
    }

    private Screen screen(int number) {
        List<Node> indicates = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            indicates.add(node("s" + i));
        }
        return new Screen(
                "screen-" + number,
                Wording.NONE,
                Wording.NONE,
                Screen.Urgency.MEDIUM,
                List.of(),
                List.of(),
                List.of(),
                cite(),
                indicates);
    }

    private Node node(String id) {
        if (random.nextInt(8) == 0) {
            Ref list = new Ref(null, -1, vocabulary.get("relative"));
            RecordType record = relative(vocabulary);
            Bindings inner = Bindings.NONE.and("r", record);
            List<Node> parts = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                String when = SPONSOR.get(random.nextInt(SPONSOR.size()));
                parts.add(condition(id + "-r" + i, when, inner));
            }
            Wording none = Wording.NONE;
            return new Node.ForRecords(
                    id,
                    Role.ELIGIBILITY,
                    none,
                    null,
                    null,
                    Quantifier.SOME,
                    1,
                    list,
                    "r",
                    null,
                    parts);
        }
        if (random.nextInt(6) == 0) {
            List<Node> parts = List.of(any(id + "-a"), any(id + "-b"));
            Wording none = Wording.NONE;
            return new Node.Group(id, Role.ELIGIBILITY, none, null, null, Node.Mode.ANY, 1, parts);
        }
        return any(id);
    }

    private Node any(String id) {
        return condition(id, CONDITIONS.get(random.nextInt(CONDITIONS.size())), Bindings.NONE);
    }

    private Node condition(String id, String when, Bindings scope) {
        Formula formula = TypeChecker.formula(when, names, scope);
        return new Node.Condition(id, Role.ELIGIBILITY, Wording.NONE, cite(), null, formula);
    }

    private static Citation cite() {
        return new Citation("Act", "1", "", CitationClass.SAID, null, "");
    }

    private static RecordType relative(Vocabulary vocabulary) {
        RecordType record = vocabulary.get("relative").record();
        if (record == null) {
            throw new IllegalStateException("relative is a list");
        }
        return record;
    }

    // ---------------------------------------------------------------- facts

    private static Vocabulary vocabulary() {
        CodeList country = codes("country", COUNTRIES);
        CodeList kind = codes("entry_kind", List.of("irregular", "post", "visa"));
        CodeList relation = codes("relation", List.of("child", "parent", "sibling", "spouse"));
        CodeList document =
                codes(
                        "document_kind",
                        List.of("birth_certificate", "passport", "police_certificate"));
        Fields relatives = new Fields();
        relatives.add("relation", FactType.CODE).codes(relation);
        relatives.add("country", FactType.CODE).codes(country);
        relatives.add("age", FactType.WHOLE).bounds(new Range(0, 130));
        relatives.add("dependent", FactType.BOOLEAN);
        relatives.add("supports", FactType.BOOLEAN);
        Fields stays = new Fields();
        stays.add("country", FactType.CODE).codes(country);
        stays.add("entered", FactType.DATE);
        stays.add("left", FactType.DATE);
        stays.add("months", FactType.WHOLE)
                .bounds(new Range(0, 1500))
                .deriveText("months from entered to earlier of left and today");
        Fields documents = new Fields();
        documents.add("kind", FactType.CODE).codes(document);
        documents.add("country", FactType.CODE).codes(country);
        documents.add("expires", FactType.DATE);
        Fields person = new Fields();
        person.add("birth_date", FactType.DATE);
        person.add("age", FactType.WHOLE)
                .bounds(new Range(0, 130))
                .mutability(Mutability.TIME)
                .deriveText("years from birth_date to today");
        person.add("adult", FactType.BOOLEAN).deriveText("age >= 18");
        person.add("nationality", FactType.CODES).codes(country);
        person.add("country_now", FactType.CODE).codes(country);
        person.add("entry_kind", FactType.CODE).codes(kind);
        person.add("entered", FactType.DATE);
        person.add("convicted", FactType.BOOLEAN);
        person.add("registered", FactType.BOOLEAN).mutability(Mutability.OBTAINABLE);
        person.add("claim_filed", FactType.BOOLEAN);
        person.add("income", FactType.WHOLE).mutability(Mutability.THIRD_PARTY);
        person.add("relative", FactType.RECORDS).record(relatives.record("relative"));
        person.add("stay", FactType.RECORDS).record(stays.record("stay"));
        person.add("document", FactType.RECORDS)
                .mutability(Mutability.OBTAINABLE)
                .record(documents.record("document"));
        return new Vocabulary(person.build(), List.of(country, kind, relation, document));
    }

    private static CodeList codes(String name, List<String> codes) {
        Map<String, Wording> all = new LinkedHashMap<>();
        codes.forEach(code -> all.put(code, Wording.NONE));
        return new CodeList(name, all);
    }

    /** Collects facts by slot. */
    private static final class Fields {
        private final List<Fact.Builder> builders = new ArrayList<>();

        Fact.Builder add(String name, FactType type) {
            Fact.Builder builder = Fact.builder(name, type, builders.size());
            builders.add(builder);
            return builder;
        }

        List<Fact> build() {
            return builders.stream().map(Fact.Builder::build).toList();
        }

        RecordType record(String name) {
            return new RecordType(name, build());
        }
    }

    // ---------------------------------------------------------------- persons

    /** Somebody of whom almost everything is known: five relatives, four stays, six documents. */
    static Facts known(Vocabulary vocabulary) {
        Facts facts = half(vocabulary);
        facts = facts.with(vocabulary.get("convicted"), new Value.Flag(false));
        facts = facts.with(vocabulary.get("registered"), new Value.Flag(true));
        facts = facts.with(vocabulary.get("claim_filed"), new Value.Flag(false));
        facts = facts.with(vocabulary.get("entry_kind"), new Value.Code("post"));
        return facts.with(vocabulary.get("income"), new Value.Whole(Range.exactly(600)));
    }

    /** Somebody in the middle of an interview. */
    static Facts half(Vocabulary vocabulary) {
        Facts facts = Facts.none(vocabulary);
        facts = facts.with(vocabulary.get("birth_date"), day(1991, 4, 12));
        facts = facts.with(vocabulary.get("nationality"), new Value.Codes(Set.of("VEN"), true));
        facts = facts.with(vocabulary.get("country_now"), new Value.Code("COL"));
        facts = facts.with(vocabulary.get("entered"), day(2023, 8, 2));
        facts = facts.with(vocabulary.get("relative"), relatives());
        facts = facts.with(vocabulary.get("stay"), stays());
        return facts.with(vocabulary.get("document"), documents());
    }

    private static Value relatives() {
        return list(
                item(new Value.Code("spouse"), new Value.Code("COL"), age(33), no(), yes()),
                item(new Value.Code("child"), new Value.Code("COL"), age(9), yes(), no()),
                item(new Value.Code("child"), new Value.Code("VEN"), age(12), yes(), no()),
                item(new Value.Code("parent"), new Value.Code("VEN"), age(66), no(), no()),
                item(new Value.Code("sibling"), new Value.Code("CHL"), age(29), null, null));
    }

    private static Value stays() {
        Value ongoing = new Value.Day(Range.exactly(Days.ONGOING));
        return list(
                item(new Value.Code("VEN"), day(1991, 4, 12), day(2018, 3, 1), null),
                item(new Value.Code("ECU"), day(2018, 3, 2), day(2020, 10, 20), null),
                item(new Value.Code("PER"), day(2020, 10, 21), day(2023, 8, 1), null),
                item(new Value.Code("COL"), day(2023, 8, 2), ongoing, null));
    }

    private static Value documents() {
        return list(
                item(new Value.Code("passport"), new Value.Code("VEN"), day(2024, 1, 9)),
                item(new Value.Code("birth_certificate"), new Value.Code("VEN"), null),
                item(new Value.Code("police_certificate"), new Value.Code("VEN"), day(2025, 9, 1)),
                item(new Value.Code("police_certificate"), new Value.Code("PER"), day(2025, 8, 1)),
                item(new Value.Code("police_certificate"), new Value.Code("ECU"), null),
                item(new Value.Code("birth_certificate"), new Value.Code("COL"), null));
    }

    private static Value list(Item... items) {
        return new Value.Records(List.of(items), true);
    }

    private static Item item(@Nullable Value... fields) {
        return new Item(fields);
    }

    private static Value age(int years) {
        return new Value.Whole(Range.exactly(years));
    }

    private static Value yes() {
        return new Value.Flag(true);
    }

    private static Value no() {
        return new Value.Flag(false);
    }

    private static Value day(int year, int month, int day) {
        return new Value.Day(Range.exactly(Days.fromCivil(year, month, day)));
    }
}
