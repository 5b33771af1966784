package amparo.server.exchange;

import amparo.server.access.Acting;
import amparo.server.exchange.PersonImport.Checked;
import amparo.server.exchange.PersonImport.Imported;
import amparo.server.exchange.PersonImport.Reject;
import amparo.server.platform.Flash;
import amparo.server.platform.PageLanguage;
import amparo.server.platform.Sealer;
import amparo.server.platform.Texts;
import amparo.server.platform.Tone;
import amparo.server.platform.View;
import de.siegmar.fastcsv.writer.CsvWriter;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * A file of persons: chosen, looked at, and only then written. Between the two steps the server
 * keeps nothing: the page carries the file, sealed, so that it comes back as it was shown.
 */
@Controller
class ImportPages {

    private static final Duration GOOD_FOR = Duration.ofHours(2);

    private final PersonImport imports;
    private final Sealer sealer;
    private final Texts texts;
    private final PageLanguage language;
    private final Clock clock;

    ImportPages(
            PersonImport imports, Sealer sealer, Texts texts, PageLanguage language, Clock clock) {
        this.imports = imports;
        this.sealer = sealer;
        this.texts = texts;
        this.language = language;
        this.clock = clock;
    }

    @GetMapping("/import")
    ModelAndView choose() {
        return choose(null, HttpStatus.OK);
    }

    private static ModelAndView choose(@Nullable String wrong, HttpStatus status) {
        ModelAndView page = new ModelAndView("exchange/import").addObject("wrong", wrong);
        page.setStatus(status);
        return page;
    }

    @PostMapping("/import")
    ModelAndView look(@RequestParam(required = false) @Nullable MultipartFile file)
            throws IOException {
        if (file == null || file.isEmpty()) {
            return choose("exchange.wrong.file", HttpStatus.BAD_REQUEST);
        }
        if (file.getSize() > PersonImport.LARGEST) {
            return choose("exchange.reason.too-large", HttpStatus.BAD_REQUEST);
        }
        byte[] bytes = file.getBytes();
        return preview(bytes, imports.check(bytes));
    }

    private ModelAndView preview(byte[] bytes, Checked checked) {
        Optional<Imported> before = imports.before(checked);
        Function<View, String> again =
                view ->
                        before.map(one ->
                                        view.text(
                                                "exchange.again",
                                                view.words().dateTime(one.at().toInstant())))
                                .orElse("");
        ModelAndView page =
                new ModelAndView("exchange/preview")
                        .addObject("checked", checked)
                        .addObject("again", again)
                        .addObject("wasImported", before.isPresent())
                        .addObject("sealed", seal(bytes));
        page.setStatus(checked.rejects().isEmpty() ? HttpStatus.OK : HttpStatus.BAD_REQUEST);
        return page;
    }

    /** The mistakes as a file, to be mended beside the original. */
    @PostMapping("/import/rejects")
    ResponseEntity<byte[]> rejects(
            @RequestParam(defaultValue = "") String sealed, HttpServletRequest request)
            throws IOException {
        Optional<byte[]> bytes = open(sealed);
        if (bytes.isEmpty()) {
            return ResponseEntity.badRequest().build();
        }
        StringWriter out = new StringWriter();
        out.write('\ufeff');
        try (CsvWriter csv = CsvWriter.builder().build(out)) {
            csv.writeRecord("row", "column", "value", "reason");
            for (Reject one : imports.check(bytes.get()).rejects()) {
                csv.writeRecord(
                        Integer.toString(one.row()),
                        Formulas.guard(one.column()),
                        Formulas.guard(one.value()),
                        texts.text(language.of(request), one.reason()));
            }
        }
        return ResponseEntity.ok()
                .header("Content-Type", "text/csv;charset=UTF-8")
                .header("Content-Disposition", "attachment; filename=\"amparo-rejects.csv\"")
                .header("Cache-Control", "no-store")
                .body(out.toString().getBytes(StandardCharsets.UTF_8));
    }

    @PostMapping("/import/persons")
    ModelAndView write(@RequestParam(defaultValue = "") String sealed, RedirectAttributes next) {
        Optional<byte[]> bytes = open(sealed);
        if (bytes.isEmpty()) {
            return choose("exchange.wrong.old", HttpStatus.BAD_REQUEST);
        }
        Checked checked = imports.check(bytes.get());
        if (!checked.rejects().isEmpty()) {
            return preview(bytes.get(), checked);
        }
        Imported imported = imports.write(checked);
        next.addFlashAttribute(
                "flash",
                new Flash(
                        imported.again() ? Tone.ATTENTION : Tone.DONE,
                        imported.again() ? "exchange.nothing" : "exchange.done"));
        return new ModelAndView(imported.groups() > 0 ? "redirect:/groups" : "redirect:/persons");
    }

    private String seal(byte[] bytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try {
            packed.write(ByteBuffer.allocate(Long.BYTES).putLong(clock.millis()).array());
            try (GZIPOutputStream zip = new GZIPOutputStream(packed)) {
                zip.write(bytes);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(sealer.seal(packed.toByteArray(), purpose()));
    }

    /** The file, if this account was shown it within two hours. */
    private Optional<byte[]> open(String sealed) {
        try {
            ByteBuffer packed =
                    ByteBuffer.wrap(sealer.open(Base64.getUrlDecoder().decode(sealed), purpose()));
            long at = packed.getLong();
            if (clock.millis() - at > GOOD_FOR.toMillis()) {
                return Optional.empty();
            }
            byte[] rest = new byte[packed.remaining()];
            packed.get(rest);
            try (GZIPInputStream zip = new GZIPInputStream(new ByteArrayInputStream(rest))) {
                return Optional.of(zip.readAllBytes());
            }
        } catch (IllegalArgumentException | IOException none) {
            return Optional.empty();
        }
    }

    private static String purpose() {
        return "import:" + Acting.now().requireAccount();
    }
}
