package amparo.server.device;

import amparo.engine.data.JsonWriter;
import amparo.engine.evaluate.Walk;
import amparo.engine.fact.Sensitivity;
import amparo.engine.fact.Wording;
import amparo.engine.rule.Citation;
import amparo.engine.rule.Node;
import amparo.engine.rule.Rulebook;
import amparo.engine.rule.Screen;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the core of a rulebook leaves out of its screens, in one language: what to do, what never to
 * do, and the sentence and source of each indication.
 */
final class ScreenDetails {

    private ScreenDetails() {}

    static String write(Rulebook book, String language) {
        JsonWriter out = new JsonWriter(false);
        out.object().field("version", book.version()).key("screens").object();
        for (Screen screen : book.screens()) {
            Map<String, Node> nodes = new LinkedHashMap<>();
            screen.indicates().forEach(node -> collect(node, nodes));
            out.key(screen.id()).object().field("survivor", isOfSurvivors(screen));
            out.field("title", screen.title().in(language)).field("fear", readsFear(screen));
            out.key("reads").array();
            reads(screen).forEach(out::value);
            out.endArray();
            texts(out, "actions", screen.actions(), language);
            texts(out, "never", screen.never(), language);
            out.key("texts").object();
            nodes.forEach((id, node) -> {
                if (!node.text().isEmpty()) {
                    out.field(id, node.text().in(language));
                }
            });
            out.endObject().key("cites").object();
            nodes.forEach((id, node) -> {
                Citation cite = node.cite();
                if (cite != null) {
                    out.key(id);
                    cite(out, cite);
                }
            });
            out.endObject().key("cite");
            cite(out, screen.cite());
            out.endObject();
        }
        out.endObject().endObject();
        return out.toString();
    }

    /** Whether one of its indications reads what only a specialist may be told. */
    private static boolean isOfSurvivors(Screen screen) {
        List<Sensitivity> read = new ArrayList<>();
        for (Node node : screen.indicates()) {
            Walk.formulas(
                    node, formula -> Walk.refs(formula, ref -> read.add(ref.fact().sensitivity())));
        }
        return read.contains(Sensitivity.SURVIVOR);
    }

    /** Whether what only the person ends is among what it reads: nobody disagrees with that. */
    private static boolean readsFear(Screen screen) {
        boolean[] found = {false};
        for (Node node : screen.indicates()) {
            Walk.formulas(
                    node, formula -> Walk.refs(formula, ref -> found[0] |= ref.fact().askFirst()));
        }
        return found[0];
    }

    /** Facts of the person that its indications read. */
    private static Set<String> reads(Screen screen) {
        Set<String> names = new TreeSet<>();
        for (Node node : screen.indicates()) {
            Walk.formulas(
                    node,
                    formula ->
                            Walk.refs(
                                    formula,
                                    ref -> {
                                        if (ref.depth() < 0) {
                                            names.add(ref.fact().name());
                                        }
                                    }));
        }
        return names;
    }

    private static void collect(Node node, Map<String, Node> nodes) {
        nodes.putIfAbsent(node.id(), node);
        switch (node) {
            case Node.Condition _ -> {}
            case Node.Group group -> group.parts().forEach(part -> collect(part, nodes));
            case Node.ForRecords records -> records.parts().forEach(part -> collect(part, nodes));
        }
    }

    private static void texts(JsonWriter out, String key, List<Wording> all, String language) {
        out.key(key).array();
        all.forEach(one -> out.value(one.in(language)));
        out.endArray();
    }

    private static void cite(JsonWriter out, Citation cite) {
        out.object().field("act", cite.act()).field("article", cite.article());
        out.field("url", cite.url()).field("class", cite.support().word());
        String read = cite.read();
        out.field("read", read == null ? "" : read).field("note", cite.note()).endObject();
    }
}
