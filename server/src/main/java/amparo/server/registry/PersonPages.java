package amparo.server.registry;

import amparo.server.access.Acting;
import amparo.server.access.Policy;
import amparo.server.access.RouteWalls;
import amparo.server.platform.Cell;
import amparo.server.platform.Column;
import amparo.server.platform.Field;
import amparo.server.platform.Flash;
import amparo.server.platform.FormPage;
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
import amparo.server.registry.PersonFiles.Told;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Persons in reach, a person's page, entering somebody and writing down what they say. */
@Controller
class PersonPages {

    private static final List<String> SOURCES =
            List.of("person", "relative", "document", "officer", "agency");

    /** Eight letters of Crockford's base 32, as the database makes them. */
    static final String CODE = "[0-9A-HJKMNP-TV-Z]{8}";

    private final Persons persons;
    private final Facts facts;
    private final RouteWalls walls;

    PersonPages(Persons persons, Facts facts, RouteWalls walls) {
        this.persons = persons;
        this.facts = facts;
        this.walls = walls;
    }

    @GetMapping("/persons")
    ModelAndView list(@RequestParam(required = false) @Nullable UUID before) {
        List<PersonStore.Line> found = persons.list(before);
        List<PersonStore.Line> lines = found.stream().limit(Persons.PAGE).toList();
        ModelAndView page = new ModelAndView("registry/list");
        Function<View, Table> table = view -> table(view, lines);
        page.addObject("table", table);
        page.addObject("empty", lines.isEmpty());
        page.addObject(
                "paging",
                new Paging(
                        before == null ? null : "/persons",
                        found.size() > lines.size()
                                ? "/persons?before=" + lines.getLast().id()
                                : null));
        page.addObject("mayEnter", Policy.mayEnter(Acting.now()));
        page.addObject("mayBreakGlass", Policy.mayBreakGlass(Acting.now()));
        return page;
    }

    private static Table table(View view, List<PersonStore.Line> lines) {
        return new Table(
                view.text("registry.list"),
                List.of(
                        Column.of(view.text("registry.code")),
                        Column.of(view.text("registry.fact.name")),
                        Column.of(view.text("registry.entered")),
                        Column.of(view.text("registry.why"))),
                lines.stream()
                        .map(line ->
                                List.of(
                                        Cell.open(line.code(), "/persons/" + line.code()),
                                        Cell.words(
                                                line.name() == null
                                                        ? view.text("registry.no-name")
                                                        : line.name()),
                                        Cell.words(
                                                view.words().date(line.enteredAt().toLocalDate())),
                                        why(view, line)))
                        .toList());
    }

    private static Cell why(View view, PersonStore.Line line) {
        if (line.emergency()) {
            return Cell.status(view.text("registry.why.emergency"), Tone.ATTENTION);
        }
        if (line.assigned()) {
            return Cell.status(view.text("registry.why.assigned"), Tone.DOING);
        }
        return Cell.status(
                view.text(line.ours() ? "registry.why.ours" : "registry.why.shared"), Tone.NEUTRAL);
    }

    @GetMapping("/persons/{code}")
    ModelAndView person(@PathVariable String code) {
        Persons.Opened opened = persons.open(code);
        ModelAndView page = new ModelAndView("registry/person");
        page.addObject("code", opened.person().code());
        Function<View, List<SummaryRow>> now =
                view -> now(view, opened.said(), opened.may().record() ? code : null);
        page.addObject("now", now);
        Function<View, List<Moment>> history = view -> history(view, opened.said());
        page.addObject("history", history);
        Map<String, String> team = new LinkedHashMap<>();
        opened.team().forEach(one -> team.put(one.id().toString(), one.name()));
        page.addObject("team", team);
        Map<String, Function<View, String>> shares = new LinkedHashMap<>();
        opened.shares().forEach(one -> shares.put(one.id().toString(), view -> share(view, one)));
        page.addObject("shares", shares);
        page.addObject("mayRecord", opened.may().record());
        page.addObject("mayAssign", opened.may().assign());
        page.addObject("mayShare", opened.may().share());
        page.addObject("emergency", opened.may().endEmergency());
        page.addObject(
                "mayTrace",
                opened.person().file().organisation().equals(Acting.now().organisation())
                        && !opened.may().endEmergency()
                        && mayOpen("/persons/" + code + "/access-log"));
        page.addObject("mayCopy", mayOpen("/persons/" + code + "/data"));
        return page;
    }

    /** No link leads to a closed door. */
    private boolean mayOpen(String address) {
        return walls.decide("GET", address, true, Acting.now()) == RouteWalls.Decision.ADMITTED;
    }

    /**
     * The newest answer to each fact, of whichever organisation.
     *
     * @param changeable the code, if whoever reads may write too
     */
    private List<SummaryRow> now(
            View view, List<AnswerStore.Said> said, @Nullable String changeable) {
        Map<String, AnswerStore.Said> newest = new LinkedHashMap<>();
        said.forEach(one -> newest.putIfAbsent(one.fact(), one));
        List<SummaryRow> rows = new ArrayList<>();
        newest.forEach((name, one) ->
                facts.find(name)
                        .ifPresent(fact ->
                                rows.add(
                                        new SummaryRow(
                                                fact.label(view)
                                                        + (fact.survivor()
                                                                ? " "
                                                                        + view.text(
                                                                                "registry.survivor-mark")
                                                                : ""),
                                                Values.words(fact, one.value(), view),
                                                changeable == null
                                                        ? null
                                                        : "/persons/"
                                                                + changeable
                                                                + "/answers/new?fact="
                                                                + name))));
        return rows;
    }

    private List<Moment> history(View view, List<AnswerStore.Said> said) {
        return said.stream()
                .sorted((a, b) -> b.recordedAt().compareTo(a.recordedAt()))
                .flatMap(one ->
                        facts.find(one.fact()).stream()
                                .map(fact ->
                                        new Moment(
                                                view.words().dateTime(one.recordedAt().toInstant()),
                                                one.recordedAt().toInstant().toString(),
                                                fact.label(view),
                                                Values.words(fact, one.value(), view),
                                                view.text(
                                                        "registry.said-by",
                                                        view.text(
                                                                "registry.source." + one.source()),
                                                        one.by() == null
                                                                ? one.organisationName()
                                                                : one.by()))))
                .toList();
    }

    private String share(View view, TieStore.Shared one) {
        return view.text(
                "registry.share-line",
                one.fromName(),
                one.toName(),
                view.words().list(one.facts().stream().map(name -> label(name, view)).toList()),
                view.words().date(one.until().toLocalDate()));
    }

    private String label(String fact, View view) {
        return facts.find(fact).map(one -> one.label(view)).orElse(fact);
    }

    @GetMapping("/persons/new")
    ModelAndView enter() {
        return enterForm(Typed.nothing(), Ids.next());
    }

    @PostMapping("/persons")
    ModelAndView enter(HttpServletRequest request, RedirectAttributes next) {
        Typed typed = new Typed(request.getParameterMap());
        UUID id = Optional.ofNullable(typed.id("id")).orElseGet(Ids::next);
        List<Told> answers = new ArrayList<>();
        add(typed, answers, Facts.NAME, List.of(typed.one(Facts.NAME)), "person");
        add(typed, answers, "nationality", typed.all("nationality"), "person");
        String basis = SOURCES.contains(typed.one("basis")) ? typed.one("basis") : "person";
        if (typed.hasDate("birth_date")) {
            add(typed, answers, "birth_date", typed.dateParts("birth_date"), basis);
        } else {
            add(typed, answers, "age", typed.all("age"), basis);
        }
        add(typed, answers, "languages", typed.all("languages"), "person");
        add(typed, answers, "sex", typed.all("sex"), "person");
        add(typed, answers, Facts.PHONE, typed.all(Facts.PHONE), "person");
        add(typed, answers, Facts.SAFE_CONTACT, typed.all(Facts.SAFE_CONTACT), "person");
        if (typed.one(Facts.NAME).isEmpty()) {
            typed.wrong(Facts.NAME, "registry.wrong.name");
        }
        if (typed.hasMistakes()) {
            return enterForm(typed, id);
        }
        String code = persons.enter(id, answers);
        next.addFlashAttribute("flash", new Flash(Tone.DONE, "registry.entered-done"));
        return new ModelAndView("redirect:/persons/" + code);
    }

    private void add(
            Typed typed, List<Told> answers, String fact, List<String> given, String source) {
        if (given.stream().allMatch(String::isBlank)) {
            return;
        }
        Values.read(facts.get(fact), given)
                .ifPresentOrElse(
                        value -> answers.add(Told.of(fact, value, source)),
                        () -> typed.wrong(fact, wrong(facts.get(fact))));
    }

    private static String wrong(Facts.Known fact) {
        return "registry.wrong."
                + (fact.type() == null ? "words" : fact.type().name().toLowerCase(Locale.ROOT));
    }

    private ModelAndView enterForm(Typed typed, UUID id) {
        return new FormPage(
                        "registry.enter",
                        "registry.enter-lead",
                        "/persons",
                        "registry.enter-go",
                        "/persons",
                        Map.of("id", id.toString()),
                        view ->
                                List.of(
                                        Question.text(
                                                typed.field(
                                                                view,
                                                                Facts.NAME,
                                                                view.text("registry.fact.name"))
                                                        .hint(view.text("registry.name-hint"))
                                                        .autocomplete("off")),
                                        several(view, typed, "nationality"),
                                        Question.date(
                                                optional(view, typed, "birth_date"),
                                                typed.date("birth_date")),
                                        Question.text(
                                                optional(view, typed, "age")
                                                        .hint(view.text("registry.age-hint"))
                                                        .width(3)),
                                        Question.choice(
                                                typed.field(
                                                                view,
                                                                "basis",
                                                                view.text("registry.basis"))
                                                        .asOptional(),
                                                options(
                                                        view,
                                                        "registry.source.",
                                                        List.of("person", "document", "officer"))),
                                        several(view, typed, "languages"),
                                        Question.choice(
                                                optional(view, typed, "sex")
                                                        .hint(view.text("registry.sex-hint")),
                                                facts.get("sex").options(view)),
                                        Question.text(
                                                optional(view, typed, Facts.PHONE)
                                                        .type("tel")
                                                        .autocomplete("off")),
                                        Question.text(
                                                optional(view, typed, Facts.SAFE_CONTACT)
                                                        .hint(view.text("registry.safe-hint")))))
                .page(typed.hasMistakes());
    }

    private Question several(View view, Typed typed, String fact) {
        return Question.many(optional(view, typed, fact), facts.get(fact).options(view));
    }

    private Field optional(View view, Typed typed, String fact) {
        return typed.field(view, fact, facts.get(fact).label(view)).asOptional();
    }

    private static List<Option> options(View view, String keys, List<String> values) {
        return values.stream().map(one -> Option.of(one, view.text(keys + one))).toList();
    }

    @GetMapping("/persons/{code}/answers/new")
    ModelAndView answer(
            @PathVariable String code, @RequestParam(required = false) @Nullable String fact) {
        Persons.Opened opened = persons.open(code);
        if (!opened.may().record()) {
            throw new NoSuchPerson();
        }
        Optional<Facts.Known> chosen = Optional.ofNullable(fact).flatMap(facts::find);
        return chosen.isPresent()
                ? answerForm(opened.person().code(), chosen.get(), Typed.nothing(), Ids.next())
                : chooseFact(opened.person().code());
    }

    private ModelAndView chooseFact(String code) {
        ModelAndView page = new ModelAndView("registry/choose");
        page.addObject("code", code);
        Function<View, List<Option>> choices =
                view ->
                        facts.all().stream()
                                .map(one ->
                                        Option.of(
                                                one.name(),
                                                one.label(view)
                                                        + (one.survivor()
                                                                ? " "
                                                                        + view.text(
                                                                                "registry.survivor-mark")
                                                                : "")))
                                .toList();
        page.addObject("choices", choices);
        return page;
    }

    private ModelAndView answerForm(String code, Facts.Known fact, Typed typed, UUID id) {
        return new FormPage(
                        "registry.answer",
                        fact.survivor() ? "registry.answer-survivor" : "registry.answer-lead",
                        "/persons/" + code + "/answers",
                        "registry.answer-go",
                        "/persons/" + code,
                        Map.of("id", id.toString(), "fact", fact.name()),
                        view ->
                                List.of(
                                        question(view, fact, typed),
                                        Question.several(
                                                typed.field(
                                                                view,
                                                                "silent",
                                                                view.text("registry.silent"))
                                                        .asOptional(),
                                                List.of(
                                                        Option.of(
                                                                "yes",
                                                                view.text("registry.not-said")))),
                                        Question.choice(
                                                typed.field(
                                                        view,
                                                        "source",
                                                        view.text("registry.source")),
                                                options(view, "registry.source.", SOURCES))))
                .page(typed.hasMistakes());
    }

    private static Question question(View view, Facts.Known fact, Typed typed) {
        Field field = typed.field(view, "value", fact.label(view));
        return switch (fact.type()) {
            case null -> Question.longText(field);
            case BOOLEAN ->
                    Question.choice(
                            field,
                            List.of(
                                    Option.of("yes", view.text("registry.yes")),
                                    Option.of("no", view.text("registry.no"))));
            case WHOLE -> Question.text(field.width(4));
            case DATE -> Question.date(field, typed.date("value"));
            case CODE -> Question.longChoice(field, withNothing(view, fact));
            case CODES -> Question.many(field, fact.options(view));
            case RECORDS -> throw new IllegalArgumentException(fact.name());
        };
    }

    private static List<Option> withNothing(View view, Facts.Known fact) {
        List<Option> choices = new ArrayList<>();
        choices.add(Option.of("", view.text("registry.choose")));
        choices.addAll(fact.options(view));
        return choices;
    }

    @PostMapping("/persons/{code}/answers")
    ModelAndView answer(
            @PathVariable String code, HttpServletRequest request, RedirectAttributes next) {
        Typed typed = new Typed(request.getParameterMap());
        Facts.Known fact = facts.find(typed.one("fact")).orElseThrow(NoSuchPerson::new);
        UUID id = Optional.ofNullable(typed.id("id")).orElseGet(Ids::next);
        Optional<String> value =
                typed.one("silent").equals("yes")
                        ? Optional.of(Values.NOT_SAID)
                        : Values.read(
                                fact,
                                typed.hasDate("value")
                                        ? typed.dateParts("value")
                                        : typed.all("value"));
        if (value.isEmpty()) {
            typed.wrong("value", wrong(fact));
        }
        if (!SOURCES.contains(typed.one("source"))) {
            typed.wrong("source", "registry.wrong.source");
        }
        if (typed.hasMistakes()) {
            return answerForm(persons.open(code).person().code(), fact, typed, id);
        }
        try {
            persons.record(
                    code, id, Told.of(fact.name(), value.orElseThrow(), typed.one("source")));
        } catch (DuplicateKeyException twice) {
            // The second click on the same form: the first one wrote it down.
        }
        next.addFlashAttribute(
                "flash",
                new Flash(
                        Tone.DONE,
                        fact.survivor()
                                ? "registry.answer-survivor-done"
                                : "registry.answer-done"));
        return new ModelAndView("redirect:/persons/" + code);
    }

    /** The search field of every page. Only a whole code finds anybody. */
    @GetMapping("/search")
    ModelAndView search(@RequestParam(defaultValue = "") String q, RedirectAttributes next) {
        String code = q.strip().toUpperCase(Locale.ROOT);
        if (code.matches(CODE)) {
            return new ModelAndView("redirect:/persons/" + code);
        }
        next.addFlashAttribute("flash", new Flash(Tone.ATTENTION, "registry.search-code"));
        return new ModelAndView("redirect:/persons");
    }
}
