package amparo.server.platform;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Problem details (RFC 9457). They name the place and the cure and never quote a value: what a
 * program logs must not tell of a person.
 *
 * @param type what went wrong
 * @param values for the placeholders of its detail
 * @param extra more members, for example {@code pointer}
 */
public record ProblemDetails(ProblemType type, List<Object> values, Map<String, Object> extra) {

    public ProblemDetails {
        values = List.copyOf(values);
        extra = new LinkedHashMap<>(extra);
    }

    /** Without more members. */
    public static ProblemDetails of(ProblemType type, Object... values) {
        return new ProblemDetails(type, List.of(values), Map.of());
    }

    /** The same with one member more. */
    public ProblemDetails with(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(extra);
        more.put(name, value);
        return new ProblemDetails(type, values, more);
    }

    /**
     * The members in the order in which people read them.
     *
     * @param reference of the request, for who asks for help; none outside of a request
     */
    public Map<String, Object> body(Texts texts, Language language, @Nullable Object reference) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", type.address());
        body.put("title", texts.text(language, "problem." + type.code() + ".title"));
        body.put("status", type.status());
        body.put(
                "detail",
                texts.text(language, "problem." + type.code() + ".detail", values.toArray()));
        body.putAll(extra);
        if (reference != null) {
            body.put("reference", reference);
        }
        return body;
    }
}
