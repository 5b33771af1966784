package amparo.server.api;

import amparo.server.platform.Language;
import amparo.server.platform.Texts;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** The language that a caller asks for. */
final class ApiLanguage {

    private static final int LONGEST = 200;

    private ApiLanguage() {}

    /** What the caller asks for and we have; programs that ask for nothing get English. */
    static Language of(HttpServletRequest request, Texts texts) {
        @Nullable String asked = request.getHeader(HttpHeaders.ACCEPT_LANGUAGE);
        if (asked == null || asked.length() > LONGEST) {
            return Language.EN;
        }
        try {
            List<String> offered = texts.offered().stream().map(Language::code).toList();
            String best = Locale.lookupTag(Locale.LanguageRange.parse(asked), offered);
            return best == null ? Language.EN : Language.of(best).orElse(Language.EN);
        } catch (IllegalArgumentException unreadable) {
            return Language.EN;
        }
    }
}
