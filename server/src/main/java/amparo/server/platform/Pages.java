package amparo.server.platform;

import java.util.Map;

/** Turns a template and what it needs into a page. */
public interface Pages {
    /**
     * The page as HTML.
     *
     * @param template its path without the ending, such as {@code accounts/people}
     * @param values its parameters by name
     * @throws RuntimeException if there is no such template or a parameter is of the wrong type
     */
    String render(String template, Map<String, ?> values);
}
