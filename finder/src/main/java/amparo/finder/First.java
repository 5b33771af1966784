package amparo.finder;

import amparo.engine.data.JsonWriter;
import amparo.engine.fact.CodeList;
import amparo.engine.fact.Fact;
import amparo.engine.fact.Vocabulary;
import java.util.List;

/** The first questions, which stand in the page itself: they are there before the engine is. */
final class First {
    private static final List<String> ASKED =
            List.of("fear_of_return", "nationality", "country_now");
    private static final String COUNTRY = "country";

    private First() {}

    /** A data block for the page. It ends no element: {@code <} is written as a code. */
    static String write(Vocabulary vocabulary, String language) {
        JsonWriter out = new JsonWriter(false);
        out.object().key("questions").object();
        for (String name : ASKED) {
            Fact fact = vocabulary.get(name);
            out.key(name).object().field("type", fact.type().word());
            out.field("question", fact.question().in(language));
            String help = fact.help().in(language);
            if (!help.isEmpty()) {
                out.field("help", help);
            }
            out.endObject();
        }
        out.endObject().key("countries").object();
        CodeList countries = vocabulary.codeList(COUNTRY);
        if (countries != null) {
            for (String code : countries.codes().keySet()) {
                out.field(code, countries.label(code, language));
            }
        }
        out.endObject().endObject();
        return block(out);
    }

    /** JSON that may stand inside a page. */
    static String block(JsonWriter out) {
        return out.toString().replace("<", "\\u003c");
    }
}
