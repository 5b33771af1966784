package amparo.engine.report;

import amparo.engine.change.Change;
import amparo.engine.change.ChangeSet;
import amparo.engine.change.Changes;
import amparo.engine.change.WhatIf;
import amparo.engine.data.JsonWriter;
import amparo.engine.evaluate.Availability;
import amparo.engine.evaluate.DoorFinding;
import amparo.engine.evaluate.Evaluator;
import amparo.engine.evaluate.Explanation;
import amparo.engine.evaluate.Finding;
import amparo.engine.evaluate.Findings;
import amparo.engine.evaluate.Gap;
import amparo.engine.evaluate.Outcome;
import amparo.engine.evaluate.PathwayVerdict;
import amparo.engine.evaluate.ScreenFinding;
import amparo.engine.evaluate.ScreenVerdict;
import amparo.engine.evaluate.Settled;
import amparo.engine.fact.Fact;
import amparo.engine.fact.Facts;
import amparo.engine.fact.ValueWriter;
import amparo.engine.interview.Interview;
import amparo.engine.interview.Question;
import amparo.engine.interview.Setting;
import amparo.engine.rule.Citation;
import amparo.engine.rule.Node;
import amparo.engine.rule.Pathway;
import amparo.engine.rule.Rule;
import amparo.engine.rule.Window;
import amparo.engine.value.Days;
import amparo.engine.value.PartialDate;
import amparo.engine.value.Truth;
import amparo.engine.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Everything the engine says of one person on one day, as JSON. The form is described in
 * docs/check-json.md and does not change without a new {@code format} number. Screens without
 * indication are left out: nobody may be marked by them.
 */
public final class CheckReport {
    /** Number of the form. */
    public static final int FORMAT = 1;

    private static final String PLACE = "country_now";

    private final Evaluator evaluator;
    private final String language;
    private final Set<String> destinations;
    private final Reads reads;

    /**
     * @param language ISO 639-1 code of the texts
     * @param destinations only doors to these countries, and asylum where the person is; empty for
     *     all
     */
    public CheckReport(Evaluator evaluator, String language, Set<String> destinations) {
        this(evaluator, language, destinations, new Reads());
    }

    /**
     * For one report after another.
     *
     * @param reads the same for all of them
     */
    public CheckReport(
            Evaluator evaluator, String language, Set<String> destinations, Reads reads) {
        this.evaluator = evaluator;
        this.language = language;
        this.destinations = Set.copyOf(destinations);
        this.reads = reads;
    }

    /** The report of one person as an object. */
    public void write(String person, Facts facts, int today, JsonWriter out) {
        write(person, new Findings(evaluator, facts, today), out);
    }

    /** The same with what was already found out about the person; what is new is added to it. */
    public void write(String person, Findings findings, JsonWriter out) {
        out.object().field("format", FORMAT).field("person", person);
        out.field("day", Days.iso(findings.today())).field("language", language);
        out.field("rulebook", evaluator.book().version());
        List<DoorFinding> doors = new ArrayList<>();
        boolean draft = false;
        for (DoorFinding door : findings.doors()) {
            if (isShown(door.rule(), door.destination(), findings.facts())) {
                doors.add(door);
                draft |= isDraft(door.rule());
            }
        }
        List<ScreenFinding> screens = new ArrayList<>();
        for (ScreenFinding screen : findings.screens()) {
            if (screen.verdict().outcome() != Outcome.NO_INDICATION) {
                screens.add(screen);
                draft |= isDraft(screen.rule());
            }
        }
        out.field("draft", draft).key("pathways").array();
        for (DoorFinding door : doors) {
            if (out.isPretty()) {
                pathway(door, out);
            } else {
                out.json(
                        door.text(
                                language, () -> json(out.another(), part -> pathway(door, part))));
            }
        }
        out.endArray().key("screens").array();
        for (ScreenFinding screen : screens) {
            if (out.isPretty()) {
                screen(screen, out);
            } else {
                out.json(
                        screen.text(
                                language, () -> json(out.another(), part -> screen(screen, part))));
            }
        }
        out.endArray().key("nextQuestion");
        question(
                new Interview(evaluator, Setting.SELF, destinations).next(findings, Set.of()), out);
        out.endObject();
    }

    private static String json(JsonWriter out, Consumer<JsonWriter> write) {
        write.accept(out);
        return out.toString();
    }

    private boolean isDraft(Rule rule) {
        return evaluator.book().translations().isDraft(language, rule.id());
    }

    /** Asylum in the country where the person is is always shown, whatever else was asked for. */
    private boolean isShown(Pathway pathway, String destination, Facts facts) {
        if (destinations.isEmpty() || destinations.contains(destination)) {
            return true;
        }
        Fact place = facts.vocabulary().find(PLACE);
        return pathway.isAsylum()
                && place != null
                && facts.get(place) instanceof Value.Code code
                && code.code().equals(destination);
    }

    private void pathway(DoorFinding door, JsonWriter out) {
        PathwayVerdict v = door.verdict();
        Pathway p = v.pathway();
        Facts facts = door.facts();
        out.object().field("id", p.id()).field("title", p.title().in(language));
        out.field("draft", isDraft(p));
        out.field("kind", p.isAsylum() ? "asylum" : p.isBarrier() ? "barrier" : "pathway");
        out.field("destination", v.destination()).field("category", p.category().word());
        out.field("availability", v.availability().state().word());
        availability(v.availability(), out);
        out.field("outcome", v.outcome().word());
        settled(door, out);
        out.field("effectOnAsylum", p.effectOnAsylum().word()).field("confidence", p.confidence());
        out.key("conditions").array();
        if (v.here() != null) {
            node(v.here(), null, facts, List.of(), out);
        }
        v.requires().forEach(e -> node(e, null, facts, List.of(), out));
        out.endArray().key("exceptions").array();
        v.unless().forEach(e -> node(e, null, facts, List.of(), out));
        out.endArray().key("missing").array();
        missing(door, out);
        out.endArray();
        changes(new WhatIf(evaluator).of(v, facts, door.today()), out);
        out.endObject();
    }

    private static void missing(Finding finding, JsonWriter out) {
        Set<String> names = new LinkedHashSet<>();
        finding.missing().forEach(gap -> names.add(gap.name()));
        names.forEach(out::value);
    }

    private static void availability(Availability a, JsonWriter out) {
        out.key("dates").object().field("law", a.law().text());
        window("intake", a.intake(), out);
        window("suspended", a.suspension(), out);
        if (a.benefitEnd() != null) {
            out.field("benefitEnd", PartialDate.print(a.benefitEnd()));
        }
        out.field("confirmed", Days.iso(a.confirmed())).endObject();
    }

    private static void window(String key, @Nullable Window window, JsonWriter out) {
        if (window != null) {
            out.field(key, window.text());
        }
    }

    /**
     * Only where the outcome is open: whether it is settled all the same, whatever would still be
     * answered.
     */
    private static void settled(DoorFinding door, JsonWriter out) {
        if (door.verdict().outcome() != Outcome.OPEN) {
            return;
        }
        Settled settled = door.settled();
        out.key("settled");
        if (settled.truth() == null) {
            out.value((String) null);
        } else {
            out.value(
                    switch (settled.truth()) {
                        case TRUE -> Outcome.MET.word();
                        case FALSE -> Outcome.NOT_MET.word();
                        case UNKNOWN -> Outcome.OPEN.word();
                    });
        }
        out.field("settledCut", settled.cut());
    }

    private void node(
            Explanation e,
            @Nullable Explanation group,
            Facts facts,
            List<Node.ForRecords> around,
            JsonWriter out) {
        Node node = e.node();
        out.object();
        if (e.item() >= 0) {
            out.field("record", e.item());
        } else {
            out.field("id", node.id()).field("role", node.role().word());
        }
        out.field("truth", e.truth().word());
        if (group != null) {
            out.field("decides", e.decides(group));
        }
        if (e.capped()) {
            out.field("heldBack", e.raw().word());
        }
        if (e.item() < 0) {
            if (e.applies() != Truth.TRUE) {
                out.field("applies", e.applies().word());
            }
            if (!node.text().isEmpty()) {
                out.field("text", node.text().in(language));
            }
            read(node, facts, around, out);
            if (node.cite() != null) {
                cite(node.cite(), out);
            }
        }
        if (!e.parts().isEmpty()) {
            List<Node.ForRecords> inner = around;
            if (e.item() >= 0 && node instanceof Node.ForRecords records) {
                inner = new ArrayList<>(around);
                inner.add(records);
            }
            out.key("parts").array();
            for (Explanation part : e.parts()) {
                node(part, e, facts, inner, out);
            }
            out.endArray();
        }
        out.endObject();
    }

    private void read(Node node, Facts facts, List<Node.ForRecords> around, JsonWriter out) {
        out.key("read").array();
        for (Map.Entry<Fact, Set<String>> read : reads.of(node, around).entrySet()) {
            Fact fact = read.getKey();
            out.object().field("fact", fact.name()).key("value");
            ValueWriter.write(fact, facts.get(fact), read.getValue(), out);
            out.endObject();
        }
        out.endArray();
    }

    private static void cite(Citation cite, JsonWriter out) {
        out.key("cite").object().field("act", cite.act());
        optional("article", cite.article(), out);
        optional("url", cite.url(), out);
        out.field("class", cite.support().word());
        optional("read", cite.read(), out);
        optional("note", cite.note(), out);
        out.endObject();
    }

    private static void optional(String key, @Nullable String text, JsonWriter out) {
        if (text != null && !text.isEmpty()) {
            out.field(key, text);
        }
    }

    private static void changes(Changes changes, JsonWriter out) {
        out.key("wouldChange").array();
        for (ChangeSet set : changes.sets()) {
            out.object().field("then", set.then() == Truth.TRUE ? "met" : "open");
            out.key("changes").array();
            for (Change change : set.changes()) {
                out.object().field("kind", change.kind().word()).field("fact", change.name());
                if (change.value() != null) {
                    out.key("value");
                    Fact of = change.field() == null ? change.fact() : change.field();
                    ValueWriter.write(of, change.value(), null, out);
                }
                if (change.day() != null) {
                    out.field("day", Days.iso(change.day()));
                }
                out.endObject();
            }
            out.endArray().endObject();
        }
        out.endArray().key("cannotChange").array();
        changes.cannotChange().forEach(out::value);
        out.endArray();
        out.field("withheldForSafety", changes.withheld()).field("wouldChangeCut", changes.cut());
    }

    private void screen(ScreenFinding screen, JsonWriter out) {
        ScreenVerdict v = screen.verdict();
        out.object().field("id", v.screen().id()).field("title", v.screen().neutral().in(language));
        out.field("draft", isDraft(v.screen()));
        out.field("outcome", v.outcome().word()).field("urgency", v.screen().urgency().word());
        Integer hours = evaluator.book().hours(v.screen().urgency(), screen.today());
        if (hours != null) {
            out.field("hours", hours);
        }
        if (v.isInDoubt()) {
            out.field("inDoubt", true);
        }
        out.key("because").array();
        for (Explanation e : v.indicates()) {
            if (e.truth() == Truth.TRUE) {
                node(e, null, screen.facts(), List.of(), out);
            }
        }
        out.endArray().key("refer").array();
        if (v.outcome() == Outcome.REFER) {
            v.screen().refer().forEach(out::value);
        }
        out.endArray().key("missing").array();
        missing(screen, out);
        out.endArray().endObject();
    }

    /** The next question as an object, or null. */
    public void question(@Nullable Question question, JsonWriter out) {
        if (question == null) {
            out.value((String) null);
            return;
        }
        Gap gap = question.gap();
        Fact asked = gap.asked();
        out.object().field("fact", gap.name());
        if (gap.item() >= 0) {
            out.field("record", gap.item());
        }
        out.field("type", asked.type().word()).field("question", asked.question().in(language));
        out.key("why").array();
        question.neededBy().forEach(out::value);
        out.endArray().field("more", question.more()).endObject();
    }
}
