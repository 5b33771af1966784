package amparo.engine.rule;

import amparo.engine.data.Data;
import amparo.engine.data.DataException;
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
import amparo.engine.language.FormulaCodec;
import amparo.engine.language.Quantifier;
import amparo.engine.language.Ref;
import amparo.engine.value.PartialDate;
import amparo.engine.value.Range;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads a compiled rulebook. Trusts that it was compiled from checked content; a broken one is
 * refused, not repaired.
 */
final class RulebookReader {
    private final Tree top;
    private final Map<String, CodeList> codeLists = new LinkedHashMap<>();
    private Vocabulary vocabulary = new Vocabulary(List.of(), List.of());

    RulebookReader(Data data) {
        this.top = new Tree(data);
    }

    Rulebook read() {
        if (top.whole("format") != RulebookCodec.FORMAT) {
            throw new DataException(
                    top.at(),
                    "this rulebook has format "
                            + top.whole("format")
                            + ", this program reads format "
                            + RulebookCodec.FORMAT
                            + "; compile it again");
        }
        for (Tree list : top.list("codes")) {
            Map<String, Wording> codes = new LinkedHashMap<>();
            list.child("codes").entries().forEach((code, label) -> codes.put(code, wording(label)));
            Set<String> unknown =
                    list.has("unknown") ? new HashSet<>(list.texts("unknown")) : Set.of();
            codeLists.put(list.text("name"), new CodeList(list.text("name"), codes, unknown));
        }
        List<Fact> facts = new ArrayList<>();
        for (Tree tree : top.list("facts")) {
            facts.add(
                    fact(
                            tree,
                            facts.size(),
                            tree.optional("deriveText"),
                            tree.has("derive") ? tree.child("derive").data() : null));
        }
        vocabulary = new Vocabulary(facts, new ArrayList<>(codeLists.values()));
        return new Rulebook(
                top.text("version"),
                vocabulary,
                top.map("sets", this::set),
                top.map("tables", this::table),
                top.map("calendars", this::calendar),
                top.map("pathways", this::pathway),
                top.map("screens", this::screen),
                translations());
    }

    private Translations translations() {
        Map<String, Set<String>> signed = new LinkedHashMap<>();
        top.child("signed")
                .entries()
                .forEach((language, ids) -> {
                    Set<String> rules = new HashSet<>();
                    ids.items().forEach(id -> rules.add(id.text()));
                    signed.put(language, rules);
                });
        return new Translations(new HashSet<>(top.texts("drafts")), signed);
    }

    private Fact fact(Tree t, int slot, @Nullable String deriveText, @Nullable Data derivation) {
        FactType type = byWord(FactType.values(), FactType::word, t.text("type"));
        Fact.Builder fact =
                Fact.builder(t.text("name"), type, slot)
                        .sensitivity(
                                byWord(
                                        Sensitivity.values(),
                                        Sensitivity::word,
                                        t.text("sensitivity")))
                        .mutability(
                                byWord(Mutability.values(), Mutability::word, t.text("mutability")))
                        .question(wording(t.child("question")))
                        .help(wording(t.child("help")))
                        .unit(t.textOr("unit"))
                        .knownBy(t.texts("knownBy"))
                        .askFirst(t.flag("askFirst"))
                        .asked(!t.flag("notAsked"))
                        .noCountsOnlyIf(t.optional("noCountsOnlyIf"))
                        .askAfter(t.optional("askAfter"))
                        .issuedBy(t.optional("issuedBy"))
                        .inCountry(t.optional("inCountry"))
                        .fromPerson(t.optional("fromPerson"))
                        .singleUseReason(t.textOr("singleUse"))
                        .deriveText(deriveText)
                        .deriveTree(derivation);
        if (t.has("bounds")) {
            List<Tree> bounds = t.list("bounds");
            fact.bounds(new Range(bounds.get(0).whole(), bounds.get(1).whole()));
        }
        if (t.has("codes")) {
            fact.codes(codeLists.get(t.text("codes")));
        }
        if (t.has("fields")) {
            List<Fact> fields = new ArrayList<>();
            for (Tree field : t.list("fields")) {
                boolean derived = field.data() instanceof Data.Items;
                Tree own = derived ? field.items().get(0) : field;
                String text = derived ? field.items().get(1).text() : null;
                Data tree = derived ? field.items().get(2).data() : null;
                fields.add(fact(own, fields.size(), text, tree));
            }
            fact.record(new RecordType(t.text("name"), fields));
        }
        return fact.build();
    }

    private NamedSet set(Tree t) {
        return new NamedSet(
                t.text("name"),
                t.map(
                        "steps",
                        s ->
                                new NamedSet.Step(
                                        s.wholeOr("from", Range.NEVER),
                                        new HashSet<>(s.texts("codes")))));
    }

    private DatedTable table(Tree t) {
        return new DatedTable(
                t.text("name"),
                t.textOr("unit"),
                t.map(
                        "steps",
                        s ->
                                new DatedTable.Step(
                                        s.wholeOr("from", Range.NEVER), s.whole("value"))));
    }

    private WorkCalendar calendar(Tree t) {
        List<Tree> covered = t.list("covered");
        Set<Integer> holidays = new HashSet<>(t.map("holidays", Tree::whole));
        return new WorkCalendar(
                t.text("name"),
                holidays,
                new Range(covered.get(0).whole(), covered.get(1).whole()),
                t.whole("mostPerYear"));
    }

    private Pathway pathway(Tree t) {
        Tree g = t.child("grants");
        return new Pathway(
                t.text("id"),
                wording(t.child("title")),
                t.texts("destinations"),
                byWord(Category.values(), Category::word, t.text("category")),
                byWord(How.values(), How::word, t.text("how")),
                wording(t.child("summary")),
                wording(t.child("authority")),
                wording(t.child("apply")),
                wording(t.child("cost")),
                byWord(EffectOnAsylum.values(), EffectOnAsylum::word, t.text("effectOnAsylum")),
                wording(t.child("effectNote")),
                new Grants(
                        wording(g.child("status")),
                        g.whole("months"),
                        g.text("renewable"),
                        g.text("permanent"),
                        g.text("work"),
                        g.text("family"),
                        wording(g.child("note"))),
                t.map("limits", RulebookReader::wording),
                wording(t.child("contest")),
                t.whole("confirmed"),
                t.flag("changesOften"),
                t.text("confidence"),
                t.map("versions", this::version));
    }

    private Version version(Tree t) {
        return new Version(
                window(t.child("law")),
                t.has("lawOf") ? FormulaCodec.day(t.child("lawOf").data(), vocabulary) : null,
                t.map("intake", RulebookReader::window),
                t.map("suspended", RulebookReader::window),
                t.has("benefitEnd") ? PartialDate.parse(t.text("benefitEnd")) : null,
                t.has("here") ? node(t.child("here"), Bindings.NONE) : null,
                nodes(t, "requires", Bindings.NONE),
                nodes(t, "unless", Bindings.NONE));
    }

    private Screen screen(Tree t) {
        return new Screen(
                t.text("id"),
                wording(t.child("title")),
                wording(t.child("neutral")),
                byWord(Screen.Urgency.values(), Screen.Urgency::word, t.text("urgency")),
                t.texts("refer"),
                t.map("actions", RulebookReader::wording),
                t.map("never", RulebookReader::wording),
                cite(t.child("cite")),
                nodes(t, "indicates", Bindings.NONE));
    }

    private List<Node> nodes(Tree t, String key, Bindings scope) {
        return t.map(key, part -> node(part, scope));
    }

    private Node node(Tree t, Bindings scope) {
        String id = t.text("id");
        Role role = byWord(Role.values(), Role::word, t.text("role"));
        Wording text = wording(t.child("text"));
        Citation cite = t.has("cite") ? cite(t.child("cite")) : null;
        Formula onlyIf = formula(t, "onlyIf", scope);
        if (t.has("mode")) {
            Node.Mode mode = byWord(Node.Mode.values(), Node.Mode::word, t.text("mode"));
            return new Node.Group(
                    id, role, text, cite, onlyIf, mode, t.whole("least"), nodes(t, "parts", scope));
        }
        if (t.has("quantifier")) {
            Fact list = vocabulary.get(t.text("list"));
            RecordType record = list.record();
            if (record == null) {
                throw new DataException(t.at(), list.name() + " is not a list");
            }
            String binder = t.text("binder");
            Bindings inner = scope.and(binder, record);
            return new Node.ForRecords(
                    id,
                    role,
                    text,
                    cite,
                    onlyIf,
                    byWord(Quantifier.values(), Quantifier::word, t.text("quantifier")),
                    t.whole("least"),
                    new Ref(null, -1, list),
                    binder,
                    formula(t, "with", inner),
                    nodes(t, "parts", inner));
        }
        return new Node.Condition(id, role, text, cite, onlyIf, formula(t, "when", scope));
    }

    private @Nullable Formula formula(Tree t, String key, Bindings scope) {
        return t.has(key) ? FormulaCodec.formula(t.child(key).data(), vocabulary, scope) : null;
    }

    private static Citation cite(Tree t) {
        return new Citation(
                t.textOr("act"),
                t.textOr("article"),
                t.textOr("url"),
                byWord(CitationClass.values(), CitationClass::word, t.text("class")),
                t.optional("read"),
                t.textOr("note"));
    }

    private static Window window(Tree t) {
        List<Tree> ends = t.items();
        return new Window(
                new Range(ends.get(0).whole(), ends.get(1).whole()),
                new Range(ends.get(2).whole(), ends.get(3).whole()));
    }

    private static Wording wording(Tree t) {
        Map<String, String> byLanguage = new LinkedHashMap<>();
        t.entries().forEach((language, text) -> byLanguage.put(language, text.text()));
        return byLanguage.isEmpty() ? Wording.NONE : new Wording(byLanguage);
    }

    private static <T> T byWord(T[] values, Function<T, String> word, String text) {
        for (T value : values) {
            if (word.apply(value).equals(text)) {
                return value;
            }
        }
        throw new IllegalArgumentException("'" + text + "' has no meaning here");
    }
}
