package amparo.server.cases;

import amparo.server.access.Acting;
import amparo.server.platform.Flash;
import amparo.server.platform.Ids;
import amparo.server.platform.Option;
import amparo.server.platform.Question;
import amparo.server.platform.Tone;
import amparo.server.platform.Typed;
import amparo.server.platform.View;
import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Opening a case, how it stands, who owns it, whose it is. */
@Controller
class CaseChangePages {

    static final int LONGEST = 2000;
    private static final String CODE = "[0-9A-HJKMNP-TV-Z]{8}";

    private final Cases cases;
    private final Tasks tasks;
    private final Transfers transfers;

    CaseChangePages(Cases cases, Tasks tasks, Transfers transfers) {
        this.cases = cases;
        this.tasks = tasks;
        this.transfers = transfers;
    }

    // --- opening

    @GetMapping("/persons/{code}/cases/new")
    ModelAndView begin(@PathVariable String code) {
        return beginForm(code, new Typed(Map.of("owned", new String[] {"yes"})), Ids.next());
    }

    private ModelAndView beginForm(String code, Typed typed, UUID id) {
        cases.mayOpen(code);
        int known = cases.of(code).stream().filter(one -> !one.closed()).toList().size();
        return new CaseForm(
                        "cases.new",
                        "/persons/" + code + "/cases",
                        "cases.new-go",
                        "/persons/" + code + "/cases")
                .hidden("id", id)
                .lead(view -> {
                    List<String> said = new ArrayList<>(List.of(view.text("cases.new-lead")));
                    if (known > 0) {
                        said.add(view.count("cases.new-known", known));
                    }
                    return said;
                })
                .ask(view ->
                        List.of(
                                Question.choice(
                                        typed.field(view, "owned", view.text("cases.new-owner")),
                                        List.of(
                                                Option.of("yes", view.text("cases.new-mine")),
                                                Option.of("no", view.text("cases.new-nobodys")))),
                                Question.text(
                                        typed.field(view, "others", view.text("cases.new-others"))
                                                .hint(view.text("cases.new-others-hint"))
                                                .autocomplete("off")
                                                .asOptional())))
                .page(typed.hasMistakes());
    }

    @PostMapping("/persons/{code}/cases")
    ModelAndView begin(
            @PathVariable String code, HttpServletRequest request, RedirectAttributes next) {
        Typed typed = new Typed(request.getParameterMap());
        UUID id = FormReading.id(typed);
        List<String> others =
                java.util.Arrays.stream(
                                typed.one("others").toUpperCase(Locale.ROOT).split("[\\s,;]+", -1))
                        .filter(one -> !one.isEmpty())
                        .toList();
        if (!typed.one("owned").equals("yes") && !typed.one("owned").equals("no")) {
            typed.wrong("owned", "cases.wrong.choice");
        }
        if (others.size() > 20 || others.stream().anyMatch(one -> !one.matches(CODE))) {
            typed.wrong("others", "cases.wrong.codes");
        }
        if (!typed.hasMistakes()) {
            try {
                if (!cases.begin(code, id, typed.one("owned").equals("yes"), others).isEmpty()) {
                    typed.wrong("others", "cases.wrong.codes");
                }
            } catch (DuplicateKeyException twice) {
                // The second click on the same form: the first one opened it.
            }
        }
        return typed.hasMistakes()
                ? beginForm(code, typed, id)
                : CasePages.to(id, "cases.new-done", next);
    }

    // --- how it stands

    @GetMapping("/cases/{id}/status")
    ModelAndView status(@PathVariable UUID id) {
        CaseStore.File file = cases.work(id);
        Typed now =
                new Typed(
                        merged(
                                FormReading.parts("until", file.waitingUntil()),
                                "status",
                                file.waitingFor() == null ? "open" : file.waitingFor()));
        return statusForm(file, now, Ids.next(), List.of());
    }

    private static Map<String, String[]> merged(
            Map<String, String[]> parts, String name, String value) {
        Map<String, String[]> all = new java.util.HashMap<>(parts);
        all.put(name, new String[] {value});
        return all;
    }

    private static ModelAndView statusForm(
            CaseStore.File file, Typed typed, UUID id, List<CaseStore.Event> since) {
        return changed(
                        new CaseForm(
                                "cases.status-new",
                                "/cases/" + file.id() + "/status",
                                "cases.save",
                                "/cases/" + file.id()),
                        since)
                .hidden("id", id)
                .hidden("seen", file.version())
                .ask(view -> {
                    List<Option> choices = new ArrayList<>();
                    choices.add(Option.of("open", view.text("cases.status.open")));
                    choices.addAll(FormReading.options(view, "cases.waiting.", Cases.WAITING_FOR));
                    return List.of(
                            Question.choice(
                                    typed.field(view, "status", view.text("cases.status-ask")),
                                    choices),
                            Question.date(
                                    typed.field(view, "until", view.text("cases.waiting-until"))
                                            .asOptional(),
                                    typed.date("until")),
                            why(view, typed));
                })
                .page(status(typed, since));
    }

    /** A field for words that may stay empty. */
    private static Question why(View view, Typed typed) {
        return Question.longText(
                typed.field(view, "reason", view.text("cases.words"))
                        .hint(view.text("cases.words-hint"))
                        .limit(LONGEST)
                        .asOptional());
    }

    static HttpStatus status(Typed typed, List<CaseStore.Event> since) {
        return since.isEmpty()
                ? typed.hasMistakes() ? HttpStatus.UNPROCESSABLE_CONTENT : HttpStatus.OK
                : HttpStatus.CONFLICT;
    }

    /** Says what somebody else did meanwhile; what was typed is kept. */
    static CaseForm changed(CaseForm form, List<CaseStore.Event> since) {
        return form.notices(
                view -> since.stream().map(one -> CaseWords.line(view, one, Map.of())).toList());
    }

    @PostMapping("/cases/{id}/status")
    ModelAndView status(
            @PathVariable UUID id, HttpServletRequest request, RedirectAttributes next) {
        Typed typed = new Typed(request.getParameterMap());
        UUID form = FormReading.id(typed);
        String chosen = typed.one("status");
        LocalDate until = FormReading.day(typed, "until");
        boolean waiting = Cases.WAITING_FOR.contains(chosen);
        if (!waiting && !chosen.equals("open")) {
            typed.wrong("status", "cases.wrong.choice");
        }
        if (typed.hasDate("until") && (until == null || !waiting)) {
            typed.wrong("until", waiting ? "cases.wrong.day" : "cases.wrong.until-open");
        }
        tooLong(typed, "reason");
        if (typed.hasMistakes()) {
            return statusForm(seen(cases.work(id), typed), typed, form, List.of());
        }
        try {
            cases.status(
                    id,
                    form,
                    FormReading.seen(typed),
                    waiting ? "waiting" : "open",
                    waiting ? chosen : null,
                    until,
                    typed.one("reason"));
        } catch (Changed changed) {
            return statusForm(cases.work(id), typed, form, changed.since());
        }
        return CasePages.to(id, "cases.saved", next);
    }

    /** A form that is shown again still rests on what was seen first. */
    private static CaseStore.File seen(CaseStore.File file, Typed typed) {
        return new CaseStore.File(
                file.id(),
                file.organisation(),
                file.person(),
                file.code(),
                file.name(),
                file.owner(),
                file.ownerName(),
                file.status(),
                file.waitingFor(),
                file.waitingUntil(),
                file.closedReason(),
                file.openedAt(),
                file.changedAt(),
                FormReading.seen(typed),
                file.emergency(),
                file.due());
    }

    static void tooLong(Typed typed, String name) {
        if (typed.one(name).length() > LONGEST) {
            typed.wrong(name, "cases.wrong.long");
        }
    }

    @GetMapping("/cases/{id}/close")
    ModelAndView close(@PathVariable UUID id) {
        return closeForm(cases.work(id), Typed.nothing(), Ids.next(), List.of());
    }

    private ModelAndView closeForm(
            CaseStore.File file, Typed typed, UUID id, List<CaseStore.Event> since) {
        long open = tasks.of(file.id()).stream().filter(Tasks.Task::open).count();
        return changed(
                        new CaseForm(
                                "cases.close",
                                "/cases/" + file.id() + "/close",
                                "cases.close-go",
                                "/cases/" + file.id()),
                        since)
                .hidden("id", id)
                .hidden("seen", file.version())
                .lead(view -> {
                    List<String> said = new ArrayList<>(List.of(view.text("cases.close-lead")));
                    if (open > 0) {
                        said.add(view.count("cases.close-tasks", open));
                    }
                    return said;
                })
                .ask(view ->
                        List.of(
                                Question.choice(
                                        typed.field(
                                                view, "because", view.text("cases.close-because")),
                                        FormReading.options(view, "cases.closed.", Cases.REASONS)),
                                why(view, typed)))
                .page(status(typed, since));
    }

    @PostMapping("/cases/{id}/close")
    ModelAndView close(@PathVariable UUID id, HttpServletRequest request, RedirectAttributes next) {
        Typed typed = new Typed(request.getParameterMap());
        UUID form = FormReading.id(typed);
        if (!Cases.REASONS.contains(typed.one("because"))) {
            typed.wrong("because", "cases.wrong.choice");
        }
        if (transfers.of(id).stream().anyMatch(one -> one.waits() && !one.incoming())) {
            typed.wrong("because", "cases.wrong.offered");
        }
        tooLong(typed, "reason");
        if (typed.hasMistakes()) {
            return closeForm(seen(cases.work(id), typed), typed, form, List.of());
        }
        try {
            cases.close(
                    id, form, FormReading.seen(typed), typed.one("because"), typed.one("reason"));
        } catch (Changed changed) {
            return closeForm(cases.work(id), typed, form, changed.since());
        }
        return CasePages.to(id, "cases.close-done", next);
    }

    @GetMapping("/cases/{id}/reopen")
    ModelAndView reopen(@PathVariable UUID id) {
        return reopenForm(cases.work(id), Typed.nothing(), Ids.next(), List.of());
    }

    private static ModelAndView reopenForm(
            CaseStore.File file, Typed typed, UUID id, List<CaseStore.Event> since) {
        return changed(
                        new CaseForm(
                                "cases.reopen",
                                "/cases/" + file.id() + "/reopen",
                                "cases.reopen-go",
                                "/cases/" + file.id()),
                        since)
                .hidden("id", id)
                .hidden("seen", file.version())
                .lead(view -> List.of(view.text("cases.reopen-lead")))
                .ask(view ->
                        List.of(
                                Question.longText(
                                        typed.field(view, "reason", view.text("cases.reopen-why"))
                                                .limit(LONGEST))))
                .page(status(typed, since));
    }

    @PostMapping("/cases/{id}/reopen")
    ModelAndView reopen(
            @PathVariable UUID id, HttpServletRequest request, RedirectAttributes next) {
        Typed typed = new Typed(request.getParameterMap());
        UUID form = FormReading.id(typed);
        if (typed.one("reason").length() < 5) {
            typed.wrong("reason", "cases.wrong.reason");
        }
        tooLong(typed, "reason");
        if (typed.hasMistakes()) {
            return reopenForm(seen(cases.work(id), typed), typed, form, List.of());
        }
        try {
            cases.reopen(id, form, FormReading.seen(typed), typed.one("reason"));
        } catch (Changed changed) {
            return reopenForm(cases.work(id), typed, form, changed.since());
        }
        return CasePages.to(id, "cases.reopen-done", next);
    }

    // --- whose work it is

    @GetMapping("/cases/{id}/owner")
    ModelAndView owner(@PathVariable UUID id) {
        return ownerForm(cases.work(id), Typed.nothing(), Ids.next(), List.of());
    }

    private ModelAndView ownerForm(
            CaseStore.File file, Typed typed, UUID id, List<CaseStore.Event> since) {
        List<CaseStore.Colleague> colleagues = cases.colleagues(file.id());
        return changed(
                        new CaseForm(
                                "cases.give",
                                "/cases/" + file.id() + "/owner",
                                "cases.give-go",
                                "/cases/" + file.id()),
                        since)
                .hidden("id", id)
                .hidden("seen", file.version())
                .lead(view -> List.of(view.text("cases.give-lead")))
                .ask(view ->
                        List.of(
                                FormReading.who(
                                        view,
                                        typed,
                                        "colleague",
                                        view.text("cases.colleague"),
                                        colleagues)))
                .page(status(typed, since));
    }

    @PostMapping("/cases/{id}/owner")
    ModelAndView owner(@PathVariable UUID id, HttpServletRequest request, RedirectAttributes next) {
        Typed typed = new Typed(request.getParameterMap());
        UUID form = FormReading.id(typed);
        @Nullable UUID colleague = typed.id("colleague");
        if (colleague == null) {
            typed.wrong("colleague", "cases.wrong.colleague");
            return ownerForm(seen(cases.work(id), typed), typed, form, List.of());
        }
        try {
            cases.give(id, form, FormReading.seen(typed), colleague);
        } catch (Changed changed) {
            return ownerForm(cases.work(id), typed, form, changed.since());
        }
        return CasePages.to(id, "cases.give-done", next);
    }

    /** Takes a case; of two who do, the second is told who was first. */
    @PostMapping("/cases/{id}/take")
    ModelAndView take(@PathVariable UUID id, HttpServletRequest request, RedirectAttributes next) {
        Typed typed = new Typed(request.getParameterMap());
        try {
            cases.give(
                    id,
                    FormReading.id(typed),
                    FormReading.seen(typed),
                    Acting.now().requireAccount());
        } catch (Changed changed) {
            next.addFlashAttribute("flash", new Flash(Tone.ATTENTION, "cases.take-late"));
            return new ModelAndView("redirect:/cases/" + id);
        }
        return CasePages.to(id, "cases.take-done", next);
    }

    // --- whose case it is

    @GetMapping("/cases/{id}/persons/new")
    ModelAndView person(@PathVariable UUID id) {
        return personForm(cases.work(id), Typed.nothing());
    }

    private static ModelAndView personForm(CaseStore.File file, Typed typed) {
        return new CaseForm(
                        "cases.person-new",
                        "/cases/" + file.id() + "/persons",
                        "cases.person-go",
                        "/cases/" + file.id())
                .lead(view -> List.of(view.text("cases.person-lead")))
                .ask(view ->
                        List.of(
                                Question.text(
                                        typed.field(view, "code", view.text("cases.person-code"))
                                                .width(10)
                                                .autocomplete("off"))))
                .page(typed.hasMistakes());
    }

    @PostMapping("/cases/{id}/persons")
    ModelAndView person(
            @PathVariable UUID id, HttpServletRequest request, RedirectAttributes next) {
        Typed typed = new Typed(request.getParameterMap());
        String code = typed.one("code").toUpperCase(Locale.ROOT);
        if (!code.matches(CODE) || !cases.add(id, code)) {
            typed.wrong("code", "cases.wrong.codes");
            return personForm(cases.work(id), typed);
        }
        return CasePages.to(id, "cases.person-done", next);
    }

    @PostMapping("/cases/{id}/persons/{code}/out")
    ModelAndView out(@PathVariable UUID id, @PathVariable String code, RedirectAttributes next) {
        cases.takeOut(id, code);
        return CasePages.to(id, "cases.person-out", next);
    }
}
