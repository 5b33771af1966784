package amparo.server.accounts;

import amparo.server.platform.Flash;
import amparo.server.platform.Tone;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What the script of passkeys asks for, and the forms that it fills. */
@Controller
class PasskeyPages {

    private static final int LONGEST_NAME = 60;

    private final Passkeys passkeys;
    private final SignIns signIns;
    private final Sessions sessions;
    private final Arrivals arrivals;
    private final Federation federation;
    private final AccountTexts texts;
    private final Clock clock;

    PasskeyPages(
            Passkeys passkeys,
            SignIns signIns,
            Sessions sessions,
            Arrivals arrivals,
            Federation federation,
            AccountTexts texts,
            Clock clock) {
        this.passkeys = passkeys;
        this.signIns = signIns;
        this.sessions = sessions;
        this.arrivals = arrivals;
        this.federation = federation;
        this.texts = texts;
        this.clock = clock;
    }

    @PostMapping("/passkeys/new/options")
    ResponseEntity<String> creation(HttpServletRequest request, HttpSession session) {
        return sessions.proved(request)
                ? answer(passkeys.creation(session))
                : ResponseEntity.status(HttpStatus.CONFLICT).build();
    }

    @PostMapping("/passkeys/new")
    ModelAndView keep(
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String credential,
            HttpServletRequest request,
            HttpServletResponse response,
            HttpSession session,
            RedirectAttributes redirect) {
        if (!sessions.proved(request)) {
            return new ModelAndView("redirect:/account/prove");
        }
        SignedIn signedIn = sessions.current();
        boolean first = !signIns.means(signedIn.account()).secondFactor();
        String label = name.isBlank() ? texts.in(request, "passkeys.unnamed") : name.strip();
        if (!passkeys.keep(
                signedIn.account(),
                label.substring(0, Math.min(LONGEST_NAME, label.length())),
                credential,
                session)) {
            redirect.addFlashAttribute(
                    "flash", new Flash(Tone.ATTENTION, texts.in(request, "passkeys.not-kept")));
            return new ModelAndView("redirect:/account/second-factors");
        }
        if (first) {
            // From now on the account has a second factor, and this session has just shown it.
            arrivals.further(signedIn.with(SignedIn.Factor.PASSKEY), request, response);
            return new ModelAndView("accounts/recovery-codes")
                    .addObject("codes", signIns.newRecoveryCodes(signedIn.account()));
        }
        redirect.addFlashAttribute(
                "flash", new Flash(Tone.DONE, texts.in(request, "passkeys.kept")));
        return new ModelAndView("redirect:/account/second-factors");
    }

    @PostMapping("/passkeys/sign-in/options")
    ResponseEntity<String> signInOptions(HttpSession session) {
        return answer(passkeys.request(false, session));
    }

    @PostMapping("/passkeys/sign-in")
    ModelAndView signIn(
            @RequestParam(defaultValue = "") String credential,
            @RequestParam(defaultValue = "") String to,
            HttpServletRequest request,
            HttpServletResponse response,
            HttpSession session) {
        SignIns.Outcome outcome =
                passkeys.prove(null, credential, request.getRemoteAddr(), session);
        if (outcome instanceof SignIns.Outcome.Right(SignedIn signedIn)) {
            return new ModelAndView(arrivals.first(signedIn, to, request, response));
        }
        return refused(
                new ModelAndView("accounts/sign-in")
                        .addObject(
                                "providers",
                                federation.providers().stream()
                                        .map(Federation.Provider::button)
                                        .toList()),
                outcome,
                "passkeys.wrong",
                "sign-in.wait");
    }

    @PostMapping("/passkeys/prove/options")
    ResponseEntity<String> proveOptions(HttpSession session) {
        return answer(passkeys.request(true, session));
    }

    @PostMapping("/passkeys/prove")
    ModelAndView prove(
            @RequestParam(defaultValue = "") String credential,
            HttpServletRequest request,
            HttpServletResponse response,
            HttpSession session) {
        SignedIn before = sessions.current();
        boolean wholly = Visitor.of(request).filter(Visitor::wholly).isPresent();
        SignIns.Outcome outcome =
                passkeys.prove(before, credential, request.getRemoteAddr(), session);
        if (outcome instanceof SignIns.Outcome.Right(SignedIn signedIn)) {
            String onward = arrivals.further(signedIn, request, response);
            return new ModelAndView(wholly ? "redirect:/account/second-factors" : onward);
        }
        Means means = signIns.means(before.account());
        return refused(
                new ModelAndView(wholly ? "accounts/account-prove" : "accounts/second-factor")
                        .addObject("app", means.app())
                        .addObject("passkeys", true)
                        .addObject("password", means.password()),
                outcome,
                "passkeys.wrong",
                "second-factor.wait");
    }

    private ModelAndView refused(
            ModelAndView page, SignIns.Outcome outcome, String wrong, String tooOften) {
        Optional<Instant> until =
                outcome instanceof SignIns.Outcome.Wait(Instant moment)
                        ? Optional.of(moment)
                        : Optional.empty();
        page.setStatus(
                until.isPresent()
                        ? HttpStatus.TOO_MANY_REQUESTS
                        : HttpStatus.UNPROCESSABLE_CONTENT);
        page.addObject("problem", until.isPresent() ? tooOften : wrong);
        until.ifPresent(
                moment -> page.addObject("minutes", Waiting.minutes(clock.instant(), moment)));
        return page;
    }

    private static ResponseEntity<String> answer(String json) {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(json);
    }
}
