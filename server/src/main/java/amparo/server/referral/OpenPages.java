package amparo.server.referral;

import amparo.server.access.Acting;
import amparo.server.platform.Flash;
import amparo.server.platform.FormPage;
import amparo.server.platform.Moment;
import amparo.server.platform.Pill;
import amparo.server.platform.Question;
import amparo.server.platform.SummaryRow;
import amparo.server.platform.Tone;
import amparo.server.platform.Typed;
import amparo.server.platform.View;
import amparo.server.referral.ReferralStore.Consented;
import amparo.server.referral.ReferralStore.Referral;
import amparo.server.referral.Referrals.Opened;
import amparo.server.registry.LoadedRulebook;
import amparo.server.registry.PersonFiles;
import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
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

/**
 * One referral: the draft as the receiver will see it, the receiver's three clicks, what the sender
 * hears. A second click finds what the first did.
 */
@Controller
@Transactional(noRollbackFor = NoSuchReferral.class)
class OpenPages {

    private static final int WORDS = 300;

    private final Referrals referrals;
    private final PersonFiles files;
    private final LoadedRulebook rulebook;
    private final NextStops nextStops;
    private final ProposalCards cards;

    OpenPages(
            Referrals referrals,
            PersonFiles files,
            LoadedRulebook rulebook,
            NextStops nextStops,
            ProposalCards cards) {
        this.referrals = referrals;
        this.files = files;
        this.rulebook = rulebook;
        this.nextStops = nextStops;
        this.cards = cards;
    }

    @GetMapping("/referrals/{id}")
    ModelAndView show(@PathVariable UUID id) {
        Opened opened = referrals.open(id);
        Referral one = opened.referral();
        OffsetDateTime now = referrals.now();
        boolean works = ReferralPolicy.works(Acting.now());
        boolean ours = ReferralWords.isOurs(one);
        boolean urgent = one.urgency().equals("emergency") || one.step() >= 2;
        May may =
                new May(
                        works && ours && one.drafted(),
                        works
                                && one.incoming()
                                && (one.unanswered() || one.state().equals("waiting")),
                        works && one.incoming() && one.state().equals("accepted"),
                        works && one.incoming() && one.open() && !one.unanswered(),
                        works && one.open(),
                        works && ours && one.unanswered() && urgent,
                        works && ours && one.tell(),
                        works
                                && ours
                                && (one.state().equals("declined")
                                        || one.state().equals("waiting")
                                        || one.state().equals("not-reached")
                                        || one.late(now)
                                        || one.left(now)
                                        || moved(one)));
        Map<String, String> safe = may.tell() ? referrals.safeWay(one) : Map.of();
        Function<View, Pill> state = view -> ReferralWords.state(view, one, now);
        Function<View, List<SummaryRow>> summary = view -> summary(view, one, now);
        Function<View, List<SummaryRow>> content = view -> content(view, one, opened.content());
        Function<View, List<SummaryRow>> consent = view -> consent(view, opened.consent());
        Function<View, List<SummaryRow>> way =
                view ->
                        safe.entrySet().stream()
                                .sorted(Map.Entry.comparingByKey())
                                .map(entry ->
                                        SummaryRow.of(
                                                files.label(entry.getKey(), view),
                                                files.words(
                                                        entry.getKey(), entry.getValue(), view)))
                                .toList();
        Function<View, List<Moment>> events =
                view ->
                        opened.events().stream()
                                .map(event -> ReferralWords.moment(view, event))
                                .toList();
        String person = one.personCode();
        String next =
                person == null
                        ? ""
                        : "/persons/"
                                + person
                                + "/referrals/new?sector="
                                + one.sector()
                                + "&instead="
                                + one.id();
        Optional<NextStops.Offer> stop =
                works && ours && one.left(now) ? nextStops.of(one) : Optional.empty();
        Function<View, List<ProposalCard>> stops =
                view ->
                        stop.stream()
                                .flatMap(offer -> offer.services().stream())
                                .map(service ->
                                        cards.card(
                                                view,
                                                service,
                                                "/persons/"
                                                        + person
                                                        + "/referrals/write?service="
                                                        + service.service().id()
                                                        + "&instead="
                                                        + one.id()))
                                .toList();
        Function<View, String> stopAt =
                view ->
                        stop.map(offer ->
                                        view.text(
                                                offer.said()
                                                        ? "referral.stop-said"
                                                        : "referral.stop-ahead",
                                                place(view, offer)))
                                .orElse(view.text("referral.stop-unknown"));
        return new ModelAndView("referral/referral")
                .addObject(
                        "follows",
                        works
                                && ours
                                && List.of("accepted", "in-progress", "completed")
                                        .contains(one.state()))
                .addObject("left", works && ours && one.left(now))
                .addObject("stops", stops)
                .addObject("stopAt", stopAt)
                .addObject("id", id.toString())
                .addObject("code", one.code())
                .addObject("person", person == null ? "" : person)
                .addObject("incoming", one.incoming())
                .addObject("drafted", one.drafted())
                .addObject("to", one.toName())
                .addObject("late", one.late(now))
                .addObject("urgent", urgent && one.unanswered())
                .addObject("may", may)
                .addObject("next", next)
                .addObject("state", state)
                .addObject("summary", summary)
                .addObject("content", content)
                .addObject("gone", opened.content() == null)
                .addObject("consent", consent)
                .addObject("consented", opened.consent() != null)
                .addObject("way", way)
                .addObject("phones", opened.phones())
                .addObject("line", text(opened.urgentLine()))
                .addObject("events", events);
    }

    private static boolean moved(Referral one) {
        return "moved-on".equals(one.because());
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    private static List<SummaryRow> summary(View view, Referral one, OffsetDateTime now) {
        List<SummaryRow> rows = new ArrayList<>();
        rows.add(
                one.incoming()
                        ? SummaryRow.of(view.text("referral.from-whom"), one.fromName())
                        : SummaryRow.of(
                                view.text("referral.to-whom"),
                                one.serviceName() + ", " + one.toName()));
        rows.add(SummaryRow.of(view.text("referral.kind"), view.text("sector." + one.sector())));
        rows.add(
                SummaryRow.of(
                        view.text("referral.urgency"),
                        view.text("referral.urgency." + one.urgency())));
        rows.add(
                SummaryRow.of(
                        view.text("referral.due"),
                        ReferralWords.due(view, one, now) + ". " + ReferralWords.dueBy(view, one)));
        OffsetDateTime law = one.lawUntil();
        if (law != null) {
            rows.add(SummaryRow.of(view.text("terms.law"), view.words().dateTime(law.toInstant())));
        }
        OffsetDateTime leaves = one.leavesAt();
        if (leaves != null) {
            rows.add(
                    SummaryRow.of(
                            view.text("referral.leaves-at"),
                            view.words().dateTime(leaves.toInstant())));
        }
        String because = ReferralWords.because(view, one.state(), one.because());
        if (!because.isEmpty()) {
            rows.add(SummaryRow.of(view.text("referral.because"), because));
        }
        String words = one.words();
        if (words != null) {
            rows.add(SummaryRow.of(view.text("referral.words"), words));
        }
        LocalDate until = one.waitingUntil();
        if (until != null) {
            rows.add(SummaryRow.of(view.text("referral.waiting-until"), view.words().date(until)));
        }
        return rows;
    }

    /** What the receiver sees of the person, and nothing else. */
    private List<SummaryRow> content(View view, Referral one, @Nullable Content content) {
        List<SummaryRow> rows = new ArrayList<>();
        if (content == null) {
            return rows;
        }
        rows.add(SummaryRow.of(view.text("referral.slip-code"), one.code()));
        rows.add(SummaryRow.of(view.text("referral.need"), content.need()));
        content.limits()
                .forEach(limit ->
                        rows.add(
                                SummaryRow.of(
                                        view.text("referral.limit"),
                                        view.text("referral.limit." + limit))));
        content.items()
                .forEach(item ->
                        rows.add(
                                SummaryRow.of(
                                        files.label(item.fact(), view),
                                        files.words(item.fact(), item.value(), view))));
        content.screens()
                .forEach(screen ->
                        rows.add(
                                SummaryRow.of(
                                        view.text("referral.screen"),
                                        rulebook.book().rule(screen)
                                                        instanceof amparo.engine.rule.Screen known
                                                ? known.neutral().in(view.language().code())
                                                : screen)));
        rows.add(
                SummaryRow.of(
                        view.text("referral.basis"), view.text("referral.basis." + one.basis())));
        return rows;
    }

    private static List<SummaryRow> consent(View view, @Nullable Consented one) {
        List<SummaryRow> rows = new ArrayList<>();
        if (one == null) {
            return rows;
        }
        rows.add(
                SummaryRow.of(
                        view.text("referral.basis"), view.text("referral.basis." + one.basis())));
        if (one.language() != null) {
            rows.add(
                    SummaryRow.of(
                            view.text("referral.language"),
                            view.text("referral.language." + one.language())
                                    + (one.interpreter()
                                            ? ", " + view.text("referral.interpreter-yes")
                                            : "")));
        }
        if (one.way() != null) {
            rows.add(
                    SummaryRow.of(
                            view.text("referral.way"), view.text("referral.way." + one.way())));
        }
        if (one.witness() != null) {
            rows.add(SummaryRow.of(view.text("referral.witness"), one.witness()));
        }
        if (one.text() != null) {
            rows.add(SummaryRow.of(view.text("referral.read-to"), one.text()));
        }
        if (one.reason() != null) {
            rows.add(SummaryRow.of(view.text("referral.reason"), one.reason()));
        }
        rows.add(
                SummaryRow.of(
                        view.text("referral.recorded"),
                        view.words().dateTime(one.recordedAt().toInstant())
                                + (one.by() == null ? "" : ", " + one.by())));
        return rows;
    }

    // --- the sender

    private String place(View view, NextStops.Offer offer) {
        String country = files.words("country_now", "\"" + offer.country() + "\"", view);
        return offer.place().isEmpty() ? country : offer.place() + " (" + country + ")";
    }

    @PostMapping("/referrals/{id}/send")
    ModelAndView send(@PathVariable UUID id, RedirectAttributes next) {
        String state = referrals.send(id);
        return to(
                id,
                state.equals("changed")
                        ? new Flash(Tone.ATTENTION, "referral.cannot-send")
                        : new Flash(Tone.DONE, "referral.sent"),
                next);
    }

    @PostMapping("/referrals/{id}/discard")
    ModelAndView discard(@PathVariable UUID id, RedirectAttributes next) {
        String person = referrals.open(id).referral().personCode();
        boolean gone = referrals.discard(id);
        next.addFlashAttribute(
                "flash",
                gone
                        ? new Flash(Tone.DONE, "referral.discarded")
                        : new Flash(Tone.ATTENTION, "referral.already-sent"));
        return new ModelAndView(
                gone && person != null
                        ? "redirect:/persons/" + person + "/referrals"
                        : "redirect:/referrals/" + id);
    }

    /** Who answered the telephone, or that nobody did. */
    @PostMapping("/referrals/{id}/calls")
    ModelAndView call(@PathVariable UUID id, HttpServletRequest request, RedirectAttributes next) {
        Typed typed = new Typed(request.getParameterMap());
        String who = typed.one("who");
        boolean right =
                Referrals.CALLED.contains(typed.one("result"))
                        && who.length() >= 2
                        && who.length() <= WORDS;
        boolean noted = right && referrals.note(id, "called", typed.one("result"), who);
        return to(
                id,
                noted
                        ? new Flash(Tone.DONE, "referral.call-noted")
                        : new Flash(Tone.ATTENTION, "referral.wrong.call"),
                next);
    }

    @PostMapping("/referrals/{id}/told")
    ModelAndView told(@PathVariable UUID id, HttpServletRequest request, RedirectAttributes next) {
        String way = new Typed(request.getParameterMap()).one("way");
        boolean noted = Referrals.TOLD.contains(way) && referrals.note(id, "told", way, null);
        return to(
                id,
                noted
                        ? new Flash(Tone.DONE, "referral.told-noted")
                        : new Flash(Tone.ATTENTION, "referral.wrong.told"),
                next);
    }

    @GetMapping("/referrals/{id}/withdraw")
    ModelAndView withdraw(@PathVariable UUID id) {
        return withdraw(id, Typed.nothing());
    }

    private ModelAndView withdraw(UUID id, Typed typed) {
        Referral one = referrals.open(id).referral();
        List<String> reasons =
                one.incoming() ? List.of("person") : List.of("person", "moved-on", "mistake");
        return form(
                "referral.withdraw",
                "referral.withdraw-lead",
                "/referrals/" + id + "/withdraw",
                "referral.withdraw-go",
                id,
                typed,
                view ->
                        List.of(
                                Question.choice(
                                        typed.field(view, "because", view.text("referral.because")),
                                        ReferralWords.options(
                                                view, "referral.withdrawn.", reasons))));
    }

    @PostMapping("/referrals/{id}/withdraw")
    ModelAndView withdrawn(
            @PathVariable UUID id, HttpServletRequest request, RedirectAttributes next) {
        Typed typed = new Typed(request.getParameterMap());
        Referral one = referrals.open(id).referral();
        String because = typed.one("because");
        List<String> reasons =
                one.incoming() ? List.of("person") : List.of("person", "moved-on", "mistake");
        if (!reasons.contains(because)) {
            typed.wrong("because", "referral.wrong.choice");
            return withdraw(id, typed);
        }
        String state = referrals.move(id, "withdrawn", because, null, null);
        String person = one.personCode();
        if (state.equals("withdrawn") && because.equals("moved-on") && person != null) {
            // The next stop on the route: the same kind of help, wherever they are going.
            next.addFlashAttribute("flash", new Flash(Tone.DONE, "referral.next-stop"));
            return new ModelAndView(
                    "redirect:/persons/"
                            + person
                            + "/referrals/new?sector="
                            + one.sector()
                            + "&instead="
                            + id);
        }
        return to(id, said(state, "withdrawn"), next);
    }

    // --- the receiver

    @PostMapping("/referrals/{id}/accept")
    ModelAndView accept(@PathVariable UUID id, RedirectAttributes next) {
        return to(id, said(referrals.move(id, "accepted", null, null, null), "accepted"), next);
    }

    @PostMapping("/referrals/{id}/begin")
    ModelAndView begin(@PathVariable UUID id, RedirectAttributes next) {
        return to(
                id, said(referrals.move(id, "in-progress", null, null, null), "in-progress"), next);
    }

    @GetMapping("/referrals/{id}/decline")
    ModelAndView decline(@PathVariable UUID id) {
        return decline(id, Typed.nothing());
    }

    private ModelAndView decline(UUID id, Typed typed) {
        NoSuchReferral.unless(referrals.open(id).referral().incoming());
        return form(
                "referral.decline",
                "referral.decline-lead",
                "/referrals/" + id + "/decline",
                "referral.decline-go",
                id,
                typed,
                view ->
                        List.of(
                                Question.choice(
                                        typed.field(view, "because", view.text("referral.because")),
                                        ReferralWords.options(
                                                view, "referral.declined.", Referrals.DECLINED)),
                                words(view, typed)));
    }

    private static Question words(View view, Typed typed) {
        return Question.longText(
                typed.field(view, "words", view.text("referral.words"))
                        .hint(view.text("referral.words-hint"))
                        .limit(WORDS)
                        .asOptional());
    }

    @PostMapping("/referrals/{id}/decline")
    ModelAndView declined(
            @PathVariable UUID id, HttpServletRequest request, RedirectAttributes next) {
        Typed typed = new Typed(request.getParameterMap());
        if (!Referrals.DECLINED.contains(typed.one("because"))) {
            typed.wrong("because", "referral.wrong.choice");
        }
        tooLong(typed);
        if (typed.hasMistakes()) {
            return decline(id, typed);
        }
        return to(
                id,
                said(
                        referrals.move(
                                id, "declined", typed.one("because"), typed.one("words"), null),
                        "declined"),
                next);
    }

    private static void tooLong(Typed typed) {
        if (typed.one("words").length() > WORDS) {
            typed.wrong("words", "referral.wrong.long");
        }
    }

    @GetMapping("/referrals/{id}/waiting")
    ModelAndView waiting(@PathVariable UUID id) {
        return waiting(id, Typed.nothing());
    }

    private ModelAndView waiting(UUID id, Typed typed) {
        NoSuchReferral.unless(referrals.open(id).referral().incoming());
        return form(
                "referral.waiting",
                "referral.waiting-lead",
                "/referrals/" + id + "/waiting",
                "referral.waiting-go",
                id,
                typed,
                view ->
                        List.of(
                                Question.text(
                                        typed.field(view, "days", view.text("referral.in-days"))
                                                .type("number")
                                                .width(4)),
                                words(view, typed)));
    }

    @PostMapping("/referrals/{id}/waiting")
    ModelAndView waits(@PathVariable UUID id, HttpServletRequest request, RedirectAttributes next) {
        Typed typed = new Typed(request.getParameterMap());
        String days = typed.one("days");
        if (!days.matches("[0-9]{1,2}") || Integer.parseInt(days) < 1) {
            typed.wrong("days", "referral.wrong.days");
        }
        tooLong(typed);
        if (typed.hasMistakes()) {
            return waiting(id, typed);
        }
        LocalDate until =
                referrals
                        .now()
                        .withOffsetSameInstant(ZoneOffset.UTC)
                        .toLocalDate()
                        .plusDays(Integer.parseInt(days));
        return to(
                id,
                said(referrals.move(id, "waiting", null, typed.one("words"), until), "waiting"),
                next);
    }

    @GetMapping("/referrals/{id}/outcome")
    ModelAndView outcome(@PathVariable UUID id) {
        return outcome(id, Typed.nothing());
    }

    private ModelAndView outcome(UUID id, Typed typed) {
        NoSuchReferral.unless(referrals.open(id).referral().incoming());
        List<String> all = new ArrayList<>(Referrals.OUTCOMES);
        all.add("not-reached");
        return form(
                "referral.outcome",
                "referral.outcome-lead",
                "/referrals/" + id + "/outcome",
                "referral.outcome-go",
                id,
                typed,
                view ->
                        List.of(
                                Question.choice(
                                        typed.field(view, "because", view.text("referral.outcome")),
                                        ReferralWords.options(view, "referral.outcome.", all))));
    }

    @PostMapping("/referrals/{id}/outcome")
    ModelAndView ended(@PathVariable UUID id, HttpServletRequest request, RedirectAttributes next) {
        Typed typed = new Typed(request.getParameterMap());
        String outcome = typed.one("because");
        if (outcome.equals("not-reached")) {
            return to(
                    id,
                    said(referrals.move(id, "not-reached", null, null, null), "not-reached"),
                    next);
        }
        if (!Referrals.OUTCOMES.contains(outcome)) {
            typed.wrong("because", "referral.wrong.choice");
            return outcome(id, typed);
        }
        return to(
                id, said(referrals.move(id, "completed", outcome, null, null), "completed"), next);
    }

    /** What was done; or, if somebody was quicker, what holds now. */
    private static Flash said(String state, String wanted) {
        return state.equals(wanted)
                ? new Flash(Tone.DONE, "referral.done." + wanted)
                : new Flash(
                        Tone.ATTENTION,
                        state.equals("changed")
                                ? "referral.person-gone"
                                : "referral.already." + state);
    }

    private static ModelAndView to(UUID id, Flash flash, RedirectAttributes next) {
        next.addFlashAttribute("flash", flash);
        return new ModelAndView("redirect:/referrals/" + id);
    }

    private static ModelAndView form(
            String title,
            String lead,
            String action,
            String verb,
            UUID id,
            Typed typed,
            Function<View, List<Question>> questions) {
        ModelAndView page =
                new FormPage(title, lead, action, verb, "/referrals/" + id, Map.of(), questions)
                        .page(typed.hasMistakes());
        page.setStatus(typed.hasMistakes() ? HttpStatus.UNPROCESSABLE_CONTENT : HttpStatus.OK);
        return page;
    }

    // --- slips

    /** What the code of a slip leads to: nothing, for whoever may not see it. */
    @GetMapping("/referrals/slip/{code}")
    ModelAndView scan(@PathVariable String code) {
        return new ModelAndView(
                "redirect:/referrals/" + referrals.byCode(code.toUpperCase(java.util.Locale.ROOT)));
    }
}
