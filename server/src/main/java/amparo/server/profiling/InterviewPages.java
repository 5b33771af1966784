package amparo.server.profiling;

import amparo.engine.fact.Fact;
import amparo.engine.fact.FactType;
import amparo.engine.fact.Wording;
import amparo.server.groups.TravelGroups;
import amparo.server.platform.Flash;
import amparo.server.platform.Ids;
import amparo.server.platform.Option;
import amparo.server.platform.Question;
import amparo.server.platform.Tone;
import amparo.server.platform.Typed;
import amparo.server.platform.View;
import amparo.server.profiling.InterviewView.Earlier;
import amparo.server.profiling.InterviewView.ItemLine;
import amparo.server.profiling.InterviewView.PartLine;
import amparo.server.profiling.Interviews.Frame;
import amparo.server.profiling.Interviews.Interview;
import amparo.server.registry.OnlyTold;
import amparo.server.registry.PersonFiles;
import amparo.server.registry.PersonFiles.Ref;
import amparo.server.registry.PersonFiles.Told;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The interview page by page, without a script: the frame, one question at a time, the end. */
@Controller
class InterviewPages {

    static final List<String> SOURCES = List.of("person", "officer", "relative", "document");

    private static final Map<String, String> SPOKEN =
            Map.of(
                    "spanish",
                    "es",
                    "english",
                    "en",
                    "portuguese",
                    "pt",
                    "french",
                    "fr",
                    "haitian_creole",
                    "ht");
    private static final String NONE = "none";
    private static final String PERHAPS = "UNKNOWN";
    private static final String NOT_SAID = "null";

    private final Interviews interviews;
    private final InterviewPlan plan;
    private final Urgent urgent;
    private final PersonFiles files;
    private final Screens screens;
    private final TravelGroups groups;
    private final LivePanel live;
    private final Recordings recordings;

    InterviewPages(
            Interviews interviews,
            InterviewPlan plan,
            Urgent urgent,
            PersonFiles files,
            Screens screens,
            TravelGroups groups,
            LivePanel live,
            Recordings recordings) {
        this.recordings = recordings;
        this.live = live;
        this.groups = groups;
        this.interviews = interviews;
        this.plan = plan;
        this.urgent = urgent;
        this.files = files;
        this.screens = screens;
    }

    /** The code of a language as pages have it; English for one in which there are no texts. */
    static String spoken(String language) {
        return SPOKEN.getOrDefault(language, "en");
    }

    @GetMapping("/persons/{code}/interview")
    @Transactional
    ModelAndView start(@PathVariable String code) {
        if (files.mayRecord(code).isEmpty()) {
            throw NeedsPages.notThere();
        }
        return frame(code, Typed.nothing(), Ids.next());
    }

    private ModelAndView frame(String code, Typed typed, UUID id) {
        Ref person = files.reach(code).orElseThrow(NeedsPages::notThere);
        List<InterviewStore.Line> earlier = interviews.of(person);
        List<Urgent.Alert> alerts = urgent.open(person);
        ModelAndView page = new ModelAndView("profiling/frame");
        page.addObject("code", code);
        page.addObject("id", id.toString());
        Function<View, List<Earlier>> lines =
                view ->
                        earlier.stream()
                                .map(one ->
                                        new Earlier(
                                                view.words().dateTime(one.startedAt().toInstant()),
                                                one.startedAt().toInstant().toString(),
                                                one.closedAt() == null,
                                                "/interviews/" + one.id(),
                                                one.by() == null ? "" : one.by()))
                                .toList();
        page.addObject("earlier", lines);
        page.addObject("alerts", AlertLine.of(alerts));
        page.addObject("alertIds", alertIds());
        Function<View, List<Question>> questions = view -> frameQuestions(view, typed);
        page.addObject("questions", questions);
        page.setStatus(
                typed.hasMistakes()
                        ? org.springframework.http.HttpStatus.BAD_REQUEST
                        : org.springframework.http.HttpStatus.OK);
        return page;
    }

    private List<Question> frameQuestions(View view, Typed typed) {
        List<Option> languages = new ArrayList<>();
        languages.add(Option.of("", view.text("registry.choose")));
        languages.addAll(files.options("languages", view));
        return List.of(
                Question.choice(
                        typed.field(view, "place", view.text("profiling.frame.place")),
                        options(view, "profiling.place.", Interviews.PLACES)),
                yesNo(view, typed, "private", "profiling.frame.private"),
                Question.longChoice(
                        typed.field(view, "language", view.text("profiling.frame.language"))
                                .hint(view.text("profiling.frame.language-hint")),
                        languages),
                Question.choice(
                        typed.field(view, "through", view.text("profiling.frame.through"))
                                .hint(view.text("profiling.frame.through-hint")),
                        options(view, "profiling.through.", Interviews.WAYS)),
                yesNo(view, typed, "understood", "profiling.frame.understood"),
                yesNo(view, typed, "informed", "profiling.frame.informed"),
                Question.choice(
                        typed.field(view, "consent", view.text("profiling.frame.consent"))
                                .hint(view.text("profiling.frame.consent-hint")),
                        options(view, "profiling.consent.", Interviews.CONSENTS)),
                Question.choice(
                        typed.field(view, "guardian", view.text("profiling.frame.guardian"))
                                .hint(view.text("profiling.frame.guardian-hint"))
                                .asOptional(),
                        List.of(
                                Option.of("yes", view.text("registry.yes")),
                                Option.of("no", view.text("registry.no")))));
    }

    private static Question yesNo(View view, Typed typed, String name, String key) {
        return Question.choice(
                typed.field(view, name, view.text(key)),
                List.of(
                        Option.of("yes", view.text("registry.yes")),
                        Option.of("no", view.text("registry.no"))));
    }

    private static List<Option> options(View view, String keys, List<String> values) {
        return values.stream().map(one -> Option.of(one, view.text(keys + one))).toList();
    }

    @PostMapping("/persons/{code}/interview")
    ModelAndView open(@PathVariable String code, HttpServletRequest request) {
        Typed typed = new Typed(request.getParameterMap());
        if (files.mayRecord(code).isEmpty()) {
            throw NeedsPages.notThere();
        }
        oneOf(typed, "place", Interviews.PLACES);
        oneOf(typed, "through", Interviews.WAYS);
        oneOf(typed, "consent", Interviews.CONSENTS);
        for (String name : List.of("private", "understood", "informed")) {
            oneOf(typed, name, List.of("yes", "no"));
        }
        if (files.typed("languages", List.of(typed.one("language"))).isEmpty()) {
            typed.wrong("language", "profiling.wrong.language");
        }
        UUID id = Optional.ofNullable(typed.id("id")).orElseGet(Ids::next);
        if (typed.hasMistakes()) {
            return frame(code, typed, id);
        }
        Interview opened =
                interviews
                        .open(
                                code,
                                id,
                                new Frame(
                                        false,
                                        typed.one("place"),
                                        yes(typed, "private"),
                                        typed.one("language"),
                                        typed.one("through"),
                                        yes(typed, "understood"),
                                        yes(typed, "informed"),
                                        typed.one("consent"),
                                        yes(typed, "guardian")))
                        .orElseThrow(NeedsPages::notThere);
        return new ModelAndView("redirect:/interviews/" + opened.id());
    }

    private static boolean yes(Typed typed, String name) {
        return typed.one(name).equals("yes");
    }

    private static void oneOf(Typed typed, String name, List<String> values) {
        if (!values.contains(typed.one(name))) {
            typed.wrong(name, "profiling.wrong.choose");
        }
    }

    @GetMapping("/interviews/{id}")
    @Transactional
    ModelAndView interview(@PathVariable UUID id) {
        Interview interview = interviews.find(id).orElseThrow(NeedsPages::notThere);
        InterviewPlan.Looked looked = plan.look(interview);
        List<InterviewPlan.Part> parts = plan.parts(looked);
        Optional<InterviewPlan.Next> next = plan.next(looked);
        ModelAndView page = new ModelAndView("profiling/interview");
        page.addObject("interview", interview);
        page.addObject("code", interview.person().code());
        page.addObject("alerts", AlertLine.of(urgent.open(interview.person())));
        page.addObject("alertIds", alertIds());
        Function<View, List<PartLine>> lines =
                view -> parts.stream().map(one -> line(view, one)).toList();
        page.addObject("parts", lines);
        Function<View, @Nullable String> nextLabel =
                view -> next.map(one -> files.label(one.fact(), view)).orElse(null);
        page.addObject("nextLabel", nextLabel);
        page.addObject("childAlone", looked.least());
        page.addObject("careFirst", plan.careFirst(interview));
        page.addObject("counts", interview.frame().counts());
        page.addObject("seen", live.of(interview, looked.known()));
        page.addObject("others", others(interview.person().code()));
        return page;
    }

    /** The codes of those who travel along now: one is asked after the other. */
    private List<String> others(String code) {
        return groups.of(code).orElse(List.of()).stream()
                .filter(one -> one.until() == null)
                .flatMap(one -> groups.open(one.group()).stream())
                .flatMap(one -> one.members().stream())
                .filter(one -> one.until() == null && !one.code().equals(code))
                .map(TravelGroups.Member::code)
                .distinct()
                .toList();
    }

    /** Ids for the buttons of one tap: a second tap on the same page is the same alert. */
    static Map<String, String> alertIds() {
        Map<String, String> ids = new java.util.LinkedHashMap<>();
        Urgent.KINDS.forEach(one -> ids.put(one, Ids.next().toString()));
        return ids;
    }

    private PartLine line(View view, InterviewPlan.Part part) {
        return new PartLine(
                view.text("profiling.part." + part.key()),
                part.answered(),
                part.items().stream()
                        .map(one ->
                                new ItemLine(
                                        one.fact(),
                                        files.label(one.fact(), view),
                                        view.text(
                                                one.answered()
                                                        ? "profiling.item.saved"
                                                        : one.skipped()
                                                                ? "profiling.item.skipped"
                                                                : "profiling.item.open")))
                        .toList());
    }

    @GetMapping("/interviews/{id}/question")
    @Transactional
    ModelAndView question(
            @PathVariable UUID id, @RequestParam(required = false) @Nullable String fact) {
        Interview interview = interviews.find(id).orElseThrow(NeedsPages::notThere);
        InterviewPlan.Looked looked = plan.look(interview);
        Optional<InterviewPlan.Next> next = plan.next(looked);
        String chosen = fact == null ? next.map(InterviewPlan.Next::fact).orElse(null) : fact;
        if (chosen == null) {
            return new ModelAndView("redirect:/interviews/" + id);
        }
        List<amparo.engine.rule.Rule> why =
                next.filter(one -> one.fact().equals(chosen))
                        .map(InterviewPlan.Next::why)
                        .orElse(List.of());
        return ask(looked, chosen, why, Typed.nothing(), Ids.next());
    }

    private ModelAndView ask(
            InterviewPlan.Looked looked,
            String fact,
            List<amparo.engine.rule.Rule> why,
            Typed typed,
            UUID item) {
        Interview interview = looked.interview();
        PersonFiles.Known known = files.fact(fact).orElseThrow(NeedsPages::notThere);
        Fact rule = known.rulebook();
        if (rule == null || known.sensitivity().equals("survivor") && !looked.specialist()) {
            throw NeedsPages.notThere();
        }
        ModelAndView page = new ModelAndView("profiling/question");
        page.addObject("interview", interview);
        page.addObject("fact", fact);
        page.addObject("item", item.toString());
        page.addObject("list", known.isList());
        boolean refused = looked.least() && !interviews.mayAlwaysAsk(interview, fact);
        boolean before = !interviews.mayAskHere(interview, fact);
        RequestContextHolder.currentRequestAttributes()
                .setAttribute(
                        Interviews.ASKING,
                        new Interviews.Asking(interview.person().id(), fact, !refused && !before),
                        RequestAttributes.SCOPE_REQUEST);
        page.addObject("refused", refused);
        page.addObject("seen", live.of(interview, looked.known()));
        page.addObject("before", before);
        page.addObject(
                "notCounted",
                !interview.frame().counts() && Screens.isAskedFirst(screens.book(), fact));
        page.addObject("asked", rule.asked());
        Wording question = rule.question();
        String language = spoken(interview.frame().language());
        page.addObject("language", language);
        page.addObject("aloud", question.in(language));
        page.addObject("help", rule.help().in(language));
        page.addObject(
                "recording",
                recordings
                        .of(fact, interview.frame().language())
                        .map(one -> "/recordings/" + one)
                        .orElse(""));
        Function<View, String> label = view -> files.label(fact, view);
        page.addObject("label", label);
        Function<View, List<String>> needed =
                view ->
                        why.stream()
                                .limit(5)
                                .map(one -> InterviewPlan.neutral(one, view.language().code()))
                                .distinct()
                                .toList();
        page.addObject("why", needed);
        Function<View, List<Question>> questions =
                view ->
                        known.isList()
                                ? List.of()
                                : Stream.concat(
                                                Stream.of(field(view, rule, typed)),
                                                further(view, rule, typed).stream())
                                        .toList();
        page.addObject("questions", questions);
        page.setStatus(
                typed.hasMistakes()
                        ? org.springframework.http.HttpStatus.BAD_REQUEST
                        : org.springframework.http.HttpStatus.OK);
        return page;
    }

    private Question field(View view, Fact fact, Typed typed) {
        var field = typed.field(view, "value", view.text("profiling.answer"));
        return switch (fact.type()) {
            case BOOLEAN ->
                    Question.choice(
                            field,
                            List.of(
                                    Option.of("yes", view.text("registry.yes")),
                                    Option.of("no", view.text("registry.no"))));
            case WHOLE -> Question.text(field.hint(view.text("registry.span-hint")).width(10));
            case DATE -> Question.date(field, typed.date("value"));
            case CODE -> codes(view, fact, field);
            case CODES -> {
                List<Option> choices = new ArrayList<>(files.options(fact.name(), view));
                choices.add(Option.of(NONE, view.text("registry.none-of-these")));
                choices.add(Option.of(PERHAPS, view.text("registry.perhaps-more-option")));
                yield choices.size() > 25
                        ? Question.many(field, choices)
                        : Question.several(field, choices);
            }
            case RECORDS -> throw new IllegalArgumentException(fact.name());
        };
    }

    private Question codes(View view, Fact fact, amparo.server.platform.Field field) {
        List<Option> options = files.options(fact.name(), view);
        if (options.size() <= 12) {
            return Question.choice(field, options);
        }
        List<Option> choices = new ArrayList<>();
        choices.add(Option.of("", view.text("registry.choose")));
        choices.addAll(options);
        return Question.longChoice(field, choices);
    }

    private static List<Question> further(View view, Fact fact, Typed typed) {
        var source = typed.field(view, "source", view.text("registry.source"));
        List<Question> all = new ArrayList<>();
        all.add(
                Question.choice(
                        source.values().isEmpty()
                                ? source.value(fact.asked() ? "person" : "officer")
                                : source,
                        SOURCES.stream()
                                .map(one -> Option.of(one, view.text("registry.source." + one)))
                                .toList()));
        all.add(
                Question.several(
                        typed.field(view, "how", view.text("profiling.how")).asOptional(),
                        List.of(
                                Option.of("silent", view.text("registry.not-said")),
                                Option.of("unasked", view.text("profiling.unasked")))));
        return all;
    }

    @PostMapping("/interviews/{id}/answers")
    ModelAndView answer(
            @PathVariable UUID id, HttpServletRequest request, RedirectAttributes next) {
        Typed typed = new Typed(request.getParameterMap());
        String fact = typed.one("fact");
        PersonFiles.Known known = files.fact(fact).orElseThrow(NeedsPages::notThere);
        UUID item = Optional.ofNullable(typed.id("item")).orElseGet(Ids::next);
        List<String> how = typed.all("how");
        Optional<String> value =
                known.isList()
                        ? Optional.of("\"complete\"")
                        : how.contains("silent")
                                ? Optional.of(NOT_SAID)
                                : files.typed(
                                        fact,
                                        typed.hasDate("value")
                                                ? typed.dateParts("value")
                                                : typed.all("value"));
        String source = known.isList() ? "person" : typed.one("source");
        if (value.isEmpty()) {
            typed.wrong("value", wrong(known));
        }
        if (!SOURCES.contains(source)) {
            typed.wrong("source", "registry.wrong.source");
        }
        if (OnlyTold.isGuess(fact, source)) {
            typed.wrong("source", "registry.wrong.guess");
        }
        if (typed.hasMistakes()) {
            return ask(
                    plan.look(interviews.find(id).orElseThrow(NeedsPages::notThere)),
                    fact,
                    List.of(),
                    typed,
                    item);
        }
        Interviews.Saved saved =
                interviews.answer(
                        id,
                        item,
                        Told.of(fact, value.orElseThrow(), source),
                        how.contains("unasked"));
        Flash flash =
                switch (saved) {
                    case SAVED, THERE_ALREADY -> new Flash(Tone.DONE, "profiling.saved");
                    case NOT_COUNTED -> new Flash(Tone.ATTENTION, "profiling.not-counted");
                    case REFUSED_GUARDIAN ->
                            new Flash(Tone.ATTENTION, "profiling.refused-guardian");
                    case REFUSED_VALUE -> new Flash(Tone.ATTENTION, "profiling.refused-value");
                    case NOT_THERE -> throw NeedsPages.notThere();
                };
        next.addFlashAttribute("flash", flash);
        return new ModelAndView(
                "redirect:/interviews/"
                        + id
                        + (saved == Interviews.Saved.SAVED ? "/question" : ""));
    }

    private static String wrong(PersonFiles.Known known) {
        Fact fact = known.rulebook();
        return fact != null && fact.type() == FactType.WHOLE
                ? "profiling.wrong.number"
                : fact != null && fact.type() == FactType.DATE
                        ? "profiling.wrong.date"
                        : "profiling.wrong.choose";
    }

    @PostMapping("/interviews/{id}/skip")
    ModelAndView skip(@PathVariable UUID id, HttpServletRequest request) {
        Typed typed = new Typed(request.getParameterMap());
        if (files.fact(typed.one("fact")).isEmpty()
                || !interviews.skip(
                        id,
                        Optional.ofNullable(typed.id("item")).orElseGet(Ids::next),
                        typed.one("fact"))) {
            throw NeedsPages.notThere();
        }
        return new ModelAndView("redirect:/interviews/" + id + "/question");
    }

    @PostMapping("/interviews/{id}/alone")
    ModelAndView alone(@PathVariable UUID id, RedirectAttributes next) {
        if (!interviews.alone(id)) {
            throw NeedsPages.notThere();
        }
        next.addFlashAttribute("flash", new Flash(Tone.DONE, "profiling.alone-done"));
        return new ModelAndView("redirect:/interviews/" + id + "/question");
    }

    @PostMapping("/interviews/{id}/close")
    ModelAndView close(@PathVariable UUID id, RedirectAttributes next) {
        Interview interview = interviews.find(id).orElseThrow(NeedsPages::notThere);
        Optional<String> why = interviews.close(id);
        if (why.isPresent()) {
            next.addFlashAttribute("flash", new Flash(Tone.ATTENTION, why.get()));
            return new ModelAndView("redirect:/interviews/" + id);
        }
        next.addFlashAttribute("flash", new Flash(Tone.DONE, "profiling.interview-closed"));
        return new ModelAndView("redirect:/persons/" + interview.person().code() + "/needs");
    }
}
