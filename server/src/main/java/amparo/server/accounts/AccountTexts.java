package amparo.server.accounts;

import amparo.server.platform.Language;
import amparo.server.platform.Texts;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Texts for messages that wait for the next page. */
@Component
class AccountTexts {

    /** The cookie with the language that was chosen last; written by the module web. */
    private static final String COOKIE = "amparo-language";

    private final ObjectProvider<Texts> texts;

    AccountTexts(ObjectProvider<Texts> texts) {
        this.texts = texts;
    }

    /** In the language that the next page will be in. */
    String in(HttpServletRequest request, String key, Object... values) {
        return texts.getObject().text(language(request), key, values);
    }

    /** The languages in which every text is there. */
    List<Language> offered() {
        return texts.getObject().offered();
    }

    private Language language(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        Optional<String> chosen =
                cookies == null
                        ? Optional.empty()
                        : Arrays.stream(cookies)
                                .filter(cookie -> cookie.getName().equals(COOKIE))
                                .map(Cookie::getValue)
                                .findFirst();
        return Stream.of(chosen, Visitor.of(request).map(Visitor::language))
                .flatMap(Optional::stream)
                .flatMap(code -> Language.of(code).stream())
                .filter(offered()::contains)
                .findFirst()
                .orElse(Language.ES);
    }
}
