package amparo.server.profiling;

import amparo.server.access.Acting;
import amparo.server.access.Actor;
import amparo.server.audit.AuditLog;
import amparo.server.platform.Flash;
import amparo.server.platform.FormPage;
import amparo.server.platform.Ids;
import amparo.server.platform.Option;
import amparo.server.platform.Question;
import amparo.server.platform.Tone;
import amparo.server.platform.Typed;
import amparo.server.registry.PersonFiles;
import amparo.server.registry.PersonFiles.Ref;
import jakarta.servlet.http.HttpServletRequest;
import java.sql.Types;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * The reasons, read to the person in their language, once somebody confirmed that nobody else
 * hears. What the person says to it is written down.
 */
@Controller
@Transactional
class ReadingPages {

    private static final int LONGEST = 2000;

    private final Flags flags;
    private final FlagStore store;
    private final Screens screens;
    private final PersonFiles files;
    private final JdbcClient jdbc;
    private final AuditLog audit;
    private final Spoken spoken = Spoken.bundled();

    ReadingPages(
            Flags flags,
            FlagStore store,
            Screens screens,
            PersonFiles files,
            JdbcClient jdbc,
            AuditLog audit) {
        this.flags = flags;
        this.store = store;
        this.screens = screens;
        this.files = files;
        this.jdbc = jdbc;
        this.audit = audit;
    }

    @GetMapping("/persons/{code}/needs/reading")
    ModelAndView ask(@PathVariable String code) {
        if (files.mayRecord(code).isEmpty()) {
            throw NeedsPages.notThere();
        }
        return form(code, Typed.nothing());
    }

    private static ModelAndView form(String code, Typed typed) {
        return new FormPage(
                        "profiling.reading",
                        "profiling.reading-lead",
                        "/persons/" + code + "/needs/reading",
                        "profiling.reading-go",
                        "/persons/" + code + "/needs",
                        Map.of(),
                        view ->
                                List.of(
                                        Question.choice(
                                                typed.field(
                                                        view,
                                                        "language",
                                                        view.text("profiling.reading-language")),
                                                Spoken.LANGUAGES.stream()
                                                        .map(one ->
                                                                Option.of(
                                                                        one,
                                                                        view.text(
                                                                                "consent.language."
                                                                                        + one)))
                                                        .toList()),
                                        Question.several(
                                                typed.field(
                                                                view,
                                                                "alone",
                                                                view.text(
                                                                        "profiling.reading-alone"))
                                                        .hint(
                                                                view.text(
                                                                        "profiling.reading-alone-hint")),
                                                List.of(
                                                        Option.of(
                                                                "yes",
                                                                view.text(
                                                                        "profiling.reading-alone-yes"))))))
                .page(typed.hasMistakes());
    }

    @PostMapping("/persons/{code}/needs/reading")
    ModelAndView read(@PathVariable String code, HttpServletRequest request) {
        Typed typed = new Typed(request.getParameterMap());
        Ref person = files.mayRecord(code).orElseThrow(NeedsPages::notThere);
        String language = typed.one("language");
        if (!Spoken.LANGUAGES.contains(language)) {
            typed.wrong("language", "profiling.wrong.language");
        }
        if (!typed.one("alone").equals("yes")) {
            typed.wrong("alone", "profiling.wrong.alone");
        }
        if (typed.hasMistakes()) {
            return form(code, typed);
        }
        List<Flags.Flag> read =
                flags.of(person).stream()
                        .filter(one -> one.state() != Flags.State.CLOSED && one.indicated())
                        .toList();
        List<String> reasons =
                read.stream()
                        .flatMap(one ->
                                WhyPanels.reasons(
                                        screens.get(one.screen()).screen(),
                                        store.why(one.id()).indications(),
                                        language)
                                        .stream())
                        .map(WhyPanel.Reason::text)
                        .distinct()
                        .toList();
        audit.record("read-to", "person", List.of(person.id()), null, read.size() + " flags");
        ModelAndView page = new ModelAndView("profiling/reading");
        page.addObject("code", code);
        page.addObject("id", Ids.next().toString());
        page.addObject("language", language);
        page.addObject("reasons", reasons);
        page.addObject("title", spoken.in(language, "reading.title"));
        page.addObject("intro", spoken.in(language, "reading.intro"));
        page.addObject("none", spoken.in(language, "reading.none"));
        page.addObject("question", spoken.in(language, "reading.ask"));
        page.addObject("draft", spoken.isDraft(language));
        page.addObject("flags", read.stream().map(one -> one.id().toString()).toList());
        return page;
    }

    @PostMapping("/persons/{code}/needs/readings")
    ModelAndView said(
            @PathVariable String code, HttpServletRequest request, RedirectAttributes next) {
        Typed typed = new Typed(request.getParameterMap());
        Ref person = files.mayRecord(code).orElseThrow(NeedsPages::notThere);
        String words = typed.one("words");
        String language = typed.one("language");
        if (!Spoken.LANGUAGES.contains(language)) {
            throw NeedsPages.notThere();
        }
        List<UUID> known = flags.of(person).stream().map(Flags.Flag::id).toList();
        UUID[] read =
                typed.all("flag").stream()
                        .flatMap(one -> known.stream().filter(id -> id.toString().equals(one)))
                        .toArray(UUID[]::new);
        record(
                person,
                Optional.ofNullable(typed.id("id")).orElseGet(Ids::next),
                read,
                language,
                switch (typed.one("agrees")) {
                    case "yes" -> true;
                    case "no" -> false;
                    default -> null;
                },
                words.isEmpty() ? null : words.substring(0, Math.min(words.length(), LONGEST)));
        next.addFlashAttribute("flash", new Flash(Tone.DONE, "profiling.reading-saved"));
        return new ModelAndView("redirect:/persons/" + code + "/needs");
    }

    private void record(
            Ref person,
            UUID id,
            UUID[] read,
            String language,
            @Nullable Boolean agrees,
            @Nullable String words) {
        Actor actor = Acting.now();
        jdbc.sql(
                        """
                        insert into flag_reading (id, person, organisation, flags, language, agrees, words, by, room)
                        values (:id, :person, :organisation, :flags, :language, :agrees, :words, :account, :room)
                        on conflict (id) do nothing
                        """)
                .param("id", id)
                .param("person", person.id())
                .param("organisation", actor.requireOrganisation())
                .param("flags", read)
                .param("language", language)
                .param("agrees", agrees, Types.BOOLEAN)
                .param("words", words)
                .param("account", actor.requireAccount())
                .param("room", actor.room().code())
                .update();
        audit.record(
                "said-to-reasons",
                "person",
                List.of(person.id()),
                null,
                agrees == null ? "said nothing" : agrees ? "agrees" : "disagrees");
    }
}
