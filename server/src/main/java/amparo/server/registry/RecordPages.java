package amparo.server.registry;

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
import amparo.server.registry.PersonFiles.Told;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Records of lists: added, corrected and taken away, each by one more answer. */
@Controller
class RecordPages {

    /** Where a list is shown, if it has a page of its own; the others are among all answers. */
    private static final Map<String, String> PLACES =
            Map.of(
                    "stay",
                    "journey",
                    Facts.STATION,
                    "journey",
                    "relative",
                    "family",
                    "companion",
                    "family",
                    "document",
                    "papers",
                    "permit",
                    "papers",
                    "registration",
                    "papers");

    private final Persons persons;
    private final Facts facts;

    RecordPages(Persons persons, Facts facts) {
        this.persons = persons;
        this.facts = facts;
    }

    static String newOne(String code, Facts.Known list) {
        return "/persons/" + code + "/records/new?fact=" + list.name();
    }

    /** Whether the list has a page of its own. */
    static boolean hasPlace(String list) {
        return PLACES.containsKey(list);
    }

    /** The page that shows the list. */
    static String place(String code, Facts.Known list) {
        return "/persons/" + code + "/" + PLACES.getOrDefault(list.name(), "answers");
    }

    /** The records of a list that hold. */
    static RecordBlock block(
            View view, String code, Facts.Known list, Standing standing, boolean mayRecord) {
        // Only what somebody told: a relative alone has a dozen fields.
        List<Facts.Known> fields =
                list.fields().stream()
                        .filter(field ->
                                standing.list(list.name()).stream()
                                        .anyMatch(held -> held.value().has(field.name())))
                        .toList();
        List<Column> columns = new ArrayList<>();
        fields.forEach(field -> columns.add(Column.of(field.shortly(view))));
        columns.add(Column.of(view.text("registry.source-short")));
        if (mayRecord) {
            columns.add(Column.of(view.text("registry.action")));
        }
        List<List<Cell>> rows = new ArrayList<>();
        for (Standing.Held held : standing.list(list.name())) {
            List<Cell> row = new ArrayList<>();
            for (Facts.Known field : fields) {
                row.add(cell(view, field, held));
            }
            String source = view.text("registry.source." + held.said().source());
            row.add(
                    Cell.words(
                            held.differently().isEmpty()
                                    ? source
                                    : view.text("registry.told-differently", source)));
            if (mayRecord) {
                row.add(
                        Cell.action(
                                view.text("registry.correct"),
                                "/persons/"
                                        + code
                                        + "/records/"
                                        + held.record()
                                        + "?fact="
                                        + list.name(),
                                Values.brief(list, held.value(), view)));
            }
            rows.add(row);
        }
        return new RecordBlock(
                list.name(),
                list.shortly(view),
                new Table(list.shortly(view), columns, rows),
                rows.isEmpty(),
                standing.complete().contains(list.name()));
    }

    private static Cell cell(View view, Facts.Known field, Standing.Held held) {
        if (!held.value().has(field.name())) {
            return Cell.words("");
        }
        String words = Values.words(field, held.value().get(field.name()), view);
        return field.name().equals(Facts.PERSON) && words.matches(PersonPages.CODE)
                ? Cell.open(words, "/persons/" + words)
                : Cell.words(words);
    }

    @GetMapping("/persons/{code}/records/new")
    ModelAndView add(@PathVariable String code, @RequestParam(defaultValue = "") String fact) {
        Facts.Known list = list(fact);
        Persons.Opened opened = opened(code);
        return form(opened.person().code(), list, Typed.nothing(), Ids.next(), Ids.next(), true);
    }

    @GetMapping("/persons/{code}/records/{record}")
    ModelAndView correct(
            @PathVariable String code,
            @PathVariable UUID record,
            @RequestParam(defaultValue = "") String fact) {
        Facts.Known list = list(fact);
        Persons.Opened opened = opened(code);
        Standing.Held held = held(opened, list, record);
        return form(
                opened.person().code(),
                list,
                RecordForm.typed(list, held.value()),
                record,
                Ids.next(),
                false);
    }

    private ModelAndView form(
            String code, Facts.Known list, Typed typed, UUID record, UUID id, boolean fresh) {
        Map<String, String> hidden = new LinkedHashMap<>();
        hidden.put("fact", list.name());
        hidden.put("record", record.toString());
        hidden.put("id", id.toString());
        hidden.put("fresh", fresh ? "yes" : "no");
        ModelAndView page =
                new FormPage(
                                fresh ? "registry.record-new" : "registry.record-correct",
                                list.survivor()
                                        ? "registry.answer-survivor"
                                        : fresh
                                                ? "registry.record-lead"
                                                : "registry.record-correct-lead",
                                "/persons/" + code + "/records",
                                "registry.answer-go",
                                place(code, list),
                                hidden,
                                view -> {
                                    List<Question> all =
                                            new ArrayList<>(
                                                    RecordForm.questions(view, list, typed));
                                    if (fresh) {
                                        all.add(
                                                Question.several(
                                                        typed.field(
                                                                        view,
                                                                        "complete",
                                                                        view.text(
                                                                                "registry.complete-ask"))
                                                                .asOptional(),
                                                        List.of(
                                                                Option.of(
                                                                        "yes",
                                                                        view.text(
                                                                                "registry.complete-option")))));
                                    } else {
                                        all.add(
                                                Question.several(
                                                        typed.field(
                                                                        view,
                                                                        "removed",
                                                                        view.text("registry.or"))
                                                                .asOptional(),
                                                        List.of(
                                                                Option.of(
                                                                        "yes",
                                                                        view.text(
                                                                                "registry.remove-option")))));
                                    }
                                    all.addAll(HowKnown.questions(view, typed, facts, list));
                                    return all;
                                })
                        .page(typed.hasMistakes());
        return page;
    }

    @PostMapping("/persons/{code}/records")
    ModelAndView save(
            @PathVariable String code, HttpServletRequest request, RedirectAttributes next) {
        Typed typed = new Typed(request.getParameterMap());
        Facts.Known list = list(typed.one("fact"));
        UUID record = Optional.ofNullable(typed.id("record")).orElseGet(Ids::next);
        UUID id = Optional.ofNullable(typed.id("id")).orElseGet(Ids::next);
        boolean removes = typed.one("removed").equals("yes");
        Optional<String> value =
                removes ? Optional.of(Values.REMOVED) : RecordForm.read(list, typed);
        if (value.isEmpty()) {
            typed.wrong("r-" + list.fields().getFirst().name(), "registry.wrong.record");
        }
        Told told = HowKnown.read(typed, facts, list, record, value.orElse(Values.REMOVED));
        if (told == null) {
            return form(
                    opened(code).person().code(),
                    list,
                    typed,
                    record,
                    id,
                    !typed.one("fresh").equals("no"));
        }
        List<Told> all = new ArrayList<>(List.of(told));
        if (typed.one("complete").equals("yes")) {
            all.add(whole(list, told));
        }
        try {
            persons.record(code, id, all);
        } catch (DuplicateKeyException twice) {
            // The second click on the same form: the first one wrote it down.
        }
        next.addFlashAttribute(
                "flash",
                new Flash(
                        Tone.DONE,
                        list.survivor()
                                ? "registry.answer-survivor-done"
                                : removes
                                        ? "registry.record-removed-done"
                                        : "registry.answer-done"));
        return new ModelAndView("redirect:" + place(code, list));
    }

    /** The person says that this is all; or, with an empty list, that there is none. */
    @PostMapping("/persons/{code}/lists")
    ModelAndView complete(
            @PathVariable String code, HttpServletRequest request, RedirectAttributes next) {
        Typed typed = new Typed(request.getParameterMap());
        Facts.Known list = list(typed.one("fact"));
        UUID id = Optional.ofNullable(typed.id("id")).orElseGet(Ids::next);
        try {
            persons.record(code, id, Told.of(list.name(), Values.COMPLETE, "person"));
        } catch (DuplicateKeyException twice) {
            // The second click: the first one wrote it down.
        }
        next.addFlashAttribute("flash", new Flash(Tone.DONE, "registry.complete-done"));
        return new ModelAndView("redirect:" + place(code, list));
    }

    private static Told whole(Facts.Known list, Told of) {
        return new Told(
                list.name(),
                null,
                Values.COMPLETE,
                of.source(),
                of.language(),
                of.interpreter(),
                of.trueAsOf(),
                null);
    }

    private Facts.Known list(String fact) {
        return facts.find(fact).filter(Facts.Known::list).orElseThrow(NoSuchPerson::new);
    }

    private Persons.Opened opened(String code) {
        Persons.Opened opened = persons.open(code);
        if (!opened.may().record()) {
            throw new NoSuchPerson();
        }
        return opened;
    }

    private static Standing.Held held(Persons.Opened opened, Facts.Known list, UUID record) {
        return Standing.of(opened.said()).list(list.name()).stream()
                .filter(one -> one.record().equals(record))
                .findFirst()
                .orElseThrow(NoSuchPerson::new);
    }
}
