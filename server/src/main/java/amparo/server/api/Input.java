package amparo.server.api;

import amparo.engine.fact.Vocabulary;
import amparo.server.platform.ProblemDetails;
import amparo.server.platform.ProblemType;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An object of a body with its place in it. What is not asked for is refused, so that a typing slip
 * never drops a piece of what was said.
 */
final class Input {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]{0,39}");
    private static final int WORD = 80;
    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2200;

    private final JsonNode node;
    private final String pointer;

    private Input(JsonNode node, String pointer) {
        this.node = node;
        this.pointer = pointer;
    }

    static Input root(JsonNode node) {
        return object(node, "");
    }

    private static Input object(JsonNode node, String pointer) {
        if (!node.isObject()) {
            throw wrongType(pointer, "api.expects.object");
        }
        return new Input(node, pointer);
    }

    /** Refuses every property but these. */
    Input only(String... known) {
        for (String name : node.propertyNames()) {
            if (!Arrays.asList(known).contains(name)) {
                ProblemDetails problem =
                        ProblemDetails.of(ProblemType.UNKNOWN_PROPERTY, String.join(", ", known))
                                .with("pointer", pointer + "/" + segment(name));
                List<String> near =
                        name.length() > 40 ? List.of() : Vocabulary.near(name, List.of(known));
                throw new ApiProblem(near.isEmpty() ? problem : problem.with("didYouMean", near));
            }
        }
        return this;
    }

    /** The place of a property, for problems. */
    String at(String name) {
        return pointer + "/" + name;
    }

    /** Any value of a property that may be there. */
    @Nullable JsonNode find(String name) {
        return node.get(name);
    }

    /** Any value of a property that must be there; JSON's null is a value. */
    JsonNode any(String name) {
        JsonNode value = node.get(name);
        if (value == null) {
            throw new ApiProblem(
                    ProblemDetails.of(ProblemType.MISSING_PROPERTY, name)
                            .with("pointer", at(name)));
        }
        return value;
    }

    /** Whether the property is there. */
    boolean has(String name) {
        return node.has(name);
    }

    /** A text that must be there and not be blank. */
    String words(String name, int longest) {
        String text = string(any(name), at(name), longest);
        if (text.isBlank()) {
            throw ApiProblem.value(at(name), "api.value.empty");
        }
        return text;
    }

    /** A text, if the property is there; then it is not blank. */
    @Nullable String optional(String name, int longest) {
        return has(name) ? words(name, longest) : null;
    }

    /** The short texts of a list; none if it is not there. */
    List<String> texts(String name, int most) {
        if (!has(name)) {
            return List.of();
        }
        JsonNode list = any(name);
        if (!list.isArray()) {
            throw wrongType(at(name), "api.expects.list");
        }
        if (list.size() > most) {
            throw tooLong(at(name), most, "items");
        }
        List<String> all = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            all.add(string(list.get(i), at(name) + "/" + i, WORD));
        }
        return all;
    }

    /** True or false, which must be there. */
    boolean flag(String name) {
        JsonNode value = any(name);
        if (!value.isBoolean()) {
            throw wrongType(at(name), "api.expects.boolean");
        }
        return value.booleanValue();
    }

    /** True or false, and something else if it is not there. */
    boolean flag(String name, boolean otherwise) {
        return has(name) ? flag(name) : otherwise;
    }

    /** A whole number that must be there. */
    int whole(String name) {
        JsonNode value = any(name);
        if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            throw wrongType(at(name), "api.expects.whole");
        }
        return value.intValue();
    }

    /** An id that must be there. */
    UUID id(String name) {
        try {
            return UUID.fromString(words(name, WORD));
        } catch (IllegalArgumentException none) {
            throw ApiProblem.value(at(name), "api.parameter.uuid");
        }
    }

    /** A whole day that must be there, as 2026-05-31. */
    LocalDate day(String name) {
        try {
            LocalDate day = LocalDate.parse(words(name, WORD));
            if (day.getYear() >= FIRST_YEAR && day.getYear() <= LAST_YEAR) {
                return day;
            }
        } catch (DateTimeException none) {
            // Said below.
        }
        throw ApiProblem.value(at(name), "api.value.day");
    }

    /** A day, if the property is there. */
    @Nullable LocalDate dayOrNone(String name) {
        return has(name) ? day(name) : null;
    }

    /** A moment with its zone, which must be there. */
    OffsetDateTime moment(String name) {
        try {
            OffsetDateTime at = OffsetDateTime.parse(words(name, WORD));
            if (at.getYear() >= FIRST_YEAR && at.getYear() <= LAST_YEAR) {
                return at;
            }
        } catch (DateTimeException none) {
            // Said below.
        }
        throw ApiProblem.value(at(name), "api.value.moment");
    }

    /** The objects of a list that must be there. */
    List<Input> objects(String name, int most) {
        JsonNode list = any(name);
        if (!list.isArray()) {
            throw wrongType(at(name), "api.expects.list");
        }
        if (list.size() > most) {
            throw tooLong(at(name), most, "items");
        }
        List<Input> objects = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            objects.add(object(list.get(i), at(name) + "/" + i));
        }
        return objects;
    }

    static String string(JsonNode value, String pointer, int longest) {
        if (!value.isString()) {
            throw wrongType(pointer, "api.expects.text");
        }
        String text = value.stringValue();
        if (text.length() > longest) {
            throw tooLong(pointer, longest, "letters");
        }
        return text;
    }

    static ApiProblem wrongType(String pointer, String expected) {
        return new ApiProblem(
                ProblemDetails.of(ProblemType.WRONG_TYPE).with("pointer", pointer), expected);
    }

    static ApiProblem tooLong(String pointer, int most, String of) {
        return new ApiProblem(
                ProblemDetails.of(ProblemType.TOO_LONG).with("pointer", pointer).with("most", most),
                "api.long." + of);
    }

    /** A name as a part of a pointer; one that looks like no name of ours is not repeated. */
    static String segment(String name) {
        return PLAIN.matcher(name).matches() ? name : "*";
    }
}
