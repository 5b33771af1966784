package amparo.server.web;

import amparo.server.accounts.Visitor;
import amparo.server.platform.Language;
import amparo.server.platform.PageLanguage;
import amparo.server.platform.Texts;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Which language a page is in: what the address asks for (and is then remembered in a cookie), what
 * was chosen before, what the account speaks, what the browser prefers; Spanish otherwise.
 */
@Component
class Languages implements HandlerInterceptor, PageLanguage {

    private static final String COOKIE = "amparo-language";

    private final Texts texts;

    Languages(Texts texts) {
        this.texts = texts;
    }

    @Override
    public Language of(HttpServletRequest request) {
        return Stream.of(
                        asked(request),
                        cookie(request, COOKIE),
                        Visitor.of(request).map(Visitor::language))
                .flatMap(Optional::stream)
                .flatMap(code -> Language.of(code).stream())
                .filter(language -> texts.offered().contains(language))
                .findFirst()
                .orElseGet(() -> preferred(request));
    }

    private Language preferred(HttpServletRequest request) {
        return Collections.list(request.getLocales()).stream()
                .map(Locale::getLanguage)
                .flatMap(code -> Language.of(code).stream())
                .filter(language -> texts.offered().contains(language))
                .findFirst()
                .orElse(Language.ES);
    }

    @Override
    public boolean preHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler) {
        asked(request)
                .filter(code -> Language.of(code).isPresent())
                .ifPresent(code ->
                        response.addHeader(
                                "Set-Cookie",
                                ResponseCookie.from(COOKIE, code)
                                        .path("/")
                                        .httpOnly(true)
                                        .sameSite("Lax")
                                        .secure(request.isSecure())
                                        .maxAge(Duration.ofDays(365))
                                        .build()
                                        .toString()));
        return true;
    }

    private static Optional<String> asked(HttpServletRequest request) {
        try {
            return request.getMethod().equals("GET")
                    ? Optional.ofNullable(request.getParameter("lang"))
                    : Optional.empty();
        } catch (IllegalStateException unreadable) {
            // The page that tells of broken parameters must not stumble over them again.
            return Optional.empty();
        }
    }

    /** The value of a cookie of ours. */
    static Optional<String> cookie(HttpServletRequest request, String name) {
        Cookie[] cookies = request.getCookies();
        return cookies == null
                ? Optional.empty()
                : Arrays.stream(cookies)
                        .filter(cookie -> cookie.getName().equals(name))
                        .map(Cookie::getValue)
                        .findFirst();
    }
}
