package amparo.server.profiling;

import amparo.server.access.Acting;
import amparo.server.access.Room;
import amparo.server.platform.Flash;
import amparo.server.platform.FormPage;
import amparo.server.platform.Ids;
import amparo.server.platform.Moment;
import amparo.server.platform.Option;
import amparo.server.platform.Question;
import amparo.server.platform.Tone;
import amparo.server.platform.Typed;
import amparo.server.platform.View;
import amparo.server.registry.PersonFiles;
import amparo.server.registry.PersonFiles.Ref;
import amparo.server.registry.PersonHeads;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What a person may need, why, and what officers think of it. */
@Controller
class NeedsPages {

    private final Flags flags;
    private final FlagStore store;
    private final WhyPanels panels;
    private final Screens screens;
    private final Evaluation evaluation;
    private final PersonFiles files;
    private final PersonHeads heads;

    private final ChildSteps childSteps;
    private final Urgent urgent;

    NeedsPages(
            Flags flags,
            FlagStore store,
            WhyPanels panels,
            Screens screens,
            Evaluation evaluation,
            PersonFiles files,
            PersonHeads heads,
            ChildSteps childSteps,
            Urgent urgent) {
        this.childSteps = childSteps;
        this.urgent = urgent;
        this.flags = flags;
        this.store = store;
        this.panels = panels;
        this.screens = screens;
        this.evaluation = evaluation;
        this.files = files;
        this.heads = heads;
    }

    @GetMapping("/persons/{code}/needs")
    @Transactional
    ModelAndView needs(@PathVariable String code) {
        return page(code, null);
    }

    @GetMapping("/persons/{code}/needs/{flag}")
    @Transactional
    ModelAndView one(@PathVariable String code, @PathVariable UUID flag) {
        return page(code, flag);
    }

    private ModelAndView page(String code, @org.jspecify.annotations.Nullable UUID only) {
        Ref person = files.reach(code).orElseThrow(NeedsPages::notThere);
        PersonFiles.File file = files.open(code).orElseThrow(NeedsPages::notThere);
        List<WhyPanels.Material> materials =
                (only == null ? flags.of(person) : flags.find(person, only).stream().toList())
                        .stream().map(panels::material).toList();
        if (only != null && materials.isEmpty()) {
            throw notThere();
        }
        boolean mayClose = flags.mayClose(person);
        String version = shortly(screens.book().version());
        Function<View, List<WhyPanel>> all =
                view ->
                        materials.stream()
                                .map(one -> panels.panel(view, one, file, mayClose, version))
                                .toList();
        List<FlagStore.Waiting> waiting =
                Acting.now().room() == Room.FRONTLINE && !specialistHere(person)
                        ? store.waiting(List.of(person.files()))
                        : List.of();
        List<FlagStore.Change> changes = flags.changes(person, null);
        Function<View, List<Moment>> history =
                view -> changes.stream().map(one -> moment(view, one)).toList();
        ModelAndView page = new ModelAndView("profiling/needs");
        page.addObject("head", heads.of(code, NeedsTab.KEY).orElseThrow(NeedsPages::notThere));
        page.addObject("code", person.code());
        page.addObject("panels", all);
        page.addObject("waiting", !waiting.isEmpty());
        page.addObject(
                "emergency", waiting.stream().anyMatch(one -> one.urgency().equals("emergency")));
        page.addObject("changes", history);
        page.addObject("frontline", Acting.now().room() == Room.FRONTLINE);
        boolean mayRecord = files.mayRecord(code).isPresent();
        Optional<ChildStepPages.Material> child =
                only == null && isChildAlone(materials)
                        ? Optional.of(
                                ChildStepPages.material(childSteps, urgent, person, mayRecord))
                        : Optional.empty();
        Function<View, List<ChildStepLine>> forChild =
                view ->
                        child.map(one -> ChildStepPages.lines(childSteps, one, view))
                                .orElse(List.of());
        page.addObject("childSteps", forChild);
        page.addObject("childStepsAsOf", childSteps.content().asOf());
        page.addObject("mayRecord", mayRecord);
        page.addObject("one", only != null);
        page.addObject("id", Ids.next().toString());
        return page;
    }

    /** Only to those who read that need: the list itself would tell. */
    private static boolean isChildAlone(List<WhyPanels.Material> materials) {
        return Acting.now().room() == Room.FRONTLINE
                && materials.stream()
                        .map(WhyPanels.Material::flag)
                        .anyMatch(one ->
                                one.screen().equals(Screens.CHILD_ALONE)
                                        && one.state() != Flags.State.CLOSED);
    }

    private boolean specialistHere(Ref person) {
        return flags.mayClose(person);
    }

    private Moment moment(View view, FlagStore.Change one) {
        String language = view.language().code();
        return new Moment(
                view.words().dateTime(one.at().toInstant()),
                one.at().toInstant().toString(),
                screens.find(one.screen())
                        .map(known -> known.screen().neutral().in(language))
                        .orElse(one.screen()),
                view.text("profiling.event." + one.kind()),
                view.text("profiling.urgency." + one.urgency()));
    }

    static String shortly(String version) {
        return version.length() > 12 ? version.substring(0, 12) : version;
    }

    @PostMapping("/persons/{code}/needs/again")
    ModelAndView again(@PathVariable String code, RedirectAttributes next) {
        if (!evaluation.again(code)) {
            throw notThere();
        }
        return back(code, "profiling.again-done", Tone.DONE, next);
    }

    @PostMapping("/persons/{code}/needs/{flag}/opinions")
    ModelAndView opine(
            @PathVariable String code,
            @PathVariable UUID flag,
            HttpServletRequest request,
            RedirectAttributes next) {
        Typed typed = new Typed(request.getParameterMap());
        Ref person = files.mayRecord(code).orElseThrow(NeedsPages::notThere);
        Flags.Opinion opinion =
                Flags.Opinion.of(typed.one("opinion")).orElseThrow(NeedsPages::notThere);
        UUID id = Optional.ofNullable(typed.id("id")).orElseGet(Ids::next);
        Flags.Outcome outcome = flags.opine(person, flag, id, opinion, typed.one("reason"));
        return switch (outcome) {
            case NOT_THERE -> throw notThere();
            case GIVEN -> back(code, "profiling.opinion-given", Tone.DONE, next);
            case WAITS -> back(code, "profiling.close-waits", Tone.DOING, next);
            case CLOSED -> back(code, "profiling.closed", Tone.DONE, next);
            case ONLY_THE_PERSON -> back(code, "profiling.only-the-person", Tone.ATTENTION, next);
            case ONLY_A_SPECIALIST ->
                    back(code, "profiling.only-a-specialist", Tone.ATTENTION, next);
            case NO_REASON -> back(code, "profiling.no-reason", Tone.ATTENTION, next);
        };
    }

    @GetMapping("/persons/{code}/needs/new")
    ModelAndView observe(@PathVariable String code) {
        if (files.mayRecord(code).isEmpty()) {
            throw notThere();
        }
        return form(code, Typed.nothing(), Ids.next());
    }

    private ModelAndView form(String code, Typed typed, UUID id) {
        return new FormPage(
                        "profiling.observe",
                        "profiling.observe-lead",
                        "/persons/" + code + "/needs",
                        "profiling.observe-go",
                        "/persons/" + code + "/needs",
                        Map.of("id", id.toString()),
                        view -> {
                            String language = view.language().code();
                            List<Option> choices = new ArrayList<>();
                            choices.add(Option.of("", view.text("registry.choose")));
                            screens.all()
                                    .values()
                                    .forEach(one ->
                                            choices.add(
                                                    Option.of(
                                                            one.screen().id(),
                                                            one.screen().title().in(language))));
                            return List.of(
                                    Question.longChoice(
                                            typed.field(
                                                    view,
                                                    "screen",
                                                    view.text("profiling.observe-what")),
                                            choices),
                                    Question.longText(
                                            typed.field(
                                                            view,
                                                            "reason",
                                                            view.text("profiling.observe-why"))
                                                    .hint(view.text("profiling.observe-hint"))));
                        })
                .page(typed.hasMistakes());
    }

    @PostMapping("/persons/{code}/needs")
    ModelAndView observed(
            @PathVariable String code, HttpServletRequest request, RedirectAttributes next) {
        Typed typed = new Typed(request.getParameterMap());
        Ref person = files.mayRecord(code).orElseThrow(NeedsPages::notThere);
        UUID id = Optional.ofNullable(typed.id("id")).orElseGet(Ids::next);
        if (!flags.screens().contains(typed.one("screen"))) {
            typed.wrong("screen", "profiling.wrong.screen");
        }
        if (!Flags.isReason(typed.one("reason"))) {
            typed.wrong("reason", "profiling.wrong.reason");
        }
        if (typed.hasMistakes()) {
            return form(code, typed, id);
        }
        if (!flags.observe(person, id, typed.one("screen"), typed.one("reason"))) {
            throw notThere();
        }
        return back(code, "profiling.observed", Tone.DONE, next);
    }

    private static ModelAndView back(String code, String said, Tone tone, RedirectAttributes next) {
        next.addFlashAttribute("flash", new Flash(tone, said));
        return new ModelAndView("redirect:/persons/" + code + "/needs");
    }

    static ResponseStatusException notThere() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
