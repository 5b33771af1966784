package amparo.server.referral;

import amparo.server.access.Acting;
import amparo.server.platform.Card;
import amparo.server.platform.Cell;
import amparo.server.platform.Column;
import amparo.server.platform.Flash;
import amparo.server.platform.FormPage;
import amparo.server.platform.HomeCards;
import amparo.server.platform.Language;
import amparo.server.platform.Option;
import amparo.server.platform.Question;
import amparo.server.platform.SummaryRow;
import amparo.server.platform.Table;
import amparo.server.platform.Texts;
import amparo.server.platform.Tone;
import amparo.server.platform.Typed;
import amparo.server.platform.View;
import amparo.server.referral.FollowUps.FollowUp;
import amparo.server.referral.ReferralStore.Referral;
import amparo.server.registry.PersonFiles;
import jakarta.servlet.http.HttpServletRequest;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
 * Follow-ups: those that are due, when and how each person is asked, and within how many hours the
 * organisation does so.
 */
@Controller
@Transactional(noRollbackFor = NoSuchReferral.class)
class FollowUpPages implements HomeCards {

    private static final int MOST = 100;
    private static final int FARTHEST = 2000;

    private final FollowUps followUps;
    private final Referrals referrals;
    private final DueTimes dueTimes;
    private final PersonFiles files;

    FollowUpPages(FollowUps followUps, Referrals referrals, DueTimes dueTimes, PersonFiles files) {
        this.followUps = followUps;
        this.referrals = referrals;
        this.dueTimes = dueTimes;
        this.files = files;
    }

    @GetMapping("/follow-ups")
    ModelAndView list() {
        NoSuchReferral.unless(ReferralPolicy.works(Acting.now()));
        OffsetDateTime now = referrals.now();
        // What falls due within a day stands here too, so that it can be done in a safe hour.
        List<FollowUp> all = followUps.due(now.plusDays(1), MOST);
        Function<View, Table> table =
                view ->
                        new Table(
                                view.text("follow.title"),
                                List.of(
                                        Column.of(view.text("referral.person")),
                                        Column.of(view.text("follow.due")),
                                        Column.of(view.text("follow.hours")),
                                        Column.of(view.text("follow.way")),
                                        Column.of(view.text("referral.state"))),
                                all.stream().map(one -> row(view, one, now)).toList());
        return new ModelAndView("referral/follow-ups")
                .addObject("table", table)
                .addObject("empty", all.isEmpty())
                .addObject("sets", ReferralPolicy.supervises(Acting.now()));
    }

    private static List<Cell> row(View view, FollowUp one, OffsetDateTime now) {
        String person = one.personCode();
        return List.of(
                Cell.open(
                        person == null ? one.code() : person,
                        "/referrals/" + one.referral() + "/follow-up"),
                Cell.words(view.words().dateTime(one.dueAt().toInstant())),
                Cell.words(hours(view, one)),
                Cell.words(way(view, one)),
                one.dueAt().isAfter(now)
                        ? Cell.status(view.text("follow.soon"), Tone.OPEN)
                        : Cell.status(view.text("follow.now"), Tone.ATTENTION));
    }

    private static String hours(View view, FollowUp one) {
        return one.fromHour() == null
                ? view.text("follow.as-file")
                : view.text(
                        "follow.between",
                        Integer.toString(one.fromHour()),
                        Integer.toString(one.toHour() == null ? 24 : one.toHour()));
    }

    private static String way(View view, FollowUp one) {
        String way = one.way();
        return way == null ? view.text("follow.as-file") : view.text("referral.told." + way);
    }

    @GetMapping("/referrals/{id}/follow-up")
    ModelAndView show(@PathVariable UUID id) {
        return show(id, null);
    }

    private ModelAndView show(UUID id, @Nullable Typed wrong) {
        Referral referral = sent(id);
        FollowUp one = followUps.of(id).orElseThrow(NoSuchReferral::new);
        Map<String, String[]> values = new HashMap<>();
        values.put("hours", new String[] {""});
        values.put("way", new String[] {one.way() == null ? "" : one.way()});
        values.put("from", new String[] {text(one.fromHour())});
        values.put("to", new String[] {text(one.toHour())});
        Typed typed = wrong == null ? new Typed(values) : wrong;
        Map<String, String> safe = referrals.safeWay(referral);
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
        Function<View, List<SummaryRow>> summary = view -> summary(view, one);
        Function<View, List<Question>> questions = view -> questions(view, typed);
        ModelAndView page =
                new ModelAndView("referral/follow-up")
                        .addObject("id", id.toString())
                        .addObject("code", referral.code())
                        .addObject("open", one.doneAt() == null)
                        .addObject("way", way)
                        .addObject("summary", summary)
                        .addObject("questions", questions);
        page.setStatus(typed.hasMistakes() ? HttpStatus.UNPROCESSABLE_CONTENT : HttpStatus.OK);
        return page;
    }

    private static String text(@Nullable Integer number) {
        return number == null ? "" : number.toString();
    }

    /** One of the own organisation, for those who work with referrals. */
    private Referral sent(UUID id) {
        NoSuchReferral.unless(ReferralPolicy.works(Acting.now()));
        Referral one = referrals.read(id).referral();
        NoSuchReferral.unless(ReferralWords.isOurs(one));
        return one;
    }

    private static List<SummaryRow> summary(View view, FollowUp one) {
        List<SummaryRow> rows = new ArrayList<>();
        rows.add(
                SummaryRow.of(
                        view.text("follow.due"), view.words().dateTime(one.dueAt().toInstant())));
        rows.add(SummaryRow.of(view.text("follow.hours"), hours(view, one)));
        rows.add(SummaryRow.of(view.text("follow.way"), way(view, one)));
        String result = one.result();
        if (result != null) {
            rows.add(
                    SummaryRow.of(
                            view.text("follow.result"), view.text("follow.result." + result)));
        }
        return rows;
    }

    private static List<Question> questions(View view, Typed typed) {
        List<Option> ways = new ArrayList<>();
        ways.add(Option.of("", view.text("follow.as-file")));
        ways.addAll(ReferralWords.options(view, "referral.told.", FollowUps.WAYS));
        return List.of(
                Question.text(
                        typed.field(view, "hours", view.text("follow.in-hours"))
                                .type("number")
                                .width(4)),
                Question.longChoice(typed.field(view, "way", view.text("follow.way")), ways),
                Question.text(
                        typed.field(view, "from", view.text("follow.from"))
                                .hint(view.text("follow.from-hint"))
                                .type("number")
                                .width(4)
                                .asOptional()),
                Question.text(
                        typed.field(view, "to", view.text("follow.to"))
                                .type("number")
                                .width(4)
                                .asOptional()));
    }

    @PostMapping("/referrals/{id}/follow-up")
    ModelAndView plan(@PathVariable UUID id, HttpServletRequest request, RedirectAttributes next) {
        sent(id);
        Typed typed = new Typed(request.getParameterMap());
        Integer hours = number(typed.one("hours"), 1, FARTHEST);
        Integer from = number(typed.one("from"), 0, 23);
        Integer to = number(typed.one("to"), 1, 24);
        String way = typed.one("way");
        if (hours == null) {
            typed.wrong("hours", "follow.wrong.hours");
        }
        if (!way.isEmpty() && !FollowUps.WAYS.contains(way)) {
            typed.wrong("way", "referral.wrong.choice");
        }
        boolean none = typed.one("from").isEmpty() && typed.one("to").isEmpty();
        if (!none && (from == null || to == null || from >= to)) {
            typed.wrong("from", "follow.wrong.safe");
        }
        if (hours == null || typed.hasMistakes()) {
            return show(id, typed);
        }
        boolean planned = followUps.plan(id, hours, way.isEmpty() ? null : way, from, to);
        return to(
                "/referrals/" + id + "/follow-up",
                planned
                        ? new Flash(Tone.DONE, "follow.planned")
                        : new Flash(Tone.ATTENTION, "follow.not-now"),
                next);
    }

    private static @Nullable Integer number(String text, int least, int most) {
        if (!text.matches("[0-9]{1,4}")) {
            return null;
        }
        int number = Integer.parseInt(text);
        return number < least || number > most ? null : number;
    }

    @PostMapping("/referrals/{id}/follow-up/result")
    ModelAndView done(@PathVariable UUID id, HttpServletRequest request, RedirectAttributes next) {
        sent(id);
        String result = new Typed(request.getParameterMap()).one("result");
        if (!FollowUps.RESULTS.contains(result)) {
            return to(
                    "/referrals/" + id + "/follow-up",
                    new Flash(Tone.ATTENTION, "referral.wrong.choice"),
                    next);
        }
        boolean noted = followUps.done(id, result);
        return to(
                noted && !result.equals("needs-more")
                        ? "/follow-ups"
                        : "/referrals/" + id + (noted ? "" : "/follow-up"),
                noted
                        ? new Flash(Tone.DONE, "follow.noted." + result)
                        : new Flash(Tone.ATTENTION, "follow.already"),
                next);
    }

    // --- the setting

    @GetMapping("/follow-ups/settings")
    ModelAndView settings() {
        Map<String, Integer> set = followUps.settings();
        Map<String, String[]> values = new HashMap<>();
        for (String urgency : DueTimes.URGENCIES) {
            values.put(
                    urgency,
                    new String[] {
                        Integer.toString(set.getOrDefault(urgency, dueTimes.followHours(urgency)))
                    });
        }
        return settings(new Typed(values));
    }

    private static ModelAndView settings(Typed typed) {
        NoSuchReferral.unless(ReferralPolicy.supervises(Acting.now()));
        ModelAndView page =
                new FormPage(
                                "follow.settings",
                                "follow.settings-lead",
                                "/follow-ups/settings",
                                "directory.save",
                                "/follow-ups",
                                Map.of(),
                                view ->
                                        DueTimes.URGENCIES.stream()
                                                .map(one ->
                                                        Question.text(
                                                                typed.field(
                                                                                view,
                                                                                one,
                                                                                view.text(
                                                                                        "referral.urgency."
                                                                                                + one))
                                                                        .type("number")
                                                                        .width(4)))
                                                .toList())
                        .page(typed.hasMistakes());
        page.setStatus(typed.hasMistakes() ? HttpStatus.UNPROCESSABLE_CONTENT : HttpStatus.OK);
        return page;
    }

    @PostMapping("/follow-ups/settings")
    ModelAndView set(HttpServletRequest request, RedirectAttributes next) {
        NoSuchReferral.unless(ReferralPolicy.supervises(Acting.now()));
        Typed typed = new Typed(request.getParameterMap());
        Map<String, Integer> hours = new HashMap<>();
        for (String urgency : DueTimes.URGENCIES) {
            Integer number = number(typed.one(urgency), 1, FARTHEST);
            if (number == null) {
                typed.wrong(urgency, "follow.wrong.hours");
            } else {
                hours.put(urgency, number);
            }
        }
        if (typed.hasMistakes()) {
            return settings(typed);
        }
        hours.forEach(followUps::set);
        return to("/follow-ups", new Flash(Tone.DONE, "directory.saved"), next);
    }

    private static ModelAndView to(String address, Flash flash, RedirectAttributes next) {
        next.addFlashAttribute("flash", flash);
        return new ModelAndView("redirect:" + address);
    }

    @Override
    public List<Card> cards(Texts texts, Language language) {
        if (!ReferralPolicy.works(Acting.now())) {
            return List.of();
        }
        long count = followUps.count(referrals.now(), MOST);
        return List.of(
                new Card(
                        texts.text(language, "follow.card"),
                        count >= MOST ? (MOST - 1) + "+" : Long.toString(count),
                        "/follow-ups",
                        null,
                        count > 0 ? Tone.ATTENTION : Tone.NEUTRAL));
    }
}
