package amparo.server.profiling;

import amparo.server.platform.Cell;
import amparo.server.platform.Column;
import amparo.server.platform.Flash;
import amparo.server.platform.FormPage;
import amparo.server.platform.Ids;
import amparo.server.platform.Option;
import amparo.server.platform.Question;
import amparo.server.platform.Table;
import amparo.server.platform.Tone;
import amparo.server.platform.Typed;
import amparo.server.platform.View;
import amparo.server.registry.PersonFiles;
import amparo.server.registry.PersonFiles.Ref;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What cannot wait, and whom it was told to. */
@Controller
@Transactional
class UrgentPages {

    private static final int LONGEST = 200;

    private final Urgent urgent;
    private final PersonFiles files;

    UrgentPages(Urgent urgent, PersonFiles files) {
        this.urgent = urgent;
        this.files = files;
    }

    @GetMapping("/immediate")
    ModelAndView immediate() {
        List<Urgent.Alert> open = urgent.open(null);
        Function<View, Table> table =
                view ->
                        new Table(
                                view.text("profiling.immediate"),
                                List.of(
                                        Column.of(view.text("profiling.person")),
                                        Column.of(view.text("profiling.immediate-what")),
                                        Column.of(view.text("profiling.since")),
                                        Column.of(view.text("profiling.by"))),
                                open.stream()
                                        .map(one ->
                                                List.of(
                                                        Cell.open(
                                                                one.code(),
                                                                "/persons/"
                                                                        + one.code()
                                                                        + "/interview"),
                                                        Cell.words(
                                                                view.text(
                                                                        "profiling.alert."
                                                                                + one.kind())),
                                                        Cell.words(
                                                                view.words()
                                                                        .dateTime(
                                                                                one.at()
                                                                                        .toInstant())),
                                                        Cell.words(
                                                                one.by() == null ? "" : one.by())))
                                        .toList());
        return list("profiling.immediate", "profiling.immediate-lead", table, open.isEmpty());
    }

    @GetMapping("/child-notices")
    ModelAndView notices() {
        List<Urgent.Untold> untold = urgent.untold(null);
        Function<View, Table> table =
                view ->
                        new Table(
                                view.text("profiling.notices"),
                                List.of(
                                        Column.of(view.text("profiling.person")),
                                        Column.of(view.text("profiling.since")),
                                        Column.of(view.text("profiling.to-do"))),
                                untold.stream()
                                        .map(one ->
                                                List.of(
                                                        Cell.open(
                                                                one.code(),
                                                                "/persons/" + one.code()),
                                                        Cell.words(
                                                                view.words()
                                                                        .dateTime(
                                                                                one.since()
                                                                                        .toInstant())),
                                                        Cell.action(
                                                                view.text("profiling.notice-go"),
                                                                "/persons/"
                                                                        + one.code()
                                                                        + "/child-notice",
                                                                one.code())))
                                        .toList());
        return list("profiling.notices", "profiling.notices-lead", table, untold.isEmpty());
    }

    static ModelAndView list(
            String title, String lead, Function<View, Table> table, boolean empty) {
        ModelAndView page = new ModelAndView("profiling/list");
        page.addObject("title", title);
        page.addObject("lead", lead);
        page.addObject("table", table);
        page.addObject("empty", empty);
        return page;
    }

    @PostMapping("/persons/{code}/alerts")
    ModelAndView raise(
            @PathVariable String code, HttpServletRequest request, RedirectAttributes next) {
        Typed typed = new Typed(request.getParameterMap());
        Ref person = files.mayRecord(code).orElseThrow(NeedsPages::notThere);
        if (!Urgent.KINDS.contains(typed.one("kind"))) {
            throw NeedsPages.notThere();
        }
        urgent.raise(
                person,
                Optional.ofNullable(typed.id("id-" + typed.one("kind"))).orElseGet(Ids::next),
                typed.one("kind"));
        next.addFlashAttribute("flash", new Flash(Tone.DONE, "profiling.alert-raised"));
        return new ModelAndView("redirect:" + back(typed, code));
    }

    /** Back to the interview from which it was raised. */
    private static String back(Typed typed, String code) {
        UUID interview = typed.id("interview");
        return interview == null ? "/persons/" + code + "/interview" : "/interviews/" + interview;
    }

    @PostMapping("/persons/{code}/alerts/{id}/done")
    ModelAndView done(
            @PathVariable String code,
            @PathVariable UUID id,
            HttpServletRequest request,
            RedirectAttributes next) {
        Ref person = files.mayRecord(code).orElseThrow(NeedsPages::notThere);
        urgent.done(person, id);
        next.addFlashAttribute("flash", new Flash(Tone.DONE, "profiling.alert-done"));
        return new ModelAndView("redirect:" + back(new Typed(request.getParameterMap()), code));
    }

    @GetMapping("/persons/{code}/child-notice")
    ModelAndView notice(@PathVariable String code) {
        if (files.mayRecord(code).isEmpty()) {
            throw NeedsPages.notThere();
        }
        return form(code, Typed.nothing(), Ids.next());
    }

    private static ModelAndView form(String code, Typed typed, UUID id) {
        return new FormPage(
                        "profiling.notice",
                        "profiling.notice-lead",
                        "/persons/" + code + "/child-notice",
                        "profiling.notice-save",
                        "/persons/" + code,
                        Map.of("id", id.toString()),
                        view ->
                                List.of(
                                        Question.text(
                                                typed.field(
                                                                view,
                                                                "authority",
                                                                view.text("profiling.notice-whom"))
                                                        .autocomplete("off")),
                                        Question.choice(
                                                typed.field(
                                                        view,
                                                        "way",
                                                        view.text("profiling.notice-how")),
                                                Urgent.WAYS.stream()
                                                        .map(one ->
                                                                Option.of(
                                                                        one,
                                                                        view.text(
                                                                                "profiling.way."
                                                                                        + one)))
                                                        .toList()),
                                        Question.text(
                                                typed.field(
                                                                view,
                                                                "answered",
                                                                view.text(
                                                                        "profiling.notice-answered"))
                                                        .hint(
                                                                view.text(
                                                                        "profiling.notice-answered-hint"))
                                                        .autocomplete("off")
                                                        .asOptional())))
                .page(typed.hasMistakes());
    }

    @PostMapping("/persons/{code}/child-notice")
    ModelAndView told(
            @PathVariable String code, HttpServletRequest request, RedirectAttributes next) {
        Typed typed = new Typed(request.getParameterMap());
        Ref person = files.mayRecord(code).orElseThrow(NeedsPages::notThere);
        String authority = typed.one("authority");
        String answered = typed.one("answered");
        if (authority.length() < 2 || authority.length() > LONGEST) {
            typed.wrong("authority", "profiling.wrong.authority");
        }
        if (!Urgent.WAYS.contains(typed.one("way"))) {
            typed.wrong("way", "profiling.wrong.way");
        }
        if (answered.length() > LONGEST) {
            typed.wrong("answered", "profiling.wrong.answered");
        }
        UUID id = Optional.ofNullable(typed.id("id")).orElseGet(Ids::next);
        if (typed.hasMistakes()) {
            return form(code, typed, id);
        }
        urgent.told(person, id, authority, typed.one("way"), answered.isEmpty() ? null : answered);
        next.addFlashAttribute("flash", new Flash(Tone.DONE, "profiling.notice-done"));
        return new ModelAndView("redirect:/persons/" + code);
    }
}
