package amparo.server.cases;

import amparo.server.access.Acting;
import amparo.server.cases.CaseStore.Which;
import amparo.server.platform.Cell;
import amparo.server.platform.Chip;
import amparo.server.platform.Column;
import amparo.server.platform.Flash;
import amparo.server.platform.Ids;
import amparo.server.platform.Moment;
import amparo.server.platform.Paging;
import amparo.server.platform.SummaryRow;
import amparo.server.platform.Table;
import amparo.server.platform.Tone;
import amparo.server.platform.View;
import amparo.server.registry.PersonHeads;
import java.time.Clock;
import java.time.LocalDate;
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
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The list of cases, those of a person, a case, and the same on paper. */
@Controller
class CasePages {

    private final Cases cases;
    private final Notes notes;
    private final Tasks tasks;
    private final Attachments attachments;
    private final Accompaniment doors;
    private final Transfers transfers;
    private final PersonHeads heads;
    private final Clock clock;

    CasePages(
            Cases cases,
            Notes notes,
            Tasks tasks,
            Attachments attachments,
            Accompaniment doors,
            Transfers transfers,
            PersonHeads heads,
            Clock clock) {
        this.cases = cases;
        this.notes = notes;
        this.tasks = tasks;
        this.attachments = attachments;
        this.doors = doors;
        this.transfers = transfers;
        this.heads = heads;
        this.clock = clock;
    }

    static LocalDate today(Clock clock) {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    @GetMapping("/cases")
    ModelAndView list(
            @RequestParam(defaultValue = "mine") String show,
            @RequestParam(required = false) @Nullable UUID before) {
        Which which = which(show);
        List<CaseStore.File> found = cases.list(which, before, Cases.PAGE);
        List<CaseStore.File> shown = found.stream().limit(Cases.PAGE).toList();
        ModelAndView page = new ModelAndView("cases/list");
        page.addObject("title", "cases.list");
        page.addObject("lead", "cases.list." + which.word());
        Function<View, List<Chip>> chips =
                view -> {
                    List<Chip> all = new ArrayList<>();
                    for (Which one : Which.values()) {
                        all.add(
                                new Chip(
                                        view.text("cases.show." + one.word()),
                                        one == which ? "/cases" : "/cases?show=" + one.word(),
                                        one == which));
                    }
                    return all;
                };
        page.addObject("chips", chips);
        Function<View, Table> table = view -> table(view, shown, "cases.list");
        page.addObject("table", table);
        page.addObject("empty", shown.isEmpty());
        page.addObject("none", "cases");
        page.addObject(
                "paging",
                new Paging(
                        before == null ? null : "/cases?show=" + which.word(),
                        found.size() > shown.size()
                                ? "/cases?show=" + which.word() + "&before=" + shown.getLast().id()
                                : null));
        return page;
    }

    private static Which which(String word) {
        for (Which one : Which.values()) {
            if (one.word().equals(word)) {
                return one;
            }
        }
        return Which.MINE;
    }

    private Table table(View view, List<CaseStore.File> shown, String caption) {
        LocalDate today = today(clock);
        return new Table(
                view.text(caption),
                List.of(
                        Column.of(view.text("cases.person")),
                        Column.of(view.text("cases.name")),
                        Column.of(view.text("cases.status")),
                        Column.of(view.text("cases.owner")),
                        Column.of(view.text("cases.due")),
                        Column.of(view.text("cases.opened"))),
                shown.stream()
                        .map(one ->
                                List.of(
                                        Cell.open(one.code(), "/cases/" + one.id()),
                                        Cell.words(orNone(view, one.name())),
                                        (Cell) new Cell.Status(CaseWords.status(view, one)),
                                        Cell.words(orNone(view, one.ownerName())),
                                        one.due() == null
                                                ? Cell.words("–")
                                                : new Cell.Status(
                                                        CaseWords.due(view, one.due(), today)),
                                        Cell.words(
                                                view.words().date(one.openedAt().toLocalDate()))))
                        .toList());
    }

    private static String orNone(View view, @Nullable String text) {
        return text == null ? view.text("cases.nobody") : text;
    }

    /** The tab of a person. */
    @GetMapping("/persons/{code}/cases")
    @Transactional(noRollbackFor = NoSuchCase.class)
    ModelAndView of(@PathVariable String code) {
        List<CaseStore.File> found = cases.of(code);
        PersonHeads.Head head = heads.of(code, CasesTab.KEY).orElseThrow(NoSuchCase::new);
        ModelAndView page = new ModelAndView("cases/of-person");
        page.addObject("head", head);
        page.addObject("code", head.code());
        Function<View, Table> table = view -> table(view, found, "cases.of-person");
        page.addObject("table", table);
        page.addObject("empty", found.isEmpty());
        page.addObject("mayOpen", CasePolicy.works(Acting.now()));
        return page;
    }

    @GetMapping("/cases/{id}")
    ModelAndView open(@PathVariable UUID id) {
        return whole(id, "cases/case", cases.open(id));
    }

    @GetMapping("/cases/{id}/print")
    ModelAndView print(@PathVariable UUID id) {
        return whole(id, "cases/print", cases.print(id));
    }

    private ModelAndView whole(UUID id, String template, Cases.Opened opened) {
        CaseStore.File file = opened.file();
        LocalDate today = today(clock);
        List<Tasks.Task> toDo = tasks.of(id);
        List<Accompaniment.Tried> tried = doors.of(id);
        List<Accompaniment.Appointment> meetings = doors.appointments(id);
        List<Notes.Note> noted = notes.of(id);
        List<Attachments.Attached> files = attachments.of(id);
        List<Transfers.Offer> offers = transfers.of(id);
        String received =
                offers.stream()
                        .filter(Transfers.Offer::incoming)
                        .findFirst()
                        .flatMap(one -> transfers.reason(one.id()))
                        .orElse("");

        ModelAndView page = new ModelAndView(template);
        page.addObject("id", id.toString());
        page.addObject("code", file.code());
        page.addObject("form", Ids.next().toString());
        page.addObject("version", file.version());
        page.addObject("works", opened.works());
        page.addObject("closed", file.closed());
        page.addObject("unowned", file.owner() == null && !file.closed());
        page.addObject("mine", Acting.now().requireAccount().equals(file.owner()));
        page.addObject("emergency", file.emergency());
        page.addObject("handsOut", opened.works() && CasePolicy.handsOut(Acting.now()));
        // One offer at a time, and only of persons whose file is ours: the others can tell of
        // theirs.
        page.addObject(
                "offered",
                offers.stream().anyMatch(one -> one.waits() && !one.incoming())
                        || opened.members().stream()
                                .noneMatch(one -> one.organisation().equals(file.organisation())));
        page.addObject(
                "next",
                CaseNext.of(file, toDo, tried, meetings, offers, clock)
                        .filter(any -> opened.works())
                        .orElse(null));
        page.addObject("reason", received);
        Function<View, List<SummaryRow>> summary =
                view -> summary(view, file, opened.team(), offers);
        page.addObject("summary", summary);
        Function<View, List<List<String>>> members =
                view ->
                        opened.members().stream()
                                .map(one ->
                                        List.of(
                                                one.code(),
                                                orNone(view, one.name()),
                                                Boolean.toString(
                                                        one.person().equals(file.person()))))
                                .toList();
        page.addObject("members", members);
        Function<View, List<List<String>>> taskLines =
                view -> toDo.stream().map(one -> task(view, one, today)).toList();
        page.addObject("tasks", taskLines);
        Function<View, Table> doorTable = view -> doorTable(view, id, tried, today);
        page.addObject("doors", doorTable);
        page.addObject("anyDoor", !tried.isEmpty());
        Function<View, Table> meetingTable = view -> meetings(view, id, meetings);
        page.addObject("appointments", meetingTable);
        page.addObject("anyAppointment", !meetings.isEmpty());
        Function<View, List<List<String>>> noteLines =
                view -> noted.stream().map(one -> note(view, one)).toList();
        page.addObject("notes", noteLines);
        Function<View, List<List<String>>> fileLines =
                view -> files.stream().map(one -> file(view, one)).toList();
        page.addObject("files", fileLines);
        Function<View, List<List<String>>> offerLines =
                view ->
                        offers.stream()
                                .filter(one -> !one.incoming())
                                .map(one -> offer(view, one))
                                .toList();
        page.addObject("offers", offerLines);
        Function<View, List<Moment>> history = view -> history(view, opened, toDo, tried);
        page.addObject("history", history);
        return page;
    }

    private static List<SummaryRow> summary(
            View view, CaseStore.File file, List<String> team, List<Transfers.Offer> offers) {
        List<SummaryRow> rows = new ArrayList<>();
        rows.add(SummaryRow.of(view.text("cases.status"), CaseWords.status(view, file).label()));
        LocalDate until = file.waitingUntil();
        if (until != null) {
            rows.add(SummaryRow.of(view.text("cases.waiting-until"), view.words().date(until)));
        }
        rows.add(SummaryRow.of(view.text("cases.owner"), orNone(view, file.ownerName())));
        if (!team.isEmpty()) {
            rows.add(SummaryRow.of(view.text("cases.team"), view.words().list(team)));
        }
        rows.add(
                SummaryRow.of(
                        view.text("cases.opened"),
                        view.words().date(file.openedAt().toLocalDate())));
        offers.stream()
                .filter(Transfers.Offer::incoming)
                .findFirst()
                .ifPresent(one ->
                        rows.add(SummaryRow.of(view.text("cases.came-from"), one.fromName())));
        return rows;
    }

    private static List<String> task(View view, Tasks.Task task, LocalDate today) {
        return List.of(
                task.id().toString(),
                task.what(),
                task.open()
                        ? CaseWords.due(view, task.due(), today).label()
                        : view.text("cases.task." + task.status()),
                orNone(view, task.assigneeName()),
                task.status(),
                Boolean.toString(task.open() && task.due().isBefore(today)));
    }

    private Table doorTable(View view, UUID id, List<Accompaniment.Tried> tried, LocalDate today) {
        return new Table(
                view.text("cases.doors"),
                List.of(
                        Column.of(view.text("cases.door")),
                        Column.of(view.text("cases.person")),
                        Column.of(view.text("cases.door.state")),
                        Column.of(view.text("cases.door.since"))),
                tried.stream()
                        .map(one ->
                                List.of(
                                        Cell.open(
                                                doors.title(one.door(), view.language().code()),
                                                "/cases/" + id + "/doors/" + one.id()),
                                        Cell.words(one.code()),
                                        (Cell) new Cell.Status(CaseWords.door(view, one, today)),
                                        Cell.words(view.words().date(one.stateOn()))))
                        .toList());
    }

    static String when(View view, Accompaniment.Appointment one) {
        var there = one.at().atZoneSameInstant(zone(one.zone()));
        return view.words().date(there.toLocalDate())
                + ", "
                + DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).format(there)
                + " ("
                + Zones.city(one.zone())
                + ")";
    }

    private static ZoneId zone(String id) {
        return Zones.ALL.contains(id) ? ZoneId.of(id) : ZoneOffset.UTC;
    }

    private Table meetings(View view, UUID id, List<Accompaniment.Appointment> meetings) {
        return new Table(
                view.text("cases.appointments"),
                List.of(
                        Column.of(view.text("cases.appointment.at")),
                        Column.of(view.text("cases.appointment.purpose")),
                        Column.of(view.text("cases.appointment.place")),
                        Column.of(view.text("cases.appointment.state")),
                        Column.of(view.text("cases.appointment.calendar"))),
                meetings.stream()
                        .map(one ->
                                List.of(
                                        Cell.open(
                                                when(view, one),
                                                "/cases/" + id + "/appointments/" + one.id()),
                                        Cell.words(view.text("cases.purpose." + one.purpose())),
                                        Cell.words(one.place() == null ? "–" : one.place()),
                                        Cell.status(
                                                view.text("cases.appointment.state." + one.state()),
                                                one.state().equals("planned")
                                                        ? Tone.DOING
                                                        : Tone.CLOSED),
                                        Cell.action(
                                                view.text("cases.appointment.get"),
                                                "/cases/"
                                                        + id
                                                        + "/appointments/"
                                                        + one.id()
                                                        + "/calendar",
                                                when(view, one))))
                        .toList());
    }

    private static List<String> note(View view, Notes.Note note) {
        return List.of(
                note.id().toString(),
                view.words().dateTime(note.recordedAt().toInstant()),
                orNone(view, note.byName()),
                note.words(),
                note.sensitivity().equals("ordinary")
                        ? ""
                        : view.text("cases.sensitivity." + note.sensitivity()),
                note.corrected() ? view.text("cases.note.corrected") : "",
                note.code());
    }

    private static List<String> file(View view, Attachments.Attached file) {
        return List.of(
                file.id().toString(),
                file.name(),
                view.text(
                        "cases.file.line",
                        view.words().number(Math.max(1, file.size() / 1024)),
                        view.words().date(file.addedAt().toLocalDate()),
                        orNone(view, file.byName())),
                file.sensitivity().equals("ordinary")
                        ? ""
                        : view.text("cases.sensitivity." + file.sensitivity()),
                file.removedAt() == null ? "" : view.text("cases.file.removed"));
    }

    private static List<String> offer(View view, Transfers.Offer offer) {
        String heard = offer.receivedStatus();
        return List.of(
                offer.id().toString(),
                view.text(
                        "cases.transfer.line",
                        offer.toName(),
                        view.words().date(offer.offeredAt().toLocalDate())),
                CaseWords.offer(view, offer).label(),
                offer.waits()
                        ? view.text("cases.transfer.answer-by", offer.answerBy())
                        : offer.declinedBecause() != null
                                ? view.text("cases.declined." + offer.declinedBecause())
                                        + (offer.declinedWords() == null
                                                ? ""
                                                : ": " + offer.declinedWords())
                                : heard == null
                                        ? ""
                                        : view.text(
                                                "cases.transfer.heard",
                                                view.text("cases.status." + heard)),
                Boolean.toString(offer.waits()));
    }

    private List<Moment> history(
            View view,
            Cases.Opened opened,
            List<Tasks.Task> toDo,
            List<Accompaniment.Tried> tried) {
        Map<UUID, String> subjects = new HashMap<>();
        toDo.forEach(one -> subjects.put(one.id(), one.what()));
        tried.forEach(
                one -> subjects.put(one.id(), doors.title(one.door(), view.language().code())));
        opened.members().forEach(one -> subjects.put(one.person(), one.code()));
        return opened.events().stream()
                .map(one -> CaseWords.moment(view, one, opened.names(), subjects))
                .toList();
    }

    static ModelAndView to(UUID id, String said, RedirectAttributes next) {
        next.addFlashAttribute("flash", new Flash(Tone.DONE, said));
        return new ModelAndView("redirect:/cases/" + id);
    }
}
