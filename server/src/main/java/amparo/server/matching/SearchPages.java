package amparo.server.matching;

import amparo.server.access.Acting;
import amparo.server.access.Policy;
import amparo.server.platform.Cell;
import amparo.server.platform.CodeAddress;
import amparo.server.platform.Column;
import amparo.server.platform.Table;
import amparo.server.platform.View;
import amparo.server.registry.PersonFiles;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * The search field of every page: names, dates, numbers, codes. What is typed is sent in the body,
 * so that no name stands in an address, a history or a log.
 */
@Controller
class SearchPages {

    private final Matching matching;
    private final PersonFiles files;
    private final ObjectProvider<CodeAddress> codes;
    private final Beside beside;

    SearchPages(
            Matching matching,
            PersonFiles files,
            ObjectProvider<CodeAddress> codes,
            Beside beside) {
        this.matching = matching;
        this.files = files;
        this.codes = codes;
        this.beside = beside;
    }

    /** An empty field; what somebody put into the address is taken out of it, unread. */
    @GetMapping("/search")
    ModelAndView empty(@RequestParam(required = false) @Nullable String q) {
        return q == null ? page("", List.of(), false) : new ModelAndView("redirect:/search");
    }

    @PostMapping("/search")
    ModelAndView search(@RequestParam(defaultValue = "") String q) {
        Asked asked = Asked.of(q);
        Optional<String> elsewhere =
                codes.orderedStream().flatMap(one -> one.address(q).stream()).findFirst();
        if (elsewhere.isPresent()) {
            return new ModelAndView("redirect:" + elsewhere.get());
        }
        if (asked.code() != null && files.reach(asked.code()).isPresent()) {
            return new ModelAndView("redirect:/persons/" + asked.code());
        }
        if (asked.isEmpty()) {
            return page(q, List.of(), false);
        }
        return page(q, matching.search(q, Matching.PAGE), asked.code() != null);
    }

    private ModelAndView page(String typed, List<Matching.Hit> hits, boolean code) {
        ModelAndView page = new ModelAndView("matching/search");
        page.addObject("typed", typed.length() > Asked.LONGEST ? "" : typed.strip());
        page.addObject("count", hits.size());
        Function<View, @Nullable Table> table = view -> hits.isEmpty() ? null : table(view, hits);
        page.addObject("table", table);
        page.addObject("more", hits.size() >= Matching.PAGE);
        page.addObject("mayEnter", Policy.mayEnter(Acting.now()));
        page.addObject("mayBreakGlass", code && Policy.mayBreakGlass(Acting.now()));
        return page;
    }

    private Table table(View view, List<Matching.Hit> hits) {
        return new Table(
                view.text("matching.found"),
                List.of(
                        Column.of(view.text("matching.row.name")),
                        Column.of(view.text("matching.code")),
                        Column.of(view.text("matching.row.birth")),
                        Column.of(view.text("matching.row.nationality")),
                        Column.of(view.text("matching.row.place")),
                        Column.of(view.text("matching.why"))),
                hits.stream().map(hit -> row(view, hit)).toList());
    }

    private List<Cell> row(View view, Matching.Hit hit) {
        String name = hit.name();
        String birth = hit.birth();
        String country = hit.country();
        return List.of(
                Cell.open(
                        name == null ? view.text("matching.no-name") : name,
                        "/persons/" + hit.code()),
                Cell.words(hit.code()),
                Cell.words(birth == null ? "–" : birth.substring(0, 4)),
                Cell.words(
                        hit.nationalities().isEmpty()
                                ? "–"
                                : String.join(
                                        ", ",
                                        beside.codes(view, "nationality", hit.nationalities()))),
                Cell.words(
                        country == null
                                ? "–"
                                : String.join(
                                        ", ", beside.codes(view, "country_now", List.of(country)))),
                Cell.words(why(view, hit.why())));
    }

    static String why(View view, List<String> why) {
        return view.words()
                .list(why.stream().map(one -> view.text("matching.why." + one)).toList());
    }
}
