package amparo.server.accounts;

import amparo.server.audit.AuditLog;
import amparo.server.platform.Flash;
import amparo.server.platform.Language;
import amparo.server.platform.Option;
import amparo.server.platform.Tone;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One's own account: name, language, password, sessions, this device. */
@Controller
class AccountPages {

    private static final int LONGEST_DEVICE_NAME = 60;

    private final AtTheGate gate;
    private final JdbcClient jdbc;
    private final Credentials credentials;
    private final SignIns signIns;
    private final Sessions sessions;
    private final Devices devices;
    private final Pins pins;
    private final AccountTexts texts;
    private final AuditLog audit;
    private final Clock clock;

    AccountPages(
            AtTheGate gate,
            JdbcClient jdbc,
            Credentials credentials,
            SignIns signIns,
            Sessions sessions,
            Devices devices,
            Pins pins,
            AccountTexts texts,
            AuditLog audit,
            Clock clock) {
        this.gate = gate;
        this.jdbc = jdbc;
        this.credentials = credentials;
        this.signIns = signIns;
        this.sessions = sessions;
        this.devices = devices;
        this.pins = pins;
        this.texts = texts;
        this.audit = audit;
        this.clock = clock;
    }

    @GetMapping("/account")
    ModelAndView account(HttpServletRequest request) {
        Visitor visitor = Visitor.of(request).orElseThrow();
        return page(request, visitor.displayName(), visitor.language(), Map.of());
    }

    @PostMapping("/account")
    ModelAndView account(
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String language,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        String own = name.strip().replaceAll("\\s+", " ");
        Map<String, String> wrong = new HashMap<>();
        if (own.codePointCount(0, own.length()) < 2
                || own.length() > 120
                || own.chars().anyMatch(Character::isISOControl)) {
            wrong.put("name", "account.name-wrong");
        }
        Optional<Language> chosen = Language.of(language).filter(texts.offered()::contains);
        if (chosen.isEmpty()) {
            wrong.put("language", "account.language-wrong");
        }
        if (!wrong.isEmpty() || chosen.isEmpty()) {
            ModelAndView again = page(request, name, language, wrong);
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        }
        UUID account = sessions.current().account();
        gate.run(() -> {
            jdbc.sql("update account set display_name = :name, language = :language where id = :id")
                    .param("name", own)
                    .param("language", chosen.get().code())
                    .param("id", account)
                    .update();
            audit.record("write", "account", List.of(account), null, "name, language");
        });
        done(redirect, request, "account.saved");
        // So that the cookie of the language follows.
        return new ModelAndView("redirect:/account?lang=" + chosen.get().code());
    }

    private ModelAndView page(
            HttpServletRequest request, String name, String language, Map<String, String> wrong) {
        UUID account = sessions.current().account();
        ModelAndView page =
                new ModelAndView("accounts/account")
                        .addObject("name", name)
                        .addObject("chosen", language)
                        .addObject("languages", languages())
                        .addObject("wrong", wrong)
                        .addObject("means", signIns.means(account))
                        .addObject("sessions", (long) sessions.of(account, request).size());
        devices.find(request).ifPresent(device -> page.addObject("device", device.name()));
        pins.lockAfter(account).ifPresent(minutes -> page.addObject("lockAfter", minutes));
        return page;
    }

    private List<Option> languages() {
        return texts.offered().stream().map(one -> Option.of(one.code(), one.ownName())).toList();
    }

    @GetMapping("/account/password")
    ModelAndView password() {
        return signIns.means(sessions.current().account()).password()
                ? passwordPage(Map.of())
                : new ModelAndView("redirect:/account");
    }

    @PostMapping("/account/password")
    ModelAndView password(
            @RequestParam(defaultValue = "") String old,
            @RequestParam(defaultValue = "") String password,
            @RequestParam(defaultValue = "") String again,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        SignedIn signedIn = sessions.current();
        UUID account = signedIn.account();
        if (!signIns.means(account).password()) {
            return new ModelAndView("redirect:/account");
        }
        Map<String, String> wrong = new HashMap<>();
        String email = gate.call(() -> credentials.email(account));
        PasswordRules.fault(password, email, Visitor.of(request).orElseThrow().displayName())
                .ifPresent(fault -> wrong.put("password", PasswordTexts.key(fault)));
        if (!password.equals(again)) {
            wrong.put("again", "password.differs");
        }
        if (password.equals(old) && wrong.isEmpty()) {
            wrong.put("password", "password.same");
        }
        if (wrong.isEmpty()) {
            // Asked last: a mistake in the new one should not use up a try.
            switch (signIns.knowsPassword(signedIn, old)) {
                case SignIns.Outcome.Right ignored -> {}
                case SignIns.Outcome.Wrong ignored -> wrong.put("old", "password.old-wrong");
                case SignIns.Outcome.Wait ignored -> wrong.put("old", "password.old-wait");
            }
        }
        if (!wrong.isEmpty()) {
            ModelAndView page = passwordPage(wrong);
            page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return page;
        }
        Instant now = moment();
        signIns.setPassword(account, password, now);
        sessions.removeOthers(account, request);
        sessions.remember(signedIn.from(now), request, response);
        devices.arrived(signedIn.from(now), request);
        done(redirect, request, "password.changed");
        return new ModelAndView("redirect:/account");
    }

    private static ModelAndView passwordPage(Map<String, String> wrong) {
        return new ModelAndView("accounts/account-password").addObject("wrong", wrong);
    }

    @GetMapping("/account/sessions")
    ModelAndView sessions(HttpServletRequest request) {
        return new ModelAndView("accounts/account-sessions")
                .addObject(
                        "sessions",
                        sessions.of(sessions.current().account(), request).stream()
                                .map(known -> {
                                    int bar = known.where().lastIndexOf('|');
                                    return new OpenSession(
                                            known.where().substring(0, Math.max(0, bar)),
                                            known.where().substring(bar + 1),
                                            known.since(),
                                            known.lastUsed(),
                                            known.current());
                                })
                                .toList());
    }

    @PostMapping("/account/sessions/end")
    String endSessions(HttpServletRequest request, HttpServletResponse response) {
        UUID account = sessions.current().account();
        gate.run(() -> {
            credentials.endSessions(account, moment());
            audit.record("signed-out-everywhere", "account", List.of(account), null, "");
        });
        sessions.end(request, response);
        sessions.removeAll(account);
        return "redirect:/sign-in?everywhere";
    }

    @PostMapping("/account/device")
    String shareDevice(
            @RequestParam(defaultValue = "") String name,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        String own = name.strip();
        String label = own.isEmpty() ? texts.in(request, "device.unnamed") : own;
        devices.mark(
                label.substring(0, Math.min(LONGEST_DEVICE_NAME, label.length())),
                sessions.current(),
                request,
                response);
        done(redirect, request, "device.shared-now");
        return "redirect:/account";
    }

    @PostMapping("/account/device/end")
    String unshareDevice(
            HttpServletRequest request, HttpServletResponse response, RedirectAttributes redirect) {
        devices.end(request, response);
        done(redirect, request, "device.own-now");
        return "redirect:/account";
    }

    /** PostgreSQL keeps microseconds: nothing that began now may seem to be earlier. */
    private Instant moment() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private void done(RedirectAttributes redirect, HttpServletRequest request, String key) {
        redirect.addFlashAttribute("flash", new Flash(Tone.DONE, texts.in(request, key)));
    }
}
