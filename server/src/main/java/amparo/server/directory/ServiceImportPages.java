package amparo.server.directory;

import amparo.server.access.Acting;
import amparo.server.audit.AuditLog;
import amparo.server.directory.ServiceFile.Checked;
import amparo.server.directory.ServiceFile.Reject;
import amparo.server.platform.Cell;
import amparo.server.platform.Column;
import amparo.server.platform.Field;
import amparo.server.platform.Flash;
import amparo.server.platform.Option;
import amparo.server.platform.PageLanguage;
import amparo.server.platform.Question;
import amparo.server.platform.Sealer;
import amparo.server.platform.Table;
import amparo.server.platform.Texts;
import amparo.server.platform.Tone;
import amparo.server.platform.Typed;
import amparo.server.platform.View;
import de.siegmar.fastcsv.writer.CsvWriter;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * A table of services: chosen, looked at column by column, and then written. Rows that are wrong
 * come back as a file; the others can be written without them. Between the steps the page carries
 * the file, sealed.
 */
@Controller
@Transactional
class ServiceImportPages {

    private static final Duration GOOD_FOR = Duration.ofHours(2);
    private static final int SHOWN = 20;

    private final Services directory;
    private final ServiceForms forms;
    private final Sealer sealer;
    private final Texts texts;
    private final PageLanguage language;
    private final AuditLog audit;
    private final Clock clock;

    ServiceImportPages(
            Services directory,
            ServiceForms forms,
            Sealer sealer,
            Texts texts,
            PageLanguage language,
            AuditLog audit,
            Clock clock) {
        this.directory = directory;
        this.forms = forms;
        this.sealer = sealer;
        this.texts = texts;
        this.language = language;
        this.audit = audit;
        this.clock = clock;
    }

    @GetMapping("/services/import")
    ModelAndView choose() {
        return choose("");
    }

    private static ModelAndView choose(String wrong) {
        ModelAndView page = new ModelAndView("directory/import").addObject("wrong", wrong);
        page.setStatus(wrong.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
        return page;
    }

    /** Looks at a file, or again at the same one with other columns. */
    @PostMapping("/services/import")
    ModelAndView look(
            @RequestParam(required = false) @Nullable MultipartFile file,
            HttpServletRequest request)
            throws IOException {
        Typed typed = new Typed(request.getParameterMap());
        byte[] bytes =
                file == null || file.isEmpty()
                        ? open(typed.one("sealed")).orElse(new byte[0])
                        : file.getBytes();
        Optional<ServiceFile> read = ServiceFile.read(bytes);
        if (read.isEmpty()) {
            return choose("directory.wrong.file");
        }
        return preview(bytes, read.get(), columns(typed, read.get()));
    }

    private static List<String> columns(Typed typed, ServiceFile file) {
        List<String> columns = new ArrayList<>();
        for (int i = 0; i < file.headings().size(); i++) {
            List<String> chosen = typed.all("column-" + i);
            columns.add(chosen.isEmpty() ? file.guessed().get(i) : chosen.getFirst());
        }
        return columns;
    }

    private ModelAndView preview(byte[] bytes, ServiceFile file, List<String> columns) {
        Checked checked = file.check(columns, forms.reading());
        Function<View, List<Question>> questions =
                view -> {
                    List<Question> all = new ArrayList<>();
                    List<Option> fields = new ArrayList<>();
                    fields.add(Option.of("", view.text("directory.column-none")));
                    ServiceReading.FIELDS.forEach(
                            one -> fields.add(Option.of(one, view.text("directory.field." + one))));
                    for (int i = 0; i < columns.size(); i++) {
                        all.add(
                                Question.longChoice(
                                        Field.of(
                                                        "column-" + i,
                                                        view.text(
                                                                "directory.column",
                                                                file.headings().get(i)))
                                                .value(columns.get(i)),
                                        fields));
                    }
                    return all;
                };
        Function<View, Table> rejects =
                view ->
                        new Table(
                                view.text("directory.rejects"),
                                List.of(
                                        Column.figures(view.text("directory.line")),
                                        Column.of(view.text("directory.column-head")),
                                        Column.of(view.text("directory.value")),
                                        Column.of(view.text("directory.why"))),
                                checked.rejects().stream()
                                        .limit(SHOWN)
                                        .map(one ->
                                                List.of(
                                                        Cell.figure(Integer.toString(one.line())),
                                                        Cell.words(
                                                                view.text(
                                                                        "directory.field."
                                                                                + one.column())),
                                                        Cell.words(one.value()),
                                                        Cell.words(
                                                                (view.text(one.key())
                                                                                + " "
                                                                                + one.detail())
                                                                        .strip())))
                                        .toList());
        return new ModelAndView("directory/preview")
                .addObject("sealed", seal(bytes))
                .addObject("good", checked.good().size())
                .addObject("bad", checked.rejects().stream().map(Reject::line).distinct().count())
                .addObject("questions", questions)
                .addObject("rejects", rejects);
    }

    /** The mistakes as a file, to be mended beside the original. */
    @PostMapping("/services/import/rejects")
    ResponseEntity<byte[]> rejects(HttpServletRequest request) throws IOException {
        Typed typed = new Typed(request.getParameterMap());
        Optional<ServiceFile> file = open(typed.one("sealed")).flatMap(ServiceFile::read);
        if (file.isEmpty()) {
            return ResponseEntity.badRequest().build();
        }
        StringWriter out = new StringWriter();
        out.write('\ufeff');
        try (CsvWriter csv = CsvWriter.builder().build(out)) {
            csv.writeRecord("line", "column", "value", "reason");
            for (Reject one :
                    file.get().check(columns(typed, file.get()), forms.reading()).rejects()) {
                csv.writeRecord(
                        Integer.toString(one.line()),
                        one.column(),
                        ServiceFile.guard(one.value()),
                        (texts.text(language.of(request), one.key()) + " " + one.detail()).strip());
            }
        }
        return ResponseEntity.ok()
                .header("Content-Type", "text/csv;charset=UTF-8")
                .header(
                        "Content-Disposition",
                        "attachment; filename=\"amparo-services-rejects.csv\"")
                .header("Cache-Control", "no-store")
                .body(out.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Writes the rows that are right; what is there already by its name stays as it is. */
    @PostMapping("/services/import/write")
    ModelAndView write(HttpServletRequest request, RedirectAttributes next) {
        Typed typed = new Typed(request.getParameterMap());
        Optional<ServiceFile> file = open(typed.one("sealed")).flatMap(ServiceFile::read);
        if (file.isEmpty()) {
            return choose("directory.wrong.old");
        }
        Checked checked = file.get().check(columns(typed, file.get()), forms.reading());
        int written = 0;
        for (Service.Draft one : checked.good()) {
            UUID id =
                    UUID.nameUUIDFromBytes(
                            (Acting.now().requireOrganisation()
                                            + "/"
                                            + one.sector()
                                            + "/"
                                            + one.country()
                                            + "/"
                                            + one.name().toLowerCase(java.util.Locale.ROOT))
                                    .getBytes(StandardCharsets.UTF_8));
            if (directory.find(id).isEmpty() && directory.add(id, one)) {
                written++;
            }
        }
        audit.record("import", "service", List.of(), null, "services " + written);
        next.addFlashAttribute(
                "flash",
                new Flash(
                        written == 0 ? Tone.ATTENTION : Tone.DONE,
                        written == 0 ? "directory.import-nothing" : "directory.import-done"));
        return new ModelAndView("redirect:/services?show=mine");
    }

    private String seal(byte[] bytes) {
        byte[] packed =
                ByteBuffer.allocate(Long.BYTES + bytes.length)
                        .putLong(clock.millis())
                        .put(bytes)
                        .array();
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(sealer.seal(packed, purpose()));
    }

    private Optional<byte[]> open(String sealed) {
        try {
            ByteBuffer packed =
                    ByteBuffer.wrap(sealer.open(Base64.getUrlDecoder().decode(sealed), purpose()));
            if (clock.millis() - packed.getLong() > GOOD_FOR.toMillis()) {
                return Optional.empty();
            }
            byte[] rest = new byte[packed.remaining()];
            packed.get(rest);
            return Optional.of(rest);
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    private static String purpose() {
        return "services:" + Acting.now().requireAccount();
    }
}
