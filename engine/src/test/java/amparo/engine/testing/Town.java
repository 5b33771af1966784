package amparo.engine.testing;

import amparo.engine.data.Data;
import amparo.engine.data.DataException;
import amparo.engine.data.JsonReader;
import amparo.engine.fact.CodeList;
import amparo.engine.fact.Fact;
import amparo.engine.fact.FactType;
import amparo.engine.fact.Facts;
import amparo.engine.fact.FactsReader;
import amparo.engine.fact.Mutability;
import amparo.engine.fact.RecordType;
import amparo.engine.fact.Sensitivity;
import amparo.engine.fact.Vocabulary;
import amparo.engine.fact.Wording;
import amparo.engine.language.Bindings;
import amparo.engine.language.Names;
import amparo.engine.language.TypeChecker;
import amparo.engine.rule.CitationClass;
import amparo.engine.rule.Node;
import amparo.engine.rule.Role;
import amparo.engine.rule.Rule;
import amparo.engine.rule.Rulebook;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A second small world, in which facts differ in how sensitive they are and in who could change
 * them.
 */
public final class Town {
    public static final Vocabulary VOCABULARY = vocabulary();

    private Town() {}

    /** A person, written as JSON with single quotes. */
    public static Facts person(String json) {
        List<DataException> problems = new ArrayList<>();
        Data.Fields fields = (Data.Fields) JsonReader.read(json.replace('\'', '"'));
        Facts facts = FactsReader.read(fields, VOCABULARY, Set.of(), problems);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(problems.get(0).getMessage());
        }
        return facts;
    }

    /** A rulebook with these rules. */
    public static Rulebook book(Rule... rules) {
        Rulebook same = World.book(rules);
        return new Rulebook(
                "town",
                VOCABULARY,
                List.of(),
                List.of(),
                List.of(),
                same.pathways(),
                same.screens());
    }

    /** A well supported condition that decides. */
    public static Node condition(String id, String when) {
        Names names = Names.of(VOCABULARY);
        return new Node.Condition(
                id,
                Role.ELIGIBILITY,
                Wording.NONE,
                Rules.cite(CitationClass.SAID),
                null,
                TypeChecker.formula(when, names, Bindings.NONE));
    }

    private static Vocabulary vocabulary() {
        CodeList country = codes("country", "COL", "HTI", "MEX", "USA", "VEN");
        CodeList kind = codes("document_kind", "birth_certificate", "passport", "photo");
        CodeList harm = codes("harm", "assault", "robbery");
        List<Fact.Builder> facts = new ArrayList<>();
        add(
                        facts,
                        "fear_of_return",
                        FactType.BOOLEAN,
                        Sensitivity.SENSITIVE,
                        Mutability.NOT_ADVISABLE)
                .askFirst(true)
                .noCountsOnlyIf("language_understood");
        add(facts, "language_understood", FactType.BOOLEAN, Sensitivity.ORDINARY, Mutability.FIXED)
                .asked(false);
        add(
                facts,
                "fears_authorities",
                FactType.BOOLEAN,
                Sensitivity.SENSITIVE,
                Mutability.NOT_ADVISABLE);
        add(facts, "nationality", FactType.CODES, Sensitivity.ORDINARY, Mutability.FIXED)
                .codes(country);
        add(facts, "country_now", FactType.CODE, Sensitivity.ORDINARY, Mutability.NOT_ADVISABLE)
                .codes(country);
        add(facts, "age", FactType.WHOLE, Sensitivity.ORDINARY, Mutability.TIME)
                .deriveText("years from birth_date to today");
        add(facts, "birth_date", FactType.DATE, Sensitivity.PERSONAL, Mutability.FIXED);
        add(facts, "registered", FactType.BOOLEAN, Sensitivity.ORDINARY, Mutability.OBTAINABLE);
        add(facts, "vaccinated", FactType.BOOLEAN, Sensitivity.ORDINARY, Mutability.OBTAINABLE);
        add(facts, "fee_paid", FactType.BOOLEAN, Sensitivity.ORDINARY, Mutability.OBTAINABLE);
        add(facts, "injured", FactType.BOOLEAN, Sensitivity.ORDINARY, Mutability.FIXED);
        add(facts, "injured_lately", FactType.BOOLEAN, Sensitivity.ORDINARY, Mutability.TIME)
                .askAfter("injured");
        add(facts, "interviewed", FactType.BOOLEAN, Sensitivity.ORDINARY, Mutability.OBTAINABLE);
        add(facts, "sponsored", FactType.BOOLEAN, Sensitivity.ORDINARY, Mutability.THIRD_PARTY);
        add(
                facts,
                "claim_pending",
                FactType.BOOLEAN,
                Sensitivity.SENSITIVE,
                Mutability.NOT_ADVISABLE);
        add(facts, "convicted", FactType.BOOLEAN, Sensitivity.SENSITIVE, Mutability.FIXED);
        add(facts, "wants_private_talk", FactType.BOOLEAN, Sensitivity.ORDINARY, Mutability.FIXED);
        List<Fact.Builder> document = new ArrayList<>();
        add(document, "kind", FactType.CODE, Sensitivity.ORDINARY, Mutability.OBTAINABLE)
                .codes(kind);
        add(document, "country", FactType.CODE, Sensitivity.ORDINARY, Mutability.OBTAINABLE)
                .codes(country);
        add(facts, "document", FactType.RECORDS, Sensitivity.ORDINARY, Mutability.OBTAINABLE)
                .issuedBy("country")
                .record(new RecordType("document", build(document)));
        List<Fact.Builder> relative = new ArrayList<>();
        add(relative, "country", FactType.CODE, Sensitivity.PERSONAL, Mutability.NOT_ADVISABLE)
                .codes(country);
        add(facts, "relative", FactType.RECORDS, Sensitivity.PERSONAL, Mutability.NOT_ADVISABLE)
                .record(new RecordType("relative", build(relative)));
        List<Fact.Builder> event = new ArrayList<>();
        add(event, "kind", FactType.CODE, Sensitivity.SURVIVOR, Mutability.FIXED).codes(harm);
        add(facts, "harm", FactType.RECORDS, Sensitivity.SURVIVOR, Mutability.FIXED)
                .record(new RecordType("harm", build(event)));
        return new Vocabulary(build(facts), List.of(country, kind, harm));
    }

    private static Fact.Builder add(
            List<Fact.Builder> facts,
            String name,
            FactType type,
            Sensitivity sensitivity,
            Mutability mutability) {
        Fact.Builder fact =
                Fact.builder(name, type, facts.size())
                        .sensitivity(sensitivity)
                        .mutability(mutability);
        facts.add(fact);
        return fact;
    }

    private static List<Fact> build(List<Fact.Builder> facts) {
        return facts.stream().map(Fact.Builder::build).toList();
    }

    private static CodeList codes(String name, String... codes) {
        Map<String, Wording> all = new LinkedHashMap<>();
        for (String code : codes) {
            all.put(code, Wording.NONE);
        }
        return new CodeList(name, all);
    }
}
