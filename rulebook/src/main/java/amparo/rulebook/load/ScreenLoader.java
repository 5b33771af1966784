package amparo.rulebook.load;

import amparo.engine.data.Data;
import amparo.engine.rule.Citation;
import amparo.engine.rule.CitationClass;
import amparo.engine.rule.Screen;
import java.util.ArrayList;
import java.util.List;

/** Reads screens. */
final class ScreenLoader {
    private final Conditions conditions;
    private final ExampleLoader examples;

    ScreenLoader(Conditions conditions, ExampleLoader examples) {
        this.conditions = conditions;
        this.examples = examples;
    }

    Screen load(Document document) {
        Reading reading = document.reading();
        FieldReader fields = document.fields(Keys.SCREEN, "a screen");
        String id = fields.needText("screen");
        Screen.Urgency urgency = fields.needWord("urgency", Words.URGENCIES);
        List<String> refer = new ArrayList<>();
        for (Data item : fields.needItems("refer")) {
            String service = fields.choose("a service", item, Words.SERVICES);
            if (service != null) {
                refer.add(service);
            }
        }
        fields.needItems("actions");
        fields.need("cite");
        CiteReader cites = new CiteReader(reading);
        Citation cite = cites.cite(fields);
        NodeLoader nodes = new NodeLoader(reading, conditions, cites, true);
        examples.screen(reading, id, fields);
        return new Screen(
                id,
                fields.needWording("title"),
                fields.needWording("neutral"),
                urgency == null ? Screen.Urgency.EMERGENCY : urgency,
                refer,
                fields.wordings("actions"),
                fields.wordings("never"),
                cite == null ? new Citation("", "", "", CitationClass.GENERAL, null, "") : cite,
                nodes.nodes(fields.needItems("indicates")));
    }
}
