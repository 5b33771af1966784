package amparo.engine.report;

import amparo.engine.data.JsonWriter;
import amparo.engine.fact.CodeList;
import amparo.engine.fact.Fact;
import amparo.engine.fact.Wording;
import amparo.engine.rule.Rulebook;
import amparo.engine.value.Range;
import org.jspecify.annotations.Nullable;

/** What an interview page has to know: every fact with its question, and the codes by name. */
public final class VocabularyReport {
    /** Number of the form. */
    public static final int FORMAT = 1;

    private final Rulebook book;
    private final String language;

    /**
     * @param language ISO 639-1 code of the texts
     */
    public VocabularyReport(Rulebook book, String language) {
        this.book = book;
        this.language = language;
    }

    /** All facts in the order of the rulebook, then all lists of codes. */
    public void write(JsonWriter out) {
        out.object().field("format", FORMAT).field("language", language);
        out.field("rulebook", book.version()).key("languages").array();
        Wording.LANGUAGES.forEach(out::value);
        out.endArray().key("facts").array();
        for (Fact fact : book.vocabulary().facts()) {
            fact(fact, out);
        }
        out.endArray().key("codes").object();
        for (CodeList list : book.vocabulary().codeLists()) {
            out.key(list.name()).object();
            for (String code : list.codes().keySet()) {
                out.field(code, list.label(code, language));
            }
            out.endObject();
        }
        out.endObject().endObject();
    }

    private void fact(Fact fact, JsonWriter out) {
        out.object().field("fact", fact.name()).field("type", fact.type().word());
        out.field("sensitivity", fact.sensitivity().word());
        out.field("mutability", fact.mutability().word()).key("knownBy").array();
        fact.knownBy().forEach(out::value);
        out.endArray();
        out.field("question", fact.question().in(language));
        optional("help", fact.help().in(language), out);
        optional("unit", fact.unit(), out);
        if (!fact.bounds().equals(Range.ANY)) {
            out.key("bounds").array().value(fact.bounds().low());
            out.value(fact.bounds().high()).endArray();
        }
        if (fact.codes() != null) {
            out.field("codes", fact.codes().name());
        }
        if (fact.askFirst()) {
            out.field("askFirst", true);
        }
        if (!fact.asked()) {
            out.field("asked", false);
        }
        optional("fromPerson", fact.fromPerson(), out);
        if (fact.record() != null) {
            out.key("fields").array();
            for (Fact field : fact.record().fields()) {
                fact(field, out);
            }
            out.endArray();
        }
        out.endObject();
    }

    private static void optional(String key, @Nullable String text, JsonWriter out) {
        if (text != null && !text.isEmpty()) {
            out.field(key, text);
        }
    }
}
