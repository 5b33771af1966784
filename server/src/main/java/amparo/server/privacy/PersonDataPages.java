package amparo.server.privacy;

import amparo.server.access.Acting;
import amparo.server.access.Role;
import amparo.server.audit.PersonWords;
import amparo.server.platform.Flash;
import amparo.server.platform.Tone;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/** What can be done with all data of a person: hand over a copy, keep it by order. */
@Controller
class PersonDataPages {

    private static final int LEAST = 10;
    private static final int MOST = 2000;

    private final PersonCopies copies;
    private final CopyFile file;
    private final LegalHolds holds;
    private final Clock clock;

    PersonDataPages(PersonCopies copies, CopyFile file, LegalHolds holds, Clock clock) {
        this.copies = copies;
        this.file = file;
        this.holds = holds;
        this.clock = clock;
    }

    @GetMapping("/persons/{code}/data")
    ModelAndView page(@PathVariable String code) {
        return page(code, null, null);
    }

    private ModelAndView page(String code, @Nullable String wrong, @Nullable String written) {
        boolean mayHold =
                Acting.now().has(Role.SUPERVISOR) || Acting.now().has(Role.DATA_PROTECTION_OFFICER);
        boolean mayCopy = copies.may(code);
        if (!mayCopy && !mayHold) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        ModelAndView page =
                new ModelAndView(
                        "privacy/person-data",
                        wrong == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
        page.addObject("code", code);
        page.addObject("mayCopy", mayCopy);
        page.addObject("mayHold", mayHold);
        if (wrong != null) {
            page.addObject("wrong", wrong);
        }
        if (written != null) {
            page.addObject("written", written);
        }
        return page;
    }

    /** The file name says nothing: it stays behind in lists of downloads. */
    @PostMapping("/persons/{code}/data")
    Object copy(
            @PathVariable String code,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "es") String language) {
        if (!fits(reason)) {
            return page(code, "privacy.reason-wrong", reason);
        }
        Optional<PersonCopy> copy =
                PersonWords.LANGUAGES.contains(language)
                        ? copies.make(code, reason.strip(), language)
                        : Optional.empty();
        if (copy.isEmpty()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("application/zip"))
                .cacheControl(CacheControl.noStore())
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"copy.zip\"")
                .body(file.zip(copy.get()));
    }

    @PostMapping("/persons/{code}/legal-hold")
    ModelAndView hold(
            @PathVariable String code,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String until,
            @RequestParam(defaultValue = "set") String act,
            org.springframework.web.servlet.mvc.support.RedirectAttributes redirect) {
        if (!fits(reason)) {
            return page(code, "privacy.hold.reason-wrong", reason);
        }
        boolean done;
        if (act.equals("lift")) {
            done = holds.lift(code, reason.strip());
        } else {
            LocalDate day = day(until);
            if (day == null || day.isBefore(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC))) {
                return page(code, "privacy.hold.until-wrong", reason);
            }
            done = holds.set(code, reason.strip(), day);
        }
        if (!done) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        redirect.addFlashAttribute(
                "flash",
                new Flash(
                        Tone.DONE,
                        act.equals("lift") ? "privacy.hold.lifted" : "privacy.hold.set"));
        return new ModelAndView("redirect:/persons/" + code + "/data");
    }

    static boolean fits(String reason) {
        int length = reason.strip().length();
        return length >= LEAST && length <= MOST;
    }

    private static @Nullable LocalDate day(String text) {
        try {
            return LocalDate.parse(text.strip());
        } catch (DateTimeException none) {
            return null;
        }
    }
}
