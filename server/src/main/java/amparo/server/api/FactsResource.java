package amparo.server.api;

import amparo.engine.fact.CodeList;
import amparo.engine.fact.Fact;
import amparo.engine.fact.FactType;
import amparo.engine.fact.RecordType;
import amparo.engine.fact.Vocabulary;
import amparo.engine.value.Range;
import amparo.rulebook.compile.CompiledRulebook;
import amparo.server.platform.ProblemType;
import amparo.server.registry.PersonFiles;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** What can be said about a person: the vocabulary of the rulebook. */
@ApiResource
class FactsResource {

    private final PersonFiles files;

    FactsResource(PersonFiles files) {
        this.files = files;
    }

    /** Read on first use: the rulebook is large, and starting must be quick. */
    private @Nullable Vocabulary vocabulary;

    /** A fact, or a field of a record. */
    record FactJson(
            String name,
            String type,
            String sensitivity,
            Map<String, String> question,
            @Nullable Map<String, String> help,
            @Nullable String unit,
            @Nullable Integer lowest,
            @Nullable Integer highest,
            @Nullable String codeList,
            boolean computed,
            @Nullable List<FactJson> fields) {}

    record CodeJson(String code, Map<String, String> label) {}

    record CodeListJson(String name, List<CodeJson> codes) {}

    @GetMapping("/api/v1/facts")
    ResponseEntity<byte[]> facts(HttpServletRequest request) {
        Parameters parameters = Parameters.of(request, "after", "limit");
        int limit = parameters.limit();
        String after = parameters.word("after");
        List<FactJson> oneMore =
                Stream.concat(
                                vocabulary().facts().stream().map(FactsResource::json),
                                files.facts().stream()
                                        .filter(one -> one.rulebook() == null)
                                        .map(FactsResource::own))
                        .sorted(Comparator.comparing(FactJson::name))
                        .filter(fact -> after == null || fact.name().compareTo(after) > 0)
                        .limit(limit + 1L)
                        .toList();
        return Answers.page(request, ApiPage.of(oneMore, limit, FactJson::name), limit, "");
    }

    @GetMapping("/api/v1/code-lists/{name}")
    ResponseEntity<byte[]> codes(HttpServletRequest request, @PathVariable String name) {
        Parameters.of(request);
        CodeList list = vocabulary().codeList(name);
        if (list == null) {
            throw ApiProblem.of(ProblemType.NOT_FOUND);
        }
        return Answers.one(
                request,
                new CodeListJson(
                        list.name(),
                        list.codes().entrySet().stream()
                                .map(entry ->
                                        new CodeJson(entry.getKey(), entry.getValue().byLanguage()))
                                .toList()));
    }

    /** One that no rule reads: its answers are words, or records. */
    private static FactJson own(PersonFiles.Known fact) {
        if (fact.rulebook() != null) {
            return json(fact.rulebook());
        }
        return new FactJson(
                fact.name(),
                fact.isList() ? FactType.RECORDS.word() : "text",
                fact.sensitivity(),
                Map.of(),
                null,
                null,
                null,
                null,
                null,
                false,
                fact.isList()
                        ? fact.fields().stream()
                                .map(FactsResource::own)
                                .collect(Collectors.toList())
                        : null);
    }

    private static FactJson json(Fact fact) {
        RecordType record = fact.record();
        Range bounds = fact.bounds();
        CodeList codes = fact.codes();
        return new FactJson(
                fact.name(),
                fact.type().word(),
                fact.sensitivity().word(),
                new LinkedHashMap<>(fact.question().byLanguage()),
                fact.help().isEmpty() ? null : new LinkedHashMap<>(fact.help().byLanguage()),
                fact.unit().isEmpty() ? null : fact.unit(),
                bounds.low() == Range.NEVER ? null : bounds.low(),
                bounds.high() == Range.FOREVER ? null : bounds.high(),
                codes == null ? null : codes.name(),
                fact.deriveText() != null || fact.deriveTree() != null,
                record == null
                        ? null
                        : record.fields().stream()
                                .map(FactsResource::json)
                                .collect(Collectors.toList()));
    }

    private synchronized Vocabulary vocabulary() {
        Vocabulary known = vocabulary;
        if (known == null) {
            known = CompiledRulebook.load().vocabulary();
            vocabulary = known;
        }
        return known;
    }
}
