package amparo.server.privacy;

import amparo.server.access.Acting;
import amparo.server.access.Role;
import amparo.server.privacy.DataRequests.Asked;
import amparo.server.privacy.DataRequests.Outcome;
import amparo.server.privacy.DataRequests.Request;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/** Requests of persons: recorded by whoever hears them, decided by the data protection officer. */
@Controller
class DataRequestPages {

    private final DataRequests requests;

    DataRequestPages(DataRequests requests) {
        this.requests = requests;
    }

    @GetMapping("/data-requests")
    ModelAndView list() {
        return new ModelAndView("privacy/requests").addObject("requests", requests.list());
    }

    @GetMapping("/data-requests/new")
    ModelAndView form(@RequestParam(defaultValue = "") String code) {
        return form(new Asked(code, "", "", "", ""), null, false);
    }

    private static ModelAndView form(Asked asked, @Nullable String wrong, boolean recorded) {
        ModelAndView page =
                new ModelAndView(
                        "privacy/request-new",
                        wrong == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
        page.addObject("asked", asked).addObject("recorded", recorded);
        return wrong == null ? page : page.addObject("wrong", wrong);
    }

    @PostMapping("/data-requests")
    ModelAndView record(
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(name = "asked-by", defaultValue = "") String askedBy,
            @RequestParam(defaultValue = "") String channel,
            @RequestParam(name = "identity-check", defaultValue = "") String identityCheck) {
        String tidy = code.strip().toUpperCase(Locale.ROOT);
        Asked asked = new Asked(tidy, kind, askedBy, channel, identityCheck);
        if (!asked.complete()) {
            return form(asked, "privacy.request.incomplete", false);
        }
        Optional<UUID> id = requests.open(asked);
        if (id.isEmpty()) {
            return form(asked, "privacy.request.unknown-code", false);
        }
        return Acting.now().has(Role.DATA_PROTECTION_OFFICER)
                ? new ModelAndView("redirect:/data-requests/" + id.get())
                : form(new Asked("", "", "", "", ""), null, true);
    }

    @GetMapping("/data-requests/{id}")
    ModelAndView show(@PathVariable String id) {
        return show(id(id), null, null);
    }

    private ModelAndView show(UUID id, @Nullable String wrong, @Nullable String written) {
        Request request = requests.find(id).orElseThrow(DataRequestPages::notFound);
        ModelAndView page =
                new ModelAndView(
                        "privacy/request",
                        wrong == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
        page.addObject("request", request).addObject("preview", requests.preview(request));
        if (wrong != null) {
            page.addObject("wrong", wrong);
        }
        if (written != null) {
            page.addObject("written", written);
        }
        return page;
    }

    @PostMapping("/data-requests/{id}/erasure")
    ModelAndView erase(@PathVariable String id, @RequestParam(defaultValue = "") String reason) {
        UUID request = id(id);
        if (!PersonDataPages.fits(reason)) {
            return show(request, "privacy.reason-wrong", reason);
        }
        Outcome outcome;
        try {
            outcome = requests.erase(request, reason.strip());
        } catch (DataRequests.HeldException held) {
            outcome = Outcome.HELD;
        }
        return outcome == Outcome.HELD
                ? show(request, "privacy.request.held-wrong", reason)
                : after(request, outcome);
    }

    @PostMapping("/data-requests/{id}/refusal")
    ModelAndView refuse(@PathVariable String id, @RequestParam(defaultValue = "") String reason) {
        UUID request = id(id);
        return PersonDataPages.fits(reason)
                ? after(request, requests.refuse(request, reason.strip()))
                : show(request, "privacy.reason-wrong", reason);
    }

    /** Of an erasure: all were told. Of a copy: it was handed over. */
    @PostMapping("/data-requests/{id}/told")
    ModelAndView told(@PathVariable String id, @RequestParam(defaultValue = "") String reason) {
        UUID request = id(id);
        if (reason.isEmpty()) {
            return after(request, requests.told(request));
        }
        return PersonDataPages.fits(reason)
                ? after(request, requests.granted(request, reason.strip()))
                : show(request, "privacy.reason-wrong", reason);
    }

    private static ModelAndView after(UUID request, Outcome outcome) {
        if (outcome == Outcome.GONE) {
            throw notFound();
        }
        return new ModelAndView("redirect:/data-requests/" + request);
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException none) {
            throw notFound();
        }
    }

    private static ResponseStatusException notFound() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
