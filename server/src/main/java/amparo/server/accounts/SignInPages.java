package amparo.server.accounts;

import amparo.server.platform.Installation;
import com.google.zxing.BarcodeFormat;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The door: password, second factor, and the way out. */
@Controller
class SignInPages {

    /** Session attribute: the secret of an app that has not proved yet that it has it. */
    private static final String NEW_SECRET = "amparo.new-secret";

    private final SignIns signIns;
    private final Sessions sessions;
    private final Installation installation;
    private final Clock clock;

    SignInPages(SignIns signIns, Sessions sessions, Installation installation, Clock clock) {
        this.signIns = signIns;
        this.sessions = sessions;
        this.installation = installation;
        this.clock = clock;
    }

    @GetMapping("/sign-in")
    ModelAndView signIn(HttpServletRequest request) {
        return Visitor.of(request).filter(Visitor::wholly).isPresent()
                ? new ModelAndView("redirect:/")
                : new ModelAndView("accounts/sign-in");
    }

    @PostMapping("/sign-in")
    ModelAndView signIn(
            @RequestParam(defaultValue = "") String email,
            @RequestParam(defaultValue = "") String password,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (email.isBlank() || password.isEmpty()) {
            return refused("accounts/sign-in", email, "sign-in.empty", null);
        }
        return switch (signIns.password(email, password, request.getRemoteAddr())) {
            case SignIns.Outcome.Right(SignedIn signedIn) -> {
                sessions.remember(signedIn, request, response);
                // The start page asks for the second factor of those who need one or have one.
                yield new ModelAndView(
                        signIns.hasCodes(signedIn.account())
                                ? "redirect:/second-factor"
                                : "redirect:/");
            }
            case SignIns.Outcome.Wrong() ->
                    refused("accounts/sign-in", email, "sign-in.wrong", null);
            case SignIns.Outcome.Wait(Instant until) ->
                    refused("accounts/sign-in", email, "sign-in.wait", until);
        };
    }

    @GetMapping("/second-factor")
    ModelAndView secondFactor() {
        UUID account = sessions.current().account();
        if (sessions.current().strong()) {
            return new ModelAndView("redirect:/");
        }
        if (!signIns.hasCodes(account)) {
            return new ModelAndView("redirect:/second-factor/new");
        }
        return withDemoCode(new ModelAndView("accounts/second-factor"), account);
    }

    @PostMapping("/second-factor")
    ModelAndView secondFactor(
            @RequestParam(defaultValue = "") String code,
            HttpServletRequest request,
            HttpServletResponse response) {
        SignedIn before = sessions.current();
        return switch (signIns.code(before, code)) {
            case SignIns.Outcome.Right(SignedIn signedIn) -> {
                sessions.remember(signedIn, request, response);
                yield new ModelAndView("redirect:/");
            }
            case SignIns.Outcome.Wrong() ->
                    withDemoCode(
                            refused("accounts/second-factor", null, "second-factor.wrong", null),
                            before.account());
            case SignIns.Outcome.Wait(Instant until) ->
                    refused("accounts/second-factor", null, "second-factor.wait", until);
        };
    }

    @GetMapping("/second-factor/new")
    ModelAndView newSecondFactor(HttpSession session, HttpServletRequest request) {
        SignedIn signedIn = sessions.current();
        if (!mayEnrol(signedIn)) {
            return new ModelAndView("redirect:/second-factor");
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
            HttpServletResponse response,
            Model model) {
        SignedIn signedIn = sessions.current();
        if (!mayEnrol(signedIn) || !(session.getAttribute(NEW_SECRET) instanceof byte[] secret)) {
            return new ModelAndView("redirect:/second-factor");
        }
        Optional<List<String>> recovery = signIns.enrol(signedIn.account(), secret, code);
        if (recovery.isEmpty()) {
            ModelAndView again = enrolment(secret, request);
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again.addObject("problem", "second-factor.new-wrong");
        }
        session.removeAttribute(NEW_SECRET);
        sessions.remember(signedIn.with(SignedIn.Factor.TOTP), request, response);
        return new ModelAndView("accounts/recovery-codes").addObject("codes", recovery.get());
    }

    @PostMapping("/sign-out")
    String signOut(HttpServletRequest request, HttpServletResponse response) {
        sessions.end(request, response);
        return "redirect:/sign-in";
    }

    /**
     * Only who has no app yet, or has just proved the old one: a stolen password alone must not
     * bring its own app.
     */
    private boolean mayEnrol(SignedIn signedIn) {
        return signedIn.strong() || !signIns.hasCodes(signedIn.account());
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

    private ModelAndView withDemoCode(ModelAndView page, UUID account) {
        String code = installation.demo() ? signIns.codeNow(account) : null;
        return code == null ? page : page.addObject("demoCode", code);
    }

    private ModelAndView refused(
            String template, @Nullable String email, String problem, @Nullable Instant until) {
        ModelAndView page = new ModelAndView(template, HttpStatus.UNPROCESSABLE_CONTENT);
        page.addObject("problem", problem);
        if (email != null) {
            page.addObject("email", email);
        }
        if (until != null) {
            page.setStatus(HttpStatus.TOO_MANY_REQUESTS);
            long minutes =
                    Math.max(
                            1,
                            Duration.between(clock.instant(), until).plusSeconds(59).toMinutes());
            page.addObject("minutes", minutes);
        }
        return page;
    }
}
