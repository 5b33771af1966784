package amparo.web;

import amparo.engine.fact.CodeList;
import amparo.engine.fact.Fact;
import amparo.engine.fact.FactType;
import amparo.engine.fact.Mutability;
import amparo.engine.fact.RecordType;
import amparo.engine.fact.Sensitivity;
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
import amparo.engine.rule.DatedTable;
import amparo.engine.rule.EffectOnAsylum;
import amparo.engine.rule.Grants;
import amparo.engine.rule.How;
import amparo.engine.rule.NamedSet;
import amparo.engine.rule.Node;
import amparo.engine.rule.Pathway;
import amparo.engine.rule.Role;
import amparo.engine.rule.Rulebook;
import amparo.engine.rule.Screen;
import amparo.engine.rule.Translations;
import amparo.engine.rule.Version;
import amparo.engine.rule.Window;
import amparo.engine.rule.WorkCalendar;
import amparo.engine.value.Days;
import amparo.engine.value.PartialDate;
import amparo.engine.value.Range;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * An invented rulebook, small and awkward: every construct of the language and of rules is in it.
 */
final class SyntheticBook {
    static final List<String> COUNTRIES =
            List.of("VEN", "HTI", "COL", "ARG", "BRA", "URY", "MEX", "USA", "CHL", "PER", "ECU");

    private static final Set<String> RULES =
            Set.of(
                    "asylum-mex",
                    "mobility",
                    "work-points",
                    "family",
                    "days",
                    "codes",
                    "barrier",
                    "danger");

    private final Vocabulary vocabulary = vocabulary();
    private final Names names =
            new Names(
                    vocabulary,
                    Set.of("bloc", "always"),
                    Set.of("term", "fee"),
                    Set.of("mex"),
                    RULES);
    private int made;

    static Rulebook make() {
        return new SyntheticBook().book();
    }

    private Rulebook book() {
        return new Rulebook(
                "0123456789ab",
                vocabulary,
                List.of(
                        new NamedSet(
                                "bloc",
                                List.of(
                                        new NamedSet.Step(day("2009-01-01"), Set.of("ARG", "BRA")),
                                        new NamedSet.Step(
                                                day("2019-06-01"),
                                                Set.of("ARG", "BRA", "URY", "COL", "PER", "ECU")),
                                        new NamedSet.Step(
                                                day("2024-05-01"), Set.of("BRA", "VEN")))),
                        new NamedSet(
                                "always",
                                List.of(
                                        new NamedSet.Step(
                                                Range.NEVER, Set.of("HTI", "VEN", "CHL"))))),
                List.of(
                        new DatedTable(
                                "term",
                                "days",
                                List.of(
                                        new DatedTable.Step(day("2011-01-28"), 30),
                                        new DatedTable.Step(day("2024-07-01"), 90))),
                        new DatedTable(
                                "fee",
                                "US dollars",
                                List.of(new DatedTable.Step(Range.NEVER, 250))),
                        // The other urgencies have none: then the key is left out.
                        new DatedTable(
                                "clock-emergency",
                                "hours",
                                List.of(
                                        new DatedTable.Step(Range.NEVER, 4),
                                        new DatedTable.Step(day("2024-05-01"), 2))),
                        new DatedTable(
                                "clock-high",
                                "hours",
                                List.of(new DatedTable.Step(day("2024-05-01"), 24)))),
                List.of(
                        new WorkCalendar(
                                "mex",
                                Set.of(
                                        day("2024-01-01"),
                                        day("2024-05-01"),
                                        day("2024-09-16"),
                                        day("2024-12-25")),
                                new Range(2023, 2025),
                                12)),
                List.of(
                        asylum(),
                        barrier(),
                        weakBarrier(),
                        codes(),
                        dates(),
                        family(),
                        mobility(),
                        offer(),
                        points()),
                screens(),
                new Translations(Set.of("pt", "ht"), Map.of("pt", Set.of("mobility", "danger"))));
    }

    // ---------------------------------------------------------------- vocabulary

    private static Vocabulary vocabulary() {
        Map<String, Wording> names = new LinkedHashMap<>();
        for (String code : COUNTRIES) {
            names.put(code, text("País «" + code + "»", "Country " + code));
        }
        CodeList country = new CodeList("country", names);
        CodeList entry = unsure(list("entry_kind", "post", "between_ports", "air", "unsure"));
        CodeList relation = list("relation", "spouse", "child", "parent", "sibling", "cousin");
        CodeList status = list("status", "citizen", "resident", "irregular", "none_known");
        CodeList kind = list("document_kind", "passport", "birth_certificate", "clean_record");
        var facts = new ArrayList<Fact>();
        facts.add(
                fact("fear_of_return", FactType.BOOLEAN, facts)
                        .askFirst(true)
                        .noCountsOnlyIf("interview_language_understood")
                        .sensitivity(Sensitivity.SENSITIVE)
                        .mutability(Mutability.NOT_ADVISABLE)
                        .build());
        facts.add(fact("interview_language_understood", FactType.BOOLEAN, facts).build());
        facts.add(fact("nationality", FactType.CODES, facts).codes(country).build());
        facts.add(fact("last_residence", FactType.CODE, facts).codes(country).build());
        facts.add(
                fact("country_now", FactType.CODE, facts)
                        .codes(country)
                        .mutability(Mutability.NOT_ADVISABLE)
                        .build());
        facts.add(
                fact("birth_date", FactType.DATE, facts).sensitivity(Sensitivity.PERSONAL).build());
        facts.add(
                fact("age", FactType.WHOLE, facts)
                        .bounds(new Range(0, 130))
                        .unit("years")
                        .mutability(Mutability.TIME)
                        .deriveText("years from birth_date to today")
                        .build());
        facts.add(
                fact("adult", FactType.BOOLEAN, facts)
                        .asked(false)
                        .mutability(Mutability.TIME)
                        .deriveText("age >= 18")
                        .build());
        facts.add(
                fact("income", FactType.WHOLE, facts)
                        .bounds(new Range(0, 100_000))
                        .unit("US dollars")
                        .sensitivity(Sensitivity.PERSONAL)
                        .mutability(Mutability.OBTAINABLE)
                        .build());
        facts.add(
                fact("job_offer", FactType.BOOLEAN, facts)
                        .mutability(Mutability.THIRD_PARTY)
                        .knownBy(List.of("person", "sponsor"))
                        .build());
        facts.add(
                fact("fears_authorities", FactType.BOOLEAN, facts)
                        .sensitivity(Sensitivity.SENSITIVE)
                        .build());
        facts.add(
                fact("harmed", FactType.BOOLEAN, facts)
                        .askAfter("fears_authorities")
                        .sensitivity(Sensitivity.SURVIVOR)
                        .build());
        facts.add(fact("entered", FactType.DATE, facts).build());
        facts.add(
                fact("arrival", FactType.DATE, facts)
                        .deriveText("later of entered and 2015-06")
                        .build());
        facts.add(
                fact("filed", FactType.DATE, facts)
                        .sensitivity(Sensitivity.PERSONAL)
                        .inCountry("country_now")
                        .build());
        facts.add(
                fact("registered", FactType.BOOLEAN, facts)
                        .mutability(Mutability.OBTAINABLE)
                        .issuedBy("last_residence")
                        .build());
        facts.add(
                fact("stay", FactType.RECORDS, facts)
                        .record(stay(country, entry))
                        .sensitivity(Sensitivity.PERSONAL)
                        .build());
        facts.add(
                fact("relative", FactType.RECORDS, facts)
                        .record(relative(country, relation, status))
                        .mutability(Mutability.NOT_ADVISABLE)
                        .build());
        facts.add(
                fact("document", FactType.RECORDS, facts)
                        .record(document(country, kind))
                        .issuedBy("country")
                        .mutability(Mutability.OBTAINABLE)
                        .build());
        return new Vocabulary(facts, List.of(country, entry, relation, status, kind));
    }

    private static RecordType stay(CodeList country, CodeList entry) {
        var f = new ArrayList<Fact>();
        f.add(fact("country", FactType.CODE, f).codes(country).build());
        f.add(fact("entered", FactType.DATE, f).build());
        f.add(fact("left", FactType.DATE, f).mutability(Mutability.TIME).build());
        f.add(fact("entry", FactType.CODE, f).codes(entry).build());
        f.add(
                fact("months", FactType.WHOLE, f)
                        .bounds(new Range(0, 1200))
                        .deriveText("months from entered to left")
                        .build());
        f.add(fact("long", FactType.BOOLEAN, f).asked(false).deriveText("months >= 6").build());
        return new RecordType("stay", f);
    }

    private static RecordType relative(CodeList country, CodeList relation, CodeList status) {
        var f = new ArrayList<Fact>();
        f.add(fact("relation", FactType.CODE, f).codes(relation).build());
        f.add(fact("country", FactType.CODE, f).codes(country).fromPerson("country_now").build());
        f.add(
                fact("nationality", FactType.CODES, f)
                        .codes(country)
                        .fromPerson("nationality")
                        .build());
        f.add(fact("age", FactType.WHOLE, f).bounds(new Range(0, 130)).fromPerson("age").build());
        f.add(fact("status", FactType.CODE, f).codes(status).build());
        f.add(fact("together", FactType.BOOLEAN, f).build());
        f.add(fact("began", FactType.DATE, f).build());
        f.add(fact("until", FactType.DATE, f).deriveText("12 months after began").build());
        return new RecordType("relative", f);
    }

    private static RecordType document(CodeList country, CodeList kind) {
        var f = new ArrayList<Fact>();
        f.add(fact("kind", FactType.CODE, f).codes(kind).build());
        f.add(fact("country", FactType.CODE, f).codes(country).build());
        f.add(fact("expires", FactType.DATE, f).mutability(Mutability.TIME).build());
        f.add(fact("certified", FactType.BOOLEAN, f).build());
        return new RecordType("document", f);
    }

    private static Fact.Builder fact(String name, FactType type, List<Fact> before) {
        return Fact.builder(name, type, before.size())
                .question(text("¿" + name + "? \"sí\" o no\t\\", "What about " + name + "?"))
                .help(before.size() % 3 == 0 ? text("Ayuda\n" + name, "Help") : Wording.NONE);
    }

    /** The same list, of which one code says "I do not know". */
    private static CodeList unsure(CodeList list) {
        return new CodeList(list.name(), list.codes(), Set.of("unsure"));
    }

    private static CodeList list(String name, String... codes) {
        Map<String, Wording> labels = new LinkedHashMap<>();
        for (String code : codes) {
            labels.put(code, code.equals("air") ? Wording.NONE : text("el " + code, "the " + code));
        }
        return new CodeList(name, labels);
    }

    /** Awkward on purpose: quotes, a line separator, a control character, a pair of surrogates. */
    private static Wording text(String es, String en) {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("es", es + " \u2028\u0001ñ");
        texts.put("en", en);
        if (es.length() % 2 == 0) {
            texts.put("pt", es + " </script>");
            texts.put("fr", "« " + en + " » \uD83D\uDE80 e\u0301");
        }
        if (es.length() % 3 == 0) {
            texts.put("ht", "Kisa? " + es);
        }
        return new Wording(texts);
    }

    // ---------------------------------------------------------------- pathways

    private Pathway asylum() {
        return pathway(
                "asylum-mex",
                Category.ASYLUM,
                How.APPLY,
                List.of("MEX"),
                "2024-03-01",
                new Version(
                        window("1990", "2011-01-27"),
                        null,
                        List.of(),
                        List.of(),
                        null,
                        node("here", "country_now = host", CitationClass.SAID),
                        List.of(
                                node(
                                        "limit",
                                        "filed within 15 days of entered",
                                        CitationClass.SAID)),
                        List.of()),
                new Version(
                        window("2011-01-28", "2024-06"),
                        TypeChecker.day("filed", names),
                        List.of(),
                        List.of(),
                        null,
                        node("here", "country_now = host", CitationClass.SAID),
                        List.of(
                                node(
                                        "limit",
                                        "filed within 30 working days in $mex of entered",
                                        CitationClass.SAID),
                                judged("fear", "fear_of_return"),
                                judged("definition", null)),
                        List.of(
                                node(
                                        "resident",
                                        "some stay as s has (s.long and s.country = CHL)",
                                        CitationClass.DISPUTED))),
                new Version(
                        window("2024-07", ""),
                        TypeChecker.day("filed", names),
                        List.of(),
                        List.of(),
                        null,
                        node("here", "country_now = host", CitationClass.SAID),
                        List.of(
                                node(
                                        "limit",
                                        "days from entered to filed <= table(term)",
                                        CitationClass.SAID),
                                judged("fear", "fear_of_return and not fears_authorities")),
                        List.of(node("safe", "country_now = USA", CitationClass.GENERAL))));
    }

    private Pathway barrier() {
        return pathway(
                "barrier",
                Category.BARRIER,
                How.APPLY,
                List.of("MEX", "USA"),
                "2025-01-31",
                version(
                        "2024-06-05",
                        "",
                        List.of(
                                node(
                                        "between",
                                        "some stay as s with s.country = host has"
                                                + " (s.entry = between_ports)",
                                        CitationClass.ENTRY)),
                        List.of(node("protected", "rule(work-points)", CitationClass.SAID))));
    }

    /** Weak sources, and rules that are never false: it can touch nobody. */
    private Pathway weakBarrier() {
        return pathway(
                "barrier-weak",
                Category.BARRIER,
                How.REFERRAL_ONLY,
                List.of("USA"),
                "2025-01-31",
                version(
                        "2024-06-05",
                        "",
                        List.of(
                                node(
                                        "from-bloc",
                                        "not all nationality in $bloc",
                                        CitationClass.GENERAL)),
                        List.of(
                                node("afraid", "rule(danger)", CitationClass.SAID),
                                node(
                                        "asylum",
                                        "rule(asylum-mex) or rule(mobility)",
                                        CitationClass.SAID))));
    }

    private Pathway codes() {
        return pathway(
                "codes",
                Category.STUDY,
                How.REGISTRATION,
                List.of("CHL"),
                "2023-12-31",
                version(
                        "",
                        "",
                        List.of(
                                node(
                                        "a",
                                        "last_residence in {VEN, HTI, COL} or last_residence = country_now",
                                        CitationClass.SAID),
                                node(
                                        "b",
                                        "none of nationality in {USA, MEX} and not all nationality in $always",
                                        CitationClass.SAID),
                                node(
                                        "c",
                                        "all nationality in $always or any nationality = host",
                                        CitationClass.SAID),
                                node(
                                        "d",
                                        "last_residence != host and country_now not in {USA}",
                                        CitationClass.SAID),
                                node(
                                        "e",
                                        "nationality is known or income is not known",
                                        CitationClass.SAID),
                                node(
                                        "f",
                                        "any nationality = last_residence or some relative as r has (any nationality in r.nationality)",
                                        CitationClass.ENTRY)),
                        List.of(node("g", "host in {MEX}", CitationClass.SAID))));
    }

    private Pathway dates() {
        return pathway(
                "days",
                Category.HUMANITARIAN,
                How.LOTTERY,
                List.of("BRA"),
                "2025-05-05",
                new Version(
                        window("2020-01-31", "2024-02"),
                        null,
                        List.of(window("2020-02", "2021-02"), window("2023-03-01", "2023-12")),
                        List.of(window("2023-06", "2023-07-15")),
                        PartialDate.parse("2027-12"),
                        null,
                        List.of(
                                node(
                                        "a",
                                        "entered before 2024-01-31 and arrival on or before today",
                                        CitationClass.SAID),
                                node(
                                        "b",
                                        "entered after 3 years ago or filed on or after 30 days before today",
                                        CitationClass.SAID),
                                node(
                                        "c",
                                        "filed != 2024-02-29 and not filed on 2024-03",
                                        CitationClass.SAID),
                                node(
                                        "d",
                                        "entered between 2019 and 2024-02-29",
                                        CitationClass.SAID)),
                        List.of()),
                new Version(
                        window("2024-03", "2025-12-31"),
                        null,
                        List.of(window("2024-04-01", ""), window("", "2024-03-15")),
                        List.of(),
                        PartialDate.parse("2030"),
                        null,
                        List.of(
                                node("e", "within 6 months of entered", CitationClass.SAID),
                                node(
                                        "f",
                                        "2 weeks after entered on or before earlier of filed and 5 working days in $mex after today",
                                        CitationClass.SAID),
                                node(
                                        "g",
                                        "filed within 30 working days in $mex of arrival",
                                        CitationClass.DISPUTED),
                                node(
                                        "h",
                                        "10 working days in $mex before today after entered",
                                        CitationClass.SAID),
                                node("i", "at least 12 months since entered", CitationClass.SAID),
                                node(
                                        "j",
                                        "later of entered and filed before 2031",
                                        CitationClass.SAID),
                                node(
                                        "k",
                                        "every stay as s has (s.left = ongoing or s.left after s.entered)",
                                        CitationClass.SAID)),
                        List.of()));
    }

    private Pathway family() {
        Ref relatives = new Ref(null, -1, vocabulary.get("relative"));
        Ref stays = new Ref(null, -1, vocabulary.get("stay"));
        Bindings r = Bindings.NONE.and("r", record("relative"));
        Bindings rs = r.and("s", record("stay"));
        Node nested =
                new Node.ForRecords(
                        "stay-with",
                        Role.ELIGIBILITY,
                        text("Han estado juntos", "You were together"),
                        null,
                        null,
                        Quantifier.NO,
                        1,
                        stays,
                        "s",
                        formula("s.country = r.country", rs),
                        List.of(
                                node(
                                        "illegal",
                                        Role.ELIGIBILITY,
                                        "s.entry = between_ports and r.began before s.entered",
                                        null,
                                        CitationClass.SAID,
                                        rs)));
        return pathway(
                "family",
                Category.FAMILY,
                How.SPONSOR,
                List.of("USA"),
                "2025-02-28",
                version(
                        "2015",
                        "2026-06",
                        List.of(
                                new Node.ForRecords(
                                        "sponsor",
                                        Role.ELIGIBILITY,
                                        text("Un familiar", "A relative"),
                                        cite(CitationClass.SAID),
                                        null,
                                        Quantifier.SOME,
                                        1,
                                        relatives,
                                        "r",
                                        formula("r.relation in {spouse, parent}", r),
                                        List.of(
                                                node(
                                                        "status",
                                                        Role.ELIGIBILITY,
                                                        "r.status = citizen",
                                                        null,
                                                        CitationClass.SAID,
                                                        r),
                                                node(
                                                        "old",
                                                        Role.ELIGIBILITY,
                                                        "r.age >= 21 and r.until on or before today",
                                                        "age < 21",
                                                        CitationClass.SAID,
                                                        r),
                                                nested)),
                                new Node.ForRecords(
                                        "papers",
                                        Role.PAPER,
                                        text("Papeles", "Papers"),
                                        cite(CitationClass.ENTRY),
                                        null,
                                        Quantifier.AT_LEAST,
                                        2,
                                        new Ref(null, -1, vocabulary.get("document")),
                                        "d",
                                        null,
                                        List.of(
                                                node(
                                                        "valid",
                                                        Role.PAPER,
                                                        "d.expires after today",
                                                        null,
                                                        CitationClass.ENTRY,
                                                        Bindings.NONE.and(
                                                                "d", record("document"))))),
                                new Node.ForRecords(
                                        "all-known",
                                        Role.ELIGIBILITY,
                                        text("Todos", "All"),
                                        null,
                                        formula("adult", Bindings.NONE),
                                        Quantifier.EVERY,
                                        1,
                                        relatives,
                                        "r",
                                        null,
                                        List.of(
                                                node(
                                                        "not-alone",
                                                        Role.ELIGIBILITY,
                                                        "r.together or r.country is known",
                                                        null,
                                                        CitationClass.DISPUTED,
                                                        r))),
                                node(
                                        "nested",
                                        "at least 2 relative as r with (r.age < 18) has (some stay as s with (s.country = r.country) has (no document as d has (d.country = s.country and d.certified)))",
                                        CitationClass.SAID),
                                node(
                                        "document",
                                        "some document as d with (d.kind = passport) has (d.expires after 6 months after today and d.country in {VEN, HTI, COL})",
                                        CitationClass.SAID)),
                        List.of()));
    }

    private Pathway mobility() {
        return pathway(
                "mobility",
                Category.MOBILITY_AGREEMENT,
                How.APPLY,
                List.of("ARG", "BRA", "URY"),
                "2025-06-21",
                version(
                        "2004-07-16",
                        "",
                        List.of(
                                group(
                                        "who",
                                        Node.Mode.ANY,
                                        1,
                                        node(
                                                "bloc",
                                                "any nationality in $bloc",
                                                CitationClass.SAID),
                                        group(
                                                "child-of",
                                                Node.Mode.ALL,
                                                1,
                                                node("minor", "age < 18", CitationClass.SAID),
                                                node(
                                                        "parent",
                                                        "some relative as r has (r.relation = parent and any r.nationality in $bloc)",
                                                        CitationClass.GENERAL))),
                                group(
                                        "never",
                                        Node.Mode.NONE,
                                        1,
                                        node("own", "any nationality = host", CitationClass.SAID),
                                        node(
                                                "rumour",
                                                "last_residence = USA",
                                                CitationClass.DISPUTED)),
                                group(
                                        "two-of",
                                        Node.Mode.AT_LEAST,
                                        2,
                                        node("job", "job_offer", CitationClass.SAID),
                                        node("registered", "registered", CitationClass.SAID),
                                        node("money", "income >= table(fee)", CitationClass.ENTRY),
                                        node(
                                                "present",
                                                "country_now = host",
                                                CitationClass.GENERAL)),
                                node(
                                        "clean",
                                        Role.PAPER,
                                        "some document as d has (d.kind = clean_record)",
                                        "age >= 16",
                                        CitationClass.SAID,
                                        Bindings.NONE),
                                new Node.Condition(
                                        "pay",
                                        Role.STEP,
                                        text("Pagar", "Pay"),
                                        cite(CitationClass.GENERAL),
                                        null,
                                        null),
                                new Node.Condition(
                                        "luck",
                                        Role.CHANCE,
                                        text("Suerte", "Luck"),
                                        null,
                                        null,
                                        null)),
                        List.of(
                                node(
                                        "barred",
                                        Role.ELIGIBILITY,
                                        "not adult and not some relative as r has (r.together)",
                                        "country_now = host",
                                        CitationClass.GENERAL,
                                        Bindings.NONE))));
    }

    /** Settled by a tautology; refused, it needs what only another person can give. */
    private Pathway offer() {
        return pathway(
                "offer",
                Category.COMPLEMENTARY,
                How.EMPLOYER,
                List.of("PER", "URY"),
                "2026-06-30",
                version(
                        "2020",
                        "",
                        List.of(
                                node("offer", "job_offer", CitationClass.SAID),
                                node("either", "registered or not registered", CitationClass.SAID)),
                        List.of()));
    }

    private Pathway points() {
        return pathway(
                "work-points",
                Category.LABOUR,
                How.EMPLOYER,
                List.of("URY"),
                "2024-02-29",
                version(
                        "",
                        "2025-06-30",
                        List.of(
                                node(
                                        "score",
                                        "points {3 if job_offer; 2 if age between 18 and 35; 4 if some document as d has (d.certified); 1 if fear_of_return} >= 5",
                                        CitationClass.SAID),
                                node(
                                        "time",
                                        "sum of s.months over stay as s with (s.country = host) > 12",
                                        CitationClass.SAID),
                                node(
                                        "count",
                                        "count of relative as r with (r.together) != 1 and count of document as d >= 1",
                                        CitationClass.ENTRY),
                                node(
                                        "years",
                                        "years from birth_date to entered >= 15 and weeks from entered to filed < 10",
                                        CitationClass.SAID),
                                node(
                                        "income",
                                        "income > 500 and income <= 90000 and not income = 777",
                                        CitationClass.SAID),
                                node("or-not", "registered or not registered", CitationClass.SAID)),
                        List.of()));
    }

    private List<Screen> screens() {
        return List.of(
                screen(
                        "danger",
                        Screen.Urgency.EMERGENCY,
                        List.of("asylum-legal", "gbv"),
                        node("harm", "harmed", CitationClass.GENERAL),
                        node("fear", "fear_of_return and fears_authorities", CitationClass.SAID)),
                screen(
                        "child-alone",
                        Screen.Urgency.HIGH,
                        List.of("child-protection"),
                        node(
                                "child",
                                "age < 18 and no relative as r has (r.relation = parent and r.together)",
                                CitationClass.SAID)),
                screen(
                        "papers",
                        Screen.Urgency.ROUTINE,
                        List.of("documentation"),
                        group(
                                "none",
                                Node.Mode.ALL,
                                1,
                                node("no-paper", "count of document as d = 0", CitationClass.SAID),
                                node(
                                        "stayed",
                                        "every stay as s has (not s.long)",
                                        CitationClass.ENTRY))),
                screen(
                        "calm",
                        Screen.Urgency.MEDIUM,
                        List.of(),
                        node("never", "age > 120", CitationClass.DISPUTED)));
    }

    // ---------------------------------------------------------------- small makers

    private Pathway pathway(
            String id,
            Category category,
            How how,
            List<String> to,
            String confirmed,
            Version... versions) {
        boolean asylum = category == Category.ASYLUM;
        return new Pathway(
                id,
                text("Camino " + id, "Pathway " + id),
                to,
                category,
                how,
                text("Resumen " + id, "Summary"),
                text("Autoridad", "Authority"),
                text("Dónde", "Where"),
                text("Gratis", "Free"),
                asylum
                        ? EffectOnAsylum.NONE
                        : id.equals("work-points") ? EffectOnAsylum.ENDS : EffectOnAsylum.UNKNOWN,
                text("Efecto", "Effect"),
                new Grants(
                        text("Estado", "Status"),
                        24,
                        "yes",
                        "path",
                        "yes",
                        "unknown",
                        Wording.NONE),
                List.of(text("Límite", "Limit")),
                text("Recurso", "Appeal"),
                day(confirmed),
                id.equals("days"),
                "medium",
                List.of(versions));
    }

    private static Version version(String from, String to, List<Node> requires, List<Node> unless) {
        return new Version(
                window(from, to), null, List.of(), List.of(), null, null, requires, unless);
    }

    private Screen screen(String id, Screen.Urgency urgency, List<String> refer, Node... nodes) {
        return new Screen(
                id,
                text("Señal " + id, "Screen " + id),
                text("Servicio " + id, "Service " + id),
                urgency,
                refer,
                List.of(text("Hacer", "Do")),
                List.of(text("Nunca", "Never")),
                cite(CitationClass.SAID),
                List.of(nodes));
    }

    private Node node(String id, String when, CitationClass support) {
        return node(id, Role.ELIGIBILITY, when, null, support, Bindings.NONE);
    }

    private Node judged(String id, String when) {
        return new Node.Condition(
                id,
                Role.AUTHORITY,
                text("La autoridad decide " + id, "The authority decides " + id),
                cite(CitationClass.SAID),
                null,
                when == null ? null : formula(when, Bindings.NONE));
    }

    private Node node(
            String id,
            Role role,
            String when,
            String onlyIf,
            CitationClass support,
            Bindings scope) {
        return new Node.Condition(
                id,
                role,
                text("Frase " + id, "Sentence " + id),
                cite(support),
                onlyIf == null ? null : formula(onlyIf, scope),
                formula(when, scope));
    }

    private Node group(String id, Node.Mode mode, int least, Node... parts) {
        return new Node.Group(
                id,
                Role.ELIGIBILITY,
                text("Grupo " + id, "Group " + id),
                made++ % 2 == 0 ? null : cite(CitationClass.DISPUTED),
                null,
                mode,
                least,
                List.of(parts));
    }

    private Formula formula(String when, Bindings scope) {
        return TypeChecker.formula(when, names, scope);
    }

    private RecordType record(String list) {
        return Objects.requireNonNull(vocabulary.get(list).record());
    }

    private Citation cite(CitationClass support) {
        return new Citation(
                "Ley \"inventada\"",
                Integer.toString(++made),
                "https://example.org/a?b=c&d",
                support,
                made % 2 == 0 ? "2026-11-22" : null,
                support == CitationClass.DISPUTED ? "15 ó 30 días" : "");
    }

    private static Window window(String from, String to) {
        return new Window(
                from.isEmpty() ? Window.ALWAYS.from() : PartialDate.parse(from),
                to.isEmpty() ? Window.ALWAYS.to() : PartialDate.parse(to));
    }

    static int day(String iso) {
        Range day = Objects.requireNonNull(PartialDate.parse(iso));
        if (!day.isExact() || day.low() == Days.ONGOING) {
            throw new IllegalArgumentException(iso);
        }
        return day.low();
    }
}
