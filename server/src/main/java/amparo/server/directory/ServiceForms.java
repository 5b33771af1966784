package amparo.server.directory;

import amparo.engine.fact.CodeList;
import amparo.server.directory.ServiceReading.Wrong;
import amparo.server.platform.Field;
import amparo.server.platform.Option;
import amparo.server.platform.Question;
import amparo.server.platform.Typed;
import amparo.server.platform.View;
import amparo.server.registry.LoadedRulebook;
import amparo.server.registry.PersonFiles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** The form of a service, and how what comes back is read. */
@Component
class ServiceForms {

    private final ForWhom forWhom;
    private final LoadedRulebook rulebook;
    private final PersonFiles files;

    ServiceForms(ForWhom forWhom, LoadedRulebook rulebook, PersonFiles files) {
        this.forWhom = forWhom;
        this.rulebook = rulebook;
        this.files = files;
    }

    /** Reads with the lists of the rulebook that is loaded. */
    ServiceReading reading() {
        return new ServiceReading(
                forWhom, code -> has("country", code), code -> has("language", code));
    }

    private boolean has(String list, String code) {
        CodeList codes = rulebook.vocabulary().codeList(list);
        return codes != null && codes.has(code);
    }

    /** What was typed, each field as one text. */
    Map<String, String> values(Typed typed) {
        Map<String, String> values = new HashMap<>();
        for (String field : ServiceReading.FIELDS) {
            values.put(field, String.join(" ", typed.all(field)).strip());
        }
        return values;
    }

    static List<Option> sectors(View view) {
        return Sectors.ALL.stream().map(one -> Option.of(one, view.text("sector." + one))).toList();
    }

    /**
     * The page.
     *
     * @param notice key of what is said first; empty: nothing
     */
    ModelAndView page(
            String action,
            Map<String, String> hidden,
            Map<String, String> values,
            List<Wrong> wrong,
            String back,
            String notice) {
        Function<View, List<Question>> questions = view -> questions(view, values, wrong);
        ModelAndView page = new ModelAndView("directory/form");
        page.addObject("title", "directory.form");
        page.addObject("notice", notice);
        page.addObject("action", action);
        page.addObject("verb", "directory.save");
        page.addObject("back", back);
        page.addObject("hidden", hidden);
        page.addObject("questions", questions);
        page.setStatus(wrong.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
        return page;
    }

    private List<Question> questions(View view, Map<String, String> values, List<Wrong> wrong) {
        Function<String, Field> field =
                name -> {
                    String label = view.text("directory.field." + name);
                    Field one = Field.of(name, label).value(values.getOrDefault(name, ""));
                    return wrong.stream()
                            .filter(mistake -> mistake.field().equals(name))
                            .findFirst()
                            .map(mistake ->
                                    one.error(
                                            (view.text(mistake.key()) + " " + mistake.detail())
                                                    .strip()))
                            .orElse(one);
                };
        List<Question> all = new ArrayList<>();
        all.add(Question.text(field.apply("name")));
        all.add(Question.longChoice(field.apply("sector"), first(view, sectors(view))));
        all.add(
                Question.text(
                        field.apply("provider")
                                .hint(view.text("directory.hint.provider"))
                                .asOptional()));
        all.add(
                Question.longChoice(
                        field.apply("country"), first(view, files.options("country_now", view))));
        all.add(
                Question.longText(
                        field.apply("places")
                                .hint(view.text("directory.hint.places"))
                                .asOptional()));
        all.add(Question.text(field.apply("latitude").width(10).asOptional()));
        all.add(Question.text(field.apply("longitude").width(10).asOptional()));
        all.add(
                Question.longText(
                        field.apply("for_whom")
                                .hint(view.text("directory.hint.for-whom"))
                                .limit(1000)
                                .asOptional()));
        all.add(
                Question.many(
                        field.apply("languages")
                                .values(
                                        Arrays.asList(
                                                values.getOrDefault("languages", "")
                                                        .split(" ", -1)))
                                .asOptional(),
                        files.options("languages", view)));
        all.add(
                Question.text(
                        field.apply("hours").hint(view.text("directory.hint.hours")).asOptional()));
        all.add(
                Question.choice(
                        field.apply("room"),
                        ServiceReading.ROOMS.stream()
                                .map(one -> Option.of(one, view.text("directory.room." + one)))
                                .toList()));
        all.add(
                Question.text(
                        field.apply("full_until")
                                .hint(view.text("directory.hint.full-until"))
                                .width(10)
                                .asOptional()));
        all.add(
                Question.choice(
                        field.apply("cost"),
                        ServiceReading.COSTS.stream()
                                .map(one -> Option.of(one, view.text("directory.cost." + one)))
                                .toList()));
        all.add(
                Question.longText(
                        field.apply("how")
                                .hint(view.text("directory.hint.how"))
                                .limit(1000)
                                .asOptional()));
        all.add(
                Question.text(
                        field.apply("urgent_line")
                                .type("tel")
                                .hint(view.text("directory.hint.urgent"))
                                .asOptional()));
        all.add(
                Question.longText(
                        field.apply("phones")
                                .hint(view.text("directory.hint.phones"))
                                .asOptional()));
        all.add(
                Question.several(
                        field.apply("open_to_all").asOptional(),
                        List.of(Option.of("yes", view.text("directory.open-yes")))));
        return all;
    }

    private static List<Option> first(View view, List<Option> options) {
        List<Option> all = new ArrayList<>();
        all.add(Option.of("", view.text("directory.choose")));
        all.addAll(options);
        return all;
    }
}
