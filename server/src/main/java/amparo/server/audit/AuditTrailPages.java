package amparo.server.audit;

import amparo.server.audit.AuditTrail.Entry;
import amparo.server.audit.AuditTrail.Filter;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.StringJoiner;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The audit of the organisation: to look through, and as a file. */
@Controller
class AuditTrailPages {

    private final AuditTrail trail;

    AuditTrailPages(AuditTrail trail) {
        this.trail = trail;
    }

    @GetMapping("/audit")
    String page(
            @RequestParam(defaultValue = "") String action,
            @RequestParam(defaultValue = "") String account,
            @RequestParam(defaultValue = "") String day,
            @RequestParam(defaultValue = "") String before,
            Model model) {
        Filter filter = new Filter(action.strip(), id(account), date(day));
        List<Entry> found = trail.page(filter, number(before));
        List<Entry> shown = found.subList(0, Math.min(found.size(), AuditTrail.PAGE));
        String query = query(filter);
        model.addAttribute("entries", shown);
        model.addAttribute("action", filter.action());
        model.addAttribute("account", filter.account() == null ? "" : filter.account().toString());
        model.addAttribute("day", day.strip());
        model.addAttribute("dayWrong", !day.isBlank() && filter.day() == null);
        model.addAttribute("actions", trail.actions());
        model.addAttribute("colleagues", trail.colleagues());
        model.addAttribute("file", "/audit.csv" + (query.isEmpty() ? "" : "?" + query));
        if (found.size() > AuditTrail.PAGE) {
            model.addAttribute(
                    "older",
                    "/audit?"
                            + (query.isEmpty() ? "" : query + "&")
                            + "before="
                            + shown.getLast().number());
        }
        if (!before.isEmpty()) {
            model.addAttribute("newest", "/audit" + (query.isEmpty() ? "" : "?" + query));
        }
        return "audit/log";
    }

    @GetMapping("/audit.csv")
    ResponseEntity<byte[]> file(
            @RequestParam(defaultValue = "") String action,
            @RequestParam(defaultValue = "") String account,
            @RequestParam(defaultValue = "") String day) {
        StringBuilder csv =
                new StringBuilder(
                        "number,time,name,roles,room,action,kind,persons,reason,origin,detail\r\n");
        for (Entry entry : trail.file(new Filter(action.strip(), id(account), date(day)))) {
            csv.append(
                            String.join(
                                    ",",
                                    Long.toString(entry.number()),
                                    entry.at().toString(),
                                    cell(entry.name()),
                                    cell(String.join(" ", entry.roles())),
                                    entry.room(),
                                    entry.action(),
                                    entry.kind(),
                                    Integer.toString(entry.persons()),
                                    cell(entry.reason()),
                                    cell(entry.origin()),
                                    cell(entry.detail())))
                    .append("\r\n");
        }
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
                .cacheControl(CacheControl.noStore())
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"audit.csv\"")
                .body(csv.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Quoted; what a spreadsheet would take for a formula becomes text. */
    static String cell(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return "";
        }
        String harmless = "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return '"' + harmless.replace("\"", "\"\"") + '"';
    }

    private static String query(Filter filter) {
        StringJoiner query = new StringJoiner("&");
        if (filter.action().matches("[a-z0-9-]+")) {
            query.add("action=" + filter.action());
        }
        if (filter.account() != null) {
            query.add("account=" + filter.account());
        }
        if (filter.day() != null) {
            query.add("day=" + filter.day());
        }
        return query.toString();
    }

    private static @Nullable UUID id(String text) {
        try {
            return text.isBlank() ? null : UUID.fromString(text.strip());
        } catch (IllegalArgumentException none) {
            return null;
        }
    }

    private static @Nullable LocalDate date(String text) {
        try {
            return text.isBlank() ? null : LocalDate.parse(text.strip());
        } catch (DateTimeException none) {
            return null;
        }
    }

    private static long number(String text) {
        try {
            return text.isBlank() ? Long.MAX_VALUE : Long.parseLong(text.strip());
        } catch (NumberFormatException none) {
            return Long.MAX_VALUE;
        }
    }
}
