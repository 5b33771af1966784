package amparo.server.registry;

import amparo.server.platform.Cell;
import amparo.server.platform.Column;
import amparo.server.platform.Paging;
import amparo.server.platform.Table;
import amparo.server.platform.Tone;
import amparo.server.platform.View;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The list of files that other organisations share for a few more days only. */
@Controller
class EndingSharesPage {

    private final EndingShares shares;

    EndingSharesPage(EndingShares shares) {
        this.shares = shares;
    }

    @GetMapping(EndingShares.PAGE)
    ModelAndView list(
            @RequestParam(required = false) @Nullable Long after,
            @RequestParam(required = false) @Nullable UUID id) {
        List<EndingShares.Ending> found =
                shares.list(after == null ? null : moment(after), id, Persons.PAGE);
        List<EndingShares.Ending> shown = found.stream().limit(Persons.PAGE).toList();
        Function<View, Table> table = view -> table(view, shown);
        return new ModelAndView("registry/ending")
                .addObject("days", shares.days())
                .addObject("table", table)
                .addObject("empty", shown.isEmpty())
                .addObject(
                        "paging",
                        new Paging(
                                after == null ? null : EndingShares.PAGE,
                                found.size() > shown.size()
                                        ? EndingShares.PAGE
                                                + "?after="
                                                + micros(shown.getLast().until())
                                                + "&id="
                                                + shown.getLast().id()
                                        : null));
    }

    private static Table table(View view, List<EndingShares.Ending> shown) {
        return new Table(
                view.text("registry.ending"),
                List.of(
                        Column.of(view.text("registry.code")),
                        Column.of(view.text("registry.fact.name")),
                        Column.of(view.text("registry.ending-from")),
                        Column.of(view.text("registry.ending-last"))),
                shown.stream()
                        .map(one ->
                                List.of(
                                        Cell.open(one.code(), "/persons/" + one.code()),
                                        Cell.words(
                                                one.name() == null
                                                        ? view.text("registry.no-name")
                                                        : one.name()),
                                        Cell.words(one.from()),
                                        Cell.status(
                                                view.words().near(one.lastDay()), Tone.ATTENTION)))
                        .toList());
    }

    /** Microseconds, as the database counts them. */
    private static long micros(OffsetDateTime at) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, at.toInstant());
    }

    private static OffsetDateTime moment(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }
}
