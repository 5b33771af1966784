package amparo.server.cases;

import amparo.server.access.Acting;
import amparo.server.platform.Cell;
import amparo.server.platform.Chip;
import amparo.server.platform.Column;
import amparo.server.platform.Field;
import amparo.server.platform.Ids;
import amparo.server.platform.Option;
import amparo.server.platform.Paging;
import amparo.server.platform.Question;
import amparo.server.platform.SummaryRow;
import amparo.server.platform.Table;
import amparo.server.platform.Typed;
import amparo.server.platform.View;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Notes, tasks and files of a case. */
@Controller
class WorkPages {

    private static final int LONGEST_TASK = 200;

    private final Cases cases;
    private final Notes notes;
    private final Tasks tasks;
    private final Attachments attachments;
    private final Clock clock;

    WorkPages(Cases cases, Notes notes, Tasks tasks, Attachments attachments, Clock clock) {
        this.cases = cases;
        this.notes = notes;
        this.tasks = tasks;
        this.attachments = attachments;
        this.clock = clock;
    }

    // --- notes

    @GetMapping("/cases/{id}/notes/new")
    ModelAndView note(
            @PathVariable UUID id, @RequestParam(required = false) @Nullable UUID corrects) {
        Typed typed = new Typed(Map.of("sensitivity", new String[] {"ordinary"}));
        return noteForm(id, typed, Ids.next(), corrects);
    }

    private ModelAndView noteForm(UUID id, Typed typed, UUID form, @Nullable UUID corrects) {
        CaseStore.File file = cases.reach(id);
        List<CaseStore.Member> members = cases.members(id);
        CaseForm page =
                new CaseForm(
                                corrects == null ? "cases.note-new" : "cases.note-correct",
                                "/cases/" + id + "/notes",
                                "cases.note-go",
                                "/cases/" + file.id())
                        .hidden("id", form)
                        .lead(view -> List.of(view.text("cases.note-lead")))
                        .ask(view ->
                                FormReading.all(
                                        FormReading.whom(view, typed, members),
                                        Question.longText(
                                                typed.field(view, "words", view.text("cases.note"))
                                                        .limit(Notes.LONGEST)),
                                        sensitivity(view, typed)));
        return (corrects == null ? page : page.hidden("corrects", corrects))
                .page(typed.hasMistakes());
    }

    private static Question sensitivity(View view, Typed typed) {
        return Question.choice(
                typed.field(view, "sensitivity", view.text("cases.sensitivity"))
                        .hint(view.text("cases.sensitivity-hint")),
                Notes.SENSITIVITIES.stream()
                        .map(one ->
                                new Option(
                                        one,
                                        view.text("cases.sensitivity." + one),
                                        view.text("cases.sensitivity-about." + one)))
                        .toList());
    }

    @PostMapping("/cases/{id}/notes")
    ModelAndView note(@PathVariable UUID id, HttpServletRequest request, RedirectAttributes next) {
        Typed typed = new Typed(request.getParameterMap());
        UUID form = FormReading.id(typed);
        String words = typed.one("words");
        if (words.isEmpty()) {
            typed.wrong("words", "cases.wrong.words");
        } else if (words.length() > Notes.LONGEST) {
            typed.wrong("words", "cases.wrong.long");
        }
        String sensitivity = sensitivity(typed);
        whom(id, typed);
        if (typed.hasMistakes()) {
            return noteForm(id, typed, form, typed.id("corrects"));
        }
        try {
            notes.write(id, form, typed.one("person"), sensitivity, words, corrects(id, typed));
        } catch (DuplicateKeyException twice) {
            // The second click on the same form: the first one wrote it down.
        }
        return CasePages.to(
                id,
                sensitivity.equals("survivor") ? "cases.note-survivor-done" : "cases.note-done",
                next);
    }

    /** Only a note of this case that the actor can read is corrected. */
    private @Nullable UUID corrects(UUID id, Typed typed) {
        UUID wanted = typed.id("corrects");
        return wanted == null
                ? null
                : notes.of(id).stream()
                        .map(Notes.Note::id)
                        .filter(wanted::equals)
                        .findFirst()
                        .orElse(null);
    }

    private static String sensitivity(Typed typed) {
        String chosen = typed.one("sensitivity");
        if (!Notes.SENSITIVITIES.contains(chosen)) {
            typed.wrong("sensitivity", "cases.wrong.choice");
        }
        return chosen;
    }

    /** Where several are asked about, one is chosen. */
    private void whom(UUID id, Typed typed) {
        List<CaseStore.Member> members = cases.members(id);
        if (members.size() > 1
                && members.stream().noneMatch(one -> one.code().equals(typed.one("person")))) {
            typed.wrong("person", "cases.wrong.choice");
        }
    }

    // --- tasks

    @GetMapping("/cases/tasks")
    ModelAndView mine(@RequestParam(required = false) @Nullable String after) {
        Keys from = Keys.of(after);
        List<Tasks.Task> found = tasks.mine(from.day(), from.id(), Cases.PAGE + 1);
        List<Tasks.Task> shown = found.stream().limit(Cases.PAGE).toList();
        LocalDate today = CasePages.today(clock);
        ModelAndView page = new ModelAndView("cases/list");
        page.addObject("title", "cases.tasks-mine");
        page.addObject("lead", "cases.tasks-lead");
        Function<View, List<Chip>> chips = view -> List.of();
        page.addObject("chips", chips);
        Function<View, Table> table =
                view ->
                        new Table(
                                view.text("cases.tasks-mine"),
                                List.of(
                                        Column.of(view.text("cases.task")),
                                        Column.of(view.text("cases.person")),
                                        Column.of(view.text("cases.due"))),
                                shown.stream()
                                        .map(one ->
                                                List.of(
                                                        Cell.open(
                                                                one.what(),
                                                                "/cases/"
                                                                        + one.file()
                                                                        + "/tasks/"
                                                                        + one.id()),
                                                        Cell.words(one.code()),
                                                        (Cell)
                                                                new Cell.Status(
                                                                        CaseWords.due(
                                                                                view, one.due(),
                                                                                today))))
                                        .toList());
        page.addObject("table", table);
        page.addObject("empty", shown.isEmpty());
        page.addObject("none", "tasks");
        page.addObject(
                "paging",
                new Paging(
                        after == null ? null : "/cases/tasks",
                        found.size() > shown.size()
                                ? "/cases/tasks?after="
                                        + Keys.text(shown.getLast().due(), shown.getLast().id())
                                : null));
        return page;
    }

    @GetMapping("/cases/{id}/tasks/new")
    ModelAndView task(@PathVariable UUID id) {
        Map<String, String[]> proposed =
                new HashMap<>(FormReading.parts("due", CasePages.today(clock).plusDays(7)));
        proposed.put("assignee", new String[] {Acting.now().requireAccount().toString()});
        return taskForm(id, new Typed(proposed), Ids.next());
    }

    private ModelAndView taskForm(UUID id, Typed typed, UUID form) {
        CaseStore.File file = cases.work(id);
        List<CaseStore.Member> members = cases.members(id);
        return new CaseForm(
                        "cases.task-new",
                        "/cases/" + id + "/tasks",
                        "cases.task-go",
                        "/cases/" + file.id())
                .hidden("id", form)
                .ask(view -> {
                    List<Question> all = new ArrayList<>(FormReading.whom(view, typed, members));
                    all.addAll(taskQuestions(view, typed));
                    return all;
                })
                .page(typed.hasMistakes());
    }

    private List<Question> taskQuestions(View view, Typed typed) {
        return List.of(
                Question.text(
                        typed.field(view, "what", view.text("cases.task-what"))
                                .hint(view.text("cases.task-hint"))),
                Question.date(typed.field(view, "due", view.text("cases.due")), typed.date("due")),
                FormReading.who(
                        view, typed, "assignee", view.text("cases.task-who"), cases.colleagues()));
    }

    private static void checkTask(Typed typed, @Nullable LocalDate due, @Nullable UUID assignee) {
        int length = typed.one("what").length();
        if (length < 2 || length > LONGEST_TASK) {
            typed.wrong("what", "cases.wrong.task");
        }
        if (due == null) {
            typed.wrong("due", "cases.wrong.day");
        }
        if (assignee == null) {
            typed.wrong("assignee", "cases.wrong.colleague");
        }
    }

    @PostMapping("/cases/{id}/tasks")
    ModelAndView task(@PathVariable UUID id, HttpServletRequest request, RedirectAttributes next) {
        Typed typed = new Typed(request.getParameterMap());
        UUID form = FormReading.id(typed);
        LocalDate due = FormReading.day(typed, "due");
        UUID assignee = typed.id("assignee");
        checkTask(typed, due, assignee);
        whom(id, typed);
        if (typed.hasMistakes() || due == null || assignee == null) {
            return taskForm(id, typed, form);
        }
        tasks.make(id, form, typed.one("person"), typed.one("what"), due, assignee);
        return CasePages.to(id, "cases.task-done", next);
    }

    @GetMapping("/cases/{id}/tasks/{task}")
    ModelAndView change(@PathVariable UUID id, @PathVariable UUID task) {
        Tasks.Task now = tasks.find(id, task);
        Map<String, String[]> values = new HashMap<>(FormReading.parts("due", now.due()));
        values.put("what", new String[] {now.what()});
        values.put("assignee", new String[] {now.assignee().toString()});
        return changeForm(id, now, new Typed(values), now.version(), List.of());
    }

    private ModelAndView changeForm(
            UUID id, Tasks.Task task, Typed typed, int seen, List<CaseStore.Event> since) {
        CaseStore.File file = cases.reach(id);
        boolean own = task.assignee().equals(Acting.now().account());
        ModelAndView page =
                CaseChangePages.changed(
                                new CaseForm(
                                        "cases.task",
                                        "/cases/" + id + "/tasks/" + task.id(),
                                        "cases.save",
                                        "/cases/" + id),
                                since)
                        .hidden("seen", seen)
                        .ask(view -> taskQuestions(view, typed))
                        .page(CaseChangePages.status(typed, since));
        page.setViewName("cases/task");
        page.addObject("end", "/cases/" + id + "/tasks/" + task.id() + "/end");
        page.addObject("status", task.status());
        page.addObject("mayEnd", own || Cases.may(file));
        page.addObject("mayChange", Cases.may(file) && task.open());
        Function<View, List<SummaryRow>> summary =
                view ->
                        List.of(
                                SummaryRow.of(view.text("cases.task-what"), task.what()),
                                SummaryRow.of(view.text("cases.person"), task.code()),
                                SummaryRow.of(
                                        view.text("cases.due"), view.words().date(task.due())),
                                SummaryRow.of(
                                        view.text("cases.status"),
                                        view.text("cases.task." + task.status())));
        page.addObject("summary", summary);
        return page;
    }

    @PostMapping("/cases/{id}/tasks/{task}")
    ModelAndView change(
            @PathVariable UUID id,
            @PathVariable UUID task,
            HttpServletRequest request,
            RedirectAttributes next) {
        Typed typed = new Typed(request.getParameterMap());
        LocalDate due = FormReading.day(typed, "due");
        UUID assignee = typed.id("assignee");
        checkTask(typed, due, assignee);
        if (typed.hasMistakes() || due == null || assignee == null) {
            return changeForm(id, tasks.find(id, task), typed, FormReading.seen(typed), List.of());
        }
        try {
            tasks.change(id, task, FormReading.seen(typed), typed.one("what"), due, assignee);
        } catch (Changed changed) {
            Tasks.Task now = tasks.find(id, task);
            return changeForm(id, now, typed, now.version(), changed.since());
        }
        return CasePages.to(id, "cases.saved", next);
    }

    @PostMapping("/cases/{id}/tasks/{task}/end")
    ModelAndView end(
            @PathVariable UUID id,
            @PathVariable UUID task,
            @RequestParam(defaultValue = "done") String status,
            RedirectAttributes next) {
        NoSuchCase.unless(List.of("open", "done", "dropped").contains(status));
        tasks.end(id, task, status);
        return CasePages.to(id, "cases.task-" + status + "-now", next);
    }

    // --- files

    @GetMapping("/cases/{id}/files/new")
    ModelAndView file(@PathVariable UUID id) {
        return fileForm(
                id, new Typed(Map.of("sensitivity", new String[] {"sensitive"})), Ids.next());
    }

    private ModelAndView fileForm(UUID id, Typed typed, UUID form) {
        CaseStore.File file = cases.reach(id);
        List<CaseStore.Member> members = cases.members(id);
        Function<View, Field> upload =
                view ->
                        typed.field(view, "file", view.text("cases.file"))
                                .hint(view.text("cases.file-hint"));
        return new CaseForm(
                        "cases.file-new",
                        "/cases/" + id + "/files",
                        "cases.file-go",
                        "/cases/" + file.id())
                .hidden("id", form)
                .lead(view -> List.of(view.text("cases.file-lead")))
                .upload(upload)
                .ask(view ->
                        FormReading.all(
                                FormReading.whom(view, typed, members), sensitivity(view, typed)))
                .page(typed.hasMistakes());
    }

    @PostMapping("/cases/{id}/files")
    ModelAndView file(
            @PathVariable UUID id,
            @RequestParam(name = "file", required = false) @Nullable MultipartFile sent,
            HttpServletRequest request,
            RedirectAttributes next)
            throws IOException {
        Typed typed = new Typed(request.getParameterMap());
        UUID form = FormReading.id(typed);
        byte[] bytes = sent == null ? new byte[0] : sent.getBytes();
        Optional<String> kind = FileKinds.of(bytes);
        if (bytes.length == 0) {
            typed.wrong("file", "cases.wrong.file");
        } else if (bytes.length > Attachments.LARGEST) {
            typed.wrong("file", "cases.wrong.large");
        } else if (kind.isEmpty()) {
            typed.wrong("file", "cases.wrong.kind");
        }
        String sensitivity = sensitivity(typed);
        whom(id, typed);
        if (typed.hasMistakes() || sent == null || kind.isEmpty()) {
            return fileForm(id, typed, form);
        }
        try {
            String name = sent.getOriginalFilename();
            attachments.add(
                    id,
                    form,
                    typed.one("person"),
                    sensitivity,
                    name == null ? "" : name,
                    kind.get(),
                    bytes);
        } catch (DuplicateKeyException twice) {
            // The second click on the same form: the first one kept it.
        }
        return CasePages.to(
                id,
                sensitivity.equals("survivor") ? "cases.file-survivor-done" : "cases.file-done",
                next);
    }

    /** Leaves as a download only; no browser is to guess what it is, nor to keep it. */
    @GetMapping("/cases/{id}/files/{file}")
    ResponseEntity<byte[]> download(@PathVariable UUID id, @PathVariable UUID file) {
        Attachments.Content content = attachments.open(id, file);
        HttpHeaders headers = new HttpHeaders();
        headers.setContentType(MediaType.parseMediaType(content.kind()));
        headers.setContentDisposition(
                ContentDisposition.attachment()
                        .filename(content.name(), StandardCharsets.UTF_8)
                        .build());
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Content-Security-Policy", "default-src 'none'; sandbox");
        headers.setCacheControl("no-store");
        return ResponseEntity.ok().headers(headers).body(content.bytes());
    }

    @PostMapping("/cases/{id}/files/{file}/remove")
    ModelAndView remove(@PathVariable UUID id, @PathVariable UUID file, RedirectAttributes next) {
        attachments.remove(id, file);
        return CasePages.to(id, "cases.file-removed", next);
    }
}
