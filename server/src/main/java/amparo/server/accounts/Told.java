package amparo.server.accounts;

import amparo.server.platform.Flash;
import amparo.server.platform.PageLanguage;
import amparo.server.platform.Texts;
import amparo.server.platform.Tone;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Component;

/** Says what an act led to, in the language of the page. */
@Component
class Told {

    private final Texts texts;
    private final PageLanguage languages;

    Told(Texts texts, PageLanguage languages) {
        this.texts = texts;
        this.languages = languages;
    }

    Flash done(HttpServletRequest request, String key, Object... values) {
        return new Flash(Tone.DONE, texts.text(languages.of(request), key, values));
    }

    /** With a count in the text. */
    Flash counted(HttpServletRequest request, String key, long count) {
        return new Flash(Tone.DONE, texts.count(languages.of(request), key, count));
    }
}
