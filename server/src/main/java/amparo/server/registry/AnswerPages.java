package amparo.server.registry;

import amparo.server.platform.Field;
import amparo.server.platform.Flash;
import amparo.server.platform.FormPage;
import amparo.server.platform.Ids;
import amparo.server.platform.Option;
import amparo.server.platform.Question;
import amparo.server.platform.Tone;
import amparo.server.platform.Typed;
import amparo.server.platform.View;
import amparo.server.registry.PersonFiles.Told;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
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

/** Writing down what somebody says to one question. */
@Controller
class AnswerPages {

    private final Persons persons;
    private final Facts facts;

    AnswerPages(Persons persons, Facts facts) {
        this.persons = persons;
        this.facts = facts;
    }

    @GetMapping("/persons/{code}/answers/new")
    ModelAndView answer(
            @PathVariable String code, @RequestParam(required = false) @Nullable String fact) {
        Persons.Opened opened = persons.open(code);
        if (!opened.may().record()) {
            throw new NoSuchPerson();
        }
        Optional<Facts.Known> chosen = Optional.ofNullable(fact).flatMap(facts::find);
        if (chosen.isPresent() && chosen.get().list()) {
            return new ModelAndView("redirect:" + RecordPages.newOne(code, chosen.get()));
        }
        return chosen.isPresent() && !chosen.get().name().equals(Facts.PHOTO)
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
                                                one.shortly(view)
                                                        + (one.survivor()
                                                                ? " "
                                                                        + view.text(
                                                                                "registry.survivor-mark")
                                                                : "")))
                                .sorted((a, b) -> a.label().compareToIgnoreCase(b.label()))
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
                        view -> {
                            List<Question> all = new ArrayList<>();
                            all.add(question(view, fact, typed));
                            all.add(
                                    Question.several(
                                            typed.field(
                                                            view,
                                                            "silent",
                                                            view.text("registry.silent"))
                                                    .asOptional(),
                                            List.of(
                                                    Option.of(
                                                            "yes",
                                                            view.text("registry.not-said")))));
                            all.addAll(HowKnown.questions(view, typed, facts, fact));
                            return all;
                        })
                .page(typed.hasMistakes());
    }

    private static Question question(View view, Facts.Known fact, Typed typed) {
        Field field = typed.field(view, "value", fact.label(view));
        return switch (fact.type()) {
            case null ->
                    fact.name().equals(Facts.NAME) || fact.name().equals(Facts.PHONE)
                            ? Question.text(field.autocomplete("off"))
                            : Question.longText(field);
            case BOOLEAN ->
                    Question.choice(
                            field,
                            List.of(
                                    Option.of("yes", view.text("registry.yes")),
                                    Option.of("no", view.text("registry.no"))));
            case WHOLE -> Question.text(field.hint(view.text("registry.span-hint")).width(10));
            case DATE -> Question.date(field, typed.date("value"));
            case CODE -> Question.longChoice(field, RecordForm.chosen(view, fact));
            case CODES -> Question.many(field, RecordForm.several(view, fact));
            case RECORDS -> throw new IllegalArgumentException(fact.name());
        };
    }

    @PostMapping("/persons/{code}/answers")
    ModelAndView answer(
            @PathVariable String code, HttpServletRequest request, RedirectAttributes next) {
        Typed typed = new Typed(request.getParameterMap());
        Facts.Known fact =
                facts.find(typed.one("fact"))
                        .filter(one -> !one.list() && !one.name().equals(Facts.PHOTO))
                        .orElseThrow(NoSuchPerson::new);
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
            typed.wrong("value", RecordForm.wrong(fact));
        }
        Told told = HowKnown.read(typed, facts, fact, null, value.orElse(Values.NOT_SAID));
        if (told == null) {
            return answerForm(persons.open(code).person().code(), fact, typed, id);
        }
        try {
            persons.record(code, id, told);
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
}
