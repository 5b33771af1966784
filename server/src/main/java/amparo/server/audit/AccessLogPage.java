package amparo.server.audit;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** Who saw this person's data: for those who work with the person, and on paper for the person. */
@Controller
class AccessLogPage {

    private final AccessLog log;

    AccessLogPage(AccessLog log) {
        this.log = log;
    }

    /**
     * @param sheet the language of the sheet for the person; the staff page without it
     */
    @GetMapping("/persons/{code}/access-log")
    String page(
            @PathVariable String code,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String sheet,
            Model model) {
        AccessLog.Accesses found =
                log.of(code, from, sheet != null)
                        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        model.addAttribute("code", code);
        model.addAttribute("found", found);
        if (sheet != null) {
            model.addAttribute("words", PersonWords.in(sheet));
            return "audit/access-sheet";
        }
        return "audit/access-log";
    }
}
