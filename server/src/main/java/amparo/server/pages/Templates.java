package amparo.server.pages;

import amparo.server.platform.Pages;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.HashMap;
import java.util.Map;

/** Renders the templates that the build compiled. Safe to use from many threads. */
public final class Templates implements Pages {
    private static final String ENDING = ".jte";
    private static final int USUAL_SIZE = 16 * 1024;

    private final TemplateEngine engine =
            TemplateEngine.createPrecompiled(
                    null,
                    ContentType.Html,
                    Templates.class.getClassLoader(),
                    Templates.class.getPackageName());

    /**
     * {@inheritDoc}
     *
     * @throws gg.jte.TemplateException if there is no such template or a parameter is of the wrong
     *     type
     */
    @Override
    public String render(String template, Map<String, ?> values) {
        StringOutput page = new StringOutput(USUAL_SIZE);
        engine.render(template + ENDING, new HashMap<>(values), page);
        return page.toString();
    }
}
