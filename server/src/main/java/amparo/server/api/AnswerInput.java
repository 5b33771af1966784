package amparo.server.api;

import amparo.engine.fact.CodeList;
import amparo.engine.fact.Fact;
import amparo.engine.fact.FactType;
import amparo.engine.fact.Vocabulary;
import amparo.engine.value.Range;
import amparo.server.platform.Ids;
import amparo.server.platform.ProblemDetails;
import amparo.server.platform.ProblemType;
import amparo.server.registry.PersonFiles;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the answers of a body and holds each against its fact. */
final class AnswerInput {

    static final int MOST = 200;

    private static final int LONGEST_NAME = 80;
    private static final int LONGEST_TEXT = 2000;
    private static final int LONGEST_WORD = 40;
    private static final Set<String> SOURCES =
            Set.of("person", "relative", "document", "officer", "agency");

    private final PersonFiles files;

    AnswerInput(PersonFiles files) {
        this.files = files;
    }

    List<PersonFiles.Told> read(Input body) {
        return all(body.only("answers"));
    }

    /** The answers of an object that may hold more than they. */
    List<PersonFiles.Told> all(Input body) {
        List<PersonFiles.Told> told = new ArrayList<>();
        for (Input one : body.objects("answers", MOST)) {
            told.add(
                    answer(
                            one.only(
                                    "fact",
                                    "value",
                                    "source",
                                    "record",
                                    "language",
                                    "interpreter",
                                    "trueAsOf",
                                    "basis")));
        }
        return told;
    }

    private PersonFiles.Told answer(Input one) {
        String name = one.words("fact", LONGEST_NAME);
        Optional<PersonFiles.Known> fact = files.fact(name);
        if (fact.isEmpty()) {
            throw unknown(one, name);
        }
        String source = one.words("source", LONGEST_NAME);
        if (!SOURCES.contains(source)) {
            throw ApiProblem.value(one.at("source"), "api.value.source");
        }
        JsonNode value = one.any("value");
        UUID record = null;
        if (fact.get().isList()) {
            record = record(one, value);
            list(fact.get(), value, one.at("value"));
        } else if (one.has("record")) {
            throw ApiProblem.value(one.at("record"), "api.value.record");
        } else {
            check(fact.get().rulebook(), value, one.at("value"));
        }
        return new PersonFiles.Told(
                name,
                record,
                ApiJson.MAPPER.writeValueAsString(value),
                source,
                word(one, "language"),
                interpreter(one),
                day(one),
                word(one, "basis"));
    }

    /** Which record it tells of: the one that is named, otherwise a new one. */
    private static @Nullable UUID record(Input one, JsonNode value) {
        if (!value.isObject()) {
            if (one.has("record")) {
                throw ApiProblem.value(one.at("record"), "api.value.record");
            }
            return null;
        }
        if (!one.has("record")) {
            return Ids.next();
        }
        String text = Input.string(one.any("record"), one.at("record"), LONGEST_NAME);
        if (!text.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")) {
            throw ApiProblem.value(one.at("record"), "api.value.record");
        }
        return UUID.fromString(text);
    }

    private static void list(PersonFiles.Known list, JsonNode value, String pointer) {
        if (value.isNull() || value.isString() && value.stringValue().equals("complete")) {
            return;
        }
        if (!value.isObject()) {
            throw Input.wrongType(pointer, "api.expects.object");
        }
        if (value.size() == 1 && value.path("removed").isBoolean()) {
            if (!value.get("removed").asBoolean()) {
                throw ApiProblem.value(pointer + "/removed", "api.value.removed");
            }
            return;
        }
        if (value.isEmpty()) {
            throw ApiProblem.value(pointer, "api.value.empty");
        }
        for (Map.Entry<String, JsonNode> part : value.properties()) {
            PersonFiles.Known field =
                    list.fields().stream()
                            .filter(one -> one.name().equals(part.getKey()))
                            .findFirst()
                            .orElseThrow(() ->
                                    ApiProblem.value(
                                            pointer + "/" + Input.segment(part.getKey()),
                                            "api.value.field"));
            check(field.rulebook(), part.getValue(), pointer + "/" + part.getKey());
        }
    }

    private static @Nullable String word(Input one, String name) {
        if (!one.has(name)) {
            return null;
        }
        String text = Input.string(one.any(name), one.at(name), LONGEST_WORD);
        if (!text.matches("[a-z][a-z_-]*")) {
            throw ApiProblem.value(one.at(name), "api.value.word");
        }
        return text;
    }

    private static @Nullable Boolean interpreter(Input one) {
        if (!one.has("interpreter")) {
            return null;
        }
        JsonNode value = one.any("interpreter");
        if (!value.isBoolean()) {
            throw Input.wrongType(one.at("interpreter"), "api.expects.boolean");
        }
        return value.booleanValue();
    }

    private static @Nullable LocalDate day(Input one) {
        if (!one.has("trueAsOf")) {
            return null;
        }
        try {
            LocalDate day =
                    LocalDate.parse(
                            Input.string(one.any("trueAsOf"), one.at("trueAsOf"), LONGEST_NAME));
            if (!day.isAfter(LocalDate.now(ZoneOffset.ofHours(14)))) {
                return day;
            }
        } catch (DateTimeException none) {
            // Told below.
        }
        throw ApiProblem.value(one.at("trueAsOf"), "api.value.day");
    }

    private ApiProblem unknown(Input one, String name) {
        ProblemDetails problem =
                ProblemDetails.of(ProblemType.INVALID_VALUE).with("pointer", one.at("fact"));
        List<String> near =
                name.length() > 40
                        ? List.of()
                        : Vocabulary.near(
                                name, files.facts().stream().map(PersonFiles.Known::name).toList());
        return new ApiProblem(
                near.isEmpty() ? problem : problem.with("didYouMean", near), "api.value.fact");
    }

    private static void check(@Nullable Fact fact, JsonNode value, String pointer) {
        if (value.isNull()) {
            // The person prefers not to say.
            return;
        }
        if (fact == null) {
            if (Input.string(value, pointer, LONGEST_TEXT).isBlank()) {
                throw ApiProblem.value(pointer, "api.value.empty");
            }
            return;
        }
        FactType type = fact.type();
        switch (type) {
            case BOOLEAN -> {
                if (!value.isBoolean()) {
                    throw Input.wrongType(pointer, "api.expects.boolean");
                }
            }
            case WHOLE -> whole(fact.bounds(), value, pointer);
            case DATE -> {
                String text = Input.string(value, pointer, LONGEST_NAME);
                if (!text.equals("ongoing")
                        || !fact.name().equals("left") && !fact.name().equals("until")) {
                    date(text, pointer);
                }
            }
            case CODE -> code(fact.codes(), value, pointer);
            case CODES -> {
                if (!value.isArray()) {
                    throw Input.wrongType(pointer, "api.expects.list");
                }
                if (value.size() > MOST) {
                    throw Input.tooLong(pointer, MOST, "items");
                }
                // The empty list says: none. "UNKNOWN" says: perhaps others.
                for (int i = 0; i < value.size(); i++) {
                    if (!value.get(i).isString() || !value.get(i).stringValue().equals("UNKNOWN")) {
                        code(fact.codes(), value.get(i), pointer + "/" + i);
                    }
                }
            }
            case RECORDS -> throw ApiProblem.value(pointer, "api.value.fact");
        }
    }

    /** A number, or a span as "15..17". */
    private static void whole(Range bounds, JsonNode value, String pointer) {
        if (value.isString() && value.stringValue().matches("[0-9]{1,9}\\.\\.[0-9]{1,9}")) {
            String[] ends = value.stringValue().split("\\.\\.", -1);
            int low = Integer.parseInt(ends[0]);
            int high = Integer.parseInt(ends[1]);
            if (low > high || low < bounds.low() || high > bounds.high()) {
                throw ApiProblem.value(pointer, "api.value.bounds");
            }
            return;
        }
        if (!value.isIntegralNumber()) {
            throw Input.wrongType(pointer, "api.expects.whole");
        }
        if (!value.canConvertToInt()
                || value.intValue() < bounds.low()
                || value.intValue() > bounds.high()) {
            throw ApiProblem.value(pointer, "api.value.bounds");
        }
    }

    private static void date(String text, String pointer) {
        try {
            switch (text.length()) {
                case 4 -> Year.parse(text);
                case 7 -> YearMonth.parse(text);
                case 10 -> LocalDate.parse(text);
                default -> throw ApiProblem.value(pointer, "api.value.date");
            }
        } catch (DateTimeException none) {
            throw ApiProblem.value(pointer, "api.value.date");
        }
        if (!text.matches("(1[89]|2[01])[0-9]{2}.*")) {
            throw ApiProblem.value(pointer, "api.value.date");
        }
    }

    private static void code(@Nullable CodeList codes, JsonNode value, String pointer) {
        String code = Input.string(value, pointer, LONGEST_NAME);
        if (codes == null || !codes.has(code)) {
            throw ApiProblem.value(pointer, "api.value.code");
        }
    }
}
