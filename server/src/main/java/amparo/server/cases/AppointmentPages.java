package amparo.server.cases;

import amparo.server.platform.Cell;
import amparo.server.platform.Chip;
import amparo.server.platform.Column;
import amparo.server.platform.Ids;
import amparo.server.platform.Language;
import amparo.server.platform.Option;
import amparo.server.platform.PageLanguage;
import amparo.server.platform.Paging;
import amparo.server.platform.Question;
import amparo.server.platform.Table;
import amparo.server.platform.Texts;
import amparo.server.platform.Typed;
import amparo.server.platform.View;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Appointments, and the calendar file that a person takes along. */
@Controller
class AppointmentPages {

    private static final int LONGEST_PLACE = 200;

    private final Cases cases;
    private final Accompaniment doors;
    private final Texts texts;
    private final PageLanguage languages;
    private final Clock clock;

    AppointmentPages(
            Cases cases, Accompaniment doors, Texts texts, PageLanguage languages, Clock clock) {
        this.cases = cases;
        this.doors = doors;
        this.texts = texts;
        this.languages = languages;
        this.clock = clock;
    }

    @GetMapping("/cases/appointments")
    ModelAndView coming(
            @RequestParam(required = false) @Nullable Long after,
            @RequestParam(required = false) @Nullable UUID id) {
        OffsetDateTime from =
                CasePages.today(clock).minusDays(1).atStartOfDay().atOffset(ZoneOffset.UTC);
        List<Accompaniment.Appointment> found =
                doors.coming(from, moment(after), id, Cases.PAGE + 1);
        List<Accompaniment.Appointment> shown = found.stream().limit(Cases.PAGE).toList();
        ModelAndView page = new ModelAndView("cases/list");
        page.addObject("title", "cases.coming");
        page.addObject("lead", "cases.coming-lead");
        Function<View, List<Chip>> chips = view -> List.of();
        page.addObject("chips", chips);
        Function<View, Table> table =
                view ->
                        new Table(
                                view.text("cases.coming"),
                                List.of(
                                        Column.of(view.text("cases.appointment.at")),
                                        Column.of(view.text("cases.person")),
                                        Column.of(view.text("cases.appointment.purpose")),
                                        Column.of(view.text("cases.appointment.place"))),
                                shown.stream()
                                        .map(one ->
                                                List.<Cell>of(
                                                        Cell.open(
                                                                CasePages.when(view, one),
                                                                "/cases/"
                                                                        + one.file()
                                                                        + "/appointments/"
                                                                        + one.id()),
                                                        Cell.words(one.code()),
                                                        Cell.words(
                                                                view.text(
                                                                        "cases.purpose."
                                                                                + one.purpose())),
                                                        Cell.words(
                                                                one.place() == null
                                                                        ? "–"
                                                                        : one.place())))
                                        .toList());
        page.addObject("table", table);
        page.addObject("empty", shown.isEmpty());
        page.addObject("none", "coming");
        page.addObject(
                "paging",
                new Paging(
                        after == null ? null : "/cases/appointments",
                        found.size() > shown.size()
                                ? "/cases/appointments?after="
                                        + shown.getLast().at().toInstant().toEpochMilli()
                                        + "&id="
                                        + shown.getLast().id()
                                : null));
        return page;
    }

    /** A moment of an address; what lies beyond all calendars is none. */
    private static @Nullable OffsetDateTime moment(@Nullable Long millis) {
        return millis == null || millis < 0 || millis > 7_000_000_000_000L
                ? null
                : java.time.Instant.ofEpochMilli(millis).atOffset(ZoneOffset.UTC);
    }

    @GetMapping("/cases/{id}/appointments/new")
    ModelAndView plan(@PathVariable UUID id, @RequestParam(required = false) @Nullable UUID door) {
        Map<String, String[]> proposed = new HashMap<>();
        proposed.put("zone", new String[] {Zones.of(doors.country())});
        if (door != null) {
            proposed.put("door", new String[] {door.toString()});
        }
        return planForm(id, new Typed(proposed), Ids.next());
    }

    private ModelAndView planForm(UUID id, Typed typed, UUID form) {
        CaseStore.File file = cases.work(id);
        List<CaseStore.Member> members = cases.members(id);
        List<Accompaniment.Tried> tried = doors.of(id);
        return new CaseForm(
                        "cases.appointment-new",
                        "/cases/" + id + "/appointments",
                        "cases.appointment-go",
                        "/cases/" + file.id())
                .hidden("id", form)
                .lead(view -> List.of(view.text("cases.appointment-lead")))
                .ask(view -> {
                    List<Question> all = new ArrayList<>(FormReading.whom(view, typed, members));
                    all.addAll(questions(view, typed));
                    if (!tried.isEmpty()) {
                        List<Option> choices = new ArrayList<>();
                        choices.add(Option.of("", view.text("cases.appointment-no-door")));
                        tried.forEach(one ->
                                choices.add(
                                        Option.of(
                                                one.id().toString(),
                                                doors.title(one.door(), view.language().code()))));
                        all.add(
                                Question.longChoice(
                                        typed.field(view, "door", view.text("cases.door"))
                                                .asOptional(),
                                        choices));
                    }
                    return all;
                })
                .page(typed.hasMistakes());
    }

    private static List<Question> questions(View view, Typed typed) {
        return List.of(
                Question.date(
                        typed.field(view, "day", view.text("cases.appointment.day")),
                        typed.date("day")),
                Question.text(
                        typed.field(view, "time", view.text("cases.appointment.time"))
                                .hint(view.text("cases.appointment.time-hint"))
                                .width(6)),
                Question.longChoice(
                        typed.field(view, "zone", view.text("cases.appointment.zone")),
                        Zones.ALL.stream().map(one -> Option.of(one, Zones.city(one))).toList()),
                Question.text(
                        typed.field(view, "place", view.text("cases.appointment.place"))
                                .autocomplete("off")
                                .asOptional()),
                Question.longChoice(
                        typed.field(view, "purpose", view.text("cases.appointment.purpose")),
                        FormReading.options(view, "cases.purpose.", Accompaniment.PURPOSES)));
    }

    /** What was typed, if it is whole; mistakes are marked. */
    private static Accompaniment.@Nullable Planned read(Typed typed) {
        LocalDate day = FormReading.day(typed, "day");
        LocalTime time = null;
        try {
            String text = typed.one("time").replace('.', ':').replace('h', ':');
            if (text.matches("[0-9]{1,2}:[0-9]{2}")) {
                time = LocalTime.parse(text.length() == 4 ? "0" + text : text);
            }
        } catch (DateTimeException none) {
            // Said below.
        }
        if (day == null) {
            typed.wrong("day", "cases.wrong.day");
        }
        if (time == null) {
            typed.wrong("time", "cases.wrong.time");
        }
        if (!Zones.ALL.contains(typed.one("zone"))) {
            typed.wrong("zone", "cases.wrong.choice");
        }
        if (!Accompaniment.PURPOSES.contains(typed.one("purpose"))) {
            typed.wrong("purpose", "cases.wrong.choice");
        }
        if (typed.one("place").length() > LONGEST_PLACE) {
            typed.wrong("place", "cases.wrong.long");
        }
        if (typed.hasMistakes() || day == null || time == null) {
            return null;
        }
        return new Accompaniment.Planned(
                typed.one("person"),
                typed.id("door"),
                day.atTime(time).atZone(ZoneId.of(typed.one("zone"))).toOffsetDateTime(),
                typed.one("zone"),
                typed.one("place").isEmpty() ? null : typed.one("place"),
                typed.one("purpose"));
    }

    @PostMapping("/cases/{id}/appointments")
    ModelAndView plan(@PathVariable UUID id, HttpServletRequest request, RedirectAttributes next) {
        Typed typed = new Typed(request.getParameterMap());
        UUID form = FormReading.id(typed);
        List<CaseStore.Member> members = cases.members(id);
        if (members.size() > 1
                && members.stream().noneMatch(one -> one.code().equals(typed.one("person")))) {
            typed.wrong("person", "cases.wrong.choice");
        }
        UUID door = typed.id("door");
        if (door != null && doors.of(id).stream().noneMatch(one -> one.id().equals(door))) {
            typed.wrong("door", "cases.wrong.choice");
        }
        Accompaniment.Planned planned = read(typed);
        if (planned == null || typed.hasMistakes()) {
            return planForm(id, typed, form);
        }
        doors.plan(id, form, planned);
        return CasePages.to(id, "cases.appointment-done", next);
    }

    @GetMapping("/cases/{id}/appointments/{appointment}")
    ModelAndView change(@PathVariable UUID id, @PathVariable UUID appointment) {
        Accompaniment.Appointment now = doors.appointment(id, appointment);
        var there = now.at().atZoneSameInstant(ZoneId.of(now.zone()));
        Map<String, String[]> values = new HashMap<>(FormReading.parts("day", there.toLocalDate()));
        values.put(
                "time",
                new String[] {DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).format(there)});
        values.put("zone", new String[] {now.zone()});
        values.put("place", new String[] {now.place() == null ? "" : now.place()});
        values.put("purpose", new String[] {now.purpose()});
        values.put("state", new String[] {now.state()});
        return changeForm(id, now, new Typed(values), now.version(), List.of());
    }

    private ModelAndView changeForm(
            UUID id,
            Accompaniment.Appointment now,
            Typed typed,
            int seen,
            List<CaseStore.Event> since) {
        CaseStore.File file = cases.work(id);
        return CaseChangePages.changed(
                        new CaseForm(
                                "cases.appointment",
                                "/cases/" + id + "/appointments/" + now.id(),
                                "cases.save",
                                "/cases/" + file.id()),
                        since)
                .hidden("seen", seen)
                .ask(view -> {
                    List<Question> all = new ArrayList<>(questions(view, typed));
                    all.add(
                            Question.choice(
                                    typed.field(
                                            view, "state", view.text("cases.appointment.state")),
                                    FormReading.options(
                                            view,
                                            "cases.appointment.state.",
                                            Accompaniment.APPOINTMENT_STATES)));
                    return all;
                })
                .page(CaseChangePages.status(typed, since));
    }

    @PostMapping("/cases/{id}/appointments/{appointment}")
    ModelAndView change(
            @PathVariable UUID id,
            @PathVariable UUID appointment,
            HttpServletRequest request,
            RedirectAttributes next) {
        Typed typed = new Typed(request.getParameterMap());
        Accompaniment.Planned planned = read(typed);
        String state = typed.one("state");
        if (!Accompaniment.APPOINTMENT_STATES.contains(state)) {
            typed.wrong("state", "cases.wrong.choice");
        }
        if (planned == null || typed.hasMistakes()) {
            return changeForm(
                    id,
                    doors.appointment(id, appointment),
                    typed,
                    FormReading.seen(typed),
                    List.of());
        }
        try {
            doors.change(id, appointment, FormReading.seen(typed), planned, state);
        } catch (Changed changed) {
            Accompaniment.Appointment now = doors.appointment(id, appointment);
            return changeForm(id, now, typed, now.version(), changed.since());
        }
        return CasePages.to(id, "cases.saved", next);
    }

    /**
     * The calendar file, in the language of the page from which it is taken.
     *
     * @param full with purpose and place; only where the person wants that on their telephone
     */
    @GetMapping("/cases/{id}/appointments/{appointment}/calendar")
    ResponseEntity<byte[]> calendar(
            @PathVariable UUID id,
            @PathVariable UUID appointment,
            @RequestParam(defaultValue = "false") boolean full,
            HttpServletRequest request) {
        Accompaniment.Appointment one = doors.appointment(id, appointment);
        Language language = languages.of(request);
        byte[] file = DailyCaseWork.calendar(one, full, texts, language, clock);
        HttpHeaders headers = new HttpHeaders();
        headers.set(HttpHeaders.CONTENT_TYPE, "text/calendar;charset=UTF-8");
        headers.setContentDisposition(
                ContentDisposition.attachment()
                        .filename(texts.text(language, "cases.appointment.file"))
                        .build());
        headers.set("X-Content-Type-Options", "nosniff");
        headers.setCacheControl("no-store");
        return ResponseEntity.ok().headers(headers).body(file);
    }
}
