package amparo.server.directory;

import amparo.server.access.Acting;
import amparo.server.directory.ServiceReading.Read;
import amparo.server.directory.ServiceReading.Wrong;
import amparo.server.directory.Services.Wanted;
import amparo.server.platform.Cell;
import amparo.server.platform.Chip;
import amparo.server.platform.Column;
import amparo.server.platform.Field;
import amparo.server.platform.Flash;
import amparo.server.platform.Ids;
import amparo.server.platform.Option;
import amparo.server.platform.Paging;
import amparo.server.platform.Question;
import amparo.server.platform.SummaryRow;
import amparo.server.platform.Table;
import amparo.server.platform.Tone;
import amparo.server.platform.Typed;
import amparo.server.platform.View;
import amparo.server.registry.PersonFiles;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The directory: the list, a service, and the form of those who keep it. */
@Controller
@Transactional
class ServicePages {

    private static final int PAGE = 50;
    private static final int MOST = 2000;

    private final Services directory;
    private final ServiceForms forms;
    private final ServiceWords words;
    private final PersonFiles files;
    private final OpenDoors doors;
    private final Clock clock;

    ServicePages(
            Services directory,
            ServiceForms forms,
            ServiceWords words,
            PersonFiles files,
            OpenDoors doors,
            Clock clock) {
        this.directory = directory;
        this.forms = forms;
        this.words = words;
        this.files = files;
        this.doors = doors;
        this.clock = clock;
    }

    @GetMapping("/services")
    ModelAndView list(
            @RequestParam(defaultValue = "") String sector,
            @RequestParam(defaultValue = "") String country,
            @RequestParam(defaultValue = "") String language,
            @RequestParam(defaultValue = "") String words,
            @RequestParam(defaultValue = "") String show,
            @RequestParam(defaultValue = "") String open,
            @RequestParam(defaultValue = "") String room,
            @RequestParam(defaultValue = "0") int from) {
        Wanted wanted =
                new Wanted(
                        sector,
                        country,
                        language,
                        words.strip(),
                        show.equals("mine") || show.equals("stale"),
                        show.equals("stale"));
        int start = Math.clamp(from, 0, 100_000);
        boolean openNow = open.equals("now");
        boolean roomy = room.equals("confirmed");
        // Hours are words: they are read one by one, and then the page is cut.
        List<Service> found =
                openNow || roomy
                        ? directory.list(wanted, 0, MOST).stream()
                                .filter(one -> !openNow || !isShut(one))
                                .filter(one -> !roomy || isRoomy(one))
                                .skip(start)
                                .limit(PAGE + 1)
                                .toList()
                        : directory.list(wanted, start, PAGE + 1);
        List<Service> shown = found.stream().limit(PAGE).toList();
        boolean keeps = Services.keeps(Acting.now());
        Function<View, List<Question>> filters =
                view ->
                        List.of(
                                Question.longChoice(
                                        Field.of("sector", view.text("directory.sector"))
                                                .value(sector),
                                        all(view, ServiceForms.sectors(view))),
                                Question.longChoice(
                                        Field.of("country", view.text("directory.country"))
                                                .value(country),
                                        all(view, files.options("country_now", view))),
                                Question.longChoice(
                                        Field.of("language", view.text("directory.language"))
                                                .value(language),
                                        all(view, files.options("languages", view))),
                                Question.longChoice(
                                        Field.of("open", view.text("directory.open"))
                                                .value(openNow ? "now" : ""),
                                        all(
                                                view,
                                                List.of(
                                                        Option.of(
                                                                "now",
                                                                view.text("directory.open.now"))))),
                                Question.longChoice(
                                        Field.of("room", view.text("directory.room"))
                                                .value(roomy ? "confirmed" : ""),
                                        all(
                                                view,
                                                List.of(
                                                        Option.of(
                                                                "confirmed",
                                                                view.text(
                                                                        "directory.room-confirmed"))))),
                                Question.text(
                                        Field.of("words", view.text("directory.words"))
                                                .value(wanted.words())));
        Function<View, List<Chip>> chips =
                view ->
                        keeps
                                ? List.of(
                                        chip(view, "all", show.isEmpty(), ""),
                                        chip(view, "mine", show.equals("mine"), "mine"),
                                        chip(view, "stale", show.equals("stale"), "stale"))
                                : List.of();
        Function<View, Table> table = view -> table(view, shown, start + 1);
        ServiceMap map = ServiceMap.of(shown, start + 1, now());
        String here =
                "/services?sector="
                        + encode(sector)
                        + "&country="
                        + encode(country)
                        + "&language="
                        + encode(language)
                        + "&words="
                        + encode(wanted.words())
                        + "&show="
                        + encode(show)
                        + (openNow ? "&open=now" : "")
                        + (roomy ? "&room=confirmed" : "")
                        + "&from=";
        return new ModelAndView("directory/list")
                .addObject("chips", chips)
                .addObject("filters", filters)
                .addObject("show", show)
                .addObject("table", table)
                .addObject("map", map)
                .addObject("empty", shown.isEmpty())
                .addObject("keeps", keeps)
                .addObject(
                        "paging",
                        new Paging(
                                start == 0 ? null : here + Math.max(0, start - PAGE),
                                found.size() > PAGE ? here + (start + PAGE) : null));
    }

    private static Chip chip(View view, String key, boolean chosen, String show) {
        return new Chip(
                view.text("directory.show." + key),
                chosen && !show.isEmpty() ? "/services" : "/services?show=" + show,
                chosen);
    }

    private static List<Option> all(View view, List<Option> options) {
        List<Option> all = new ArrayList<>();
        all.add(Option.of("", view.text("directory.any")));
        all.addAll(options);
        return all;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private boolean isShut(Service one) {
        OpenHours.State state = doors.of(one);
        return state == OpenHours.State.CLOSED || state == OpenHours.State.HOLIDAY;
    }

    private boolean isRoomy(Service one) {
        return !one.isStale(now())
                && !one.isFull(today())
                && (one.room().equals("yes") || one.room().equals("few"));
    }

    private Table table(View view, List<Service> shown, int first) {
        OffsetDateTime now = now();
        return new Table(
                view.text("directory.title"),
                List.of(
                        Column.of(view.text("directory.name")),
                        Column.of(view.text("directory.sector")),
                        Column.of(view.text("directory.where")),
                        Column.of(view.text("directory.room")),
                        Column.of(view.text("directory.open")),
                        Column.of(view.text("directory.urgent")),
                        Column.of(view.text("directory.confirmed"))),
                IntStream.range(0, shown.size())
                        .mapToObj(i -> row(view, shown.get(i), first + i, now))
                        .toList());
    }

    private List<Cell> row(View view, Service one, int number, OffsetDateTime now) {
        return List.of(
                Cell.open(number + ". " + one.name() + ", " + one.giver(), "/services/" + one.id()),
                Cell.words(words.sector(view, one.sector())),
                Cell.words(words.where(view, one)),
                new Cell.Status(words.room(view, one, today())),
                doors(view, one),
                Cell.words(line(one)),
                one.isStale(now)
                        ? Cell.status(words.confirmed(view, one, now), Tone.ATTENTION)
                        : Cell.words(words.confirmed(view, one, now)));
    }

    private Cell doors(View view, Service one) {
        return words.open(view, one)
                .<Cell>map(Cell.Status::new)
                .orElseGet(() ->
                        Cell.words(
                                one.hours().isEmpty()
                                        ? view.text("directory.open.unknown")
                                        : one.hours()));
    }

    private static String line(Service one) {
        String line = one.urgentLine();
        return line == null ? "–" : line;
    }

    @GetMapping("/services/{id}")
    ModelAndView show(@PathVariable UUID id) {
        Service service = directory.find(id).orElseThrow(NoSuchService::new);
        List<Service.Phone> phones = directory.phones(id);
        boolean ours =
                Services.keeps(Acting.now())
                        && service.organisation().equals(Acting.now().organisation());
        Function<View, List<SummaryRow>> summary = view -> summary(view, service);
        return new ModelAndView("directory/service")
                .addObject("id", id.toString())
                .addObject("name", service.name())
                .addObject("giver", service.giver())
                .addObject("active", service.active())
                .addObject("stale", service.isStale(now()))
                .addObject("online", service.online())
                .addObject("ours", ours)
                .addObject("phones", phones)
                .addObject("urgent", text(service.urgentLine()))
                .addObject("summary", summary);
    }

    private List<SummaryRow> summary(View view, Service one) {
        List<SummaryRow> rows = new ArrayList<>();
        rows.add(SummaryRow.of(view.text("directory.sector"), words.sector(view, one.sector())));
        rows.add(SummaryRow.of(view.text("directory.where"), words.where(view, one)));
        rows.add(
                SummaryRow.of(
                        view.text("directory.for-whom"),
                        one.forWhom().isEmpty()
                                ? view.text("directory.everybody")
                                : one.forWhom()));
        rows.add(
                SummaryRow.of(
                        view.text("directory.language"), words.languages(view, one.languages())));
        if (!one.hours().isEmpty()) {
            rows.add(SummaryRow.of(view.text("directory.hours"), one.hours()));
            words.open(view, one)
                    .ifPresent(state ->
                            rows.add(
                                    SummaryRow.of(
                                            view.text("directory.open-today"), state.label())));
        }
        words.holiday(view, one)
                .ifPresent(ask -> rows.add(SummaryRow.of(view.text("directory.holiday"), ask)));
        rows.add(
                SummaryRow.of(view.text("directory.room"), words.room(view, one, today()).label()));
        rows.add(
                SummaryRow.of(view.text("directory.confirmed"), words.confirmed(view, one, now())));
        rows.add(
                SummaryRow.of(
                        view.text("directory.cost"), view.text("directory.cost." + one.cost())));
        if (!one.how().isEmpty()) {
            rows.add(SummaryRow.of(view.text("directory.how"), one.how()));
        }
        rows.add(
                SummaryRow.of(
                        view.text("directory.open-to-all"),
                        view.text(one.openToAll() ? "directory.yes" : "directory.no")));
        return rows;
    }

    // --- for those who keep it

    @GetMapping("/services/new")
    ModelAndView begin() {
        return forms.page(
                "/services",
                Map.of("id", Ids.next().toString()),
                Map.of("room", "yes", "cost", "free"),
                List.of(),
                "/services",
                "");
    }

    @PostMapping("/services")
    ModelAndView add(HttpServletRequest request, RedirectAttributes next) {
        Typed typed = new Typed(request.getParameterMap());
        UUID id = Optional.ofNullable(typed.id("id")).orElseGet(Ids::next);
        Map<String, String> values = forms.values(typed);
        Read read = forms.reading().read(values);
        if (read.draft() == null) {
            return forms.page(
                    "/services",
                    Map.of("id", id.toString()),
                    values,
                    read.wrong(),
                    "/services",
                    "");
        }
        boolean there = directory.add(id, read.draft());
        if (!there || directory.find(id).isEmpty()) {
            return forms.page(
                    "/services",
                    Map.of("id", id.toString()),
                    values,
                    List.of(new Wrong("name", "directory.wrong.twice", "")),
                    "/services",
                    "");
        }
        next.addFlashAttribute("flash", new Flash(Tone.DONE, "directory.saved"));
        return new ModelAndView("redirect:/services/" + id);
    }

    @GetMapping("/services/{id}/edit")
    ModelAndView edit(@PathVariable UUID id) {
        Service service = ours(id);
        return edit(service, values(service), List.of(), "");
    }

    private ModelAndView edit(
            Service service, Map<String, String> values, List<Wrong> wrong, String notice) {
        Map<String, String> hidden = new LinkedHashMap<>();
        hidden.put("seen", Integer.toString(service.version()));
        return forms.page(
                "/services/" + service.id() + "/edit",
                hidden,
                values,
                wrong,
                "/services/" + service.id(),
                notice);
    }

    private Map<String, String> values(Service service) {
        Map<String, String> values = new HashMap<>();
        values.put("name", service.name());
        values.put("provider", service.provider() == null ? "" : service.provider());
        values.put("sector", service.sector());
        values.put("country", service.country());
        values.put("places", String.join("\n", service.places()));
        values.put("latitude", text(service.latitude()));
        values.put("longitude", text(service.longitude()));
        values.put("for_whom", service.forWhom());
        values.put("languages", String.join(" ", service.languages()));
        values.put("hours", service.hours());
        values.put("room", service.room());
        values.put("full_until", text(service.fullUntil()));
        values.put("cost", service.cost());
        values.put("how", service.how());
        values.put("urgent_line", text(service.urgentLine()));
        values.put("phones", ServiceReading.phones(directory.phones(service.id())));
        values.put("open_to_all", service.openToAll() ? "yes" : "");
        return values;
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    @PostMapping("/services/{id}/edit")
    ModelAndView change(
            @PathVariable UUID id, HttpServletRequest request, RedirectAttributes next) {
        Service service = ours(id);
        Typed typed = new Typed(request.getParameterMap());
        Map<String, String> values = forms.values(typed);
        Read read = forms.reading().read(values);
        if (read.draft() == null) {
            return edit(service, values, read.wrong(), "");
        }
        String seen = typed.one("seen");
        if (!directory.change(
                id, seen.matches("[0-9]{1,9}") ? Integer.parseInt(seen) : -1, read.draft())) {
            ModelAndView page = edit(ours(id), values, List.of(), "directory.changed");
            page.setStatus(HttpStatus.CONFLICT);
            return page;
        }
        next.addFlashAttribute("flash", new Flash(Tone.DONE, "directory.saved"));
        return new ModelAndView("redirect:/services/" + id);
    }

    /** One click: it still holds, and this is the room there is. */
    @PostMapping("/services/{id}/confirm")
    ModelAndView confirm(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String room,
            RedirectAttributes next) {
        Service service = ours(id);
        boolean week = room.equals("week");
        if (!week && !ServiceReading.ROOMS.contains(room)) {
            next.addFlashAttribute("flash", new Flash(Tone.ATTENTION, "directory.wrong.room"));
        } else {
            directory.confirm(
                    service.id(), week ? "full" : room, week ? today().plusDays(7) : null);
            next.addFlashAttribute("flash", new Flash(Tone.DONE, "directory.confirmed-now"));
        }
        return new ModelAndView("redirect:/services/" + id);
    }

    private Service ours(UUID id) {
        return directory
                .find(id)
                .filter(one ->
                        Services.keeps(Acting.now())
                                && one.organisation().equals(Acting.now().organisation()))
                .orElseThrow(NoSuchService::new);
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private LocalDate today() {
        return now().toLocalDate();
    }
}
