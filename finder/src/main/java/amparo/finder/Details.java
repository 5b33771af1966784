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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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
        out.object().field("format", FORMAT).field("version", book.version());
        out.field("language", language).key("pathways").object();
        for (Pathway pathway : book.pathways()) {
            out.key(pathway.id());
            pathway(pathway);
        }
        out.endObject().key("screens").object();
        for (Screen screen : book.screens()) {
            out.key(screen.id()).object();
            conditions(screen.indicates());
            out.endObject();
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
        List<Node> nodes = new ArrayList<>();
        for (Version version : p.versions()) {
            if (version.here() != null) {
                nodes.add(version.here());
            }
            nodes.addAll(version.requires());
            nodes.addAll(version.unless());
        }
        conditions(nodes);
        out.endObject();
    }

    private void grants(Grants g) {
        out.key("grants").object();
        text("status", g.status());
        out.field("months", g.months()).field("renewable", g.renewable());
        out.field("permanent", g.permanent()).field("work", g.work()).field("family", g.family());
        text("note", g.note());
        out.endObject();
    }

    /** By id, which is the same for the same condition in all versions of a rule. */
    private void conditions(List<Node> nodes) {
        Map<String, Node> byId = new LinkedHashMap<>();
        nodes.forEach(node -> collect(node, byId));
        out.key("texts").object();
        byId.forEach((id, node) -> text(id, node.text()));
        out.endObject().key("cites").object();
        byId.forEach((id, node) -> cite(id, node.cite()));
        out.endObject();
    }

    private static void collect(Node node, Map<String, Node> byId) {
        byId.putIfAbsent(node.id(), node);
        parts(node).forEach(part -> collect(part, byId));
    }

    private void cite(String id, @Nullable Citation cite) {
        if (cite == null) {
            return;
        }
        out.key(id).object().field("act", cite.act());
        text("article", cite.article());
        text("url", cite.url());
        out.field("class", cite.support().word());
        text("read", cite.read() == null ? "" : cite.read());
        text("note", cite.note());
        out.endObject();
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
