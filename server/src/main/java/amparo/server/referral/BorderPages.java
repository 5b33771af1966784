package amparo.server.referral;

import amparo.server.access.Acting;
import amparo.server.consent.Consents;
import amparo.server.directory.Sectors;
import amparo.server.directory.Service;
import amparo.server.directory.Services;
import amparo.server.platform.Cell;
import amparo.server.platform.Column;
import amparo.server.platform.Flash;
import amparo.server.platform.Ids;
import amparo.server.platform.Option;
import amparo.server.platform.Pill;
import amparo.server.platform.Question;
import amparo.server.platform.SummaryRow;
import amparo.server.platform.Table;
import amparo.server.platform.Tone;
import amparo.server.platform.Typed;
import amparo.server.platform.View;
import amparo.server.referral.BorderReferrals.Draft;
import amparo.server.referral.BorderReferrals.Sent;
import amparo.server.referral.BorderReferrals.Subject;
import amparo.server.registry.PersonFiles;
import amparo.server.registry.PersonHeads;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * An officer of a border authority sends on a person for what they raised themselves: for what, to
 * whom, what the receiver will see, and, at a border, whether somebody takes them.
 */
@Controller
@Transactional(noRollbackFor = NoSuchReferral.class)
class BorderPages {

    private static final int NEED = 400;
    private static final int SHORTEST = 10;
    private static final int WORDS = 300;

    private final BorderReferrals border;
    private final Referrals referrals;
    private final Proposals proposals;
    private final ProposalCards cards;
    private final Services directory;
    private final PersonFiles files;
    private final PersonHeads heads;
    private final Consents consents;

    BorderPages(
            BorderReferrals border,
            Referrals referrals,
            Proposals proposals,
            ProposalCards cards,
            Services directory,
            PersonFiles files,
            PersonHeads heads,
            Consents consents) {
        this.border = border;
        this.referrals = referrals;
        this.proposals = proposals;
        this.cards = cards;
        this.directory = directory;
        this.files = files;
        this.heads = heads;
        this.consents = consents;
    }

    @GetMapping("/persons/{code}/send-on")
    ModelAndView ofPerson(@PathVariable String code) {
        Subject subject = border.subject(code);
        List<Sent> sent = border.ofPerson(subject.person());
        Function<View, Table> table = view -> table(view, sent);
        Function<View, List<Option>> kinds =
                view -> ReferralWords.options(view, "sector.", subject.sectors());
        return new ModelAndView("referral/border-person")
                .addObject("head", heads.of(code, BorderTab.KEY).orElseThrow(NoSuchReferral::new))
                .addObject("code", code)
                .addObject("follows", BorderReferrals.follows(Acting.now()))
                .addObject("kinds", kinds)
                .addObject("table", table)
                .addObject("empty", sent.isEmpty());
    }

    private static Table table(View view, List<Sent> sent) {
        return new Table(
                view.text("border.sent"),
                List.of(
                        Column.of(view.text("referral.slip-code")),
                        Column.of(view.text("referral.to-whom")),
                        Column.of(
                                view.text(
                                        BorderReferrals.follows(Acting.now())
                                                ? "referral.due"
                                                : "border.when")),
                        Column.of(view.text("referral.state"))),
                sent.stream()
                        .map(one ->
                                List.<Cell>of(
                                        Cell.open(one.code(), "/sent-on/" + one.id()),
                                        Cell.words(one.toName()),
                                        Cell.words(view.words().dateTime(one.dueAt().toInstant())),
                                        new Cell.Status(state(view, one))))
                        .toList());
    }

    private static Pill state(View view, Sent one) {
        return new Pill(
                view.text("border.state." + one.state()),
                switch (one.state()) {
                    case "accepted" -> Tone.DONE;
                    case "withdrawn" -> Tone.CLOSED;
                    case "declined", "waiting" -> Tone.ATTENTION;
                    default -> one.late() ? Tone.ATTENTION : Tone.OPEN;
                });
    }

    @GetMapping("/persons/{code}/send-on/new")
    ModelAndView propose(@PathVariable String code, @RequestParam String sector) {
        Subject subject = subject(code, sector);
        Proposals.Proposed proposed = proposals.of(subject.person(), sector, "");
        Function<View, List<ProposalCard>> all =
                view ->
                        proposed.all().stream()
                                .map(one ->
                                        cards.card(
                                                view,
                                                one,
                                                "/persons/"
                                                        + code
                                                        + "/send-on/write?service="
                                                        + one.service().id()))
                                .toList();
        return new ModelAndView("referral/border-proposals")
                .addObject("code", code)
                .addObject("sector", sector)
                .addObject("cards", all);
    }

    private Subject subject(String code, String sector) {
        Subject subject = border.subject(code);
        NoSuchReferral.unless(subject.sectors().contains(sector) && Sectors.ALL.contains(sector));
        return subject;
    }

    @GetMapping("/persons/{code}/send-on/write")
    ModelAndView write(@PathVariable String code, @RequestParam UUID service) {
        Service to = service(service);
        subject(code, to.sector());
        Map<String, String[]> values = new HashMap<>();
        values.put("facts", border.ticked(code, to.sector()).toArray(String[]::new));
        values.put("basis", new String[] {"consent"});
        return form(code, to, Ids.next(), new Typed(values));
    }

    private Service service(UUID id) {
        return directory
                .find(id)
                .filter(one -> one.active() && one.online())
                .orElseThrow(NoSuchReferral::new);
    }

    private ModelAndView form(String code, Service to, UUID id, Typed typed) {
        Map<String, String> hidden = new LinkedHashMap<>();
        hidden.put("id", id.toString());
        hidden.put("service", to.id().toString());
        Function<View, List<Question>> about = view -> about(view, code, to, typed);
        Function<View, List<Question>> consent = view -> ConsentQuestions.ask(view, typed);
        ModelAndView page =
                new ModelAndView("referral/write")
                        .addObject("action", "/persons/" + code + "/send-on")
                        .addObject("service", to.name())
                        .addObject("giver", to.giver())
                        .addObject(
                                "back", "/persons/" + code + "/send-on/new?sector=" + to.sector())
                        .addObject("hidden", hidden)
                        .addObject("about", about)
                        .addObject("consent", consent)
                        .addObject("read", ConsentQuestions.texts(consents));
        page.setStatus(typed.hasMistakes() ? HttpStatus.UNPROCESSABLE_CONTENT : HttpStatus.OK);
        return page;
    }

    private List<Question> about(View view, String code, Service to, Typed typed) {
        return List.of(
                Question.longText(
                        typed.field(view, "need", view.text("referral.need"))
                                .hint(view.text("referral.need-hint"))
                                .limit(NEED)),
                Question.several(
                        typed.field(view, "facts", view.text("referral.facts"))
                                .hint(view.text("border.facts-hint"))
                                .asOptional(),
                        border.ticked(code, to.sector()).stream()
                                .map(one -> Option.of(one, files.label(one, view)))
                                .toList()),
                Question.several(
                        typed.field(view, "limits", view.text("referral.limits")).asOptional(),
                        ReferralWords.options(view, "referral.limit.", Content.LIMITS)),
                Question.text(
                        typed.field(view, "leaves", view.text("referral.leaves"))
                                .hint(view.text("referral.leaves-hint"))
                                .type("number")
                                .width(4)
                                .asOptional()));
    }

    @PostMapping("/persons/{code}/send-on")
    ModelAndView keep(@PathVariable String code, HttpServletRequest request) {
        Typed typed = new Typed(request.getParameterMap());
        Service to =
                service(Optional.ofNullable(typed.id("service")).orElseThrow(NoSuchReferral::new));
        subject(code, to.sector());
        UUID id = Optional.ofNullable(typed.id("id")).orElseGet(Ids::next);
        Integer leaves = WritePages.leaves(typed);
        int length = typed.one("need").length();
        if (length < SHORTEST) {
            typed.wrong("need", "referral.wrong.need");
        } else if (length > NEED) {
            typed.wrong("need", "referral.wrong.long");
        }
        List<String> ticked = typed.all("facts").stream().distinct().toList();
        if (!border.ticked(code, to.sector()).containsAll(ticked)) {
            typed.wrong("facts", "referral.wrong.facts");
        }
        if (!Content.LIMITS.containsAll(typed.all("limits"))) {
            typed.wrong("limits", "referral.wrong.choice");
        }
        ConsentQuestions.check(referrals, code, typed);
        if (typed.hasMistakes()) {
            return form(code, to, id, typed);
        }
        border.draft(
                code,
                id,
                new Draft(
                        to.id(),
                        typed.one("need"),
                        ticked,
                        typed.all("limits").stream().distinct().toList(),
                        leaves,
                        typed.one("basis"),
                        typed.one("language"),
                        typed.one("way"),
                        typed.one("interpreter").equals("yes"),
                        typed.one("witness"),
                        typed.one("reason")));
        return new ModelAndView("redirect:/sent-on/" + id);
    }

    @GetMapping("/sent-on/{id}")
    ModelAndView show(@PathVariable UUID id) {
        Sent one = border.open(id);
        boolean follows = BorderReferrals.follows(Acting.now());
        Function<View, Pill> state = view -> state(view, one);
        Function<View, List<SummaryRow>> summary = view -> summary(view, one);
        Function<View, List<SummaryRow>> content = view -> content(view, one);
        return new ModelAndView("referral/border-referral")
                .addObject("id", id.toString())
                .addObject("code", one.code())
                .addObject("person", one.personCode())
                .addObject("to", one.toName())
                .addObject("follows", follows)
                .addObject("drafted", one.drafted())
                .addObject(
                        "open",
                        follows
                                && List.of("sent", "seen", "accepted", "waiting")
                                        .contains(one.state()))
                .addObject("late", one.late())
                .addObject(
                        "other", one.late() || List.of("declined", "waiting").contains(one.state()))
                .addObject("sector", one.sector())
                .addObject("call", one.call())
                .addObject("phones", one.call() ? directory.phones(one.service()) : List.of())
                .addObject(
                        "line",
                        one.call()
                                ? directory.find(one.service()).map(Service::urgentLine).orElse("")
                                : "")
                .addObject("state", state)
                .addObject("summary", summary)
                .addObject("content", content);
    }

    private static List<SummaryRow> summary(View view, Sent one) {
        if (!one.drafted() && !BorderReferrals.follows(Acting.now())) {
            return List.of(
                    SummaryRow.of(
                            view.text("referral.to-whom"), one.serviceName() + ", " + one.toName()),
                    SummaryRow.of(
                            view.text("border.sent-at"),
                            view.words().dateTime(one.dueAt().toInstant())));
        }
        return List.of(
                SummaryRow.of(
                        view.text("referral.to-whom"), one.serviceName() + ", " + one.toName()),
                SummaryRow.of(
                        view.text("referral.urgency"),
                        view.text("referral.urgency." + one.urgency())),
                SummaryRow.of(
                        view.text("referral.due"),
                        view.words().dateTime(one.dueAt().toInstant())
                                + ". "
                                + view.text("referral.due-by." + one.dueBy())),
                SummaryRow.of(
                        view.text("referral.basis"), view.text("referral.basis." + one.basis())));
    }

    private List<SummaryRow> content(View view, Sent one) {
        List<SummaryRow> rows = new ArrayList<>();
        Content content = one.content();
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
        rows.add(
                SummaryRow.of(
                        view.text("referral.basis"), view.text("referral.basis." + one.basis())));
        return rows;
    }

    @PostMapping("/sent-on/{id}/send")
    ModelAndView send(@PathVariable UUID id, RedirectAttributes next) {
        String state = border.move(id, "sent", null, null);
        return to(
                id,
                state.equals("changed")
                        ? new Flash(Tone.ATTENTION, "border.cannot-send")
                        : new Flash(
                                Tone.DONE,
                                BorderReferrals.follows(Acting.now())
                                        ? "border.sent-now"
                                        : "border.sent-returns"),
                next);
    }

    @PostMapping("/sent-on/{id}/discard")
    ModelAndView discard(@PathVariable UUID id, RedirectAttributes next) {
        String person = border.open(id).personCode();
        if (border.move(id, "discarded", null, null).equals("discarded")) {
            next.addFlashAttribute("flash", new Flash(Tone.DONE, "referral.discarded"));
            return new ModelAndView("redirect:/persons/" + person + "/send-on");
        }
        return to(id, new Flash(Tone.ATTENTION, "referral.already-sent"), next);
    }

    @PostMapping("/sent-on/{id}/withdraw")
    ModelAndView withdraw(
            @PathVariable UUID id, HttpServletRequest request, RedirectAttributes next) {
        String because = new Typed(request.getParameterMap()).one("because");
        if (!List.of("person", "mistake").contains(because)) {
            return to(id, new Flash(Tone.ATTENTION, "referral.wrong.choice"), next);
        }
        String state = border.move(id, "withdrawn", because, null);
        return to(
                id,
                state.equals("withdrawn")
                        ? new Flash(Tone.DONE, "referral.done.withdrawn")
                        : new Flash(Tone.ATTENTION, "referral.already." + state),
                next);
    }

    @PostMapping("/sent-on/{id}/calls")
    ModelAndView called(
            @PathVariable UUID id, HttpServletRequest request, RedirectAttributes next) {
        Typed typed = new Typed(request.getParameterMap());
        String who = typed.one("who");
        boolean right =
                Referrals.CALLED.contains(typed.one("result"))
                        && who.length() >= 2
                        && who.length() <= WORDS;
        boolean noted =
                right && border.move(id, "called", typed.one("result"), who).equals("called");
        return to(
                id,
                noted
                        ? new Flash(Tone.DONE, "referral.call-noted")
                        : new Flash(Tone.ATTENTION, "referral.wrong.call"),
                next);
    }

    private static ModelAndView to(UUID id, Flash flash, RedirectAttributes next) {
        next.addFlashAttribute("flash", flash);
        return new ModelAndView("redirect:/sent-on/" + id);
    }
}
