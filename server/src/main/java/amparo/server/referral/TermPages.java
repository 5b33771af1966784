package amparo.server.referral;

import amparo.server.platform.Cell;
import amparo.server.platform.Column;
import amparo.server.platform.Table;
import amparo.server.platform.View;
import amparo.server.referral.LawClocks.LawClock;
import amparo.server.referral.LawClocks.Step;
import amparo.server.registry.PersonFiles;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** The limits of laws that shorten the time of a referral, each with its source. */
@Controller
class TermPages {

    private final DueTimes dueTimes;
    private final PersonFiles files;

    TermPages(DueTimes dueTimes, PersonFiles files) {
        this.dueTimes = dueTimes;
        this.files = files;
    }

    @GetMapping("/referrals/terms")
    ModelAndView terms() {
        Function<View, Table> table =
                view ->
                        new Table(
                                view.text("terms.title"),
                                List.of(
                                        Column.of(view.text("referral.where")),
                                        Column.of(view.text("referral.kind")),
                                        Column.of(view.text("terms.term")),
                                        Column.of(view.text("terms.act")),
                                        Column.of(view.text("terms.read"))),
                                dueTimes.laws().stream().map(one -> row(view, one)).toList());
        return new ModelAndView("referral/terms").addObject("table", table);
    }

    private List<Cell> row(View view, LawClock one) {
        return List.of(
                Cell.open(files.words("country_now", "\"" + one.country() + "\"", view), one.url()),
                Cell.words(view.text("sector." + one.sector())),
                Cell.words(
                        one.steps().stream()
                                        .map(step -> step(view, one, step))
                                        .collect(Collectors.joining("; "))
                                + ", "
                                + view.text("terms.from." + one.from())),
                Cell.words(one.act(view.language().code())),
                Cell.words(view.words().date(one.read())));
    }

    private static String step(View view, LawClock one, Step step) {
        String value = view.count("terms.unit." + one.unit(), step.value());
        LocalDate from = step.from();
        return from == null ? value : view.text("terms.since", value, view.words().date(from));
    }
}
