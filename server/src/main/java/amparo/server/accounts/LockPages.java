package amparo.server.accounts;

import amparo.server.accounts.Devices.Person;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The locked screen, and the change of persons on a shared device. */
@Controller
class LockPages {

    /** The choice of whoever locked this session. */
    private static final String SELF = "self";

    private final Sessions sessions;
    private final Devices devices;
    private final Pins pins;
    private final Actors actors;

    LockPages(Sessions sessions, Devices devices, Pins pins, Actors actors) {
        this.sessions = sessions;
        this.devices = devices;
        this.pins = pins;
        this.actors = actors;
    }

    private record Known(LockChoice choice, SignedIn signedIn, String lock) {}

    @PostMapping("/lock")
    String lock(HttpServletRequest request, HttpServletResponse response) {
        sessions.lock(request);
        response.setHeader("Clear-Site-Data", "\"cache\"");
        return "redirect:/locked";
    }

    @GetMapping("/locked")
    ModelAndView locked(HttpServletRequest request) {
        if (Visitor.of(request).isPresent()) {
            return new ModelAndView("redirect:/");
        }
        List<Known> known = known(request);
        boolean locked = request.getAttribute(Sessions.LOCKED) != null;
        return known.isEmpty() && !locked
                ? new ModelAndView("redirect:/sign-in")
                : page(known, null, null);
    }

    @PostMapping("/locked")
    ModelAndView unlock(
            @RequestParam(defaultValue = "") String person,
            @RequestParam(defaultValue = "") String pin,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (Visitor.of(request).isPresent()) {
            return new ModelAndView("redirect:/");
        }
        List<Known> all = known(request);
        Optional<Known> chosen =
                all.stream().filter(one -> one.choice().key().equals(person)).findFirst();
        if (chosen.isEmpty()) {
            return all.isEmpty()
                    ? new ModelAndView("redirect:/sign-in")
                    : page(all, person, "lock.who-missing");
        }
        SignedIn signedIn = chosen.get().signedIn();
        return switch (pins.check(signedIn.account(), pin, chosen.get().lock())) {
            case RIGHT -> {
                // Everything else in the session belongs to whoever was here before.
                sessions.comeBack(signedIn, request, response);
                response.setHeader("Clear-Site-Data", "\"cache\"");
                yield new ModelAndView("redirect:/");
            }
            case WRONG -> page(all, person, "lock.wrong");
            case OVER -> {
                devices.left(signedIn.account(), request);
                if (person.equals(SELF)) {
                    sessions.end(request, response);
                }
                yield new ModelAndView("redirect:/sign-in?pin");
            }
        };
    }

    private List<Known> known(HttpServletRequest request) {
        List<Known> all = new ArrayList<>();
        String origin = request.getRemoteAddr();
        Optional<SignedIn> self =
                request.getAttribute(Sessions.LOCKED) == null ? Optional.empty() : sessions.find();
        self.filter(one -> pins.has(one.account()))
                .flatMap(one ->
                        actors.standing(one, origin)
                                .map(standing ->
                                        new Known(
                                                new LockChoice(SELF, standing.displayName()),
                                                one,
                                                "session:" + request.getSession().getId())))
                .ifPresent(all::add);
        for (Person person : devices.people(request)) {
            boolean same =
                    self.filter(one -> one.account().equals(person.signedIn().account()))
                            .isPresent();
            if (!same) {
                all.add(
                        new Known(
                                new LockChoice(person.id().toString(), person.displayName()),
                                person.signedIn(),
                                "device:" + person.id()));
            }
        }
        return all;
    }

    private static ModelAndView page(
            List<Known> known, @Nullable String chosen, @Nullable String problem) {
        ModelAndView page = new ModelAndView("accounts/locked");
        page.addObject("people", known.stream().map(Known::choice).toList());
        if (known.size() == 1) {
            page.addObject("chosen", known.getFirst().choice().key());
        } else if (chosen != null) {
            page.addObject("chosen", chosen);
        }
        if (problem != null) {
            page.addObject("problem", problem);
            page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        }
        return page;
    }
}
