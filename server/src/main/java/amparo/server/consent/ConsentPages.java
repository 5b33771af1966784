package amparo.server.consent;

import amparo.server.platform.Field;
import amparo.server.platform.Flash;
import amparo.server.platform.Ids;
import amparo.server.platform.Moment;
import amparo.server.platform.Option;
import amparo.server.platform.Pill;
import amparo.server.platform.Question;
import amparo.server.platform.Tone;
import amparo.server.platform.Typed;
import amparo.server.platform.View;
import amparo.server.registry.PersonFiles;
import amparo.server.registry.PersonHeads;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What a person agreed to: asking, recording, taking back. */
@Controller
class ConsentPages {

    static final List<String> WAYS = List.of("spoken", "signed", "thumbprint");
    private static final int LONGEST_WITNESS = 200;
    private static final int LONGEST_WHY = 1000;

    private final Consents consents;
    private final PersonHeads heads;
    private final PersonFiles files;

    ConsentPages(Consents consents, PersonHeads heads, PersonFiles files) {
        this.consents = consents;
        this.heads = heads;
        this.files = files;
    }

    @GetMapping("/persons/{code}/consent")
    ModelAndView page(@PathVariable String code) {
        ModelAndView page = new ModelAndView("consent/page");
        page.addObject("head", heads.of(code, ConsentTab.KEY).orElseThrow(ConsentPages::notThere));
        Consents.Page found = consents.of(code).orElseThrow(ConsentPages::notThere);
        page.addObject("code", found.person().code());
        page.addObject("mayRecord", files.mayRecord(code).isPresent());
        Function<View, List<ConsentLine>> lines =
                view ->
                        Stream.of(Purpose.values())
                                .map(purpose -> line(view, purpose, found.of(purpose)))
                                .toList();
        page.addObject("lines", lines);
        Function<View, List<String>> received = view -> received(view, found);
        page.addObject("received", received);
        Function<View, List<Moment>> history =
                view -> found.consents().stream().flatMap(one -> moments(view, one)).toList();
        page.addObject("history", history);
        return page;
    }

    private static ConsentLine line(View view, Purpose purpose, Optional<Consents.Consent> newest) {
        String title = view.text("consent.purpose." + purpose.code());
        if (newest.isEmpty()) {
            return new ConsentLine(
                    purpose.code(),
                    title,
                    new Pill(view.text("consent.state.not-asked"), Tone.OPEN),
                    null,
                    null,
                    null,
                    null);
        }
        Consents.Consent one = newest.get();
        Pill state =
                one.holds()
                        ? new Pill(view.text("consent.state.given"), Tone.DONE)
                        : new Pill(
                                view.text(
                                        one.given()
                                                ? "consent.state.withdrawn"
                                                : "consent.state.refused"),
                                Tone.CLOSED);
        return new ConsentLine(
                purpose.code(),
                title,
                state,
                how(view, one),
                one.text(),
                one.language(),
                one.holds() ? one.id().toString() : null);
    }

    private static String how(View view, Consents.Consent one) {
        List<String> parts = new ArrayList<>();
        parts.add(view.words().dateTime(one.recordedAt().toInstant()));
        parts.add(view.text("consent.way." + one.way()));
        parts.add(view.text("consent.in." + one.language()));
        if (one.interpreter()) {
            parts.add(view.text("consent.interpreted"));
        }
        if (one.witness() != null) {
            parts.add(view.text("consent.witnessed", one.witness()));
        }
        if (one.by() != null) {
            parts.add(view.text("consent.recorded-by", one.by()));
        }
        parts.add(view.text("consent.version", one.version()));
        return String.join("; ", parts);
    }

    private static Stream<Moment> moments(View view, Consents.Consent one) {
        String purpose = view.text("consent.purpose." + one.purpose());
        Moment recorded =
                new Moment(
                        view.words().dateTime(one.recordedAt().toInstant()),
                        one.recordedAt().toInstant().toString(),
                        view.text(
                                one.given() ? "consent.was-given" : "consent.was-refused", purpose),
                        null,
                        how(view, one));
        return one.withdrawnAt() == null
                ? Stream.of(recorded)
                : Stream.of(
                        new Moment(
                                view.words().dateTime(one.withdrawnAt().toInstant()),
                                one.withdrawnAt().toInstant().toString(),
                                view.text("consent.was-withdrawn", purpose),
                                one.withdrawnWhy(),
                                null),
                        recorded);
    }

    private List<String> received(View view, Consents.Page page) {
        return page.received().stream()
                .map(one ->
                        view.text(
                                one.running() ? "consent.receives" : "consent.received-until",
                                one.organisation(),
                                view.words()
                                        .list(
                                                one.facts().stream()
                                                        .map(fact -> files.label(fact, view))
                                                        .toList()),
                                view.words().date(one.since().toLocalDate()),
                                view.words().date(one.until().toLocalDate())))
                .toList();
    }

    @GetMapping("/persons/{code}/consent/new")
    ModelAndView ask(
            @PathVariable String code,
            @RequestParam(defaultValue = "") String purpose,
            @RequestParam(required = false) @Nullable String in) {
        return form(
                code,
                Purpose.of(purpose).orElseThrow(ConsentPages::notThere),
                in,
                Typed.nothing(),
                Ids.next());
    }

    private ModelAndView form(
            String code, Purpose purpose, @Nullable String in, Typed typed, UUID id) {
        if (files.mayRecord(code).isEmpty()) {
            throw notThere();
        }
        ModelAndView page = new ModelAndView("consent/ask");
        page.addObject("code", code);
        page.addObject("purpose", purpose.code());
        page.addObject("id", id.toString());
        Function<View, String> language =
                view ->
                        in != null && ConsentTexts.LANGUAGES.contains(in)
                                ? in
                                : view.language().code();
        page.addObject("language", language);
        page.addObject("languages", ConsentTexts.LANGUAGES);
        Function<View, String> text =
                view -> consents.text(purpose, language.apply(view)).orElseThrow();
        page.addObject("text", text);
        Function<View, List<Question>> questions = view -> questions(view, typed);
        page.addObject("questions", questions);
        page.setStatus(typed.hasMistakes() ? HttpStatus.BAD_REQUEST : HttpStatus.OK);
        return page;
    }

    private static List<Question> questions(View view, Typed typed) {
        return List.of(
                Question.choice(
                        typed.field(view, "given", view.text("consent.given-ask")),
                        List.of(
                                Option.of("yes", view.text("consent.yes")),
                                Option.of("no", view.text("consent.no")))),
                Question.choice(
                        typed.field(view, "way", view.text("consent.way-ask")),
                        WAYS.stream()
                                .map(one -> Option.of(one, view.text("consent.way." + one)))
                                .toList()),
                Question.choice(
                        typed.field(view, "interpreter", view.text("consent.interpreter-ask"))
                                .asOptional(),
                        List.of(
                                Option.of("yes", view.text("consent.with-interpreter")),
                                Option.of("no", view.text("consent.without-interpreter")))),
                Question.text(
                        typed.field(view, "witness", view.text("consent.witness-ask"))
                                .hint(view.text("consent.witness-hint"))
                                .autocomplete("off")
                                .asOptional()));
    }

    @PostMapping("/persons/{code}/consent")
    ModelAndView record(
            @PathVariable String code, HttpServletRequest request, RedirectAttributes next) {
        Typed typed = new Typed(request.getParameterMap());
        Purpose purpose = Purpose.of(typed.one("purpose")).orElseThrow(ConsentPages::notThere);
        UUID id = Optional.ofNullable(typed.id("id")).orElseGet(Ids::next);
        String language = typed.one("language");
        String given = typed.one("given");
        if (!given.equals("yes") && !given.equals("no")) {
            typed.wrong("given", "consent.wrong.given");
        }
        if (!WAYS.contains(typed.one("way"))) {
            typed.wrong("way", "consent.wrong.way");
        }
        if (typed.one("witness").length() > LONGEST_WITNESS) {
            typed.wrong("witness", "consent.wrong.witness");
        }
        if (typed.hasMistakes()) {
            return form(code, purpose, language, typed, id);
        }
        String witness = typed.one("witness");
        boolean recorded =
                consents.record(
                        code,
                        id,
                        new Consents.Asked(
                                purpose,
                                given.equals("yes"),
                                language,
                                typed.one("way"),
                                witness.isEmpty() ? null : witness,
                                typed.one("interpreter").equals("yes")));
        if (!recorded) {
            throw notThere();
        }
        return back(
                code, given.equals("yes") ? "consent.done-given" : "consent.done-refused", next);
    }

    @GetMapping("/persons/{code}/consent/{id}/withdrawal")
    ModelAndView withdrawal(@PathVariable String code, @PathVariable UUID id) {
        return withdrawalForm(code, id, Typed.nothing());
    }

    private ModelAndView withdrawalForm(String code, UUID id, Typed typed) {
        Consents.Page found = consents.of(code).orElseThrow(ConsentPages::notThere);
        Consents.Consent consent =
                found.consents().stream()
                        .filter(one -> one.id().equals(id) && one.holds())
                        .findFirst()
                        .orElseThrow(ConsentPages::notThere);
        ModelAndView page = new ModelAndView("consent/withdrawal");
        page.addObject("code", found.person().code());
        page.addObject("id", id.toString());
        page.addObject("purpose", consent.purpose());
        Function<View, List<String>> received = view -> received(view, found);
        page.addObject("received", received);
        Function<View, Field> why =
                view ->
                        typed.field(view, "why", view.text("consent.why"))
                                .hint(view.text("consent.why-hint"))
                                .limit(LONGEST_WHY)
                                .asOptional();
        page.addObject("why", why);
        page.setStatus(typed.hasMistakes() ? HttpStatus.BAD_REQUEST : HttpStatus.OK);
        return page;
    }

    @PostMapping("/persons/{code}/consent/{id}/withdrawal")
    ModelAndView withdraw(
            @PathVariable String code,
            @PathVariable UUID id,
            HttpServletRequest request,
            RedirectAttributes next) {
        Typed typed = new Typed(request.getParameterMap());
        String why = typed.one("why");
        if (why.length() > LONGEST_WHY) {
            typed.wrong("why", "consent.wrong.why");
            return withdrawalForm(code, id, typed);
        }
        if (!consents.withdraw(code, id, why.isEmpty() ? null : why)) {
            throw notThere();
        }
        return back(code, "consent.done-withdrawn", next);
    }

    private static ModelAndView back(String code, String said, RedirectAttributes next) {
        next.addFlashAttribute("flash", new Flash(Tone.DONE, said));
        return new ModelAndView("redirect:/persons/" + code + "/consent");
    }

    private static ResponseStatusException notThere() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
