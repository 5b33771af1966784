package amparo.server.registry;

import amparo.server.access.Acting;
import amparo.server.access.RouteWalls;
import amparo.server.platform.Field;
import amparo.server.platform.Moment;
import amparo.server.platform.Typed;
import amparo.server.platform.View;
import amparo.server.registry.AnswerStore.Said;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;

/** A person's page and its tabs: summary, journey, family, papers, all answers, history. */
@Controller
class PersonPage {

    /** The day as of which something was known, in the address. */
    private static final String ON = "on";

    /** How much of the history the summary shows. */
    private static final int LATEST = 8;

    private final Persons persons;
    private final PersonHeads heads;
    private final Facts facts;
    private final Sections sections;
    private final RouteWalls walls;

    PersonPage(
            Persons persons, PersonHeads heads, Facts facts, Sections sections, RouteWalls walls) {
        this.persons = persons;
        this.heads = heads;
        this.facts = facts;
        this.sections = sections;
        this.walls = walls;
    }

    @GetMapping("/persons/{code}")
    ModelAndView person(@PathVariable String code) {
        Persons.Opened opened = persons.open(code);
        ModelAndView page = page("registry/person", opened, PersonTabs.SUMMARY);
        Standing standing = Standing.of(opened.said());
        Function<View, List<Section>> summary =
                view -> sections.main(view, code, standing, mayRecord(opened));
        page.addObject("sections", summary);
        Function<View, List<Moment>> latest =
                view -> history(view, opened.said()).stream().limit(LATEST).toList();
        page.addObject("latest", latest);
        Map<String, String> team = new LinkedHashMap<>();
        opened.team().forEach(one -> team.put(one.id().toString(), one.name()));
        page.addObject("team", team);
        Map<String, Function<View, String>> shares = new LinkedHashMap<>();
        opened.shares().forEach(one -> shares.put(one.id().toString(), view -> share(view, one)));
        page.addObject("shares", shares);
        page.addObject("mayRecord", mayRecord(opened));
        page.addObject("mayAssign", opened.may().assign());
        page.addObject("mayShare", opened.may().share());
        page.addObject("emergency", opened.may().endEmergency());
        page.addObject(
                "mayTrace", opened.mayTrace() && mayOpen("/persons/" + code + "/access-log"));
        page.addObject("mayCopy", opened.mayTrace() && mayOpen("/persons/" + code + "/data"));
        return page;
    }

    @GetMapping("/persons/{code}/answers")
    ModelAndView answers(@PathVariable String code) {
        Persons.Opened opened = persons.open(code);
        ModelAndView page = page("registry/answers", opened, PersonTabs.ANSWERS);
        Standing standing = Standing.of(opened.said());
        Function<View, List<Section>> all =
                view -> sections.all(view, code, standing, mayRecord(opened));
        page.addObject("sections", all);
        page.addObject("mayRecord", mayRecord(opened));
        List<String> others =
                facts.all().stream()
                        .filter(one -> one.list() && !standing.list(one.name()).isEmpty())
                        .map(Facts.Known::name)
                        .filter(name -> !RecordPages.hasPlace(name))
                        .toList();
        blocks(page, opened, standing, others);
        return page;
    }

    @GetMapping("/persons/{code}/journey")
    ModelAndView journey(@PathVariable String code) {
        Persons.Opened opened = persons.open(code);
        ModelAndView page = page("registry/journey", opened, PersonTabs.JOURNEY);
        Standing standing = Standing.of(opened.said());
        Function<View, Journey> journey = view -> Journey.of(view, facts, standing);
        page.addObject("journey", journey);
        blocks(page, opened, standing, List.of("stay", Facts.STATION));
        return page;
    }

    @GetMapping("/persons/{code}/family")
    ModelAndView family(@PathVariable String code) {
        Persons.Opened opened = persons.open(code);
        ModelAndView page = page("registry/family", opened, PersonTabs.FAMILY);
        Standing standing = Standing.of(opened.said());
        Function<View, FamilyGraph> graph = view -> FamilyGraph.of(view, facts, standing);
        page.addObject("graph", graph);
        blocks(page, opened, standing, List.of("relative", "companion"));
        return page;
    }

    @GetMapping("/persons/{code}/papers")
    ModelAndView papers(@PathVariable String code) {
        Persons.Opened opened = persons.open(code);
        ModelAndView page = page("registry/papers", opened, PersonTabs.PAPERS);
        blocks(
                page,
                opened,
                Standing.of(opened.said()),
                List.of("document", "permit", "registration"));
        return page;
    }

    /**
     * All that was ever answered. With a day, {@code on-day}, {@code on-month} and {@code on-year}
     * or the whole as {@code on}, also what was known at its end.
     */
    @GetMapping("/persons/{code}/history")
    ModelAndView history(@PathVariable String code, HttpServletRequest request) {
        Typed typed = onDay(request);
        LocalDate on = HowKnown.day(typed.dateParts(ON));
        // Somewhere on earth it is tomorrow already.
        if (typed.hasDate(ON)
                && (on == null || on.isAfter(LocalDate.now(ZoneOffset.ofHours(14))))) {
            typed.wrong(ON, "registry.wrong.known-on");
        }
        LocalDate day = typed.hasMistakes() ? null : on;
        Persons.Opened opened = persons.open(code);
        ModelAndView page = page("registry/history", opened, PersonTabs.HISTORY);
        Function<View, List<Moment>> history = view -> history(view, opened.said());
        page.addObject("history", history);
        page.addObject("on", day);
        Function<View, Field> field =
                view ->
                        typed.field(view, ON, view.text("registry.known-on"))
                                .hint(view.text("registry.known-on-hint"));
        page.addObject("field", field);
        page.addObject("parts", typed.date(ON));
        Standing then = Standing.of(opened.said(), Standing.end(day));
        Function<View, List<Section>> known =
                view -> day == null ? List.of() : sections.all(view, code, then, false);
        page.addObject("known", known);
        page.setStatus(typed.hasMistakes() ? HttpStatus.BAD_REQUEST : HttpStatus.OK);
        return page;
    }

    /** The day of an address in parts; one that is none stands where it can be mended. */
    private static Typed onDay(HttpServletRequest request) {
        Map<String, String[]> values = new HashMap<>(request.getParameterMap());
        String whole = new Typed(values).one(ON);
        if (!whole.isEmpty()) {
            boolean day = whole.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}");
            values.put(ON + "-year", new String[] {day ? whole.substring(0, 4) : whole});
            values.put(ON + "-month", new String[] {day ? whole.substring(5, 7) : ""});
            values.put(ON + "-day", new String[] {day ? whole.substring(8) : ""});
        }
        return new Typed(values);
    }

    private ModelAndView page(String template, Persons.Opened opened, String tab) {
        ModelAndView page = new ModelAndView(template);
        page.addObject("head", heads.of(opened, tab));
        page.addObject("code", opened.person().code());
        return page;
    }

    private void blocks(
            ModelAndView page, Persons.Opened opened, Standing standing, List<String> lists) {
        boolean may = mayRecord(opened);
        Function<View, List<RecordBlock>> blocks =
                view ->
                        lists.stream()
                                .map(one ->
                                        RecordPages.block(
                                                view,
                                                opened.person().code(),
                                                facts.get(one),
                                                standing,
                                                may))
                                .toList();
        page.addObject("blocks", blocks);
        page.addObject("mayRecord", may);
    }

    private static boolean mayRecord(Persons.Opened opened) {
        return opened.may().record() && opened.person().erasedAt() == null;
    }

    /** No link leads to a closed door. */
    private boolean mayOpen(String address) {
        return walls.decide("GET", address, true, Acting.now()) == RouteWalls.Decision.ADMITTED;
    }

    /** As it was told, the last first; what two devices were told differently says so. */
    private List<Moment> history(View view, List<Said> said) {
        Set<UUID> differently = Standing.of(said).toldDifferently();
        return said.stream()
                .sorted(Telling.ORDER.reversed())
                .flatMap(one ->
                        facts.find(one.fact()).stream()
                                .map(fact ->
                                        moment(view, fact, one, differently.contains(one.id()))))
                .toList();
    }

    private Moment moment(View view, Facts.Known fact, Said one, boolean differently) {
        Instant at = one.toldAt().toInstant();
        return new Moment(
                view.words().dateTime(at),
                at.toString(),
                fact.shortly(view),
                Values.words(fact, one.value(), view),
                differently
                        ? view.text("registry.told-differently", how(view, one))
                        : how(view, one));
    }

    /** Who said it, in which language, of which day, and who wrote it down. */
    private String how(View view, Said one) {
        List<String> parts = new ArrayList<>();
        parts.add(view.text("registry.source." + one.source()));
        if (one.basis() != null && HowKnown.BASES.contains(one.basis())) {
            parts.add(view.text("registry.basis-of-age." + one.basis()));
        }
        if (one.language() != null) {
            parts.add(
                    view.text(
                            "registry.in-language",
                            facts.get("languages").codeLabel(one.language(), view)));
        }
        if (Boolean.TRUE.equals(one.interpreter())) {
            parts.add(view.text("registry.interpreted"));
        }
        if (one.trueAsOf() != null) {
            parts.add(view.text("registry.as-of", view.words().date(one.trueAsOf())));
        }
        if (one.clock() != null) {
            parts.add(
                    view.text(
                            one.clockDoubt() ? "registry.by-a-wrong-clock" : "registry.by-a-tablet",
                            view.words().dateTime(one.recordedAt().toInstant())));
        }
        return view.text(
                "registry.said-by",
                String.join(", ", parts),
                one.by() == null ? one.organisationName() : one.by());
    }

    private String share(View view, TieStore.Shared one) {
        return view.text(
                "registry.share-line",
                one.fromName(),
                one.toName(),
                view.words().list(one.facts().stream().map(name -> label(name, view)).toList()),
                view.words().date(EndingShares.lastDay(one.until())));
    }

    private String label(String fact, View view) {
        return facts.find(fact).map(one -> one.shortly(view)).orElse(fact);
    }
}
