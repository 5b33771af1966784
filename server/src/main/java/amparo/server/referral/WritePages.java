package amparo.server.referral;

import amparo.engine.rule.Rule;
import amparo.engine.rule.Screen;
import amparo.server.consent.Consents;
import amparo.server.directory.Sectors;
import amparo.server.directory.Service;
import amparo.server.directory.Services;
import amparo.server.platform.Field;
import amparo.server.platform.Ids;
import amparo.server.platform.Option;
import amparo.server.platform.Question;
import amparo.server.platform.Typed;
import amparo.server.platform.View;
import amparo.server.referral.Needs.Need;
import amparo.server.referral.Proposals.Proposal;
import amparo.server.referral.Proposals.Proposed;
import amparo.server.referral.Referrals.Subject;
import amparo.server.registry.LoadedRulebook;
import amparo.server.registry.PersonFiles;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * Writes a referral: for what, to whom, and what the receiver will see. It is kept as a draft,
 * shown exactly as the receiver will see it, and only then sent.
 */
@Controller
@Transactional
class WritePages {

    private static final int LONGEST = 400;
    private static final int FARTHEST = 720;

    private final Referrals referrals;
    private final Proposals proposals;
    private final Services directory;
    private final ProposalCards cards;
    private final PersonFiles files;
    private final Consents consents;
    private final LoadedRulebook rulebook;

    WritePages(
            Referrals referrals,
            Proposals proposals,
            Services directory,
            ProposalCards cards,
            PersonFiles files,
            Consents consents,
            LoadedRulebook rulebook) {
        this.referrals = referrals;
        this.proposals = proposals;
        this.directory = directory;
        this.cards = cards;
        this.files = files;
        this.consents = consents;
        this.rulebook = rulebook;
    }

    @GetMapping("/persons/{code}/referrals/new")
    ModelAndView begin(
            @PathVariable String code,
            @RequestParam(defaultValue = "") String sector,
            @RequestParam(defaultValue = "") String screen,
            @RequestParam(defaultValue = "") String country,
            @RequestParam(defaultValue = "") String instead) {
        Subject subject = referrals.subject(code);
        if (!Sectors.ALL.contains(sector)) {
            Function<View, List<NeedLine>> needs = view -> needs(view, code, subject);
            Function<View, List<Option>> kinds =
                    view ->
                            Sectors.ALL.stream()
                                    .map(one -> Option.of(one, view.text("sector." + one)))
                                    .toList();
            return new ModelAndView("referral/for-what")
                    .addObject("code", code)
                    .addObject("needs", needs)
                    .addObject("kinds", kinds);
        }
        Proposed proposed =
                proposals.of(subject.person(), sector, country.matches("[A-Z]{3}") ? country : "");
        Function<View, List<ProposalCard>> shown =
                view ->
                        proposed.all().stream()
                                .map(one -> card(view, code, one, screen, instead))
                                .toList();
        Function<View, Question> countries =
                view ->
                        Question.longChoice(
                                Field.of("country", view.text("referral.where"))
                                        .value(proposed.country()),
                                files.options("country_now", view));
        return new ModelAndView("referral/proposals")
                .addObject("code", code)
                .addObject("sector", sector)
                .addObject("screen", screen)
                .addObject("instead", instead)
                .addObject("countries", countries)
                .addObject("cards", shown)
                .addObject("more", proposed.more());
    }

    private List<NeedLine> needs(View view, String code, Subject subject) {
        return subject.needs().stream()
                .map(need ->
                        new NeedLine(
                                neutral(need.screen(), view),
                                view.text("referral.urgency." + need.urgency()),
                                need.sectors().stream()
                                        .filter(Sectors.ALL::contains)
                                        .map(sector ->
                                                Option.of(
                                                        "/persons/"
                                                                + code
                                                                + "/referrals/new?sector="
                                                                + sector
                                                                + "&screen="
                                                                + need.screen(),
                                                        view.text("sector." + sector)))
                                        .toList()))
                .toList();
    }

    private String neutral(String screen, View view) {
        Rule rule = rulebook.book().rule(screen);
        return rule instanceof Screen known ? known.neutral().in(view.language().code()) : screen;
    }

    private ProposalCard card(View view, String code, Proposal one, String screen, String instead) {
        return cards.card(
                view,
                one,
                "/persons/"
                        + code
                        + "/referrals/write?service="
                        + one.service().id()
                        + (screen.isEmpty() ? "" : "&screen=" + screen)
                        + (instead.isEmpty() ? "" : "&instead=" + instead));
    }

    @GetMapping("/persons/{code}/referrals/write")
    ModelAndView write(
            @PathVariable String code,
            @RequestParam UUID service,
            @RequestParam(defaultValue = "") String screen,
            @RequestParam(defaultValue = "") String instead) {
        Subject subject = referrals.subject(code);
        Service to = service(service);
        Map<String, String[]> values = new HashMap<>();
        values.put("facts", Least.of(to.sector(), subject.sharable()).toArray(String[]::new));
        String urgency =
                subject.needs().stream()
                        .filter(one -> one.screen().equals(screen))
                        .map(Need::urgency)
                        .findFirst()
                        .orElse("medium");
        values.put("urgency", new String[] {urgency});
        values.put("basis", new String[] {"consent"});
        values.put("screen", new String[] {screen});
        values.put("instead", new String[] {instead});
        return form(code, subject, to, Ids.next(), new Typed(values));
    }

    private Service service(UUID id) {
        return directory
                .find(id)
                .filter(one -> one.active() && one.online())
                .orElseThrow(NoSuchReferral::new);
    }

    private ModelAndView form(String code, Subject subject, Service to, UUID id, Typed typed) {
        Map<String, String> hidden = new LinkedHashMap<>();
        hidden.put("id", id.toString());
        hidden.put("service", to.id().toString());
        hidden.put("screen", typed.one("screen"));
        hidden.put("instead", typed.one("instead"));
        Function<View, List<Question>> about = view -> about(view, subject, typed);
        Function<View, List<Question>> consent = view -> ConsentQuestions.ask(view, typed);
        ModelAndView page =
                new ModelAndView("referral/write")
                        .addObject("action", "/persons/" + code + "/referrals")
                        .addObject("service", to.name())
                        .addObject("giver", to.giver())
                        .addObject(
                                "back", "/persons/" + code + "/referrals/new?sector=" + to.sector())
                        .addObject("hidden", hidden)
                        .addObject("about", about)
                        .addObject("consent", consent)
                        .addObject("read", ConsentQuestions.texts(consents));
        page.setStatus(typed.hasMistakes() ? HttpStatus.UNPROCESSABLE_CONTENT : HttpStatus.OK);
        return page;
    }

    private List<Question> about(View view, Subject subject, Typed typed) {
        List<Question> all = new ArrayList<>();
        all.add(
                Question.choice(
                        typed.field(view, "urgency", view.text("referral.urgency")),
                        ReferralWords.options(view, "referral.urgency.", DueTimes.URGENCIES)));
        all.add(
                Question.longText(
                        typed.field(view, "need", view.text("referral.need"))
                                .hint(view.text("referral.need-hint"))
                                .limit(LONGEST)));
        all.add(
                Question.several(
                        typed.field(view, "facts", view.text("referral.facts"))
                                .hint(view.text("referral.facts-hint")),
                        subject.sharable().stream()
                                .map(one -> Option.of(one, files.label(one, view)))
                                .toList()));
        List<Option> flags =
                subject.needs().stream()
                        .filter(one -> !one.guarded())
                        .map(one -> Option.of(one.screen(), neutral(one.screen(), view)))
                        .toList();
        if (!flags.isEmpty()) {
            all.add(
                    Question.several(
                            typed.field(view, "screens", view.text("referral.screens"))
                                    .hint(view.text("referral.screens-hint"))
                                    .asOptional(),
                            flags));
        }
        all.add(
                Question.several(
                        typed.field(view, "limits", view.text("referral.limits")).asOptional(),
                        ReferralWords.options(view, "referral.limit.", Content.LIMITS)));
        all.add(
                Question.text(
                        typed.field(view, "leaves", view.text("referral.leaves"))
                                .hint(view.text("referral.leaves-hint"))
                                .type("number")
                                .width(4)
                                .asOptional()));
        return all;
    }

    @PostMapping("/persons/{code}/referrals")
    ModelAndView keep(@PathVariable String code, HttpServletRequest request) {
        Typed typed = new Typed(request.getParameterMap());
        Subject subject = referrals.subject(code);
        Service to =
                service(Optional.ofNullable(typed.id("service")).orElseThrow(NoSuchReferral::new));
        UUID id = Optional.ofNullable(typed.id("id")).orElseGet(Ids::next);
        Integer leaves = leaves(typed);
        check(code, subject, typed);
        if (typed.hasMistakes()) {
            return form(code, subject, to, id, typed);
        }
        referrals.draft(
                code,
                id,
                new Referrals.Draft(
                        to.id(),
                        typed.one("screen"),
                        typed.one("urgency"),
                        typed.one("need"),
                        typed.all("facts").stream().distinct().toList(),
                        typed.all("screens").stream().distinct().toList(),
                        typed.all("limits").stream().distinct().toList(),
                        leaves,
                        typed.one("basis"),
                        typed.one("language"),
                        typed.one("way"),
                        typed.one("interpreter").equals("yes"),
                        typed.one("witness"),
                        typed.one("reason"),
                        typed.id("instead")));
        return new ModelAndView("redirect:/referrals/" + id);
    }

    static @Nullable Integer leaves(Typed typed) {
        String text = typed.one("leaves");
        if (text.isEmpty()) {
            return null;
        }
        if (text.matches("[0-9]{1,3}")
                && Integer.parseInt(text) >= 1
                && Integer.parseInt(text) <= FARTHEST) {
            return Integer.valueOf(text);
        }
        typed.wrong("leaves", "referral.wrong.leaves");
        return null;
    }

    private void check(String code, Subject subject, Typed typed) {
        if (!DueTimes.URGENCIES.contains(typed.one("urgency"))) {
            typed.wrong("urgency", "referral.wrong.choice");
        }
        int length = typed.one("need").length();
        if (length < 10) {
            typed.wrong("need", "referral.wrong.need");
        } else if (length > LONGEST) {
            typed.wrong("need", "referral.wrong.long");
        }
        if (!subject.sharable().containsAll(typed.all("facts"))) {
            typed.wrong("facts", "referral.wrong.facts");
        }
        List<String> flags =
                subject.needs().stream().filter(one -> !one.guarded()).map(Need::screen).toList();
        if (!flags.containsAll(typed.all("screens"))) {
            typed.wrong("screens", "referral.wrong.choice");
        }
        if (!Content.LIMITS.containsAll(typed.all("limits"))) {
            typed.wrong("limits", "referral.wrong.choice");
        }
        ConsentQuestions.check(referrals, code, typed);
    }
}
