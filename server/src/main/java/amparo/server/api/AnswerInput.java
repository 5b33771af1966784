package amparo.server.api;

import amparo.engine.fact.CodeList;
import amparo.engine.fact.Fact;
import amparo.engine.fact.FactType;
import amparo.engine.fact.Vocabulary;
import amparo.engine.value.Range;
import amparo.server.platform.ProblemDetails;
import amparo.server.platform.ProblemType;
import amparo.server.registry.PersonFiles;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the answers of a body and holds each against its fact. */
final class AnswerInput {

    static final int MOST = 200;

    private static final int LONGEST_NAME = 80;
    private static final int LONGEST_TEXT = 2000;
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
            told.add(answer(one.only("fact", "value", "source")));
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
        check(fact.get().rulebook(), value, one.at("value"));
        return PersonFiles.Told.of(name, ApiJson.MAPPER.writeValueAsString(value), source);
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
            case DATE -> date(Input.string(value, pointer, LONGEST_NAME), pointer);
            case CODE -> code(fact.codes(), value, pointer);
            case CODES -> {
                if (!value.isArray()) {
                    throw Input.wrongType(pointer, "api.expects.list");
                }
                if (value.size() > MOST) {
                    throw Input.tooLong(pointer, MOST, "items");
                }
                if (value.isEmpty()) {
                    throw ApiProblem.value(pointer, "api.value.empty");
                }
                for (int i = 0; i < value.size(); i++) {
                    code(fact.codes(), value.get(i), pointer + "/" + i);
                }
            }
            case RECORDS -> throw ApiProblem.value(pointer, "api.value.fact");
        }
    }

    private static void whole(Range bounds, JsonNode value, String pointer) {
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
