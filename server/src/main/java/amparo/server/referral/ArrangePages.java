package amparo.server.referral;

import amparo.server.access.Acting;
import amparo.server.access.Room;
import amparo.server.platform.Cell;
import amparo.server.platform.Column;
import amparo.server.platform.Flash;
import amparo.server.platform.Ids;
import amparo.server.platform.Moment;
import amparo.server.platform.Option;
import amparo.server.platform.Table;
import amparo.server.platform.Tone;
import amparo.server.platform.Typed;
import amparo.server.platform.View;
import amparo.server.profiling.Flags;
import amparo.server.profiling.Flags.Flag;
import amparo.server.referral.FlagClocks.Read;
import amparo.server.referral.FlagClocks.Waiting;
import amparo.server.registry.PersonFiles;
import amparo.server.registry.PersonFiles.Ref;
import jakarta.servlet.http.HttpServletRequest;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Urgent things that nobody arranged: for whom, until when, whom to telephone, who answered, and
 * why there is no referral.
 */
@Controller
@Transactional(noRollbackFor = NoSuchReferral.class)
class ArrangePages {

    private static final int MOST = 200;
    private static final int WORDS = 300;
    private static final int SHORTEST = 5;

    private final FlagClocks clocks;
    private final Flags flags;
    private final PhoneTree phones;
    private final PersonFiles files;
    private final Referrals referrals;
    private final BorderReferrals border;

    ArrangePages(
            FlagClocks clocks,
            Flags flags,
            PhoneTree phones,
            PersonFiles files,
            Referrals referrals,
            BorderReferrals border) {
        this.clocks = clocks;
        this.flags = flags;
        this.phones = phones;
        this.files = files;
        this.referrals = referrals;
        this.border = border;
    }

    @GetMapping("/urgent-steps")
    ModelAndView list() {
        List<Waiting> all = clocks.list(MOST);
        OffsetDateTime now = referrals.now();
        Function<View, Table> table =
                view ->
                        new Table(
                                view.text("arrange.title"),
                                List.of(
                                        Column.of(view.text("arrange.person")),
                                        Column.of(view.text("arrange.since")),
                                        Column.of(view.text("arrange.until")),
                                        Column.of(view.text("referral.state"))),
                                all.stream()
                                        .map(one ->
                                                List.of(
                                                        Cell.open(
                                                                one.code(),
                                                                "/persons/"
                                                                        + one.code()
                                                                        + "/arrange"),
                                                        Cell.words(
                                                                view.words()
                                                                        .dateTime(
                                                                                one.since()
                                                                                        .toInstant())),
                                                        Cell.words(
                                                                view.words()
                                                                        .dateTime(
                                                                                one.dueAt()
                                                                                        .toInstant())),
                                                        state(view, one, now)))
                                        .toList());
        return new ModelAndView("referral/arrange-list")
                .addObject("table", table)
                .addObject("empty", all.isEmpty());
    }

    private static Cell state(View view, Waiting one, OffsetDateTime now) {
        return one.dueAt().isBefore(now)
                ? Cell.status(view.text("arrange.late"), Tone.ATTENTION)
                : Cell.status(view.text("arrange.open"), Tone.OPEN);
    }

    @GetMapping("/persons/{code}/arrange")
    ModelAndView show(@PathVariable String code) {
        Ref person = files.reach(code).orElseThrow(NoSuchReferral::new);
        Waiting waiting = clocks.of(person.id());
        Map<UUID, Flag> readable =
                flags.of(person).stream().collect(Collectors.toMap(Flag::id, one -> one));
        List<Read> read =
                clocks.read(person.id()).stream()
                        .filter(one -> readable.containsKey(one.flag()))
                        .toList();
        List<String> sectors =
                read.stream()
                        .filter(one -> one.endedWhy() == null)
                        .flatMap(one ->
                                flags
                                        .screen(Objects.requireNonNull(readable.get(one.flag())))
                                        .refer()
                                        .stream()
                                        .limit(2))
                        .distinct()
                        .toList();
        boolean known = !sectors.isEmpty();
        List<String> sendable =
                BorderReferrals.works(Acting.now()) ? border.subject(code).sectors() : List.of();
        boolean call = waiting != null && (waiting.call() || !known);
        List<PhoneLine> numbers =
                call ? phones.of(code, known ? sectors : PhoneTree.ANY) : List.of();
        Function<View, List<ClockLine>> lines =
                view ->
                        read.stream()
                                .map(one -> line(view, code, one, readable, sendable))
                                .toList();
        Function<View, List<Moment>> events =
                view -> clocks.history(person.id()).stream().map(one -> moment(view, one)).toList();
        Function<View, List<Option>> reasons =
                view ->
                        ReferralWords.options(
                                view, "arrange.reason.", FlagClocks.reasons(Acting.now()));
        Function<View, String> until =
                view ->
                        waiting == null
                                ? ""
                                : view.text(
                                        "arrange.lead",
                                        view.words().dateTime(waiting.since().toInstant()),
                                        view.words().dateTime(waiting.dueAt().toInstant()));
        return new ModelAndView("referral/arrange")
                .addObject("code", code)
                .addObject("waits", waiting != null)
                .addObject("late", waiting != null && waiting.dueAt().isBefore(referrals.now()))
                .addObject("call", call)
                .addObject("known", known)
                .addObject("until", until)
                .addObject("lines", lines)
                .addObject("reasons", reasons)
                .addObject("phones", numbers)
                .addObject("callId", Ids.next().toString())
                .addObject("events", events);
    }

    private ClockLine line(
            View view, String code, Read one, Map<UUID, Flag> readable, List<String> border) {
        Flag flag = Objects.requireNonNull(readable.get(one.flag()));
        String why = one.endedWhy();
        String words = one.words();
        Room room = Acting.now().room();
        return new ClockLine(
                one.flag().toString(),
                flags.screen(flag).neutral().in(view.language().code()),
                view.text(
                        "arrange.due",
                        view.words().dateTime(one.dueAt().toInstant()),
                        view.text("referral.due-by." + one.dueBy())),
                why == null
                        ? ""
                        : view.text("arrange.rests." + why) + (words == null ? "" : ": " + words),
                why != null || room == Room.FRONTLINE && !referrals.maySend(code)
                        ? List.of()
                        : flags.screen(flag).refer().stream()
                                .filter(sector -> room == Room.FRONTLINE || border.contains(sector))
                                .map(sector ->
                                        Option.of(
                                                room != Room.FRONTLINE
                                                        ? "/persons/"
                                                                + code
                                                                + "/send-on/new?sector="
                                                                + sector
                                                        : "/persons/"
                                                                + code
                                                                + "/referrals/new?sector="
                                                                + sector
                                                                + "&screen="
                                                                + flag.screen(),
                                                view.text("sector." + sector)))
                                .toList());
    }

    private static Moment moment(View view, FlagClocks.Event one) {
        String because = one.because();
        String text =
                because == null
                        ? null
                        : view.text(
                                        (one.kind().equals("called")
                                                        ? "referral.called."
                                                        : "arrange.reason.")
                                                + because)
                                + (one.words() == null ? "" : ". " + one.words());
        String by = one.by();
        return new Moment(
                view.words().dateTime(one.at().toInstant()),
                one.at().toString(),
                view.text("arrange.event." + one.kind()),
                text,
                by == null ? view.text("referral.by-clock") : by);
    }

    /** Who answered the telephone, or that nobody did. */
    @PostMapping("/persons/{code}/arrange/calls")
    ModelAndView called(
            @PathVariable String code, HttpServletRequest request, RedirectAttributes next) {
        Ref person = files.reach(code).orElseThrow(NoSuchReferral::new);
        Typed typed = new Typed(request.getParameterMap());
        String who = typed.one("who");
        boolean right =
                Referrals.CALLED.contains(typed.one("result"))
                        && who.length() >= 2
                        && who.length() <= WORDS;
        boolean noted =
                right
                        && clocks.called(
                                person,
                                Optional.ofNullable(typed.id("id")).orElseGet(Ids::next),
                                typed.one("result"),
                                who);
        return back(
                code,
                noted
                        ? new Flash(Tone.DONE, "referral.call-noted")
                        : new Flash(Tone.ATTENTION, "referral.wrong.call"),
                next);
    }

    /** Why one of them has no referral. */
    @PostMapping("/persons/{code}/arrange/reasons")
    ModelAndView reason(
            @PathVariable String code, HttpServletRequest request, RedirectAttributes next) {
        Ref person = files.reach(code).orElseThrow(NoSuchReferral::new);
        Typed typed = new Typed(request.getParameterMap());
        UUID flag = Optional.ofNullable(typed.id("flag")).orElseThrow(NoSuchReferral::new);
        String why = typed.one("why");
        String words = typed.one("words");
        Flag known = flags.find(person, flag).orElseThrow(NoSuchReferral::new);
        if (!FlagClocks.reasons(Acting.now()).contains(why)
                || words.length() < SHORTEST
                || words.length() > WORDS) {
            return back(code, new Flash(Tone.ATTENTION, "arrange.wrong.reason"), next);
        }
        if (why.equals("not-wanted") && known.screen().startsWith("child-")) {
            return back(code, new Flash(Tone.ATTENTION, "arrange.wrong.child"), next);
        }
        return back(
                code,
                clocks.rest(person, flag, why, words)
                        ? new Flash(Tone.DONE, "arrange.reason-noted")
                        : new Flash(Tone.ATTENTION, "arrange.rests-already"),
                next);
    }

    private static ModelAndView back(String code, Flash flash, RedirectAttributes next) {
        next.addFlashAttribute("flash", flash);
        return new ModelAndView("redirect:/persons/" + code + "/arrange");
    }
}
