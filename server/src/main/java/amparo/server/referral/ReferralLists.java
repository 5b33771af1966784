package amparo.server.referral;

import amparo.server.access.Acting;
import amparo.server.platform.Cell;
import amparo.server.platform.Chip;
import amparo.server.platform.Column;
import amparo.server.platform.Paging;
import amparo.server.platform.Table;
import amparo.server.platform.View;
import amparo.server.referral.ReferralStore.Referral;
import amparo.server.referral.ReferralStore.Which;
import amparo.server.registry.PersonHeads;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Queues: what came, what was sent, what is late, what is new, and the referrals of a person. */
@Controller
@Transactional
class ReferralLists {

    static final int PAGE = 50;

    private final Referrals referrals;
    private final PersonHeads heads;

    ReferralLists(Referrals referrals, PersonHeads heads) {
        this.referrals = referrals;
        this.heads = heads;
    }

    @GetMapping("/referrals")
    ModelAndView list(
            @RequestParam(defaultValue = "in") String show,
            @RequestParam(defaultValue = "0") int from) {
        Which which =
                Stream.of(Which.values())
                        .filter(one -> key(one).equals(show))
                        .findFirst()
                        .orElse(Which.IN);
        int start = Math.clamp(from, 0, 100_000);
        List<Referral> found = referrals.list(which, start, PAGE + 1);
        List<Referral> shown = found.stream().limit(PAGE).toList();
        OffsetDateTime now = referrals.now();
        Function<View, List<Chip>> chips =
                view ->
                        Stream.of(Which.values())
                                .map(one ->
                                        new Chip(
                                                view.text("referral.show." + key(one)),
                                                one == which
                                                        ? "/referrals"
                                                        : "/referrals?show=" + key(one),
                                                one == which))
                                .toList();
        Function<View, Table> table = view -> table(view, shown, now, true);
        String here = "/referrals?show=" + key(which) + "&from=";
        return new ModelAndView("referral/list")
                .addObject("show", key(which))
                .addObject("chips", chips)
                .addObject("table", table)
                .addObject("empty", shown.isEmpty())
                .addObject("works", ReferralPolicy.works(Acting.now()))
                .addObject(
                        "paging",
                        new Paging(
                                start == 0 ? null : here + Math.max(0, start - PAGE),
                                found.size() > PAGE ? here + (start + PAGE) : null));
    }

    private static String key(Which which) {
        return which.name().toLowerCase(Locale.ROOT);
    }

    /** No name, and of some kinds of help not even which: these lists lie open on desks. */
    private static Table table(
            View view, List<Referral> shown, OffsetDateTime now, boolean withPerson) {
        return new Table(
                view.text("referral.title"),
                List.of(
                        Column.of(view.text(withPerson ? "referral.person" : "referral.slip-code")),
                        Column.of(view.text("referral.kind")),
                        Column.of(view.text("referral.between")),
                        Column.of(view.text("referral.urgency")),
                        Column.of(view.text("referral.due")),
                        Column.of(view.text("referral.state"))),
                shown.stream()
                        .map(one ->
                                List.<Cell>of(
                                        Cell.open(name(one, withPerson), "/referrals/" + one.id()),
                                        Cell.words(ReferralWords.listed(view, one)),
                                        Cell.words(
                                                one.incoming()
                                                        ? view.text("referral.from", one.fromName())
                                                        : view.text("referral.to", one.toName())),
                                        Cell.words(view.text("referral.urgency." + one.urgency())),
                                        Cell.words(ReferralWords.due(view, one, now)),
                                        new Cell.Status(ReferralWords.state(view, one, now))))
                        .toList());
    }

    private static String name(Referral one, boolean withPerson) {
        String person = one.personCode();
        return withPerson && person != null ? person : one.code();
    }

    @GetMapping("/persons/{code}/referrals")
    ModelAndView ofPerson(@PathVariable String code) {
        List<Referral> found = referrals.ofPerson(code);
        OffsetDateTime now = referrals.now();
        Function<View, Table> table = view -> table(view, found, now, false);
        return new ModelAndView("referral/of-person")
                .addObject("head", heads.of(code, ReferralTab.KEY).orElseThrow(NoSuchReferral::new))
                .addObject("code", code)
                .addObject("maySend", referrals.maySend(code))
                .addObject("table", table)
                .addObject("empty", found.isEmpty());
    }
}
