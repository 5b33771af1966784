package amparo.server.api;

import amparo.server.exchange.PersonExport;
import amparo.server.exchange.PersonImport;
import amparo.server.exchange.PersonImport.Checked;
import amparo.server.exchange.PersonImport.Imported;
import amparo.server.exchange.PersonImport.Reject;
import amparo.server.platform.Language;
import amparo.server.platform.ProblemDetails;
import amparo.server.platform.ProblemType;
import amparo.server.platform.Texts;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import tools.jackson.databind.JsonNode;

/** Tables of persons in and out, as the pages take and give files. */
@ApiResource
class ExchangeResource {

    private static final int CREATED = 201;
    private static final int MOST_COLUMNS = 200;
    private static final int LONGEST = 2000;

    private final PersonImport imports;
    private final PersonExport exports;
    private final Idempotency idempotency;
    private final Texts texts;

    ExchangeResource(
            PersonImport imports, PersonExport exports, Idempotency idempotency, Texts texts) {
        this.imports = imports;
        this.exports = exports;
        this.idempotency = idempotency;
        this.texts = texts;
    }

    record RejectJson(int row, String column, String value, String reason) {}

    record CheckedJson(
            int persons,
            int groups,
            boolean again,
            List<RejectJson> rejects,
            boolean moreRejects) {}

    record ImportedJson(int persons, int groups, boolean again) {}

    record TableJson(List<String> columns, List<List<String>> rows, @Nullable String next) {}

    /** What a table is, however it came. */
    private record Sent(byte[] bytes, List<String> columns, boolean csv, Checked checked) {}

    @PostMapping("/api/v1/imports")
    ResponseEntity<byte[]> enter(HttpServletRequest request) throws IOException {
        Sent sent = sent(request);
        return idempotency.once(
                request,
                sent.bytes(),
                () -> {
                    Checked checked = sent.checked();
                    if (!checked.rejects().isEmpty()) {
                        throw refused(sent, checked.rejects().getFirst());
                    }
                    Imported imported = imports.write(checked);
                    return new Idempotency.Answer(
                            CREATED,
                            null,
                            new ImportedJson(
                                    imported.persons(), imported.groups(), imported.again()));
                });
    }

    /** Everything that is wrong with a table, and what would come of it; nothing is written. */
    @PostMapping("/api/v1/imports/check")
    ResponseEntity<byte[]> check(HttpServletRequest request) throws IOException {
        Checked checked = sent(request).checked();
        Language language = ApiLanguage.of(request, texts);
        return Answers.found(
                new CheckedJson(
                        checked.persons(),
                        checked.groups().size(),
                        checked.rejects().isEmpty() && imports.before(checked).isPresent(),
                        checked.rejects().stream()
                                .map(one ->
                                        new RejectJson(
                                                one.row(),
                                                one.column(),
                                                one.value(),
                                                texts.text(language, one.reason())))
                                .toList(),
                        checked.moreRejects()));
    }

    private Sent sent(HttpServletRequest request) throws IOException {
        Parameters.of(request);
        byte[] bytes = Files.read(request, PersonImport.LARGEST);
        if (Formats.isCsv(request.getContentType())) {
            return new Sent(bytes, List.of(), true, imports.check(bytes));
        }
        if (bytes.length > Bodies.LARGEST) {
            throw ApiProblem.of(ProblemType.TOO_LARGE, Bodies.LARGEST);
        }
        List<List<String>> table = table(Bodies.parse(bytes).root().only("columns", "rows"));
        return new Sent(bytes, table.getFirst(), false, imports.checkTable(bytes, table));
    }

    private static List<List<String>> table(Input root) {
        List<List<String>> table = new ArrayList<>();
        table.add(cells(root.any("columns"), "/columns"));
        JsonNode rows = root.any("rows");
        if (!rows.isArray()) {
            throw Input.wrongType("/rows", "api.expects.list");
        }
        for (int i = 0; i < rows.size(); i++) {
            table.add(cells(rows.get(i), "/rows/" + i));
        }
        if (table.size() == 1) {
            throw ApiProblem.value("/rows", "api.value.empty");
        }
        return table;
    }

    /**
     * The first mistake with its place; its value is not repeated. Of a file of lines the place is
     * line and column.
     */
    private static ApiProblem refused(Sent sent, Reject first) {
        ProblemDetails problem = ProblemDetails.of(ProblemType.INVALID_VALUE);
        if (sent.csv()) {
            return new ApiProblem(problem.with("line", first.row()), first.reason());
        }
        int column = sent.columns().indexOf(first.column());
        String pointer =
                first.row() == 1
                        ? "/columns" + (column < 0 ? "" : "/" + column)
                        : "/rows/" + (first.row() - 2) + (column < 0 ? "" : "/" + column);
        return new ApiProblem(problem.with("pointer", pointer), first.reason());
    }

    private static List<String> cells(JsonNode row, String pointer) {
        if (!row.isArray()) {
            throw Input.wrongType(pointer, "api.expects.list");
        }
        if (row.size() > MOST_COLUMNS) {
            throw Input.tooLong(pointer, MOST_COLUMNS, "items");
        }
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < row.size(); i++) {
            cells.add(Input.string(row.get(i), pointer + "/" + i, LONGEST));
        }
        return cells;
    }

    @GetMapping("/api/v1/exports/{kind}")
    ResponseEntity<byte[]> export(HttpServletRequest request, @PathVariable String kind) {
        Parameters parameters = Parameters.of(request, "after");
        PersonExport.Kind of =
                PersonExport.Kind.of(kind).orElseThrow(() -> ApiProblem.of(ProblemType.NOT_FOUND));
        PersonExport.Portion portion =
                exports.next(of, parameters.id("after"), false, "By a program");
        return Answers.one(
                request,
                new TableJson(
                        exports.head(of),
                        portion.rows(),
                        portion.next() == null ? null : portion.next().toString()));
    }
}
