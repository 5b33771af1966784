package amparo.server.web;

import amparo.server.platform.Csrf;
import amparo.server.platform.Flash;
import amparo.server.platform.Installation;
import amparo.server.platform.Language;
import amparo.server.platform.Pages;
import amparo.server.platform.Texts;
import amparo.server.platform.View;
import amparo.server.practice.PracticeNotes;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ViewResolver;

/** Finds the template of the name that a controller gave, and gives it its {@link View}. */
@Component
class PageViews implements ViewResolver, Ordered {

    private final Pages pages;
    private final Texts texts;
    private final Languages languages;
    private final Navigation navigation;
    private final Installation installation;
    private final PracticeNotes notes;
    private final Clock clock;

    PageViews(
            Pages pages,
            Texts texts,
            Languages languages,
            Navigation navigation,
            Installation installation,
            PracticeNotes notes,
            Clock clock) {
        this.pages = pages;
        this.texts = texts;
        this.languages = languages;
        this.navigation = navigation;
        this.installation = installation;
        this.notes = notes;
        this.clock = clock;
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    @Override
    public org.springframework.web.servlet.@Nullable View resolveViewName(
            String name, Locale locale) {
        if (name.startsWith("redirect:") || name.startsWith("forward:")) {
            return null;
        }
        return (model, request, response) ->
                render(name, model == null ? Map.of() : model, request, response);
    }

    private void render(
            String template,
            Map<String, ?> model,
            HttpServletRequest request,
            HttpServletResponse response)
            throws java.io.IOException {
        Map<String, Object> values = new HashMap<>();
        model.forEach((name, value) -> {
            if (value != null) {
                values.put(name, value);
            }
        });
        values.put("view", view(request, model.get("flash") instanceof Flash flash ? flash : null));
        byte[] page = pages.render(template, values).getBytes(StandardCharsets.UTF_8);
        response.setContentType("text/html;charset=UTF-8");
        response.setHeader(HttpHeaders.CONTENT_LANGUAGE, languages.of(request).code());
        response.setContentLength(page.length);
        if (!request.getMethod().equals("HEAD")) {
            response.getOutputStream().write(page);
        }
    }

    /** A controller may leave the key of a text: it does not know the language. */
    private @Nullable Flash said(@Nullable Flash flash, Language language) {
        return flash == null || !texts.has(flash.text())
                ? flash
                : new Flash(flash.tone(), texts.text(language, flash.text()));
    }

    /** What templates get on this request. */
    View view(HttpServletRequest request, @Nullable Flash flash) {
        Language language = languages.of(request);
        String query = request.getQueryString();
        CsrfToken token = (CsrfToken) request.getAttribute(CsrfToken.class.getName());
        return View.in(texts, language)
                .at(request.getRequestURI() + (query == null ? "" : "?" + query))
                .csrf(token == null ? null : new Csrf(token.getParameterName(), token.getToken()))
                .person(navigation.person(request, language))
                .navigation(navigation.entries(request, language))
                .flash(said(flash, language))
                .demo(installation.demo())
                .practice(notes.of(request, language).orElse(null))
                .covered(
                        Languages.cookie(request, "amparo-covered").filter("1"::equals).isPresent())
                .today(ZoneOffset.UTC, LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC))
                .build();
    }
}
