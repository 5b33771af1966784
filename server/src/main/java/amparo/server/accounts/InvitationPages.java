package amparo.server.accounts;

import amparo.server.access.OrganisationKind;
import amparo.server.access.Role;
import amparo.server.platform.PageLanguage;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/** What a link opens that was handed over: the first account, an invitation, lost access. */
@Controller
class InvitationPages {

    private static final Pattern EMAIL =
            Pattern.compile("[^\\s@\"<>(),;:\\\\]{1,64}@[^\\s@\"<>(),;:\\\\]+\\.[^\\s@.]{2,63}");
    private static final int LONGEST_EMAIL = 254;

    private final Links links;
    private final Sessions sessions;
    private final PageLanguage languages;

    InvitationPages(Links links, Sessions sessions, PageLanguage languages) {
        this.links = links;
        this.sessions = sessions;
        this.languages = languages;
    }

    /** Whether it looks like an address; whether it works only a message can tell. */
    static boolean email(String email) {
        return email.length() <= LONGEST_EMAIL && EMAIL.matcher(email).matches();
    }

    @GetMapping("/invitation/{token}")
    ModelAndView open(@PathVariable String token, HttpServletRequest request) {
        return page(find(token, request), token, new Answers());
    }

    @PostMapping("/invitation/{token}")
    ModelAndView take(
            @PathVariable String token,
            @RequestParam MultiValueMap<String, String> form,
            HttpServletRequest request,
            HttpServletResponse response) {
        Links.Link link = find(token, request);
        String password = value(form, "password");
        Answers answers = new Answers();
        try {
            SignedIn signedIn =
                    switch (link.purpose()) {
                        case INSTALLATION ->
                                first(link, form, password, languages.of(request).code(), answers);
                        case INVITATION -> invited(link, password, answers);
                        case PASSWORD -> newPassword(link, password, answers);
                        case SECOND_FACTOR -> links.newSecondFactor(link, password);
                    };
            if (signedIn != null) {
                sessions.remember(signedIn, request, response);
                // Leads to the second factor: the known one, or a new one.
                return new ModelAndView(
                        needsSecondFactor(link) ? "redirect:/second-factor" : "redirect:/");
            }
        } catch (Refused refused) {
            refused.into(answers);
        }
        ModelAndView again = page(link, token, answers);
        again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        return again;
    }

    private static boolean needsSecondFactor(Links.Link link) {
        return link.purpose() != Links.Purpose.INVITATION
                || link.roles().stream().anyMatch(Role::needsSecondFactor);
    }

    private Links.Link find(String token, HttpServletRequest request) {
        String origin = request.getRemoteAddr();
        if (links.waitUntil(origin).isPresent()) {
            throw new ResponseStatusException(HttpStatus.TOO_MANY_REQUESTS);
        }
        return links.find(token, origin);
    }

    private static ModelAndView page(Links.Link link, String token, Answers answers) {
        return new ModelAndView("invitation/" + link.purpose().code())
                .addObject("link", link)
                .addObject("action", "/invitation/" + token)
                .addObject("answers", answers);
    }

    private @Nullable SignedIn first(
            Links.Link link,
            MultiValueMap<String, String> form,
            String password,
            String language,
            Answers answers) {
        for (String field : new String[] {"name", "kind", "country", "display", "email"}) {
            answers.put(field, value(form, field).strip());
        }
        if (!length(answers.value("name"), 2, 200)) {
            answers.fault("name", "organisations.name.missing");
        }
        boolean kind =
                Arrays.stream(OrganisationKind.values())
                        .anyMatch(one -> one.code().equals(answers.value("kind")));
        if (!kind) {
            answers.fault("kind", "organisations.kind.missing");
        }
        if (!Countries.known(answers.value("country"))) {
            answers.fault("country", "organisations.country.missing");
        }
        person(answers);
        fault(password, answers.value("email"), answers.value("display"), answers);
        if (answers.wrong()) {
            return null;
        }
        return links.first(
                link,
                new Links.First(
                        OrganisationKind.of(answers.value("kind")),
                        answers.value("name"),
                        answers.value("country"),
                        answers.value("display"),
                        answers.value("email").toLowerCase(Locale.ROOT),
                        language),
                password);
    }

    /** Checks the fields {@code display} and {@code email}. */
    static void person(Answers answers) {
        if (!length(answers.value("display"), 2, 120)) {
            answers.fault("display", "people.display.missing");
        }
        if (!email(answers.value("email"))) {
            answers.fault("email", "people.email.missing");
        }
    }

    private @Nullable SignedIn invited(Links.Link link, String password, Answers answers) {
        if (links.needsNewPassword(link)) {
            fault(
                    password,
                    Objects.requireNonNull(link.email()),
                    Objects.requireNonNull(link.displayName()),
                    answers);
        }
        if (answers.wrong()) {
            return null;
        }
        return links.invited(link, password);
    }

    private @Nullable SignedIn newPassword(Links.Link link, String password, Answers answers) {
        fault(
                password,
                Objects.requireNonNull(link.email()),
                Objects.requireNonNull(link.displayName()),
                answers);
        return answers.wrong() ? null : links.newPassword(link, password);
    }

    private static void fault(String password, String email, String name, Answers answers) {
        PasswordRules.fault(password, email, name)
                .ifPresent(fault ->
                        answers.fault(
                                "password",
                                "invitation.password."
                                        + fault.name().toLowerCase(Locale.ROOT).replace('_', '-')));
    }

    static boolean length(String text, int least, int most) {
        return text.strip().length() >= least && text.strip().length() <= most;
    }

    static String value(MultiValueMap<String, String> form, String field) {
        return Objects.requireNonNullElse(form.getFirst(field), "");
    }
}
