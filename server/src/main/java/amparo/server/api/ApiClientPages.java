package amparo.server.api;

import amparo.server.access.Acting;
import amparo.server.access.OrganisationKind;
import amparo.server.access.Role;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Where administrators give programs access and take it back. */
@Controller
class ApiClientPages {

    private static final Set<Integer> MONTHS = Set.of(3, 6, 12);

    private final ApiClients clients;
    private final Clock clock;

    ApiClientPages(ApiClients clients, Clock clock) {
        this.clients = clients;
        this.clock = clock;
    }

    @GetMapping("/api-clients")
    ModelAndView list() {
        return new ModelAndView("api/list")
                .addObject("clients", ClientLine.of(clients.list(), clock.instant()));
    }

    @GetMapping("/api-clients/new")
    ModelAndView form() {
        return form(new ClientForm("", List.of(), List.of(), ""), List.of());
    }

    /** Shows the token in the answer itself: nothing keeps it, not even the session. */
    @PostMapping("/api-clients/new")
    ModelAndView open(
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") List<String> roles,
            @RequestParam(defaultValue = "") List<String> scopes,
            @RequestParam(defaultValue = "") String months) {
        ClientForm form = new ClientForm(name.strip(), roles, scopes, months);
        List<String> wrong = form.mistakes(kind(), MONTHS);
        if (!wrong.isEmpty()) {
            ModelAndView again = form(form, wrong);
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        }
        String token =
                clients.open(
                        form.name(),
                        EnumSet.copyOf(form.knownRoles()),
                        EnumSet.copyOf(form.knownScopes()),
                        Integer.parseInt(months));
        return new ModelAndView("api/token")
                .addObject("name", form.name())
                .addObject("token", token);
    }

    @GetMapping("/api-clients/{client}/revoke")
    ModelAndView ask(@PathVariable String client) {
        return new ModelAndView("api/revoke")
                .addObject(
                        "client", ClientLine.of(List.of(find(client)), clock.instant()).getFirst());
    }

    @PostMapping("/api-clients/{client}/revoke")
    ModelAndView revoke(@PathVariable String client, RedirectAttributes next) {
        clients.revoke(find(client).id());
        next.addFlashAttribute("said", "api.clients.revoke-done");
        return new ModelAndView("redirect:/api-clients");
    }

    private ModelAndView form(ClientForm form, List<String> wrong) {
        List<Role> offered =
                ApiClients.ROLES.stream()
                        .filter(role ->
                                role != Role.ASYLUM_OFFICER
                                        || kind() == OrganisationKind.ASYLUM_AUTHORITY
                                        || kind() == OrganisationKind.UN_AGENCY)
                        .toList();
        return new ModelAndView("api/new")
                .addObject("form", form)
                .addObject("offered", offered)
                .addObject("wrong", wrong);
    }

    private ApiClients.Client find(String id) {
        return uuid(id).flatMap(clients::find)
                .filter(client -> !client.revoked())
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    private static OrganisationKind kind() {
        OrganisationKind kind = Acting.now().kind();
        if (kind == null) {
            throw new IllegalStateException("nobody is signed in");
        }
        return kind;
    }
}
