package amparo.server.registry;

import amparo.server.platform.Field;
import amparo.server.platform.Flash;
import amparo.server.platform.FormPage;
import amparo.server.platform.Ids;
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
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Entering somebody. */
@Controller
class PersonPages {

    /** Eight letters of Crockford's base 32, as the database makes them. */
    static final String CODE = "[0-9A-HJKMNP-TV-Z]{8}";

    private final Persons persons;
    private final Facts facts;
    private final ObjectProvider<BeforeEntering> before;

    PersonPages(Persons persons, Facts facts, ObjectProvider<BeforeEntering> before) {
        this.persons = persons;
        this.facts = facts;
        this.before = before;
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
        String basis = HowKnown.BASES.contains(typed.one("basis")) ? typed.one("basis") : "";
        if (typed.hasDate("birth_date")) {
            addBased(typed, answers, "birth_date", typed.dateParts("birth_date"), basis);
        } else {
            addBased(typed, answers, "age", typed.all("age"), basis);
        }
        add(typed, answers, "languages", typed.all("languages"), "person");
        add(typed, answers, "sex", typed.all("sex"), "person");
        add(typed, answers, Facts.GENDER, typed.all(Facts.GENDER), "person");
        add(typed, answers, Facts.PHONE, typed.all(Facts.PHONE), "person");
        add(typed, answers, Facts.SAFE_CONTACT, typed.all(Facts.SAFE_CONTACT), "person");
        add(typed, answers, Facts.SAFE_TIMES, typed.all(Facts.SAFE_TIMES), "person");
        if (typed.one(Facts.NAME).isEmpty()) {
            typed.wrong(Facts.NAME, "registry.wrong.name");
        }
        if (typed.hasMistakes()) {
            return enterForm(typed, id);
        }
        for (BeforeEntering one : before.orderedStream().toList()) {
            Optional<ModelAndView> asks = one.look(id, answers, request.getParameterMap());
            if (asks.isPresent()) {
                return asks.get();
            }
        }
        String code = persons.enter(id, answers);
        before.orderedStream().forEach(one -> one.entered(code, request.getParameterMap()));
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
                        () -> typed.wrong(fact, RecordForm.wrong(facts.get(fact))));
    }

    /** The same with what it rests on, which also says who is its source. */
    private void addBased(
            Typed typed, List<Told> answers, String fact, List<String> given, String basis) {
        int before = answers.size();
        String source =
                switch (basis) {
                    case "document-seen" -> "document";
                    case "relative-said" -> "relative";
                    case "estimated" -> "officer";
                    default -> "person";
                };
        add(typed, answers, fact, given, source);
        if (answers.size() > before && !basis.isEmpty()) {
            Told told = answers.removeLast();
            answers.add(new Told(fact, null, told.value(), source, null, null, null, basis));
        }
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
                                                HowKnown.options(
                                                        view,
                                                        "registry.basis-of-age.",
                                                        HowKnown.BASES)),
                                        several(view, typed, "languages"),
                                        Question.choice(
                                                optional(view, typed, "sex")
                                                        .hint(view.text("registry.sex-hint")),
                                                facts.get("sex").options(view)),
                                        Question.text(
                                                optional(view, typed, Facts.GENDER)
                                                        .hint(view.text("registry.gender-hint"))),
                                        Question.text(
                                                optional(view, typed, Facts.PHONE)
                                                        .type("tel")
                                                        .autocomplete("off")),
                                        Question.text(
                                                optional(view, typed, Facts.SAFE_CONTACT)
                                                        .hint(view.text("registry.safe-hint"))),
                                        Question.text(optional(view, typed, Facts.SAFE_TIMES))))
                .page(typed.hasMistakes());
    }

    private Question several(View view, Typed typed, String fact) {
        return Question.many(
                optional(view, typed, fact), RecordForm.several(view, facts.get(fact)));
    }

    private Field optional(View view, Typed typed, String fact) {
        return typed.field(view, fact, facts.get(fact).label(view)).asOptional();
    }
}
