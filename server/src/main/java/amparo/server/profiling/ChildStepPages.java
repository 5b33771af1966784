package amparo.server.profiling;

import amparo.server.platform.Flash;
import amparo.server.platform.FormPage;
import amparo.server.platform.Ids;
import amparo.server.platform.Option;
import amparo.server.platform.Pill;
import amparo.server.platform.Question;
import amparo.server.platform.Tone;
import amparo.server.platform.Typed;
import amparo.server.platform.View;
import amparo.server.registry.PersonFiles;
import amparo.server.registry.PersonFiles.Ref;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The steps for a child alone: the list on the page of the needs, and the form of each. */
@Controller
@Transactional
class ChildStepPages {

    private static final int LONGEST_WHO = 200;
    private static final int LONGEST_NOTE = 500;
    private static final int SHORTEST_NOTE = 3;

    private final ChildSteps steps;
    private final PersonFiles files;

    ChildStepPages(ChildSteps steps, PersonFiles files) {
        this.steps = steps;
        this.files = files;
    }

    /** What is to be shown of a child: read while the walls stand. */
    record Material(
            String code,
            List<Urgent.Notice> notices,
            Map<String, ChildSteps.Said> said,
            boolean mayRecord) {}

    static Material material(ChildSteps steps, Urgent urgent, Ref person, boolean mayRecord) {
        return new Material(person.code(), urgent.notices(person), steps.of(person), mayRecord);
    }

    /** The notice first, then the steps of the content. */
    static List<ChildStepLine> lines(ChildSteps steps, Material material, View view) {
        List<ChildStepLine> lines = new ArrayList<>();
        Urgent.Notice told = material.notices().isEmpty() ? null : material.notices().getFirst();
        lines.add(
                new ChildStepLine(
                        view.text("profiling.notice"),
                        view.text("profiling.notice-lead"),
                        view.text("profiling.child-step-us"),
                        view.text("profiling.child-step-today"),
                        pill(view, told == null ? "open" : "done"),
                        told == null
                                ? null
                                : said(view, told.authority(), told.at().toInstant(), told.by()),
                        null,
                        "",
                        "",
                        material.mayRecord()
                                ? "/persons/" + material.code() + "/child-notice"
                                : null));
        for (ChildSteps.Step step : steps.content().steps()) {
            ChildSteps.Said said = material.said().get(step.id());
            String state = said == null || said.state().equals("not-so") ? "open" : said.state();
            lines.add(
                    new ChildStepLine(
                            in(step.title(), view),
                            in(step.text(), view),
                            in(step.who(), view),
                            in(step.by(), view),
                            pill(view, state),
                            said == null
                                    ? null
                                    : said(view, said.who(), said.at().toInstant(), said.by()),
                            said == null ? null : said.note(),
                            step.act(),
                            step.url(),
                            material.mayRecord()
                                    ? "/persons/" + material.code() + "/child-steps/" + step.id()
                                    : null));
        }
        return lines;
    }

    private static String in(Map<String, String> words, View view) {
        return Objects.requireNonNull(words.getOrDefault(view.language().code(), words.get("en")));
    }

    private static String said(
            View view,
            String who,
            java.time.Instant at,
            @org.jspecify.annotations.Nullable String by) {
        return view.text(
                "profiling.child-step-said",
                who,
                view.words().dateTime(at),
                by == null ? view.text("profiling.somebody") : by);
    }

    private static Pill pill(View view, String state) {
        return new Pill(
                view.text("profiling.child-step." + state),
                switch (state) {
                    case "done" -> Tone.DONE;
                    case "not-now" -> Tone.DOING;
                    default -> Tone.ATTENTION;
                });
    }

    @GetMapping("/persons/{code}/child-steps/{step}")
    ModelAndView ask(@PathVariable String code, @PathVariable String step) {
        if (files.mayRecord(code).isEmpty()) {
            throw NeedsPages.notThere();
        }
        return form(
                code,
                steps.step(step).orElseThrow(NeedsPages::notThere),
                Typed.nothing(),
                Ids.next());
    }

    private static ModelAndView form(String code, ChildSteps.Step step, Typed typed, UUID id) {
        return new FormPage(
                        "profiling.child-step-title",
                        "profiling.child-step-lead",
                        "/persons/" + code + "/child-steps/" + step.id(),
                        "profiling.child-step-save",
                        "/persons/" + code + "/needs",
                        Map.of("id", id.toString()),
                        view ->
                                List.of(
                                        Question.choice(
                                                typed.field(view, "state", in(step.title(), view))
                                                        .hint(in(step.text(), view)),
                                                ChildSteps.STATES.stream()
                                                        .map(one ->
                                                                Option.of(
                                                                        one,
                                                                        view.text(
                                                                                "profiling.child-step."
                                                                                        + one)))
                                                        .toList()),
                                        Question.text(
                                                typed.field(
                                                                view,
                                                                "who",
                                                                view.text(
                                                                        "profiling.child-step-who"))
                                                        .hint(in(step.who(), view))
                                                        .autocomplete("off")),
                                        Question.text(
                                                typed.field(
                                                                view,
                                                                "note",
                                                                view.text(
                                                                        "profiling.child-step-note"))
                                                        .hint(
                                                                view.text(
                                                                        "profiling.child-step-note-hint"))
                                                        .autocomplete("off")
                                                        .asOptional())))
                .page(typed.hasMistakes());
    }

    @PostMapping("/persons/{code}/child-steps/{step}")
    ModelAndView record(
            @PathVariable String code,
            @PathVariable String step,
            HttpServletRequest request,
            RedirectAttributes next) {
        Typed typed = new Typed(request.getParameterMap());
        Ref person = files.mayRecord(code).orElseThrow(NeedsPages::notThere);
        ChildSteps.Step known = steps.step(step).orElseThrow(NeedsPages::notThere);
        String state = typed.one("state");
        String who = typed.one("who").strip();
        String note = typed.one("note").strip();
        if (!ChildSteps.STATES.contains(state)) {
            typed.wrong("state", "profiling.wrong.choose");
        }
        if (who.length() < 2 || who.length() > LONGEST_WHO) {
            typed.wrong("who", "profiling.wrong.child-step-who");
        }
        if (note.length() > LONGEST_NOTE
                || !state.equals("done") && note.length() < SHORTEST_NOTE) {
            typed.wrong("note", "profiling.wrong.child-step-note");
        }
        UUID id = Optional.ofNullable(typed.id("id")).orElseGet(Ids::next);
        if (typed.hasMistakes()) {
            return form(code, known, typed, id);
        }
        steps.record(person, id, known, state, who, note.isEmpty() ? null : note);
        next.addFlashAttribute("flash", new Flash(Tone.DONE, "profiling.child-step-saved"));
        return new ModelAndView("redirect:/persons/" + code + "/needs");
    }
}
