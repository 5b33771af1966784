package amparo.server.exchange;

import amparo.server.access.Acting;
import amparo.server.access.Role;
import amparo.server.exchange.PersonExport.Kind;
import amparo.server.exchange.PersonExport.Portion;
import amparo.server.platform.FormPage;
import amparo.server.platform.Option;
import amparo.server.platform.Question;
import amparo.server.platform.Typed;
import de.siegmar.fastcsv.writer.CsvWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/** Everything in reach as a file, written while it is read: no list is held, none is cut. */
@Controller
class ExportPages {

    private static final int SHORTEST_REASON = 10;
    private static final int LONGEST_REASON = 500;

    private final PersonExport export;

    ExportPages(PersonExport export) {
        this.export = export;
    }

    @GetMapping("/export")
    ModelAndView export() {
        return form(Typed.nothing());
    }

    @PostMapping("/export")
    @Nullable ModelAndView export(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Typed typed = new Typed(request.getParameterMap());
        Optional<Kind> kind = Kind.of(typed.one("kind"));
        String reason = typed.one("reason");
        if (kind.isEmpty()) {
            typed.wrong("kind", "exchange.wrong.kind");
        }
        if (reason.length() < SHORTEST_REASON || reason.length() > LONGEST_REASON) {
            typed.wrong("reason", "exchange.wrong.reason");
        }
        if (typed.hasMistakes()) {
            return form(typed);
        }
        write(kind.orElseThrow(), typed.one("survivor").equals("yes"), reason, response);
        return null;
    }

    private void write(Kind kind, boolean survivor, String reason, HttpServletResponse response)
            throws IOException {
        // The first portion before the first byte: what is refused is still refused with a page.
        Portion portion = export.next(kind, null, survivor, reason);
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                "attachment; filename=\"amparo-" + kind.code() + ".csv\"");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        Writer out = new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8);
        // Spreadsheets take the bytes for UTF-8 only if they begin with this mark.
        out.write('\ufeff');
        CsvWriter csv = CsvWriter.builder().build(out);
        csv.writeRecord(export.head(kind));
        long rows = 0;
        while (true) {
            for (List<String> row : portion.rows()) {
                csv.writeRecord(row.stream().map(Formulas::guard).toList());
                rows++;
            }
            csv.flush();
            out.flush();
            UUID next = portion.next();
            if (next == null) {
                break;
            }
            portion = export.next(kind, next, survivor, reason);
        }
        csv.writeRecord(PersonExport.END, Long.toString(rows));
        csv.flush();
        out.flush();
    }

    private static ModelAndView form(Typed typed) {
        boolean specialist = Acting.now().has(Role.PROTECTION_SPECIALIST);
        return new FormPage(
                        "exchange.export",
                        "exchange.export-lead",
                        "/export",
                        "exchange.export-go",
                        "/groups",
                        Map.of(),
                        view -> {
                            List<Question> all = new ArrayList<>();
                            all.add(
                                    Question.choice(
                                            typed.field(view, "kind", view.text("exchange.kind")),
                                            Arrays.stream(Kind.values())
                                                    .map(kind ->
                                                            new Option(
                                                                    kind.code(),
                                                                    view.text(
                                                                            "exchange.kind."
                                                                                    + kind.code()),
                                                                    view.text(
                                                                            "exchange.kind-hint."
                                                                                    + kind.code())))
                                                    .toList()));
                            all.add(
                                    Question.longText(
                                            typed.field(
                                                            view,
                                                            "reason",
                                                            view.text("exchange.reason"))
                                                    .hint(view.text("exchange.reason-hint"))
                                                    .limit(LONGEST_REASON)));
                            if (specialist) {
                                all.add(
                                        Question.several(
                                                typed.field(
                                                                view,
                                                                "survivor",
                                                                view.text("exchange.survivor"))
                                                        .asOptional(),
                                                List.of(
                                                        Option.of(
                                                                "yes",
                                                                view.text(
                                                                        "exchange.survivor-yes")))));
                            }
                            return all;
                        })
                .page(typed.hasMistakes());
    }
}
