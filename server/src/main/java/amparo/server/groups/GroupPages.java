package amparo.server.groups;

import amparo.server.access.Acting;
import amparo.server.access.Room;
import amparo.server.groups.TravelGroups.Entered;
import amparo.server.groups.TravelGroups.Entry;
import amparo.server.groups.TravelGroups.Group;
import amparo.server.groups.TravelGroups.Line;
import amparo.server.groups.TravelGroups.Member;
import amparo.server.platform.Cell;
import amparo.server.platform.Column;
import amparo.server.platform.Confirm;
import amparo.server.platform.Flash;
import amparo.server.platform.FormPage;
import amparo.server.platform.Ids;
import amparo.server.platform.Paging;
import amparo.server.platform.Question;
import amparo.server.platform.Table;
import amparo.server.platform.Tone;
import amparo.server.platform.Typed;
import amparo.server.platform.View;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Groups in reach, quick registration, and a group's page. What is shown here may be seen by the
 * group itself: nothing on these pages tells of a separation.
 */
@Controller
class GroupPages {

    private static final int PAGE = 50;
    private static final int NAMES = 4;
    private static final int FIRST_CARDS = 2;

    private final TravelGroups groups;
    private final GroupForm form;

    GroupPages(TravelGroups groups, GroupForm form) {
        this.groups = groups;
        this.form = form;
    }

    @GetMapping("/groups")
    ModelAndView list(@RequestParam(required = false) @Nullable UUID before) {
        List<Line> found = groups.list(before, PAGE);
        List<Line> lines = found.stream().limit(PAGE).toList();
        Function<View, Table> table = view -> table(view, lines);
        return new ModelAndView("groups/list")
                .addObject("table", table)
                .addObject("empty", lines.isEmpty())
                // Nobody who returns people enters them in numbers.
                .addObject("paper", Acting.now().room() != Room.RETURNS)
                .addObject(
                        "paging",
                        new Paging(
                                before == null ? null : "/groups",
                                found.size() > lines.size()
                                        ? "/groups?before=" + lines.getLast().id()
                                        : null));
    }

    private static Table table(View view, List<Line> lines) {
        return new Table(
                view.text("groups.list"),
                List.of(
                        Column.of(view.text("groups.code")),
                        Column.of(view.text("groups.who")),
                        Column.of(view.text("groups.entered"))),
                lines.stream()
                        .map(line ->
                                List.of(
                                        Cell.open(line.code(), "/groups/" + line.code()),
                                        Cell.words(names(view, line.names())),
                                        Cell.words(
                                                view.words().date(line.enteredAt().toLocalDate()))))
                        .toList());
    }

    private static String names(View view, List<String> names) {
        if (names.isEmpty()) {
            return view.text("groups.nobody");
        }
        String some = String.join(", ", names.subList(0, Math.min(NAMES, names.size())));
        return names.size() <= NAMES
                ? some
                : some + " " + view.count("groups.more", names.size() - (long) NAMES);
    }

    @GetMapping("/groups/new")
    ModelAndView enter() {
        return enterForm(GroupForm.blank(FIRST_CARDS), Ids.next(), HttpStatus.OK);
    }

    /** Saves, or gives the form back with a card more or less: the buttons work without scripts. */
    @PostMapping("/groups")
    ModelAndView enter(
            @RequestParam(name = "do", defaultValue = "save") String button,
            HttpServletRequest request,
            RedirectAttributes next) {
        Map<String, String[]> sent = request.getParameterMap();
        Typed typed = new Typed(sent);
        UUID id = Optional.ofNullable(typed.id("id")).orElseGet(Ids::next);
        if (button.equals("add")) {
            return enterForm(GroupForm.more(sent), id, HttpStatus.OK);
        }
        if (button.startsWith("remove:")) {
            return enterForm(
                    GroupForm.without(sent, button.substring("remove:".length())),
                    id,
                    HttpStatus.OK);
        }
        if (GroupForm.cards(typed).isEmpty()) {
            return enterForm(GroupForm.blank(FIRST_CARDS), id, HttpStatus.BAD_REQUEST);
        }
        GroupForm.Read read = form.read(typed, List.of());
        if (typed.hasMistakes()) {
            return enterForm(typed, id, HttpStatus.BAD_REQUEST);
        }
        Entered entered =
                groups.enter(new Entry(id, null, read.travellers())).orElseThrow(NoSuchGroup::new);
        next.addFlashAttribute("flash", new Flash(Tone.DONE, "groups.entered-done"));
        return new ModelAndView("redirect:/groups/" + entered.code());
    }

    private ModelAndView enterForm(Typed typed, UUID id, HttpStatus status) {
        ModelAndView page =
                new ModelAndView("groups/new")
                        .addObject("id", id.toString())
                        .addObject("told", typed.one("told"))
                        .addObject("sheet", form.sheet(typed));
        page.setStatus(status);
        return page;
    }

    @GetMapping("/groups/{code}")
    ModelAndView group(@PathVariable String code) {
        Group group = open(code);
        Function<View, Table> now = view -> members(view, group, true);
        Function<View, Table> before = view -> members(view, group, false);
        return new ModelAndView("groups/group")
                .addObject("code", group.code())
                .addObject("now", now)
                .addObject("before", before)
                .addObject("anyNow", group.members().stream().anyMatch(GroupPages::isNow))
                .addObject("anyBefore", !group.members().stream().allMatch(GroupPages::isNow));
    }

    private static boolean isNow(Member member) {
        return member.until() == null;
    }

    private static Table members(View view, Group group, boolean now) {
        return new Table(
                view.text(now ? "groups.now" : "groups.before"),
                List.of(
                        Column.of(view.text("groups.person-code")),
                        Column.of(view.text("groups.name")),
                        Column.of(view.text("groups.since")),
                        Column.of(now ? view.text("groups.act") : view.text("groups.until"))),
                group.members().stream()
                        .filter(one -> isNow(one) == now)
                        .map(one ->
                                List.of(
                                        Cell.open(one.code(), "/persons/" + one.code()),
                                        Cell.words(
                                                one.name() == null
                                                        ? view.text("groups.no-name")
                                                        : one.name()),
                                        Cell.words(view.words().date(one.since().toLocalDate())),
                                        last(view, group, one)))
                        .toList());
    }

    private static Cell last(View view, Group group, Member one) {
        return one.until() != null
                ? Cell.words(view.words().date(one.until().toLocalDate()))
                : Cell.action(
                        view.text("groups.end"),
                        "/groups/" + group.code() + "/members/" + one.id() + "/end",
                        one.code());
    }

    @GetMapping("/groups/{code}/members/new")
    ModelAndView add(@PathVariable String code) {
        return addForm(open(code).code(), Typed.nothing(), Ids.next());
    }

    @PostMapping("/groups/{code}/members")
    ModelAndView add(
            @PathVariable String code, HttpServletRequest request, RedirectAttributes next) {
        Typed typed = new Typed(request.getParameterMap());
        UUID id = Optional.ofNullable(typed.id("id")).orElseGet(Ids::next);
        String person = typed.one("person").toUpperCase(Locale.ROOT).replace(" ", "");
        if (!groups.add(code, id, person)) {
            String there = open(code).code();
            typed.wrong("person", "groups.wrong.person");
            return addForm(there, typed, id);
        }
        return back(code, "groups.added", next);
    }

    private static ModelAndView addForm(String code, Typed typed, UUID id) {
        return new FormPage(
                        "groups.add",
                        "groups.add-lead",
                        "/groups/" + code + "/members",
                        "groups.add-go",
                        "/groups/" + code,
                        Map.of("id", id.toString()),
                        view ->
                                List.of(
                                        Question.text(
                                                typed.field(
                                                                view,
                                                                "person",
                                                                view.text("groups.person-code"))
                                                        .hint(view.text("groups.person-hint"))
                                                        .width(10)
                                                        .autocomplete("off"))))
                .page(typed.hasMistakes());
    }

    @GetMapping("/groups/{code}/members/{id}/end")
    ModelAndView end(@PathVariable String code, @PathVariable UUID id) {
        Group group = open(code);
        if (group.members().stream().noneMatch(one -> one.id().equals(id) && isNow(one))) {
            throw new NoSuchGroup();
        }
        Function<View, Confirm> question =
                view ->
                        new Confirm(
                                view.text("groups.end-title"),
                                view.text("groups.end-effect"),
                                view.text("groups.end-undo"),
                                view.text("groups.end-go"),
                                "/groups/" + code + "/members/" + id + "/end",
                                "/groups/" + code,
                                false);
        return new ModelAndView("groups/ask").addObject("question", question);
    }

    @PostMapping("/groups/{code}/members/{id}/end")
    ModelAndView endNow(@PathVariable String code, @PathVariable UUID id, RedirectAttributes next) {
        if (!groups.end(code, id)) {
            throw new NoSuchGroup();
        }
        return back(code, "groups.ended", next);
    }

    private Group open(String code) {
        return groups.open(code).orElseThrow(NoSuchGroup::new);
    }

    private static ModelAndView back(String code, String said, RedirectAttributes next) {
        next.addFlashAttribute("flash", new Flash(Tone.DONE, said));
        return new ModelAndView("redirect:/groups/" + code);
    }
}
