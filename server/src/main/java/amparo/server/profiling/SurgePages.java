package amparo.server.profiling;

import amparo.server.platform.Field;
import amparo.server.platform.Ids;
import amparo.server.platform.Option;
import amparo.server.platform.Question;
import amparo.server.platform.Typed;
import amparo.server.platform.View;
import amparo.server.registry.PersonFiles;
import amparo.server.registry.PersonFiles.Ref;
import amparo.server.registry.PersonFiles.Told;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/**
 * A large arrival: the least of each person on one screen, a number that says nothing, the rest
 * later. What must be seen at once is seen all the same, as every answer is evaluated.
 */
@Controller
@Transactional
class SurgePages {

    private static final String DOUBT = "age_doubt";
    private static final List<String> COUNTRIES = List.of("nationality", "languages");

    private final PersonFiles files;
    private final SurgeNumbers numbers;

    SurgePages(PersonFiles files, SurgeNumbers numbers) {
        this.files = files;
        this.numbers = numbers;
    }

    @GetMapping("/surge")
    ModelAndView form() {
        return form(Typed.nothing(), Ids.next(), null);
    }

    private ModelAndView form(Typed typed, UUID id, @Nullable SurgeNumber given) {
        ModelAndView page = new ModelAndView("profiling/surge");
        page.addObject("id", id.toString());
        page.addObject("given", given);
        Function<View, List<Question>> questions =
                view -> {
                    List<Question> all = new ArrayList<>();
                    all.add(
                            Question.text(
                                    typed.field(view, "name", view.text("profiling.surge.name"))
                                            .autocomplete("off")
                                            .asOptional()));
                    all.add(
                            Question.text(
                                    typed.field(view, "age", view.text("profiling.surge.age"))
                                            .hint(view.text("registry.span-hint"))
                                            .width(4)));
                    all.add(choice(view, typed, "sex"));
                    for (String fact : COUNTRIES) {
                        all.add(choice(view, typed, fact));
                    }
                    all.add(choice(view, typed, "accompanied_by"));
                    all.add(
                            Question.several(
                                    typed.field(view, "needs_now", files.label("needs_now", view))
                                            .asOptional(),
                                    files.options("needs_now", view)));
                    all.add(
                            Question.several(
                                    typed.field(view, "seen_needs", files.label("seen_needs", view))
                                            .asOptional(),
                                    files.options("seen_needs", view)));
                    all.add(
                            Question.several(
                                    typed.field(view, DOUBT, files.label(DOUBT, view)).asOptional(),
                                    List.of(Option.of("yes", view.text("registry.yes")))));
                    return all;
                };
        page.addObject("questions", questions);
        page.setStatus(typed.hasMistakes() ? HttpStatus.BAD_REQUEST : HttpStatus.OK);
        return page;
    }

    private Question choice(View view, Typed typed, String fact) {
        List<Option> choices = new ArrayList<>();
        choices.add(Option.of("", view.text("registry.choose")));
        choices.addAll(files.options(fact, view));
        Field field = typed.field(view, fact, files.label(fact, view)).asOptional();
        return Question.longChoice(field, choices);
    }

    @PostMapping("/surge")
    ModelAndView enter(HttpServletRequest request) {
        Typed typed = new Typed(request.getParameterMap());
        List<Told> told = new ArrayList<>();
        String name = typed.one("name");
        if (!name.isEmpty()) {
            files.typed("name", List.of(name)).ifPresent(value -> told.add(said("name", value)));
        }
        Optional<String> age = files.typed("age", List.of(typed.one("age")));
        if (age.isEmpty()) {
            typed.wrong("age", "profiling.wrong.number");
        } else {
            told.add(said("age", age.get()));
        }
        for (String fact : List.of("sex", "nationality", "languages", "accompanied_by")) {
            if (!typed.one(fact).isEmpty()) {
                Optional<String> value = files.typed(fact, List.of(typed.one(fact)));
                if (value.isEmpty()) {
                    typed.wrong(fact, "profiling.wrong.choose");
                } else {
                    told.add(said(fact, value.get()));
                }
            }
        }
        Optional<String> needs =
                typed.all("needs_now").isEmpty()
                        ? Optional.empty()
                        : files.typed("needs_now", typed.all("needs_now"));
        needs.ifPresent(value -> told.add(said("needs_now", value)));
        if (!typed.all("seen_needs").isEmpty()) {
            files.typed("seen_needs", typed.all("seen_needs"))
                    .ifPresent(value -> told.add(Told.of("seen_needs", value, "officer")));
        }
        if (typed.one(DOUBT).equals("yes")) {
            told.add(Told.of(DOUBT, "true", "officer"));
        }
        UUID id = Optional.ofNullable(typed.id("id")).orElseGet(Ids::next);
        if (typed.hasMistakes()) {
            return form(typed, id, null);
        }
        List<Ref> made =
                files.enter(List.of(new PersonFiles.Newcomer(id, null, told)))
                        .orElseThrow(NeedsPages::notThere);
        Ref person = made.getFirst();
        return form(
                Typed.nothing(),
                Ids.next(),
                new SurgeNumber(person.code(), numbers.give(person, null)));
    }

    private static Told said(String fact, String value) {
        return Told.of(fact, value, "person");
    }
}
