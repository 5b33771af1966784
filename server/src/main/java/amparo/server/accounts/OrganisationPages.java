package amparo.server.accounts;

import static amparo.server.accounts.InvitationPages.length;
import static amparo.server.accounts.InvitationPages.value;

import amparo.server.access.Acting;
import amparo.server.access.OrganisationKind;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Organisations, for the steward; the own organisation with its sites, for each administrator. */
@Controller
class OrganisationPages {

    private final Organisations organisations;
    private final Invitations invitations;
    private final Told told;

    OrganisationPages(Organisations organisations, Invitations invitations, Told told) {
        this.organisations = organisations;
        this.invitations = invitations;
        this.told = told;
    }

    @GetMapping("/organisations")
    ModelAndView list() {
        if (!organisations.actsForSteward()) {
            return new ModelAndView(
                    "redirect:/organisations/" + Acting.now().requireOrganisation());
        }
        return new ModelAndView("organisations/list").addObject("all", organisations.all());
    }

    @GetMapping("/organisations/new")
    ModelAndView create() {
        return form(new Answers().put("language", "es"));
    }

    private ModelAndView form(Answers answers) {
        if (!organisations.actsForSteward()) {
            throw new NotThere();
        }
        return new ModelAndView("organisations/new").addObject("answers", answers);
    }

    @PostMapping("/organisations/new")
    ModelAndView create(@RequestParam MultiValueMap<String, String> form) {
        Answers answers = new Answers();
        Invitations.Guest guest = PeoplePages.guest(form, answers);
        for (String field : List.of("name", "kind", "country")) {
            answers.put(field, value(form, field).strip());
        }
        if (!length(answers.value("name"), 2, 200)) {
            answers.fault("name", "organisations.name.missing");
        }
        if (Arrays.stream(OrganisationKind.values())
                .noneMatch(kind -> kind.code().equals(answers.value("kind")))) {
            answers.fault("kind", "organisations.kind.missing");
        }
        if (!Countries.known(answers.value("country"))) {
            answers.fault("country", "organisations.country.missing");
        }
        ModelAndView again = form(answers);
        if (!answers.wrong()) {
            try {
                return PeoplePages.link(
                        invitations.found(
                                OrganisationKind.of(answers.value("kind")),
                                answers.value("name"),
                                answers.value("country"),
                                guest),
                        "invitation",
                        guest.displayName());
            } catch (Refused refused) {
                refused.into(answers);
            }
        }
        return PeoplePages.again(again);
    }

    @GetMapping("/organisations/{organisation}")
    ModelAndView organisation(@PathVariable UUID organisation) {
        return page(organisation, new Answers().put("language", "es"));
    }

    private ModelAndView page(UUID id, Answers answers) {
        boolean own = id.equals(Acting.now().requireOrganisation());
        return new ModelAndView("organisations/organisation")
                .addObject("organisation", organisations.get(id))
                .addObject("own", own)
                .addObject("steward", organisations.actsForSteward())
                .addObject("sites", own ? organisations.sites() : List.of())
                .addObject("answers", answers);
    }

    /** Another first administrator, while there is none. */
    @PostMapping("/organisations/{organisation}/administrator")
    ModelAndView administrator(
            @PathVariable UUID organisation, @RequestParam MultiValueMap<String, String> form) {
        Answers answers = new Answers();
        Invitations.Guest guest = PeoplePages.guest(form, answers);
        if (!answers.wrong()) {
            return PeoplePages.link(
                    invitations.foundAgain(organisation, guest), "invitation", guest.displayName());
        }
        return PeoplePages.again(page(organisation, answers));
    }

    @GetMapping("/organisations/{organisation}/state")
    ModelAndView state(@PathVariable UUID organisation) {
        return state(organisation, new Answers());
    }

    private ModelAndView state(UUID id, Answers answers) {
        Organisations.Organisation found = organisations.get(id);
        if (found.steward() || !organisations.actsForSteward()) {
            throw new NotThere();
        }
        return new ModelAndView("organisations/state")
                .addObject("organisation", found)
                .addObject("answers", answers);
    }

    /** Switches it to the state that the form names: sent twice, it stays there. */
    @PostMapping("/organisations/{organisation}/state")
    ModelAndView state(
            @PathVariable UUID organisation,
            @RequestParam MultiValueMap<String, String> form,
            RedirectAttributes redirect,
            HttpServletRequest request) {
        Answers answers = new Answers();
        ModelAndView again = state(organisation, answers);
        String reason = PeoplePages.reason(form, answers);
        if (answers.wrong()) {
            return PeoplePages.again(again);
        }
        boolean active = value(form, "active").equals("true");
        organisations.setActive(organisation, active, reason);
        redirect.addFlashAttribute(
                "flash",
                told.done(
                        request, active ? "organisations.activated" : "organisations.deactivated"));
        return new ModelAndView("redirect:/organisations/" + organisation);
    }

    @GetMapping("/sites/new")
    ModelAndView newSite() {
        return site(null, new Answers().put("country", organisations.own().country()));
    }

    @GetMapping("/sites/{site}")
    ModelAndView site(@PathVariable UUID site) {
        Organisations.Site found = organisations.site(site);
        Answers answers =
                new Answers()
                        .put("name", found.name())
                        .put("country", found.country())
                        .put("active", String.valueOf(found.active()));
        String place = found.place();
        return site(found, place == null ? answers : answers.put("place", place));
    }

    private static ModelAndView site(Organisations.@Nullable Site site, Answers answers) {
        return new ModelAndView("organisations/site")
                .addObject("site", site)
                .addObject("answers", answers);
    }

    @PostMapping("/sites/new")
    ModelAndView newSite(
            @RequestParam MultiValueMap<String, String> form,
            RedirectAttributes redirect,
            HttpServletRequest request) {
        return save(null, form, redirect, request);
    }

    @PostMapping("/sites/{site}")
    ModelAndView site(
            @PathVariable UUID site,
            @RequestParam MultiValueMap<String, String> form,
            RedirectAttributes redirect,
            HttpServletRequest request) {
        return save(organisations.site(site), form, redirect, request);
    }

    private ModelAndView save(
            Organisations.@Nullable Site site,
            MultiValueMap<String, String> form,
            RedirectAttributes redirect,
            HttpServletRequest request) {
        Answers answers = new Answers();
        for (String field : List.of("name", "country", "place", "active")) {
            answers.put(field, value(form, field).strip());
        }
        if (!length(answers.value("name"), 2, 200)) {
            answers.fault("name", "sites.name.missing");
        }
        if (site == null && !Countries.known(answers.value("country"))) {
            answers.fault("country", "organisations.country.missing");
        }
        if (answers.value("place").length() > 200) {
            answers.fault("place", "sites.place.long");
        }
        if (!answers.wrong()) {
            String place = answers.value("place").isEmpty() ? null : answers.value("place");
            try {
                if (site == null) {
                    organisations.createSite(
                            answers.value("name"), answers.value("country"), place);
                } else {
                    organisations.changeSite(
                            site.id(),
                            answers.value("name"),
                            place,
                            answers.value("active").equals("true"));
                }
                redirect.addFlashAttribute("flash", told.done(request, "sites.saved"));
                return new ModelAndView(
                        "redirect:/organisations/" + Acting.now().requireOrganisation());
            } catch (Refused refused) {
                refused.into(answers);
            }
        }
        return PeoplePages.again(site(site, answers));
    }
}
