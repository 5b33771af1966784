package amparo.app.check;

import amparo.app.text.Messages;
import amparo.app.text.Page;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Says once that texts are a draft translation: in their own language, and in Spanish and English
 * for whoever reads along.
 */
public final class DraftText {
    private static final List<String> REVIEWED = List.of("es", "en");

    private DraftText() {}

    /** The notice in every language that is needed. */
    public static void write(Page page, Messages messages) {
        Set<String> languages = new LinkedHashSet<>();
        languages.add(messages.language());
        languages.addAll(REVIEWED);
        for (String language : languages) {
            Messages in = language.equals(messages.language()) ? messages : Messages.in(language);
            page.text(0, "! " + in.text("head.draft"));
        }
    }
}
