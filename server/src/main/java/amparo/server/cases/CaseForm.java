package amparo.server.cases;

import amparo.server.platform.Field;
import amparo.server.platform.Question;
import amparo.server.platform.View;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.ModelAndView;

/**
 * A page with one form, which can also say what somebody else changed meanwhile, and take a file.
 * Whoever is told so keeps what they wrote.
 */
final class CaseForm {

    private final String title;
    private final String action;
    private final String verb;
    private final String back;
    private final Map<String, String> hidden = new LinkedHashMap<>();
    private Function<View, List<String>> leads = view -> List.of();
    private Function<View, List<String>> notices = view -> List.of();
    private Function<View, List<Question>> questions = view -> List.of();
    private @Nullable Function<View, Field> upload;

    /**
     * @param title key of the heading
     * @param verb key of the button
     */
    CaseForm(String title, String action, String verb, String back) {
        this.title = title;
        this.action = action;
        this.verb = verb;
        this.back = back;
    }

    CaseForm hidden(String name, Object value) {
        hidden.put(name, value.toString());
        return this;
    }

    /** What is said first, each a text. */
    CaseForm lead(Function<View, List<String>> texts) {
        leads = texts;
        return this;
    }

    /** What somebody else did meanwhile; nothing if nobody. */
    CaseForm notices(Function<View, List<String>> texts) {
        notices = texts;
        return this;
    }

    CaseForm ask(Function<View, List<Question>> all) {
        questions = all;
        return this;
    }

    CaseForm upload(Function<View, Field> field) {
        upload = field;
        return this;
    }

    ModelAndView page(HttpStatus status) {
        ModelAndView page = new ModelAndView("cases/form", status);
        page.addObject("title", title);
        page.addObject("leads", leads);
        page.addObject("notices", notices);
        page.addObject("action", action);
        page.addObject("verb", verb);
        page.addObject("back", back);
        page.addObject("hidden", hidden);
        page.addObject("questions", questions);
        if (upload != null) {
            page.addObject("upload", upload);
        }
        return page;
    }

    ModelAndView page(boolean mistakes) {
        return page(mistakes ? HttpStatus.UNPROCESSABLE_CONTENT : HttpStatus.OK);
    }
}
