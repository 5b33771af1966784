package amparo.rulebook.load;

import amparo.engine.data.Data;
import amparo.engine.rule.Citation;
import amparo.engine.rule.CitationClass;
import amparo.engine.value.Days;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads citations, and the sources that a file names once for all of them. */
final class CiteReader {
    private final Reading reading;
    private final Times times;
    private final Map<String, Source> sources = new LinkedHashMap<>();

    CiteReader(Reading reading) {
        this.reading = reading;
        this.times = new Times(reading);
    }

    private record Source(String act, String url, @Nullable String read) {}

    /** Reads the sources of a file. */
    void sources(FieldReader fields) {
        Data data = fields.has("sources") ? fields.get("sources") : null;
        if (!(data instanceof Data.Fields named)) {
            if (data != null) {
                reading.error(data.at(), "'sources' maps each name to its act and url", "");
            }
            return;
        }
        for (Map.Entry<String, Data.Field> entry : named.fields().entrySet()) {
            FieldReader source = reading.fields(entry.getValue().value(), Keys.SOURCE, "a source");
            if (source != null) {
                sources.put(
                        entry.getKey(),
                        new Source(source.needText("act"), url(source), day(source)));
            }
        }
    }

    /** A citation; null if it is not there or unusable. */
    @Nullable Citation cite(FieldReader node) {
        Data data = node.has("cite") ? node.get("cite") : null;
        FieldReader fields = data == null ? null : reading.fields(data, Keys.CITE, "a citation");
        if (fields == null) {
            return null;
        }
        CitationClass support = fields.needWord("class", Words.CLASSES);
        String article =
                fields.has("article") && fields.get("article") instanceof Data.Whole number
                        ? Long.toString(number.number())
                        : fields.text("article");
        String note = fields.text("note");
        if (support == CitationClass.DISPUTED && note.isEmpty()) {
            fields.error("class", "a disputed condition needs both values in 'note'", "");
        }
        if (support == null) {
            support = CitationClass.GENERAL;
        }
        if (!fields.has("source")) {
            String act =
                    support == CitationClass.GENERAL ? fields.text("act") : fields.needText("act");
            return new Citation(act, article, url(fields), support, day(fields), note);
        }
        for (String key : new String[] {"act", "url", "read"}) {
            if (fields.has(key)) {
                fields.error(key, "'" + key + "' comes from the source already", "leave it out");
            }
        }
        String name = fields.needText("source");
        Source source = sources.get(name);
        if (source == null) {
            if (!name.isEmpty()) {
                fields.error(
                        "source",
                        "no source is called '" + name + "'",
                        FieldReader.didYouMean(
                                name, sources.keySet(), "name it under 'sources:' of this file"));
            }
            return new Citation("", article, "", support, null, note);
        }
        return new Citation(source.act(), article, source.url(), support, source.read(), note);
    }

    private String url(FieldReader fields) {
        String url = fields.text("url");
        if (!url.isEmpty() && !url.startsWith("https://") && !url.startsWith("http://")) {
            fields.error("url", "'url' must start with https:// or http://", "");
        }
        return url;
    }

    private @Nullable String day(FieldReader fields) {
        if (fields.has("url") && !fields.has("read")) {
            reading.warning(
                    fields.at(),
                    "this source has an address, but no day on which it was read",
                    "add 'read: 2026-11-22' with the day on which you read it");
        }
        Integer day = fields.has("read") ? times.day(fields.get("read"), "'read'") : null;
        return day == null ? null : Days.iso(day);
    }
}
