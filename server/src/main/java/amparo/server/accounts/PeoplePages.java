package amparo.server.accounts;

import static amparo.server.accounts.InvitationPages.value;

import amparo.server.access.Acting;
import amparo.server.access.Role;
import amparo.server.platform.Language;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The people of an organisation: who they are, what they do, how they come in and go. */
@Controller
class PeoplePages {

    private static final int SHORTEST_REASON = 10;
    private static final int LONGEST_REASON = 500;

    private final Colleagues colleagues;
    private final Organisations organisations;
    private final Invitations invitations;
    private final Leaving leaving;
    private final Told told;

    PeoplePages(
            Colleagues colleagues,
            Organisations organisations,
            Invitations invitations,
            Leaving leaving,
            Told told) {
        this.colleagues = colleagues;
        this.organisations = organisations;
        this.invitations = invitations;
        this.leaving = leaving;
        this.told = told;
    }

    @GetMapping("/people")
    ModelAndView list(
            @RequestParam(defaultValue = "") String role,
            @RequestParam(defaultValue = "") String status,
            @RequestParam(required = false) @Nullable UUID after) {
        return list(null, role(role), status(status), after);
    }

    /** A search is sent in the body: names stay out of addresses and so out of logs. */
    @PostMapping("/people/search")
    ModelAndView search(@RequestParam(defaultValue = "") String q) {
        return q.isBlank()
                ? new ModelAndView("redirect:/people")
                : list(q.strip(), null, null, null);
    }

    private ModelAndView list(
            @Nullable String name,
            @Nullable Role role,
            Colleague.@Nullable Status status,
            @Nullable UUID after) {
        Colleagues.Page page = colleagues.list(new Colleagues.Wanted(name, role, status, after));
        UUID next = page.more() ? page.people().getLast().account() : null;
        return new ModelAndView("people/list")
                .addObject("people", page.people())
                .addObject("next", page.more() ? PeopleWords.address(role, status, next) : null)
                .addObject("more", page.more())
                .addObject("first", after == null)
                .addObject("name", name == null ? "" : name)
                .addObject("role", role)
                .addObject("status", status)
                .addObject("roles", Separation.possible(organisations.own().kind()))
                .addObject("sites", organisations.sites());
    }

    private static @Nullable Role role(String code) {
        return Arrays.stream(Role.values())
                .filter(role -> role.code().equals(code))
                .findFirst()
                .orElse(null);
    }

    private static Colleague.@Nullable Status status(String code) {
        return Arrays.stream(Colleague.Status.values())
                .filter(status -> status.code().equals(code))
                .findFirst()
                .orElse(null);
    }

    @GetMapping("/people/{account}")
    ModelAndView person(@PathVariable UUID account) {
        Colleague colleague = colleagues.get(account);
        return page("people/person", colleague)
                .addObject("access", colleagues.access(colleague))
                .addObject("self", account.equals(Acting.now().account()))
                .addObject("work", leaving.held(account));
    }

    private ModelAndView page(String template, Colleague colleague) {
        return new ModelAndView(template)
                .addObject("person", colleague)
                .addObject("organisation", organisations.own())
                .addObject("sites", organisations.sites());
    }

    @GetMapping("/people/new")
    ModelAndView invite() {
        return invitation(new Answers().put("scope", "own").put("language", "es"));
    }

    private ModelAndView invitation(Answers answers) {
        return new ModelAndView("people/new")
                .addObject("organisation", organisations.own())
                .addObject("sites", organisations.sites())
                .addObject("answers", answers);
    }

    @PostMapping("/people/new")
    ModelAndView invite(@RequestParam MultiValueMap<String, String> form) {
        Answers answers = new Answers();
        Invitations.Guest guest = guest(form, answers);
        Optional<Duties> duties = duties(form, answers);
        if (duties.isPresent() && !answers.wrong()) {
            try {
                return link(
                        invitations.invite(guest, duties.get()), "invitation", guest.displayName());
            } catch (Refused refused) {
                refused.into(answers);
            }
        }
        return again(invitation(answers));
    }

    /** Reads the fields about a person; what is wrong with them stands in the answers. */
    static Invitations.Guest guest(MultiValueMap<String, String> form, Answers answers) {
        for (String field : List.of("display", "email", "language")) {
            answers.put(field, value(form, field).strip());
        }
        InvitationPages.person(answers);
        Language language = Language.of(answers.value("language")).orElse(Language.ES);
        return new Invitations.Guest(answers.value("display"), answers.value("email"), language);
    }

    private Optional<Duties> duties(MultiValueMap<String, String> form, Answers answers) {
        return DutiesForm.read(form, answers, organisations.own().kind(), organisations.sites());
    }

    /** The only page on which a link can be read. */
    static ModelAndView link(Invitations.Made made, String purpose, String name) {
        return new ModelAndView("people/link")
                .addObject("link", made.link())
                .addObject("sent", made.sent())
                .addObject("purpose", purpose)
                .addObject("name", name);
    }

    static ModelAndView again(ModelAndView page) {
        page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        return page;
    }

    @GetMapping("/people/{account}/roles")
    ModelAndView roles(@PathVariable UUID account) {
        Colleague colleague = colleagues.get(account);
        Answers answers = new Answers();
        DutiesForm.fill(answers, colleague.duties());
        return page("people/roles", colleague)
                .addObject("answers", answers)
                .addObject("back", false);
    }

    @PostMapping("/people/{account}/roles")
    ModelAndView roles(
            @PathVariable UUID account,
            @RequestParam MultiValueMap<String, String> form,
            RedirectAttributes redirect,
            HttpServletRequest request) {
        Colleague colleague = colleagues.get(account);
        Answers answers = new Answers();
        Optional<Duties> duties = duties(form, answers);
        if (duties.isPresent()) {
            try {
                leaving.change(account, duties.get());
                redirect.addFlashAttribute("flash", told.done(request, "people.roles.changed"));
                return new ModelAndView("redirect:/people/" + account);
            } catch (Refused refused) {
                refused.into(answers);
            }
        }
        return again(
                page("people/roles", colleague)
                        .addObject("answers", answers)
                        .addObject("back", false));
    }

    /** Somebody comes back, or the link of the invitation was lost. */
    @GetMapping("/people/{account}/return")
    ModelAndView comeBack(@PathVariable UUID account) {
        Colleague colleague = colleagues.get(account);
        if (colleague.status() == Colleague.Status.ACTIVE) {
            return new ModelAndView("redirect:/people/" + account);
        }
        Answers answers = new Answers().put("scope", "organisation");
        DutiesForm.fill(answers, colleague.duties());
        return page("people/roles", colleague)
                .addObject("answers", answers)
                .addObject("back", true);
    }

    @PostMapping("/people/{account}/return")
    ModelAndView comeBack(
            @PathVariable UUID account, @RequestParam MultiValueMap<String, String> form) {
        Colleague colleague = colleagues.get(account);
        Answers answers = new Answers();
        Optional<Duties> duties = duties(form, answers);
        if (duties.isPresent()) {
            try {
                return link(
                        invitations.again(account, duties.get()),
                        "invitation",
                        colleague.displayName());
            } catch (Refused refused) {
                refused.into(answers);
            }
        }
        return again(
                page("people/roles", colleague)
                        .addObject("answers", answers)
                        .addObject("back", true));
    }

    @GetMapping("/people/{account}/link")
    ModelAndView lost(@PathVariable UUID account) {
        return page("people/lost", colleagues.get(account)).addObject("answers", new Answers());
    }

    @PostMapping("/people/{account}/link")
    ModelAndView lost(
            @PathVariable UUID account, @RequestParam MultiValueMap<String, String> form) {
        Colleague colleague = colleagues.get(account);
        Answers answers = new Answers().put("lost", value(form, "lost"));
        Notices.Purpose purpose =
                switch (value(form, "lost")) {
                    case "password" -> Notices.Purpose.PASSWORD;
                    case "second-factor" -> Notices.Purpose.SECOND_FACTOR;
                    default -> {
                        answers.fault("lost", "people.lost.missing");
                        yield Notices.Purpose.PASSWORD;
                    }
                };
        String reason = reason(form, answers);
        if (!answers.wrong()) {
            try {
                return link(
                        invitations.lost(account, purpose, reason),
                        value(form, "lost"),
                        colleague.displayName());
            } catch (Refused refused) {
                refused.into(answers);
            }
        }
        return again(page("people/lost", colleague).addObject("answers", answers));
    }

    /** Reads the field {@code reason}. */
    static String reason(MultiValueMap<String, String> form, Answers answers) {
        String reason = value(form, "reason").strip();
        answers.put("reason", reason);
        if (reason.length() < SHORTEST_REASON || reason.length() > LONGEST_REASON) {
            answers.fault("reason", "people.reason.missing");
        }
        return reason;
    }

    @GetMapping("/people/{account}/leave")
    ModelAndView leave(@PathVariable UUID account) {
        return leave(colleagues.get(account), new Answers());
    }

    private ModelAndView leave(Colleague colleague, Answers answers) {
        return page("people/leave", colleague)
                .addObject("work", leaving.held(colleague.account()))
                .addObject("answers", answers);
    }

    @PostMapping("/people/{account}/leave")
    ModelAndView leave(
            @PathVariable UUID account,
            @RequestParam MultiValueMap<String, String> form,
            RedirectAttributes redirect,
            HttpServletRequest request) {
        Colleague colleague = colleagues.get(account);
        Answers answers = new Answers();
        boolean ends = !value(form, "what").equals("hand-over");
        answers.put("what", ends ? "leave" : "hand-over");
        String reason = reason(form, answers);
        Map<String, UUID> receivers = new HashMap<>();
        for (Leaving.Held held : leaving.held(account)) {
            String field = "to-" + held.kind();
            String chosen =
                    value(form, field).isEmpty() ? value(form, "to-all") : value(form, field);
            answers.put(field, value(form, field));
            held.receivers().stream()
                    .map(Colleague::account)
                    .filter(one -> one.toString().equals(chosen))
                    .findFirst()
                    .ifPresent(one -> receivers.put(held.kind(), one));
        }
        if (!answers.wrong()) {
            try {
                leaving.handOver(account, receivers, ends, reason);
                redirect.addFlashAttribute(
                        "flash",
                        told.done(request, ends ? "people.leave.done" : "people.hand-over.done"));
                return new ModelAndView("redirect:/people/" + account);
            } catch (Refused refused) {
                refused.into(answers);
            }
        }
        return again(leave(colleague, answers));
    }
}
