package amparo.finder;

import amparo.engine.data.JsonWriter;
import amparo.engine.fact.Wording;
import amparo.engine.rule.Citation;
import amparo.engine.rule.Grants;
import amparo.engine.rule.Node;
import amparo.engine.rule.Pathway;
import amparo.engine.rule.Rulebook;
import amparo.engine.rule.Screen;
import amparo.engine.rule.Version;
import amparo.engine.value.Days;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What the core of a rulebook leaves out, in one language: what doors give, and the sentence and
 * source of every condition. One file for all doors: a request for one door would tell the server
 * which door a person looks at.
 */
final class Details {
    private static final int FORMAT = 1;

    private final Rulebook book;
    private final String language;
    private final JsonWriter out = new JsonWriter(false);

    private Details(Rulebook book, String language) {
        this.book = book;
        this.language = language;
    }

    static String write(Rulebook book, String language) {
        return new Details(book, language).write();
    }

    private String write() {
        out.object().field("format", FORMAT).field("rulebook", book.version());
        out.field("language", language).key("rules").object();
        for (Pathway pathway : book.pathways()) {
            out.key(pathway.id());
            pathway(pathway);
        }
        out.endObject().key("screens").object();
        for (Screen screen : book.screens()) {
            out.key(screen.id()).object().key("conditions").object();
            Set<String> written = new HashSet<>();
            screen.indicates().forEach(node -> conditions(node, written));
            out.endObject().endObject();
        }
        out.endObject().endObject();
        return out.toString();
    }

    private void pathway(Pathway p) {
        out.object().field("title", p.title().in(language));
        out.field("category", p.category().word()).field("how", p.how().word());
        out.key("destinations").array();
        p.destinations().forEach(out::value);
        out.endArray();
        out.field("draft", book.translations().isDraft(language, p.id()));
        text("summary", p.summary());
        text("authority", p.authority());
        text("apply", p.apply());
        text("cost", p.cost());
        out.field("effectOnAsylum", p.effectOnAsylum().word());
        text("effectNote", p.effectNote());
        text("contest", p.contest());
        if (!p.limits().isEmpty()) {
            out.key("limits").array();
            p.limits().forEach(limit -> out.value(limit.in(language)));
            out.endArray();
        }
        grants(p.grants());
        out.field("confirmed", Days.iso(p.confirmed()));
        out.field("confidence", p.confidence()).field("changesOften", p.changesOften());
        out.key("conditions").object();
        Set<String> written = new HashSet<>();
        for (Version version : p.versions()) {
            if (version.here() != null) {
                conditions(version.here(), written);
            }
            version.requires().forEach(node -> conditions(node, written));
            version.unless().forEach(node -> conditions(node, written));
        }
        out.endObject().endObject();
    }

    private void grants(Grants g) {
        out.key("grants").object();
        text("status", g.status());
        out.field("months", g.months()).field("renewable", g.renewable());
        out.field("permanent", g.permanent()).field("work", g.work()).field("family", g.family());
        text("note", g.note());
        out.endObject();
    }

    private void conditions(Node node, Set<String> written) {
        if (written.add(node.id())) {
            out.key(node.id()).object().field("role", node.role().word());
            text("text", node.text());
            Citation cite = node.cite();
            if (cite != null) {
                out.key("cite").object().field("act", cite.act());
                text("article", cite.article());
                text("url", cite.url());
                out.field("class", cite.support().word());
                text("read", cite.read() == null ? "" : cite.read());
                text("note", cite.note());
                out.endObject();
            }
            out.endObject();
        }
        parts(node).forEach(part -> conditions(part, written));
    }

    static List<Node> parts(Node node) {
        return switch (node) {
            case Node.Condition _ -> List.of();
            case Node.Group group -> group.parts();
            case Node.ForRecords records -> records.parts();
        };
    }

    private void text(String key, Wording wording) {
        text(key, wording.in(language));
    }

    private void text(String key, String text) {
        if (!text.isEmpty()) {
            out.field(key, text);
        }
    }
}
