package amparo.engine.rule;

import amparo.engine.data.JsonWriter;
import amparo.engine.fact.CodeList;
import amparo.engine.fact.Fact;
import amparo.engine.fact.Wording;
import amparo.engine.language.Bindings;
import amparo.engine.language.DayTerm;
import amparo.engine.language.Formula;
import amparo.engine.language.FormulaCodec;
import amparo.engine.language.Names;
import amparo.engine.language.NumberTerm;
import amparo.engine.language.TypeChecker;
import amparo.engine.value.PartialDate;
import amparo.engine.value.Range;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes a rulebook as one JSON text that {@link RulebookReader} reads without a parser of
 * conditions.
 */
final class RulebookWriter {
    private final Rulebook book;
    private final @Nullable String language;
    private final boolean core;
    private final JsonWriter out = new JsonWriter(false);

    private RulebookWriter(Rulebook book, @Nullable String language, boolean core) {
        this.book = book;
        this.language = language;
        this.core = core;
    }

    /**
     * @param core only what verdicts and questions need
     */
    static String write(Rulebook book, @Nullable String language, boolean core) {
        return new RulebookWriter(book, language, core).write();
    }

    private String write() {
        out.object().field("format", RulebookCodec.FORMAT).field("version", book.version());
        translations(book.translations());
        out.key("codes").array();
        book.vocabulary().codeLists().forEach(this::codes);
        out.endArray().key("facts").array();
        book.vocabulary().facts().forEach(fact -> fact(fact, false));
        out.endArray().key("sets").array();
        book.sets().forEach(this::set);
        out.endArray().key("tables").array();
        book.tables().forEach(this::table);
        out.endArray().key("calendars").array();
        book.calendars().forEach(this::calendar);
        out.endArray().key("pathways").array();
        book.pathways().forEach(this::pathway);
        out.endArray().key("screens").array();
        book.screens().forEach(this::screen);
        out.endArray().endObject();
        return out.toString();
    }

    private void translations(Translations translations) {
        out.key("drafts").array();
        translations.drafts().stream().sorted().forEach(out::value);
        out.endArray().key("signed").object();
        translations.signed().keySet().stream()
                .sorted()
                .forEach(language -> {
                    out.key(language).array();
                    translations.signed().getOrDefault(language, Set.of()).stream()
                            .sorted()
                            .forEach(out::value);
                    out.endArray();
                });
        out.endObject();
    }

    private void codes(CodeList list) {
        out.object().field("name", list.name()).key("codes").object();
        list.codes()
                .forEach((code, label) -> {
                    out.key(code);
                    value(label);
                });
        out.endObject();
        if (!list.unknown().isEmpty()) {
            out.key("unknown").array();
            list.unknown().stream().sorted().forEach(out::value);
            out.endArray();
        }
        out.endObject();
    }

    private void fact(Fact fact, boolean inRecord) {
        out.object().field("name", fact.name()).field("type", fact.type().word());
        out.field("sensitivity", fact.sensitivity().word());
        out.field("mutability", fact.mutability().word());
        wording("question", fact.question());
        wording("help", fact.help());
        text("unit", fact.unit());
        if (!fact.knownBy().isEmpty()) {
            out.key("knownBy").array();
            fact.knownBy().forEach(out::value);
            out.endArray();
        }
        if (!fact.bounds().equals(Range.ANY)) {
            out.key("bounds")
                    .array()
                    .value(fact.bounds().low())
                    .value(fact.bounds().high())
                    .endArray();
        }
        if (fact.codes() != null) {
            out.field("codes", fact.codes().name());
        }
        flag("askFirst", fact.askFirst());
        flag("notAsked", !fact.asked());
        text("noCountsOnlyIf", fact.noCountsOnlyIf());
        text("askAfter", fact.askAfter());
        text("issuedBy", fact.issuedBy());
        text("inCountry", fact.inCountry());
        text("fromPerson", fact.fromPerson());
        if (!core) {
            text("singleUse", fact.singleUseReason());
        }
        if (fact.deriveText() != null && !inRecord) {
            out.field("deriveText", fact.deriveText()).key("derive");
            derivation(fact, Bindings.NONE, null);
        }
        if (fact.record() != null) {
            Bindings self = Bindings.NONE.and(FormulaCodec.SELF, fact.record());
            out.key("fields").array();
            for (Fact field : fact.record().fields()) {
                if (field.deriveText() == null) {
                    fact(field, true);
                } else {
                    fieldWithDerivation(field, self);
                }
            }
            out.endArray();
        }
        out.endObject();
    }

    private void fieldWithDerivation(Fact field, Bindings self) {
        out.array();
        fact(field, true);
        out.value(field.deriveText());
        derivation(field, self, FormulaCodec.SELF);
        out.endArray();
    }

    private void derivation(Fact fact, Bindings scope, @Nullable String binder) {
        Object use = TypeChecker.use(fact, binder, scope, Names.of(book.vocabulary()));
        switch (use) {
            case Formula.Flag flag when flag.derived() != null ->
                    FormulaCodec.write(flag.derived(), out);
            case NumberTerm.OfFact number when number.derived() != null ->
                    FormulaCodec.write(number.derived(), out);
            case DayTerm.OfFact day when day.derived() != null ->
                    FormulaCodec.write(day.derived(), out);
            default -> throw new IllegalStateException(fact.name() + " is not derived");
        }
    }

    private void set(NamedSet set) {
        out.object().field("name", set.name()).key("steps").array();
        for (NamedSet.Step step : set.steps()) {
            out.object();
            from(step.from());
            out.key("codes").array();
            step.codes().stream().sorted().forEach(out::value);
            out.endArray().endObject();
        }
        out.endArray().endObject();
    }

    private void table(DatedTable table) {
        out.object().field("name", table.name()).field("unit", table.unit()).key("steps").array();
        for (DatedTable.Step step : table.steps()) {
            out.object();
            from(step.from());
            out.field("value", step.value()).endObject();
        }
        out.endArray().endObject();
    }

    private void from(int day) {
        if (day != Range.NEVER) {
            out.field("from", day);
        }
    }

    private void calendar(WorkCalendar calendar) {
        out.object().field("name", calendar.name());
        out.key("covered").array();
        out.value(calendar.covered().low()).value(calendar.covered().high()).endArray();
        out.field("mostPerYear", calendar.mostPerYear()).key("holidays").array();
        calendar.holidays().stream().sorted().forEach(day -> out.value(day.intValue()));
        out.endArray().endObject();
    }

    private void pathway(Pathway p) {
        out.object().field("id", p.id());
        wording("title", p.title());
        out.key("destinations").array();
        p.destinations().forEach(out::value);
        out.endArray();
        out.field("category", p.category().word()).field("how", p.how().word());
        detail("summary", p.summary());
        detail("authority", p.authority());
        detail("apply", p.apply());
        detail("cost", p.cost());
        out.field("effectOnAsylum", p.effectOnAsylum().word());
        detail("effectNote", p.effectNote());
        Grants g = p.grants();
        out.key("grants").object();
        detail("status", g.status());
        out.field("months", g.months()).field("renewable", g.renewable());
        out.field("permanent", g.permanent()).field("work", g.work()).field("family", g.family());
        detail("note", g.note());
        out.endObject();
        details("limits", p.limits());
        detail("contest", p.contest());
        out.field("confirmed", p.confirmed());
        flag("changesOften", p.changesOften());
        out.field("confidence", p.confidence());
        out.key("versions").array();
        p.versions().forEach(this::version);
        out.endArray().endObject();
    }

    private void version(Version v) {
        out.object().key("law");
        window(v.law());
        if (v.lawOf() != null) {
            out.key("lawOf");
            FormulaCodec.write(v.lawOf(), out);
        }
        windows("intake", v.intake());
        windows("suspended", v.suspended());
        if (v.benefitEnd() != null) {
            out.field("benefitEnd", PartialDate.print(v.benefitEnd()));
        }
        if (v.here() != null) {
            out.key("here");
            node(v.here());
        }
        nodes("requires", v.requires());
        nodes("unless", v.unless());
        out.endObject();
    }

    private void screen(Screen s) {
        out.object().field("id", s.id());
        wording("title", s.title());
        wording("neutral", s.neutral());
        out.field("urgency", s.urgency().word()).key("refer").array();
        s.refer().forEach(out::value);
        out.endArray();
        details("actions", s.actions());
        details("never", s.never());
        out.key("cite");
        cite(s.cite());
        nodes("indicates", s.indicates());
        out.endObject();
    }

    private void node(Node node) {
        out.object().field("id", node.id()).field("role", node.role().word());
        detail("text", node.text());
        if (node.cite() != null) {
            out.key("cite");
            cite(node.cite());
        }
        formula("onlyIf", node.onlyIf());
        switch (node) {
            case Node.Condition condition -> formula("when", condition.when());
            case Node.Group group -> {
                out.field("mode", group.mode().word()).field("least", group.least());
                nodes("parts", group.parts());
            }
            case Node.ForRecords records -> {
                out.field("quantifier", records.quantifier().word());
                out.field("least", records.least()).field("list", records.list().fact().name());
                out.field("binder", records.binder());
                formula("with", records.with());
                nodes("parts", records.parts());
            }
        }
        out.endObject();
    }

    private void cite(Citation cite) {
        out.object();
        if (!core) {
            out.field("act", cite.act());
            text("article", cite.article());
            text("url", cite.url());
        }
        out.field("class", cite.support().word());
        if (!core) {
            text("read", cite.read());
            text("note", cite.note());
        }
        out.endObject();
    }

    private void nodes(String key, List<Node> nodes) {
        if (!nodes.isEmpty()) {
            out.key(key).array();
            nodes.forEach(this::node);
            out.endArray();
        }
    }

    private void formula(String key, @Nullable Formula formula) {
        if (formula != null) {
            out.key(key);
            FormulaCodec.write(formula, out);
        }
    }

    private void windows(String key, List<Window> windows) {
        if (!windows.isEmpty()) {
            out.key(key).array();
            windows.forEach(this::window);
            out.endArray();
        }
    }

    private void window(Window window) {
        out.array().value(window.from().low()).value(window.from().high());
        out.value(window.to().low()).value(window.to().high()).endArray();
    }

    private void details(String key, List<Wording> wordings) {
        if (!core && !wordings.isEmpty()) {
            out.key(key).array();
            wordings.forEach(this::value);
            out.endArray();
        }
    }

    private void detail(String key, Wording wording) {
        if (!core) {
            wording(key, wording);
        }
    }

    private void wording(String key, Wording wording) {
        if (!wording.isEmpty()) {
            out.key(key);
            value(wording);
        }
    }

    private void value(Wording wording) {
        out.object();
        if (language == null) {
            wording.byLanguage().forEach(out::field);
        } else {
            out.field(language, wording.in(language));
        }
        out.endObject();
    }

    private void text(String key, @Nullable String text) {
        if (text != null && !text.isEmpty()) {
            out.field(key, text);
        }
    }

    private void flag(String key, boolean yes) {
        if (yes) {
            out.field(key, true);
        }
    }
}
