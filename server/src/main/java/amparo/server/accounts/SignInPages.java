package amparo.server.accounts;

import amparo.server.accounts.Federation.Provider;
import amparo.server.platform.Installation;
import com.google.zxing.BarcodeFormat;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The door: password, second factor, and the way out. */
@Controller
class SignInPages {

    /** Session attribute: the secret of an app that has not proved yet that it has it. */
    private static final String NEW_SECRET = "amparo.new-secret";

    /** Why somebody stands at the door again; the names are parameters and ends of text keys. */
    private static final List<String> NOTES = List.of("ended", "again", "everywhere", "pin");

    private final SignIns signIns;
    private final Sessions sessions;
    private final Arrivals arrivals;
    private final Devices devices;
    private final Federation federation;
    private final ReturnAddress returns;
    private final Installation installation;
    private final Clock clock;

    SignInPages(
            SignIns signIns,
            Sessions sessions,
            Arrivals arrivals,
            Devices devices,
            Federation federation,
            ReturnAddress returns,
            Installation installation,
            Clock clock) {
        this.signIns = signIns;
        this.sessions = sessions;
        this.arrivals = arrivals;
        this.devices = devices;
        this.federation = federation;
        this.returns = returns;
        this.installation = installation;
        this.clock = clock;
    }

    @GetMapping("/sign-in")
    ModelAndView signIn(@RequestParam(defaultValue = "") String to, HttpServletRequest request) {
        if (Visitor.of(request).filter(Visitor::wholly).isPresent()) {
            return new ModelAndView("redirect:/");
        }
        ModelAndView page = door(request, to);
        NOTES.stream()
                .filter(note -> request.getParameter(note) != null)
                .findFirst()
                .ifPresent(note -> page.addObject("note", "sign-in.note-" + note));
        return page;
    }

    @PostMapping("/sign-in")
    ModelAndView signIn(
            @RequestParam(defaultValue = "") String email,
            @RequestParam(defaultValue = "") String password,
            @RequestParam(defaultValue = "") String to,
            HttpServletRequest request,
            HttpServletResponse response) {
        ModelAndView again = door(request, to).addObject("email", email);
        if (email.isBlank() || password.isEmpty()) {
            return refused(again, "sign-in.empty", null);
        }
        return switch (signIns.password(email, password, request.getRemoteAddr())) {
            case SignIns.Outcome.Right(SignedIn signedIn) ->
                    new ModelAndView(arrivals.first(signedIn, to, request, response));
            case SignIns.Outcome.Wrong() -> refused(again, "sign-in.wrong", null);
            case SignIns.Outcome.Wait(Instant until) -> refused(again, "sign-in.wait", until);
        };
    }

    private ModelAndView door(HttpServletRequest request, String to) {
        ModelAndView page = new ModelAndView("accounts/sign-in");
        returns.find(to).ifPresent(safe -> page.addObject("to", safe));
        page.addObject("providers", federation.providers().stream().map(Provider::button).toList());
        page.addObject("shared", !devices.people(request).isEmpty());
        return page;
    }

    @GetMapping("/second-factor")
    ModelAndView secondFactor(HttpServletRequest request) {
        SignedIn signedIn = sessions.current();
        Means means = signIns.means(signedIn.account());
        if (Visitor.of(request).filter(Visitor::wholly).isPresent()) {
            return new ModelAndView("redirect:/");
        }
        if (signedIn.strong()) {
            // Proved, and yet nothing to do anywhere: all roles have ended.
            return new ModelAndView("redirect:/no-place");
        }
        if (!means.secondFactor()) {
            return new ModelAndView("redirect:/second-factor/new");
        }
        return codePage(means, signedIn.account());
    }

    @PostMapping("/second-factor")
    ModelAndView secondFactor(
            @RequestParam(defaultValue = "") String code,
            HttpServletRequest request,
            HttpServletResponse response) {
        SignedIn before = sessions.current();
        UUID account = before.account();
        return switch (signIns.code(before, code)) {
            case SignIns.Outcome.Right(SignedIn signedIn) ->
                    new ModelAndView(arrivals.further(signedIn, request, response));
            case SignIns.Outcome.Wrong() ->
                    refused(codePage(signIns.means(account), account), "second-factor.wrong", null);
            case SignIns.Outcome.Wait(Instant until) ->
                    refused(codePage(signIns.means(account), account), "second-factor.wait", until);
        };
    }

    private ModelAndView codePage(Means means, UUID account) {
        ModelAndView page =
                new ModelAndView("accounts/second-factor")
                        .addObject("app", means.app())
                        .addObject("passkeys", means.passkeys() > 0);
        String code = installation.demo() ? signIns.codeNow(account) : null;
        return code == null ? page : page.addObject("demoCode", code);
    }

    @GetMapping("/second-factor/new")
    ModelAndView newSecondFactor(HttpSession session, HttpServletRequest request) {
        SignedIn signedIn = sessions.current();
        if (!mayEnrol(signedIn, request)) {
            return prove(signedIn);
        }
        byte[] secret =
                session.getAttribute(NEW_SECRET) instanceof byte[] known ? known : Totp.newSecret();
        session.setAttribute(NEW_SECRET, secret);
        return enrolment(secret, request);
    }

    @PostMapping("/second-factor/new")
    ModelAndView newSecondFactor(
            @RequestParam(defaultValue = "") String code,
            HttpSession session,
            HttpServletRequest request,
            HttpServletResponse response) {
        SignedIn signedIn = sessions.current();
        if (!mayEnrol(signedIn, request)
                || !(session.getAttribute(NEW_SECRET) instanceof byte[] secret)) {
            return prove(signedIn);
        }
        Optional<List<String>> recovery = signIns.enrol(signedIn.account(), secret, code);
        if (recovery.isEmpty()) {
            return refused(enrolment(secret, request), "second-factor.new-wrong", null);
        }
        session.removeAttribute(NEW_SECRET);
        arrivals.further(signedIn.with(SignedIn.Factor.TOTP), request, response);
        return new ModelAndView("accounts/recovery-codes").addObject("codes", recovery.get());
    }

    @PostMapping("/sign-out")
    String signOut(HttpServletRequest request, HttpServletResponse response) {
        sessions.find().ifPresent(signedIn -> devices.left(signedIn.account(), request));
        sessions.end(request, response);
        return "redirect:/sign-in";
    }

    /**
     * Only who has no second factor yet, or has proved the old one a short while ago: neither a
     * stolen password nor an open screen must bring its own app.
     */
    private boolean mayEnrol(SignedIn signedIn, HttpServletRequest request) {
        return signIns.means(signedIn.account()).secondFactor()
                ? signedIn.strong() && sessions.proved(request)
                : sessions.proved(request) || Visitor.of(request).filter(Visitor::wholly).isEmpty();
    }

    private ModelAndView prove(SignedIn signedIn) {
        boolean half = !signedIn.strong() && signIns.means(signedIn.account()).secondFactor();
        return new ModelAndView(half ? "redirect:/second-factor" : "redirect:/account/prove");
    }

    private static ModelAndView enrolment(byte[] secret, HttpServletRequest request) {
        String account = Visitor.of(request).map(Visitor::displayName).orElse("Amparo");
        return new ModelAndView("accounts/second-factor-new")
                .addObject("secret", Totp.base32(secret).replaceAll("(.{4})(?=.)", "$1 "))
                .addObject("picture", picture(Totp.address(secret, account)));
    }

    private static BitMatrix picture(String address) {
        try {
            return new QRCodeWriter().encode(address, BarcodeFormat.QR_CODE, 0, 0);
        } catch (WriterException impossible) {
            throw new IllegalStateException("an address too long for a picture", impossible);
        }
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
}
