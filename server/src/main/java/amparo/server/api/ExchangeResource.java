package amparo.server.api;

import amparo.server.exchange.PersonExport;
import amparo.server.exchange.PersonImport;
import amparo.server.exchange.PersonImport.Checked;
import amparo.server.exchange.PersonImport.Imported;
import amparo.server.exchange.PersonImport.Reject;
import amparo.server.platform.ProblemDetails;
import amparo.server.platform.ProblemType;
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

    ExchangeResource(PersonImport imports, PersonExport exports, Idempotency idempotency) {
        this.imports = imports;
        this.exports = exports;
        this.idempotency = idempotency;
    }

    record ImportedJson(int persons, int groups, boolean again) {}

    record TableJson(List<String> columns, List<List<String>> rows, @Nullable String next) {}

    @PostMapping("/api/v1/imports")
    ResponseEntity<byte[]> enter(HttpServletRequest request) throws IOException {
        Parameters.of(request);
        Bodies.Body body = Bodies.read(request);
        Input root = body.root().only("columns", "rows");
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
        return idempotency.once(
                request,
                body.bytes(),
                () -> {
                    Checked checked = imports.checkTable(body.bytes(), table);
                    if (!checked.rejects().isEmpty()) {
                        throw refused(table.getFirst(), checked.rejects().getFirst());
                    }
                    Imported imported = imports.write(checked);
                    return new Idempotency.Answer(
                            CREATED,
                            null,
                            new ImportedJson(
                                    imported.persons(), imported.groups(), imported.again()));
                });
    }

    /** The first mistake with its place; its value is not repeated. */
    private static ApiProblem refused(List<String> columns, Reject first) {
        int column = columns.indexOf(first.column());
        String pointer =
                first.row() == 1
                        ? "/columns" + (column < 0 ? "" : "/" + column)
                        : "/rows/" + (first.row() - 2) + (column < 0 ? "" : "/" + column);
        return new ApiProblem(
                ProblemDetails.of(ProblemType.INVALID_VALUE).with("pointer", pointer),
                first.reason());
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
