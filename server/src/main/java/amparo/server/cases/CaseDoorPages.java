package amparo.server.cases;

import amparo.server.platform.Cell;
import amparo.server.platform.Chip;
import amparo.server.platform.Column;
import amparo.server.platform.Flash;
import amparo.server.platform.Ids;
import amparo.server.platform.Moment;
import amparo.server.platform.Option;
import amparo.server.platform.Paging;
import amparo.server.platform.Question;
import amparo.server.platform.SummaryRow;
import amparo.server.platform.Table;
import amparo.server.platform.Tone;
import amparo.server.platform.Typed;
import amparo.server.platform.View;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

/** The doors that a person tries: papers, what was handed in, what came of it, what ends when. */
@Controller
class CaseDoorPages {

    private static final int LONGEST_PAPER = 200;

    private final Cases cases;
    private final Accompaniment doors;
    private final Doors rulebook;
    private final Clock clock;

    CaseDoorPages(Cases cases, Accompaniment doors, Doors rulebook, Clock clock) {
        this.cases = cases;
        this.doors = doors;
        this.rulebook = rulebook;
        this.clock = clock;
    }

    @GetMapping("/cases/expiring")
    ModelAndView expiring(@RequestParam(required = false) @Nullable String after) {
        Keys from = Keys.of(after);
        LocalDate today = CasePages.today(clock);
        List<Accompaniment.Tried> found =
                doors.expiring(
                        today.plusDays(Accompaniment.WARNING),
                        from.day(),
                        from.id(),
                        Cases.PAGE + 1);
        List<Accompaniment.Tried> shown = found.stream().limit(Cases.PAGE).toList();
        ModelAndView page = new ModelAndView("cases/list");
        page.addObject("title", "cases.expiring");
        page.addObject("lead", "cases.expiring-lead");
        Function<View, List<Chip>> chips = view -> List.of();
        page.addObject("chips", chips);
        Function<View, Table> table =
                view ->
                        new Table(
                                view.text("cases.expiring"),
                                List.of(
                                        Column.of(view.text("cases.door")),
                                        Column.of(view.text("cases.person")),
                                        Column.of(view.text("cases.door.until")),
                                        Column.of(view.text("cases.door.state"))),
                                shown.stream()
                                        .map(one ->
                                                List.of(
                                                        Cell.open(
                                                                title(view, one),
                                                                "/cases/"
                                                                        + one.file()
                                                                        + "/doors/"
                                                                        + one.id()),
                                                        Cell.words(one.code()),
                                                        Cell.words(
                                                                view.words()
                                                                        .date(
                                                                                Objects
                                                                                        .requireNonNull(
                                                                                                one
                                                                                                        .validUntil()))),
                                                        (Cell)
                                                                new Cell.Status(
                                                                        CaseWords.door(
                                                                                view, one, today))))
                                        .toList());
        page.addObject("table", table);
        page.addObject("empty", shown.isEmpty());
        page.addObject("none", "expiring");
        page.addObject(
                "paging",
                new Paging(
                        after == null ? null : "/cases/expiring",
                        found.size() > shown.size()
                                ? "/cases/expiring?after="
                                        + Keys.text(
                                                Objects.requireNonNull(
                                                        shown.getLast().validUntil()),
                                                shown.getLast().id())
                                : null));
        return page;
    }

    private String title(View view, Accompaniment.Tried tried) {
        return doors.title(tried.door(), view.language().code());
    }

    // --- beginning

    @GetMapping("/cases/{id}/doors/new")
    ModelAndView start(@PathVariable UUID id) {
        return startForm(id, Typed.nothing(), Ids.next());
    }

    private ModelAndView startForm(UUID id, Typed typed, UUID form) {
        CaseStore.File file = cases.work(id);
        List<CaseStore.Member> members = cases.members(id);
        String country = doors.country();
        return new CaseForm(
                        "cases.door-new",
                        "/cases/" + id + "/doors",
                        "cases.door-go",
                        "/cases/" + file.id())
                .hidden("id", form)
                .lead(view -> List.of(view.text("cases.door-lead")))
                .ask(view -> {
                    List<Option> choices = new ArrayList<>();
                    choices.add(Option.of("", view.text("cases.choose")));
                    for (Doors.Door one : rulebook.from(country)) {
                        choices.add(
                                Option.of(
                                        one.id(),
                                        String.join(", ", one.countries())
                                                + " · "
                                                + one.title().in(view.language().code())));
                    }
                    return FormReading.all(
                            FormReading.whom(view, typed, members),
                            Question.longChoice(
                                    typed.field(view, "door", view.text("cases.door")), choices));
                })
                .page(typed.hasMistakes());
    }

    @PostMapping("/cases/{id}/doors")
    ModelAndView start(@PathVariable UUID id, HttpServletRequest request, RedirectAttributes next) {
        Typed typed = new Typed(request.getParameterMap());
        UUID form = FormReading.id(typed);
        Doors.Door door = rulebook.find(typed.one("door")).orElse(null);
        if (door == null) {
            typed.wrong("door", "cases.wrong.door");
        }
        List<CaseStore.Member> members = cases.members(id);
        if (members.size() > 1
                && members.stream().noneMatch(one -> one.code().equals(typed.one("person")))) {
            typed.wrong("person", "cases.wrong.choice");
        }
        if (typed.hasMistakes() || door == null) {
            return startForm(id, typed, form);
        }
        doors.start(id, form, typed.one("person"), door, CasePages.today(clock));
        next.addFlashAttribute("flash", new Flash(Tone.DONE, "cases.door-done"));
        return new ModelAndView("redirect:/cases/" + id + "/doors/" + form);
    }

    // --- one door

    @GetMapping("/cases/{id}/doors/{door}")
    ModelAndView open(@PathVariable UUID id, @PathVariable UUID door) {
        Typed today = new Typed(FormReading.parts("on", CasePages.today(clock)));
        return page(id, door, today, Ids.next(), List.of(), "cases/door");
    }

    private ModelAndView page(
            UUID id,
            UUID door,
            Typed typed,
            UUID form,
            List<CaseStore.Event> since,
            String template) {
        Accompaniment.Way way = doors.open(id, door);
        Accompaniment.Tried tried = way.tried();
        LocalDate today = CasePages.today(clock);
        List<String> states = Accompaniment.NEXT.getOrDefault(tried.state(), List.of());
        ModelAndView page =
                CaseChangePages.changed(
                                new CaseForm(
                                        "cases.door-page",
                                        "/cases/" + id + "/doors/" + door + "/state",
                                        "cases.save",
                                        "/cases/" + id),
                                since)
                        .hidden("id", form)
                        .hidden("seen", tried.version())
                        .ask(view -> stepQuestions(view, typed, states))
                        .page(CaseChangePages.status(typed, since));
        page.setViewName(template);
        page.addObject("works", way.works());
        page.addObject("paperId", Ids.next().toString());
        Function<View, String> name = view -> title(view, tried);
        page.addObject("name", name);
        Function<View, List<SummaryRow>> summary = view -> summary(view, tried, today);
        page.addObject("summary", summary);
        Doors.Door known = rulebook.find(tried.door()).orElse(null);
        Function<View, String> warning =
                view ->
                        known == null || known.asylum() || !known.endsAsylum()
                                ? ""
                                : view.text("cases.door.asylum")
                                        + " "
                                        + known.effect().in(view.language().code());
        page.addObject("warning", warning);
        Function<View, List<List<String>>> papers =
                view ->
                        way.papers().stream()
                                .map(one ->
                                        List.of(
                                                one.id().toString(),
                                                doors.label(
                                                        tried.door(), one, view.language().code()),
                                                one.status(),
                                                view.text("cases.paper.kind." + one.kind()),
                                                view.text("cases.paper." + one.status())))
                                .toList();
        page.addObject("papers", papers);
        Function<View, List<Option>> paperStates =
                view -> FormReading.options(view, "cases.paper.", Accompaniment.PAPER_STATES);
        page.addObject("paperStates", paperStates);
        Function<View, List<Moment>> history =
                view ->
                        way.events().stream()
                                .map(one -> CaseWords.moment(view, one, Map.of(), Map.of()))
                                .toList();
        page.addObject("history", history);
        page.addObject("appointment", "/cases/" + id + "/appointments/new?door=" + door);
        return page;
    }

    private static List<SummaryRow> summary(View view, Accompaniment.Tried tried, LocalDate today) {
        List<SummaryRow> rows = new ArrayList<>();
        rows.add(
                SummaryRow.of(
                        view.text("cases.door.state"), CaseWords.door(view, tried, today).label()));
        rows.add(SummaryRow.of(view.text("cases.person"), tried.code()));
        rows.add(SummaryRow.of(view.text("cases.door.since"), view.words().date(tried.stateOn())));
        row(view, rows, "cases.door.submitted-on", tried.submittedOn());
        row(view, rows, "cases.door.decided-on", tried.decidedOn());
        row(view, rows, "cases.door.until", tried.validUntil());
        if (tried.reference() != null) {
            rows.add(SummaryRow.of(view.text("cases.door.reference"), tried.reference()));
        }
        return rows;
    }

    private static void row(View view, List<SummaryRow> rows, String key, @Nullable LocalDate day) {
        if (day != null) {
            rows.add(SummaryRow.of(view.text(key), view.words().date(day)));
        }
    }

    private static List<Question> stepQuestions(View view, Typed typed, List<String> states) {
        return List.of(
                Question.choice(
                        typed.field(view, "state", view.text("cases.door.next")),
                        FormReading.options(view, "cases.door.state.", states)),
                Question.date(
                        typed.field(view, "on", view.text("cases.door.on")), typed.date("on")),
                Question.text(
                        typed.field(view, "reference", view.text("cases.door.reference"))
                                .hint(view.text("cases.door.reference-hint"))
                                .autocomplete("off")
                                .asOptional()),
                Question.date(
                        typed.field(view, "until", view.text("cases.door.until"))
                                .hint(view.text("cases.door.until-hint"))
                                .asOptional(),
                        typed.date("until")),
                Question.longText(
                        typed.field(view, "words", view.text("cases.words"))
                                .limit(CaseChangePages.LONGEST)
                                .asOptional()));
    }

    @PostMapping("/cases/{id}/doors/{door}/state")
    ModelAndView step(
            @PathVariable UUID id,
            @PathVariable UUID door,
            HttpServletRequest request,
            RedirectAttributes next) {
        Typed typed = new Typed(request.getParameterMap());
        UUID form = FormReading.id(typed);
        LocalDate on = FormReading.day(typed, "on");
        LocalDate until = FormReading.day(typed, "until");
        if (!Accompaniment.NEXT.containsKey(typed.one("state"))) {
            typed.wrong("state", "cases.wrong.choice");
        }
        if (on == null || on.isAfter(CasePages.today(clock).plusDays(1))) {
            typed.wrong("on", "cases.wrong.past-day");
        }
        if (typed.hasDate("until") && (until == null || (on != null && until.isBefore(on)))) {
            typed.wrong("until", "cases.wrong.until-day");
        }
        if (typed.one("reference").length() > 80) {
            typed.wrong("reference", "cases.wrong.long");
        }
        CaseChangePages.tooLong(typed, "words");
        if (typed.hasMistakes() || on == null) {
            return page(id, door, typed, form, List.of(), "cases/door");
        }
        try {
            doors.step(
                    id,
                    door,
                    form,
                    FormReading.seen(typed),
                    new Accompaniment.Step(
                            typed.one("state"),
                            on,
                            typed.one("reference").isEmpty() ? null : typed.one("reference"),
                            until,
                            typed.one("words")));
        } catch (Changed changed) {
            return page(id, door, typed, form, changed.since(), "cases/door");
        }
        return back(id, door, "cases.saved", Tone.DONE, next);
    }

    private static ModelAndView back(
            UUID id, UUID door, String said, Tone tone, RedirectAttributes next) {
        next.addFlashAttribute("flash", new Flash(tone, said));
        return new ModelAndView("redirect:/cases/" + id + "/doors/" + door);
    }

    /** All papers at once: for each what was seen and what it is now. */
    @PostMapping("/cases/{id}/doors/{door}/papers")
    ModelAndView papers(
            @PathVariable UUID id,
            @PathVariable UUID door,
            HttpServletRequest request,
            RedirectAttributes next) {
        List<Accompaniment.Choice> choices = new ArrayList<>();
        Typed typed = new Typed(request.getParameterMap());
        request.getParameterMap()
                .keySet()
                .forEach(name -> {
                    if (name.matches("now-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")) {
                        String paper = name.substring(4);
                        choices.add(
                                new Accompaniment.Choice(
                                        UUID.fromString(paper),
                                        typed.one("seen-" + paper),
                                        typed.one(name)));
                    }
                });
        boolean all = doors.papers(id, door, choices).isEmpty();
        return back(
                id,
                door,
                all ? "cases.saved" : "cases.paper-late",
                all ? Tone.DONE : Tone.ATTENTION,
                next);
    }

    @PostMapping("/cases/{id}/doors/{door}/papers/new")
    ModelAndView paper(
            @PathVariable UUID id,
            @PathVariable UUID door,
            HttpServletRequest request,
            RedirectAttributes next) {
        Typed typed = new Typed(request.getParameterMap());
        String label = typed.one("label");
        String kind = typed.one("kind").equals("step") ? "step" : "paper";
        if (label.length() < 2 || label.length() > LONGEST_PAPER) {
            return back(id, door, "cases.wrong.paper", Tone.ATTENTION, next);
        }
        doors.addPaper(id, door, FormReading.id(typed), kind, label);
        return back(id, door, "cases.saved", Tone.DONE, next);
    }
}
