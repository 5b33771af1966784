package amparo.finder.pages;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.HashMap;
import java.util.Map;

/** Renders the templates that the build compiled. */
public final class Templates {
    private static final int USUAL_SIZE = 16 * 1024;

    private final TemplateEngine engine =
            TemplateEngine.createPrecompiled(
                    null,
                    ContentType.Html,
                    Templates.class.getClassLoader(),
                    Templates.class.getPackageName());

    /**
     * The page of a template.
     *
     * @throws gg.jte.TemplateException if there is no such template or a parameter is of the wrong
     *     type
     */
    public String render(String template, Map<String, ?> values) {
        StringOutput page = new StringOutput(USUAL_SIZE);
        engine.render(template + ".jte", new HashMap<>(values), page);
        return page.toString();
    }
}
