package amparo.server.referral;

import amparo.server.access.Acting;
import amparo.server.platform.Flash;
import amparo.server.platform.FormPage;
import amparo.server.platform.Ids;
import amparo.server.platform.Option;
import amparo.server.platform.Question;
import amparo.server.platform.Tone;
import amparo.server.platform.Typed;
import amparo.server.platform.View;
import amparo.server.referral.Handovers.Keys;
import amparo.server.registry.PersonFiles;
import jakarta.servlet.http.HttpServletRequest;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Sharing agreements, for those who answer for data protection. */
@Controller
@Transactional
class AgreementPages {

    private final Handovers handovers;
    private final PersonFiles files;

    AgreementPages(Handovers handovers, PersonFiles files) {
        this.handovers = handovers;
        this.files = files;
    }

    @GetMapping("/agreements")
    ModelAndView list() {
        NoSuchReferral.unless(Handovers.registers(Acting.now()));
        Keys keys = handovers.keys();
        List<Handovers.Agreement> all = handovers.agreements();
        Function<View, List<List<String>>> lines =
                view ->
                        all.stream()
                                .map(one ->
                                        List.of(
                                                one.id().toString(),
                                                one.partner(),
                                                files.words(
                                                        "country_now",
                                                        "\"" + one.country() + "\"",
                                                        view),
                                                one.reference(),
                                                view.words().date(one.until()),
                                                Boolean.toString(one.runs())))
                                .toList();
        return new ModelAndView("referral/agreements")
                .addObject("signing", HandoverBox.text(keys.signing()))
                .addObject("opening", HandoverBox.text(keys.opening()))
                .addObject("lines", lines);
    }

    @GetMapping("/agreements/new")
    ModelAndView begin() {
        return form(Ids.next(), Typed.nothing());
    }

    private ModelAndView form(UUID id, Typed typed) {
        Function<View, List<Question>> questions =
                view -> {
                    List<Option> countries = new ArrayList<>();
                    countries.add(Option.of("", view.text("directory.choose")));
                    countries.addAll(files.options("country_now", view));
                    return List.of(
                            Question.text(
                                    typed.field(view, "partner", view.text("handover.partner"))),
                            Question.longChoice(
                                    typed.field(view, "country", view.text("directory.country")),
                                    countries),
                            Question.text(
                                    typed.field(view, "reference", view.text("handover.reference"))
                                            .hint(view.text("handover.reference-hint"))),
                            Question.date(
                                    typed.field(view, "until", view.text("handover.until")),
                                    typed.date("until")),
                            Question.text(
                                    typed.field(view, "signing", view.text("handover.signing"))
                                            .hint(view.text("handover.key-hint"))),
                            Question.text(
                                    typed.field(view, "opening", view.text("handover.opening"))
                                            .hint(view.text("handover.key-hint"))));
                };
        ModelAndView page =
                new FormPage(
                                "handover.agreement-new",
                                "handover.agreement-lead",
                                "/agreements",
                                "directory.save",
                                "/agreements",
                                Map.of("id", id.toString()),
                                questions)
                        .page(typed.hasMistakes());
        page.setStatus(typed.hasMistakes() ? HttpStatus.UNPROCESSABLE_CONTENT : HttpStatus.OK);
        return page;
    }

    @PostMapping("/agreements")
    ModelAndView register(HttpServletRequest request, RedirectAttributes next) {
        Typed typed = new Typed(request.getParameterMap());
        UUID id = Optional.ofNullable(typed.id("id")).orElseGet(Ids::next);
        for (String field : List.of("partner", "reference")) {
            if (typed.one(field).length() < 2 || typed.one(field).length() > 200) {
                typed.wrong(field, "directory.wrong.short");
            }
        }
        String country = typed.one("country");
        if (!country.matches("[A-Z]{3}")) {
            typed.wrong("country", "directory.wrong.country");
        }
        LocalDate until = day(typed);
        if (until == null || until.isBefore(handovers.now().toLocalDate())) {
            typed.wrong("until", "handover.wrong.until");
        }
        byte[] signing = key(typed, "signing", "Ed25519");
        byte[] opening = key(typed, "opening", "X25519");
        if (typed.hasMistakes() || until == null) {
            return form(id, typed);
        }
        handovers.register(
                id, typed.one("partner"), country, typed.one("reference"), until, signing, opening);
        next.addFlashAttribute("flash", new Flash(Tone.DONE, "handover.registered"));
        return new ModelAndView("redirect:/agreements");
    }

    @PostMapping("/agreements/{id}/end")
    ModelAndView end(@PathVariable UUID id, RedirectAttributes next) {
        handovers.end(id);
        next.addFlashAttribute("flash", new Flash(Tone.DONE, "handover.ended"));
        return new ModelAndView("redirect:/agreements");
    }

    private static byte[] key(Typed typed, String field, String kind) {
        try {
            byte[] key = Base64.getDecoder().decode(typed.one(field));
            if (HandoverBox.isKey(kind, key)) {
                return key;
            }
        } catch (IllegalArgumentException none) {
            // Said below.
        }
        typed.wrong(field, "handover.wrong.key");
        return new byte[0];
    }

    private static @Nullable LocalDate day(Typed typed) {
        try {
            return LocalDate.of(
                    Integer.parseInt(typed.one("until-year")),
                    Integer.parseInt(typed.one("until-month")),
                    Integer.parseInt(typed.one("until-day")));
        } catch (NumberFormatException | DateTimeException none) {
            return null;
        }
    }
}
