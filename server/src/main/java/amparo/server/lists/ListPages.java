package amparo.server.lists;

import amparo.server.access.Acting;
import amparo.server.access.Actor;
import amparo.server.access.Policy;
import amparo.server.access.Room;
import amparo.server.platform.Cell;
import amparo.server.platform.Chip;
import amparo.server.platform.Column;
import amparo.server.platform.Ids;
import amparo.server.platform.Option;
import amparo.server.platform.Paging;
import amparo.server.platform.Table;
import amparo.server.platform.Tone;
import amparo.server.platform.View;
import amparo.server.registry.NextStep;
import amparo.server.registry.PersonLines.Line;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/**
 * The list of persons: filters, saved views, columns, search inside it, and what is done to many.
 */
@Controller
class ListPages {

    private final Lists lists;
    private final Choices choices;
    private final SavedViews views;
    private final ObjectProvider<BulkAction> actions;

    ListPages(Lists lists, Choices choices, SavedViews views, ObjectProvider<BulkAction> actions) {
        this.lists = lists;
        this.choices = choices;
        this.views = views;
        this.actions = actions;
    }

    @GetMapping("/persons")
    ModelAndView list(
            @RequestParam(required = false) @Nullable UUID before,
            @RequestParam(required = false) @Nullable UUID view,
            HttpServletRequest request) {
        try {
            SavedViews.SavedView saved = view == null ? null : saved(view);
            Wanted wanted =
                    saved == null
                            ? Wanted.of(request.getParameterMap())
                            : Wanted.ofQuery(saved.query());
            Lists.Page page = lists.list(wanted, before, Lists.PAGE);
            return page(wanted, page, saved, "", before != null);
        } catch (Wanted.NotUnderstood none) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        }
    }

    /** Searches inside the list. The words are sent in the body and stand in no address. */
    @PostMapping("/persons/find")
    ModelAndView find(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String query) {
        try {
            Wanted wanted = Wanted.ofQuery(query);
            if (q.isBlank()) {
                return new ModelAndView("redirect:" + wanted.address());
            }
            String typed = q.strip();
            return page(wanted, lists.find(wanted, typed), null, typed, false);
        } catch (Wanted.NotUnderstood none) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        }
    }

    private SavedViews.SavedView saved(UUID id) {
        return views.find(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private ModelAndView page(
            Wanted wanted,
            Lists.Page page,
            SavedViews.@Nullable SavedView saved,
            String typed,
            boolean further) {
        Actor actor = Acting.now();
        boolean chooses = actor.room() != Room.OVERSIGHT;
        List<BulkAction> open =
                actions.orderedStream()
                        .filter(one -> one.opensFor(actor))
                        .sorted(Comparator.comparingInt(BulkAction::position))
                        .toList();
        boolean bulk = !open.isEmpty() && !page.lines().isEmpty();
        Function<View, Table> table = view -> table(view, wanted, page.lines(), bulk);
        Function<View, List<Chip>> chips = view -> choices.chips(view, wanted);
        Function<View, List<Choice>> form =
                view -> chooses ? choices.form(view, wanted) : List.of();
        Function<View, List<Option>> columns =
                view ->
                        Wanted.COLUMNS.stream()
                                .map(one -> Option.of(one, label(view, one)))
                                .toList();
        Function<View, List<Option>> bulkOptions =
                view ->
                        open.stream()
                                .map(one -> Option.of(one.key(), view.text("bulk." + one.key())))
                                .toList();
        Function<View, String> title = view -> title(view, page, saved, further);
        ModelAndView answer = new ModelAndView("lists/list");
        answer.addObject("title", title);
        answer.addObject("table", table);
        answer.addObject("empty", page.lines().isEmpty());
        answer.addObject("narrowed", wanted.narrows() || !typed.isEmpty());
        answer.addObject("cut", page.cut());
        answer.addObject("chips", chips);
        answer.addObject("filters", form);
        answer.addObject("columns", columns);
        answer.addObject("shown", wanted.shown());
        answer.addObject("views", chooses ? views.all() : List.<SavedViews.SavedView>of());
        answer.addObject("saved", saved);
        answer.addObject("chooses", chooses);
        answer.addObject("query", wanted.query());
        answer.addObject("kept", wanted.fields());
        answer.addObject("typed", typed);
        answer.addObject("bulk", bulk);
        answer.addObject("bulkOptions", bulkOptions);
        answer.addObject("id", Ids.next().toString());
        answer.addObject("paging", paging(wanted, page, saved, further));
        answer.addObject("mayEnter", Policy.mayEnter(actor));
        answer.addObject("mayBreakGlass", Policy.mayBreakGlass(actor));
        return answer;
    }

    private static Paging paging(
            Wanted wanted, Lists.Page page, SavedViews.@Nullable SavedView saved, boolean further) {
        String start = saved == null ? wanted.address() : "/persons?view=" + saved.id();
        UUID next = page.next();
        return new Paging(
                further ? start : null,
                next == null
                        ? null
                        : saved == null
                                ? wanted.address("before=" + next)
                                : start + "&before=" + next);
    }

    /** With the number only where all of them are on the page. */
    private static String title(
            View view, Lists.Page page, SavedViews.@Nullable SavedView saved, boolean further) {
        String name = saved == null ? view.text("lists.title") : saved.name();
        return further || page.next() != null || page.lines().isEmpty()
                ? name
                : view.text("lists.title-count", name, page.lines().size());
    }

    private static String label(View view, String column) {
        return view.text("lists.column." + column);
    }

    private static Table table(View view, Wanted wanted, List<Line> lines, boolean bulk) {
        List<Column> columns = new ArrayList<>();
        if (bulk) {
            columns.add(Column.of(view.text("lists.pick")));
        }
        columns.add(Column.of(view.text("lists.column.code")));
        wanted.shown().forEach(one -> columns.add(Column.of(label(view, one))));
        boolean steps = lines.stream().anyMatch(one -> one.step().isPresent());
        if (steps) {
            columns.add(Column.of(view.text("lists.column.next")));
        }
        columns.add(Column.of(view.text("lists.column.act")));
        return new Table(
                view.text("lists.title"),
                columns,
                lines.stream().map(line -> row(view, wanted, line, bulk, steps)).toList());
    }

    private static List<Cell> row(
            View view, Wanted wanted, Line line, boolean bulk, boolean steps) {
        String code = line.person().code();
        List<Cell> row = new ArrayList<>();
        if (bulk) {
            row.add(Cell.pick("code", code, view.text("lists.pick-one", code)));
        }
        row.add(Cell.open(code, "/persons/" + code));
        wanted.shown().forEach(column -> row.add(cell(view, line, column)));
        Optional<NextStep.Step> step = line.step();
        if (steps) {
            row.add(
                    Cell.words(
                            step.map(one -> view.text(one.text(), one.values().toArray()))
                                    .orElse("–")));
        }
        row.add(
                step.map(one -> Cell.action(view.text(one.verb()), one.address(), code))
                        .orElseGet(() ->
                                Cell.action(view.text("lists.open"), "/persons/" + code, code)));
        return row;
    }

    private static Cell cell(View view, Line line, String column) {
        return switch (column) {
            case "name" -> Cell.words(line.name().orElse(view.text("registry.no-name")));
            case "age" ->
                    line.mayBeChild()
                            ? Cell.status(
                                    line.age(view).orElse(view.text("lists.child-short")),
                                    Tone.ATTENTION)
                            : Cell.words(line.age(view).orElse("–"));
            case "site" -> Cell.words(line.site().orElse("–"));
            case "team" -> Cell.words(line.team().isEmpty() ? "–" : String.join(", ", line.team()));
            case "entered" -> Cell.words(view.words().date(line.enteredAt().toLocalDate()));
            case "why" -> why(view, line);
            default -> Cell.words(line.words(column, view).orElse("–"));
        };
    }

    private static Cell why(View view, Line line) {
        return switch (line.why()) {
            case EMERGENCY -> Cell.status(view.text("registry.why.emergency"), Tone.ATTENTION);
            case ASSIGNED -> Cell.status(view.text("registry.why.assigned"), Tone.DOING);
            case OURS -> Cell.status(view.text("registry.why.ours"), Tone.NEUTRAL);
            case SHARED -> Cell.status(view.text("registry.why.shared"), Tone.NEUTRAL);
        };
    }
}
