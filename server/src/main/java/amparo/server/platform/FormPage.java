package amparo.server.platform;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.ModelAndView;

/**
 * A page with one form, in the language of whoever reads it. No title of it names a person.
 *
 * @param title key of its heading
 * @param lead key of what is said first
 * @param action where it is sent
 * @param verb key of its button
 * @param back where it can be left to
 * @param hidden sent along unseen; an id here makes a second click harmless
 */
public record FormPage(
        String title,
        String lead,
        String action,
        String verb,
        String back,
        Map<String, String> hidden,
        Function<View, List<Question>> questions) {

    /** The page; as mistakes are marked in the questions, the status says whether there are any. */
    public ModelAndView page(boolean mistakes) {
        ModelAndView page = new ModelAndView("web/formPage");
        page.addObject("title", title);
        page.addObject("lead", lead);
        page.addObject("action", action);
        page.addObject("verb", verb);
        page.addObject("back", back);
        page.addObject("hidden", hidden);
        page.addObject("questions", questions);
        page.setStatus(mistakes ? HttpStatus.BAD_REQUEST : HttpStatus.OK);
        return page;
    }
}
