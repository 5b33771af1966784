package amparo.server.privacy;

import amparo.server.access.Acting;
import amparo.server.access.OrganisationKind;
import amparo.server.access.Role;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** How long what is kept, why, and what would go now. */
@Controller
class RetentionPage {

    private final Retention retention;

    RetentionPage(Retention retention) {
        this.retention = retention;
    }

    @GetMapping("/retention")
    String page(@RequestParam(defaultValue = "false") boolean count, Model model) {
        boolean mayCount = Acting.now().has(Role.DATA_PROTECTION_OFFICER);
        model.addAttribute("rules", retention.rules().rules());
        // Counts of the whole installation: whoever guards a border learns nothing from them.
        model.addAttribute(
                "last",
                Acting.now().kind() == OrganisationKind.BORDER_AUTHORITY
                        ? Map.of()
                        : retention.lastRuns());
        model.addAttribute("mayCount", mayCount);
        model.addAttribute("counts", count && mayCount ? retention.dryRun() : Map.of());
        return "privacy/retention";
    }
}
