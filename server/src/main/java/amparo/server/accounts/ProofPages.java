package amparo.server.accounts;

import amparo.server.platform.Flash;
import amparo.server.platform.Installation;
import amparo.server.platform.Tone;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * What somebody proves themselves with: looked at by whoever is signed in, changed only a short
 * while after a fresh proof.
 */
@Controller
class ProofPages {

    private static final int LONGEST_NAME = 60;
    private static final List<Integer> LOCK_AFTER = List.of(2, 5, 10, 15, 30);

    private final SignIns signIns;
    private final Sessions sessions;
    private final Devices devices;
    private final PasskeyStore passkeys;
    private final Pins pins;
    private final AccountTexts texts;
    private final Installation installation;
    private final Clock clock;

    ProofPages(
            SignIns signIns,
            Sessions sessions,
            Devices devices,
            PasskeyStore passkeys,
            Pins pins,
            AccountTexts texts,
            Installation installation,
            Clock clock) {
        this.signIns = signIns;
        this.sessions = sessions;
        this.devices = devices;
        this.passkeys = passkeys;
        this.pins = pins;
        this.texts = texts;
        this.installation = installation;
        this.clock = clock;
    }

    @GetMapping("/account/second-factors")
    ModelAndView secondFactors(HttpServletRequest request) {
        UUID account = sessions.current().account();
        return new ModelAndView("accounts/account-second-factors")
                .addObject("means", signIns.means(account))
                .addObject("passkeys", passkeys.of(account))
                .addObject("proved", sessions.proved(request));
    }

    @GetMapping("/account/prove")
    ModelAndView prove(HttpServletRequest request) {
        return sessions.proved(request)
                ? new ModelAndView("redirect:/account/second-factors")
                : provePage();
    }

    /** Asks for all that the account has: an open screen that somebody found is not enough. */
    @PostMapping("/account/prove")
    ModelAndView prove(
            @RequestParam(defaultValue = "") String password,
            @RequestParam(defaultValue = "") String code,
            HttpServletRequest request,
            HttpServletResponse response) {
        SignedIn signedIn = sessions.current();
        Means means = signIns.means(signedIn.account());
        boolean codes = means.secondFactor();
        if (!means.password() && !codes) {
            // Only the agency's own sign-in can answer for this account.
            return new ModelAndView("redirect:/account/prove");
        }
        SignIns.Outcome outcome = new SignIns.Outcome.Right(signedIn);
        if (means.password()) {
            outcome = signIns.knowsPassword(signedIn, password);
        }
        if (codes && outcome instanceof SignIns.Outcome.Right(SignedIn right)) {
            outcome = signIns.code(right, code);
        }
        return switch (outcome) {
            case SignIns.Outcome.Right(SignedIn right) -> {
                sessions.remember(right, request, response);
                yield new ModelAndView("redirect:/account/second-factors");
            }
            case SignIns.Outcome.Wrong() -> refused(provePage(), "prove.wrong", null);
            case SignIns.Outcome.Wait(Instant until) ->
                    refused(provePage(), "second-factor.wait", until);
        };
    }

    private ModelAndView provePage() {
        UUID account = sessions.current().account();
        Means means = signIns.means(account);
        ModelAndView page =
                new ModelAndView("accounts/account-prove")
                        .addObject("password", means.password())
                        .addObject("app", means.app())
                        .addObject("passkeys", means.passkeys() > 0);
        String code = installation.demo() ? signIns.codeNow(account) : null;
        return code == null ? page : page.addObject("demoCode", code);
    }

    @PostMapping("/account/second-factors/recovery-codes")
    ModelAndView recoveryCodes(HttpServletRequest request) {
        UUID account = sessions.current().account();
        if (!sessions.proved(request)) {
            return new ModelAndView("redirect:/account/prove");
        }
        if (!signIns.means(account).secondFactor()) {
            return new ModelAndView("redirect:/account/second-factors");
        }
        return new ModelAndView("accounts/recovery-codes")
                .addObject("codes", signIns.newRecoveryCodes(account));
    }

    @PostMapping("/account/second-factors/passkeys/{id}/name")
    String rename(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String name,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        if (!sessions.proved(request)) {
            return "redirect:/account/prove";
        }
        String own = name.strip();
        if (!own.isEmpty() && id.matches("[A-Za-z0-9_-]{1,1400}")) {
            passkeys.rename(
                    sessions.current().account(),
                    id,
                    own.substring(0, Math.min(LONGEST_NAME, own.length())));
            done(redirect, request, "passkeys.renamed");
        }
        return "redirect:/account/second-factors";
    }

    @PostMapping("/account/second-factors/passkeys/{id}/remove")
    String remove(
            @PathVariable String id, HttpServletRequest request, RedirectAttributes redirect) {
        if (!sessions.proved(request)) {
            return "redirect:/account/prove";
        }
        if (id.matches("[A-Za-z0-9_-]{1,1400}")) {
            passkeys.remove(sessions.current().account(), id);
            done(redirect, request, "passkeys.removed");
        }
        return "redirect:/account/second-factors";
    }

    @GetMapping("/account/pin")
    ModelAndView pin() {
        return pinPage(Map.of());
    }

    @PostMapping("/account/pin")
    ModelAndView pin(
            @RequestParam(defaultValue = "") String pin,
            @RequestParam(defaultValue = "") String again,
            @RequestParam(defaultValue = "") String after,
            @RequestParam(defaultValue = "") String act,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        SignedIn signedIn = sessions.current();
        UUID account = signedIn.account();
        if (!sessions.proved(request)) {
            return new ModelAndView("redirect:/account/prove");
        }
        if (act.equals("remove")) {
            pins.set(account, null, null);
            done(redirect, request, "pin.removed");
            return new ModelAndView("redirect:/account");
        }
        Integer minutes =
                LOCK_AFTER.stream()
                        .filter(one -> after.equals(one.toString()))
                        .findFirst()
                        .orElse(null);
        Map<String, String> wrong = new HashMap<>();
        boolean keep = pin.isEmpty() && again.isEmpty() && pins.has(account);
        if (!keep) {
            Pins.fault(pin)
                    .ifPresent(fault ->
                            wrong.put(
                                    "pin",
                                    fault == Pins.Fault.TRIVIAL ? "pin.trivial" : "pin.digits"));
            if (!pin.equals(again)) {
                wrong.put("again", "pin.differs");
            }
        }
        if (!wrong.isEmpty()) {
            ModelAndView page = pinPage(wrong);
            page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return page;
        }
        if (keep) {
            pins.setLockAfter(account, minutes);
        } else {
            pins.set(account, pin, minutes);
        }
        devices.arrived(signedIn, request);
        done(redirect, request, "pin.saved");
        return new ModelAndView("redirect:/account");
    }

    private ModelAndView pinPage(Map<String, String> wrong) {
        UUID account = sessions.current().account();
        Optional<Integer> after = pins.lockAfter(account);
        return new ModelAndView("accounts/account-pin")
                .addObject("wrong", wrong)
                .addObject("has", pins.has(account))
                .addObject("choices", LOCK_AFTER)
                .addObject("after", after.map(String::valueOf).orElse(""));
    }

    private ModelAndView refused(ModelAndView page, String problem, @Nullable Instant until) {
        page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        page.addObject("problem", problem);
        if (until != null) {
            page.setStatus(HttpStatus.TOO_MANY_REQUESTS);
            page.addObject("minutes", Waiting.minutes(clock.instant(), until));
        }
        return page;
    }

    private void done(RedirectAttributes redirect, HttpServletRequest request, String key) {
        redirect.addFlashAttribute("flash", new Flash(Tone.DONE, texts.in(request, key)));
    }
}
