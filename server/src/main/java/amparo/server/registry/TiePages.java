package amparo.server.registry;

import amparo.server.access.Acting;
import amparo.server.access.Policy;
import amparo.server.platform.Flash;
import amparo.server.platform.FormPage;
import amparo.server.platform.Ids;
import amparo.server.platform.Option;
import amparo.server.platform.Question;
import amparo.server.platform.Tone;
import amparo.server.platform.Typed;
import amparo.server.platform.View;
import jakarta.servlet.http.HttpServletRequest;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Naming colleagues, sharing with other organisations, emergency access and looking at it. */
@Controller
class TiePages {

    static final List<String> BASES = List.of("consent", "child-in-danger", "vital-interest");
    private static final int SHORTEST_REASON = 20;
    private static final int LONGEST_REASON = 1000;

    private final Persons persons;
    private final Emergencies emergencies;
    private final Facts facts;

    TiePages(Persons persons, Emergencies emergencies, Facts facts) {
        this.persons = persons;
        this.emergencies = emergencies;
        this.facts = facts;
    }

    @GetMapping("/persons/{code}/team/new")
    ModelAndView team(@PathVariable String code) {
        return teamForm(code, Typed.nothing(), Ids.next());
    }

    private ModelAndView teamForm(String code, Typed typed, UUID id) {
        List<TieStore.Colleague> colleagues = persons.colleagues(code);
        return new FormPage(
                        "registry.team-new",
                        "registry.team-lead",
                        "/persons/" + code + "/team",
                        "registry.team-go",
                        "/persons/" + code,
                        Map.of("id", id.toString()),
                        view ->
                                List.of(
                                        Question.choice(
                                                typed.field(
                                                        view,
                                                        "colleague",
                                                        view.text("registry.colleague")),
                                                colleagues.stream()
                                                        .map(one ->
                                                                Option.of(
                                                                        one.id().toString(),
                                                                        one.name()))
                                                        .toList())))
                .page(typed.hasMistakes());
    }

    @PostMapping("/persons/{code}/team")
    ModelAndView assign(
            @PathVariable String code, HttpServletRequest request, RedirectAttributes next) {
        Typed typed = new Typed(request.getParameterMap());
        UUID id = Optional.ofNullable(typed.id("id")).orElseGet(Ids::next);
        UUID colleague = typed.id("colleague");
        if (colleague == null) {
            typed.wrong("colleague", "registry.wrong.colleague");
            return teamForm(code, typed, id);
        }
        persons.assign(code, id, colleague);
        return back(code, "registry.team-done", next);
    }

    @PostMapping("/persons/{code}/team/{id}/end")
    ModelAndView endAssignment(
            @PathVariable String code, @PathVariable UUID id, RedirectAttributes next) {
        persons.endAssignment(code, id);
        return back(code, "registry.team-ended", next);
    }

    @GetMapping("/persons/{code}/shares/new")
    ModelAndView share(@PathVariable String code) {
        return shareForm(code, Typed.nothing(), Ids.next());
    }

    private ModelAndView shareForm(String code, Typed typed, UUID id) {
        Persons.Sharable sharable = persons.sharable(code);
        return new FormPage(
                        "registry.share-new",
                        "registry.share-lead",
                        "/persons/" + code + "/shares",
                        "registry.share-go",
                        "/persons/" + code,
                        Map.of("id", id.toString()),
                        view ->
                                List.of(
                                        Question.several(
                                                typed.field(
                                                                view,
                                                                "facts",
                                                                view.text("registry.share-facts"))
                                                        .hint(
                                                                view.text(
                                                                        "registry.share-facts-hint")),
                                                sharable.facts().stream()
                                                        .map(one ->
                                                                Option.of(one, label(one, view)))
                                                        .toList()),
                                        Question.longChoice(
                                                typed.field(
                                                        view,
                                                        "receiver",
                                                        view.text("registry.share-with")),
                                                sharable.receivers().stream()
                                                        .map(one ->
                                                                Option.of(
                                                                        one.id().toString(),
                                                                        one.name()))
                                                        .toList()),
                                        Question.choice(
                                                typed.field(
                                                        view,
                                                        "basis",
                                                        view.text("registry.share-basis")),
                                                BASES.stream()
                                                        .map(one ->
                                                                Option.of(
                                                                        one,
                                                                        view.text(
                                                                                "registry.basis."
                                                                                        + one)))
                                                        .toList()),
                                        Question.date(
                                                typed.field(
                                                        view,
                                                        "until",
                                                        view.text("registry.share-until")),
                                                typed.date("until"))))
                .page(typed.hasMistakes());
    }

    private String label(String fact, View view) {
        return facts.find(fact).map(one -> one.label(view)).orElse(fact);
    }

    @PostMapping("/persons/{code}/shares")
    ModelAndView share(
            @PathVariable String code, HttpServletRequest request, RedirectAttributes next) {
        Typed typed = new Typed(request.getParameterMap());
        UUID id = Optional.ofNullable(typed.id("id")).orElseGet(Ids::next);
        UUID receiver = typed.id("receiver");
        LocalDate until = day(typed);
        LocalDate today = LocalDate.now(java.time.ZoneOffset.UTC);
        if (typed.all("facts").isEmpty()) {
            typed.wrong("facts", "registry.wrong.facts");
        }
        if (receiver == null) {
            typed.wrong("receiver", "registry.wrong.receiver");
        }
        if (!BASES.contains(typed.one("basis"))) {
            typed.wrong("basis", "registry.wrong.basis");
        }
        if (until == null
                || until.isBefore(today)
                || until.isAfter(today.plusDays(Persons.LONGEST_SHARE))) {
            typed.wrong("until", "registry.wrong.until");
        }
        if (typed.hasMistakes() || receiver == null || until == null) {
            return shareForm(code, typed, id);
        }
        persons.share(code, id, receiver, typed.all("facts"), typed.one("basis"), until);
        return back(code, "registry.share-done", next);
    }

    private static @Nullable LocalDate day(Typed typed) {
        try {
            return LocalDate.of(
                    Integer.parseInt(typed.one("until-year")),
                    Integer.parseInt(typed.one("until-month")),
                    Integer.parseInt(typed.one("until-day")));
        } catch (NumberFormatException | DateTimeException none) {
            return null;
        }
    }

    @PostMapping("/persons/{code}/shares/{id}/end")
    ModelAndView endShare(
            @PathVariable String code, @PathVariable UUID id, RedirectAttributes next) {
        persons.endShare(code, id);
        return back(code, "registry.share-ended", next);
    }

    @GetMapping("/emergency-access")
    ModelAndView emergency() {
        if (!Policy.mayBreakGlass(Acting.now())) {
            throw new NoSuchPerson();
        }
        return emergencyForm(Typed.nothing());
    }

    private static ModelAndView emergencyForm(Typed typed) {
        return new FormPage(
                        "access.title",
                        "access.lead",
                        "/emergency-access",
                        "access.go",
                        "/persons",
                        Map.of(),
                        view ->
                                List.of(
                                        Question.text(
                                                typed.field(view, "code", view.text("access.code"))
                                                        .width(10)
                                                        .autocomplete("off")),
                                        Question.longText(
                                                typed.field(
                                                                view,
                                                                "reason",
                                                                view.text("access.reason"))
                                                        .hint(view.text("access.reason-hint"))
                                                        .limit(LONGEST_REASON))))
                .page(typed.hasMistakes());
    }

    @PostMapping("/emergency-access")
    ModelAndView emergency(HttpServletRequest request, RedirectAttributes next) {
        if (!Policy.mayBreakGlass(Acting.now())) {
            throw new NoSuchPerson();
        }
        Typed typed = new Typed(request.getParameterMap());
        String code = typed.one("code").toUpperCase(Locale.ROOT);
        String reason = typed.one("reason");
        if (!code.matches(PersonPages.CODE)) {
            typed.wrong("code", "access.wrong-code");
        }
        if (reason.length() < SHORTEST_REASON
                || reason.length() > LONGEST_REASON
                || reason.chars().distinct().count() < 6) {
            typed.wrong("reason", "access.wrong-reason");
        }
        if (typed.hasMistakes()) {
            return emergencyForm(typed);
        }
        persons.breakGlass(code, reason);
        return back(code, "access.opened", next);
    }

    @PostMapping("/persons/{code}/emergency/end")
    ModelAndView endEmergency(@PathVariable String code, RedirectAttributes next) {
        persons.endEmergency(code);
        next.addFlashAttribute("flash", new Flash(Tone.DONE, "access.ended"));
        return new ModelAndView("redirect:/persons");
    }

    @GetMapping("/emergencies")
    ModelAndView notices() {
        List<TieStore.Notice> found = emergencies.list(null);
        ModelAndView page = new ModelAndView("registry/emergencies");
        Function<View, List<List<String>>> lines =
                view ->
                        found.stream()
                                .map(one ->
                                        List.of(
                                                one.id().toString(),
                                                one.code(),
                                                one.opener(),
                                                view.words().dateTime(one.createdAt().toInstant()),
                                                one.reason(),
                                                one.verdict() == null
                                                        ? ""
                                                        : view.text(
                                                                "access.verdict." + one.verdict())))
                                .toList();
        page.addObject("notices", lines);
        return page;
    }

    @PostMapping("/emergencies/{id}")
    ModelAndView judge(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String verdict,
            RedirectAttributes next) {
        if (!verdict.equals("justified") && !verdict.equals("not-justified")) {
            throw new NoSuchPerson();
        }
        emergencies.judge(id, verdict.equals("justified"));
        next.addFlashAttribute("flash", new Flash(Tone.DONE, "access.judged"));
        return new ModelAndView("redirect:/emergencies");
    }

    private static ModelAndView back(String code, String said, RedirectAttributes next) {
        next.addFlashAttribute("flash", new Flash(Tone.DONE, said));
        return new ModelAndView("redirect:/persons/" + code);
    }
}
