package amparo.server.referral;

import amparo.engine.rule.Screen;
import amparo.server.access.Acting;
import amparo.server.consent.Consents;
import amparo.server.consent.Purpose;
import amparo.server.platform.Flash;
import amparo.server.platform.Ids;
import amparo.server.platform.Option;
import amparo.server.platform.Question;
import amparo.server.platform.Sealer;
import amparo.server.platform.SummaryRow;
import amparo.server.platform.Tone;
import amparo.server.platform.Typed;
import amparo.server.platform.View;
import amparo.server.referral.Handovers.Agreement;
import amparo.server.referral.Handovers.Draft;
import amparo.server.referral.Handovers.Package;
import amparo.server.registry.LoadedRulebook;
import amparo.server.registry.PersonFiles;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Makes packages that cross a border, and opens those that came. */
@Controller
@Transactional(noRollbackFor = NoSuchReferral.class)
class HandoverPages {

    private static final int LARGEST = 500_000;
    private static final String CARRIED = "carried";

    private final Handovers handovers;
    private final Referrals referrals;
    private final PersonFiles files;
    private final Consents consents;
    private final Sealer sealer;
    private final LoadedRulebook rulebook;

    HandoverPages(
            Handovers handovers,
            Referrals referrals,
            PersonFiles files,
            Consents consents,
            Sealer sealer,
            LoadedRulebook rulebook) {
        this.handovers = handovers;
        this.referrals = referrals;
        this.files = files;
        this.consents = consents;
        this.sealer = sealer;
        this.rulebook = rulebook;
    }

    @GetMapping("/persons/{code}/handover")
    ModelAndView begin(@PathVariable String code) {
        return form(code, Ids.next(), HandoverBox.newCode(), Typed.nothing());
    }

    private ModelAndView form(String code, UUID id, String secret, Typed typed) {
        Referrals.Subject subject = referrals.subject(code);
        List<Agreement> agreements =
                handovers.agreements().stream().filter(Agreement::runs).toList();
        Set<String> shut = handovers.forbidden(code);
        Map<String, String> hidden = new LinkedHashMap<>();
        hidden.put("id", id.toString());
        hidden.put("secret", secret);
        Function<View, List<Question>> questions =
                view -> questions(view, subject, agreements, shut, typed);
        Map<String, String> read = new LinkedHashMap<>();
        Consents.LANGUAGES.forEach(
                one -> consents.text(Purpose.SHARING, one).ifPresent(text -> read.put(one, text)));
        ModelAndView page =
                new ModelAndView("referral/handover")
                        .addObject("code", code)
                        .addObject("secret", secret)
                        .addObject("hidden", hidden)
                        .addObject("read", read)
                        .addObject("questions", questions);
        page.setStatus(typed.hasMistakes() ? HttpStatus.UNPROCESSABLE_CONTENT : HttpStatus.OK);
        return page;
    }

    private List<Question> questions(
            View view,
            Referrals.Subject subject,
            List<Agreement> agreements,
            Set<String> shut,
            Typed typed) {
        List<Option> to = new ArrayList<>();
        agreements.stream()
                .filter(one -> !shut.contains(one.country()))
                .forEach(one ->
                        to.add(
                                Option.of(
                                        one.id().toString(),
                                        one.partner() + ", " + one.reference())));
        to.add(Option.of(CARRIED, view.text("handover.carried")));
        List<Option> countries = new ArrayList<>();
        countries.add(Option.of("", view.text("directory.choose")));
        files.options("country_now", view).stream()
                .filter(one -> !shut.contains(one.value()))
                .forEach(countries::add);
        List<Question> all = new ArrayList<>();
        all.add(
                Question.choice(
                        typed.field(view, "to", view.text("handover.to"))
                                .hint(view.text("handover.to-hint")),
                        to));
        all.add(
                Question.longChoice(
                        typed.field(view, "country", view.text("handover.country"))
                                .hint(view.text("handover.country-hint")),
                        countries));
        all.add(
                Question.several(
                        typed.field(view, "facts", view.text("handover.facts")),
                        facts(view, subject, false)));
        List<Option> later = facts(view, subject, true);
        if (!later.isEmpty()) {
            all.add(
                    Question.several(
                            typed.field(view, "later", view.text("handover.later"))
                                    .hint(view.text("handover.later-hint"))
                                    .asOptional(),
                            later));
        }
        List<Option> flags =
                subject.needs().stream()
                        .filter(one -> !one.guarded())
                        .map(one -> Option.of(one.screen(), neutral(one.screen(), view)))
                        .toList();
        if (!flags.isEmpty()) {
            all.add(
                    Question.several(
                            typed.field(view, "screens", view.text("referral.screens"))
                                    .hint(view.text("handover.later-hint"))
                                    .asOptional(),
                            flags));
        }
        if (Handovers.isChildAlone(subject)) {
            all.add(
                    Question.several(
                            typed.field(view, "best", view.text("handover.best"))
                                    .hint(view.text("handover.best-hint")),
                            List.of(Option.of("yes", view.text("handover.best-yes")))));
        }
        all.add(
                Question.several(
                        typed.field(view, "counselled", view.text("handover.counselled"))
                                .asOptional(),
                        List.of(Option.of("yes", view.text("handover.counselled-yes")))));
        all.add(
                Question.longChoice(
                        typed.field(view, "language", view.text("referral.language")),
                        Stream.concat(
                                        Stream.of(Option.of("", view.text("directory.choose"))),
                                        Consents.LANGUAGES.stream()
                                                .map(one ->
                                                        Option.of(
                                                                one,
                                                                view.text(
                                                                        "referral.language."
                                                                                + one))))
                                .toList()));
        all.add(
                Question.several(
                        typed.field(view, "interpreter", view.text("referral.interpreter"))
                                .asOptional(),
                        List.of(Option.of("yes", view.text("referral.interpreter-yes")))));
        all.add(
                Question.choice(
                        typed.field(view, "way", view.text("referral.way")),
                        ReferralWords.options(view, "referral.way.", Referrals.WAYS)));
        return all;
    }

    private String neutral(String screen, View view) {
        return rulebook.book().rule(screen) instanceof Screen known
                ? known.neutral().in(view.language().code())
                : screen;
    }

    private List<Option> facts(View view, Referrals.Subject subject, boolean afterCounselling) {
        return subject.sharable().stream()
                .filter(one -> Handovers.AFTER_COUNSELLING.contains(one) == afterCounselling)
                .map(one -> Option.of(one, files.label(one, view)))
                .toList();
    }

    /** The file itself, or the form with what is wrong. */
    @PostMapping("/persons/{code}/handover")
    Object make(@PathVariable String code, HttpServletRequest request) {
        Typed typed = new Typed(request.getParameterMap());
        UUID id = Optional.ofNullable(typed.id("id")).orElseGet(Ids::next);
        String secret =
                HandoverBox.isCode(typed.one("secret"))
                        ? typed.one("secret")
                        : HandoverBox.newCode();
        Referrals.Subject subject = referrals.subject(code);
        Set<String> shut = handovers.forbidden(code);
        boolean carried = typed.one("to").equals(CARRIED);
        Optional<Agreement> agreement =
                handovers.agreements().stream()
                        .filter(one -> one.runs() && one.id().equals(typed.id("to")))
                        .findFirst();
        String country =
                carried ? typed.one("country") : agreement.map(Agreement::country).orElse("");
        if (!carried && agreement.isEmpty()) {
            typed.wrong("to", "referral.wrong.choice");
        }
        if (!country.matches("[A-Z]{3}") || shut.contains(country)) {
            typed.wrong(carried ? "country" : "to", "handover.wrong.country");
        }
        List<String> chosen =
                Stream.concat(typed.all("facts").stream(), typed.all("later").stream())
                        .distinct()
                        .toList();
        if (typed.all("facts").isEmpty() || !subject.sharable().containsAll(chosen)) {
            typed.wrong("facts", "handover.wrong.facts");
        }
        boolean counselled = typed.one("counselled").equals("yes");
        boolean told =
                chosen.stream().anyMatch(Handovers.AFTER_COUNSELLING::contains)
                        || !typed.all("screens").isEmpty();
        if (told && !counselled) {
            typed.wrong("counselled", "handover.wrong.counselled");
        }
        boolean best = typed.one("best").equals("yes");
        if (Handovers.isChildAlone(subject) && !best) {
            typed.wrong("best", "handover.wrong.best");
        }
        if (handovers.careFirst(subject)) {
            typed.wrong("to", "handover.wrong.care-first");
        }
        if (!Consents.LANGUAGES.contains(typed.one("language"))) {
            typed.wrong("language", "referral.wrong.language");
        } else if (!referrals.counts(
                code, typed.one("language"), typed.one("interpreter").equals("yes"))) {
            typed.wrong("language", "referral.wrong.not-asked");
        }
        if (!Referrals.WAYS.contains(typed.one("way"))) {
            typed.wrong("way", "referral.wrong.choice");
        }
        if (typed.hasMistakes()) {
            return form(code, id, secret, typed);
        }
        byte[] file =
                handovers.make(
                        code,
                        id,
                        new Draft(
                                carried ? null : agreement.map(Agreement::id).orElse(null),
                                country,
                                chosen,
                                typed.all("screens").stream().distinct().toList(),
                                counselled,
                                best,
                                typed.one("language"),
                                typed.one("way"),
                                typed.one("interpreter").equals("yes"),
                                secret));
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .header("Content-Disposition", "attachment; filename=\"amparo.json\"")
                .header("Cache-Control", "no-store")
                .body(file);
    }

    // --- what came

    @GetMapping("/handovers/open")
    ModelAndView choose() {
        return choose("");
    }

    private static ModelAndView choose(String wrong) {
        ModelAndView page = new ModelAndView("referral/handover-open").addObject("wrong", wrong);
        page.setStatus(wrong.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
        return page;
    }

    @PostMapping("/handovers/open")
    ModelAndView open(
            @RequestParam(required = false) @Nullable MultipartFile file,
            @RequestParam(defaultValue = "") String secret)
            throws IOException {
        NoSuchReferral.unless(ReferralPolicy.works(Acting.now()));
        if (file == null || file.isEmpty() || file.getSize() > LARGEST) {
            return choose("handover.wrong.file");
        }
        String code = secret.strip().toUpperCase(Locale.ROOT);
        Optional<Package> opened = handovers.open(file.getBytes(), code.isEmpty() ? null : code);
        if (opened.isEmpty()) {
            return choose("handover.wrong.shut");
        }
        Package found = opened.get();
        Function<View, List<SummaryRow>> rows =
                view ->
                        found.items().stream()
                                .map(one ->
                                        SummaryRow.of(
                                                files.label(one.fact(), view),
                                                files.fact(one.fact()).isPresent()
                                                        ? files.words(one.fact(), one.value(), view)
                                                        : one.value()))
                                .toList();
        return new ModelAndView("referral/package")
                .addObject("known", found.known())
                .addObject("rows", rows)
                .addObject("id", Ids.next().toString())
                .addObject(
                        "sealed",
                        Base64.getUrlEncoder()
                                .withoutPadding()
                                .encodeToString(
                                        sealer.seal(
                                                new Content("", List.of(), found.items(), List.of())
                                                        .bytes(),
                                                purpose())));
    }

    /** Enters the person with what the package told. */
    @PostMapping("/handovers/enter")
    ModelAndView enter(
            @RequestParam(defaultValue = "") String sealed,
            HttpServletRequest request,
            RedirectAttributes next) {
        UUID id =
                Optional.ofNullable(new Typed(request.getParameterMap()).id("id"))
                        .orElseGet(Ids::next);
        try {
            Content content =
                    Content.of(sealer.open(Base64.getUrlDecoder().decode(sealed), purpose()));
            Optional<String> code =
                    handovers.enter(id, new Package("", content.items(), List.of(), true));
            if (code.isPresent()) {
                next.addFlashAttribute("flash", new Flash(Tone.DONE, "handover.entered"));
                return new ModelAndView("redirect:/persons/" + code.get());
            }
        } catch (IllegalArgumentException none) {
            // Said below.
        }
        return choose("handover.wrong.shut");
    }

    private static String purpose() {
        return "package:" + Acting.now().requireAccount();
    }
}
