package amparo.server.referral;

import amparo.server.access.Acting;
import amparo.server.access.Room;
import amparo.server.platform.Cell;
import amparo.server.platform.Column;
import amparo.server.platform.Table;
import amparo.server.platform.View;
import amparo.server.referral.ReferralFigures.Figure;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * How referrals go, by service; and for whoever coordinates, who does not answer, by name. Counts
 * alone: no word about persons, and for those who never see any, no small ones.
 */
@Controller
@Transactional
class FiguresPages {

    /** Fewer than these are "fewer than five" for those who may not see persons. */
    private static final long SMALL = 5;

    private final JdbcClient jdbc;
    private final FlagClocks flagClocks;
    private final ReferralFigures figures;
    private final Clock clock;

    FiguresPages(JdbcClient jdbc, FlagClocks flagClocks, ReferralFigures figures, Clock clock) {
        this.jdbc = jdbc;
        this.flagClocks = flagClocks;
        this.figures = figures;
        this.clock = clock;
    }

    private record Silent(
            String name, String sector, long waiting, OffsetDateTime oldest, int step) {}

    @GetMapping("/referrals/figures")
    ModelAndView figures(@RequestParam(defaultValue = "30") int days) {
        int span = Math.clamp(days, 1, 366);
        OffsetDateTime now = OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
        List<Figure> all = figures.since(now.minusDays(span), span);
        boolean coordinates =
                jdbc.sql("select referral_coordinates()").query(Boolean.class).single();
        List<Silent> silent =
                coordinates
                        ? jdbc.sql("select * from referral_silent()")
                                .query((row, number) ->
                                        new Silent(
                                                row.getString("name"),
                                                row.getString("sector"),
                                                row.getLong("waiting"),
                                                row.getObject("oldest", OffsetDateTime.class),
                                                row.getInt("step")))
                                .list()
                        : List.of();
        List<FlagClocks.Silent> left = coordinates ? flagClocks.silent() : List.of();
        boolean rough = Acting.now().room() == Room.DESK;
        Function<View, Table> table = view -> table(view, all, rough);
        Function<View, Table> names = view -> names(view, silent, now, rough);
        Function<View, Table> lying = view -> lying(view, left, now, rough);
        return new ModelAndView("referral/figures")
                .addObject("days", span)
                .addObject("empty", all.isEmpty())
                .addObject("coordinates", coordinates)
                .addObject("anySilent", !silent.isEmpty())
                .addObject("silent", names)
                .addObject("anyLying", !left.isEmpty())
                .addObject("lying", lying)
                .addObject("table", table);
    }

    private static Table table(View view, List<Figure> all, boolean rough) {
        return new Table(
                view.text("referral.figures"),
                List.of(
                        Column.of(view.text("referral.figure.service")),
                        Column.of(view.text("referral.kind")),
                        Column.figures(view.text("referral.figure.sent")),
                        Column.figures(view.text("referral.figure.in-time")),
                        Column.figures(view.text("referral.figure.accepted")),
                        Column.figures(view.text("referral.figure.completed")),
                        Column.figures(view.text("referral.figure.silent"))),
                all.stream()
                        .map(one ->
                                List.of(
                                        Cell.words(one.service() + ", " + one.organisation()),
                                        Cell.words(view.text("sector." + one.sector())),
                                        Cell.figure(number(view, one.sent(), rough)),
                                        Cell.figure(share(view, one.inTime(), one.due(), rough)),
                                        Cell.figure(share(view, one.accepted(), one.sent(), rough)),
                                        Cell.figure(
                                                share(
                                                        view,
                                                        one.completed(),
                                                        one.accepted(),
                                                        rough)),
                                        Cell.figure(number(view, one.silent(), rough))))
                        .toList());
    }

    private static Table names(View view, List<Silent> all, OffsetDateTime now, boolean rough) {
        return new Table(
                view.text("referral.silent"),
                List.of(
                        Column.of(view.text("referral.figure.organisation")),
                        Column.of(view.text("referral.kind")),
                        Column.figures(view.text("referral.figure.waiting")),
                        Column.figures(view.text("referral.figure.days-late"))),
                all.stream()
                        .map(one ->
                                List.of(
                                        Cell.words(one.name()),
                                        Cell.words(view.text("sector." + one.sector())),
                                        Cell.figure(number(view, one.waiting(), rough)),
                                        Cell.figure(
                                                view.words()
                                                        .number(
                                                                ChronoUnit.DAYS.between(
                                                                        one.oldest(), now)))))
                        .toList());
    }

    /** Urgent flags that nobody referred, by organisation: how many persons, and for how long. */
    private static Table lying(
            View view, List<FlagClocks.Silent> all, OffsetDateTime now, boolean rough) {
        return new Table(
                view.text("arrange.lying"),
                List.of(
                        Column.of(view.text("referral.figure.organisation")),
                        Column.figures(view.text("arrange.persons")),
                        Column.figures(view.text("referral.figure.days-late"))),
                all.stream()
                        .map(one ->
                                List.of(
                                        Cell.words(one.name()),
                                        Cell.figure(number(view, one.waiting(), rough)),
                                        Cell.figure(
                                                view.words()
                                                        .number(
                                                                ChronoUnit.DAYS.between(
                                                                        one.oldest(), now)))))
                        .toList());
    }

    private static String number(View view, long number, boolean rough) {
        return rough && number > 0 && number < SMALL
                ? view.text("referral.few")
                : view.words().number(number);
    }

    /** A count with its part of the whole; none of nothing is a dash. */
    private static String share(View view, long part, long whole, boolean rough) {
        if (whole == 0) {
            return "–";
        }
        if (rough && whole < SMALL) {
            return view.text("referral.few");
        }
        return view.words().number(part) + " (" + Math.round(100.0 * part / whole) + " %)";
    }
}
