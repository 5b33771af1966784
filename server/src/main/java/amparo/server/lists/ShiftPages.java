package amparo.server.lists;

import amparo.server.platform.Field;
import amparo.server.platform.Flash;
import amparo.server.platform.Ids;
import amparo.server.platform.Option;
import amparo.server.platform.Tone;
import amparo.server.platform.Typed;
import amparo.server.platform.View;
import amparo.server.registry.PersonFiles;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The page of a shift handover, and the notes that are left there. */
@Controller
class ShiftPages {

    private final ShiftHandover handover;
    private final Clock clock;

    ShiftPages(ShiftHandover handover, Clock clock) {
        this.handover = handover;
        this.clock = clock;
    }

    @GetMapping("/handover")
    ModelAndView page() {
        return page(Typed.nothing(), Ids.next());
    }

    private ModelAndView page(Typed typed, UUID id) {
        List<ShiftNotes.Note> open = handover.notes();
        Function<View, List<ShiftPart.Section>> sections = handover::sections;
        Function<View, List<Field>> fields = view -> fields(view, typed);
        Function<View, List<Option>> sites = this::sites;
        Instant now = clock.instant();
        ModelAndView page =
                new ModelAndView("lists/handover")
                        .addObject("urgent", open.stream().filter(ShiftNotes.Note::urgent).toList())
                        .addObject("notes", open.stream().filter(one -> !one.urgent()).toList())
                        .addObject("heads", handover.heads())
                        .addObject("entered", handover.entered())
                        .addObject("sections", sections)
                        .addObject("fields", fields)
                        .addObject("sites", sites)
                        .addObject("id", id.toString())
                        .addObject("now", now);
        page.setStatus(typed.hasMistakes() ? HttpStatus.BAD_REQUEST : HttpStatus.OK);
        return page;
    }

    /** Words, place, person, heads and urgency, in this order. */
    private static List<Field> fields(View view, Typed typed) {
        return List.of(
                typed.field(view, "words", view.text("shift.note-words"))
                        .hint(view.text("shift.note-words-hint"))
                        .limit(ShiftNotes.LONGEST),
                typed.field(view, "site", view.text("shift.note-site")),
                typed.field(view, "person", view.text("shift.note-person"))
                        .autocomplete("off")
                        .width(10)
                        .asOptional(),
                typed.field(view, "heads", view.text("shift.note-heads")).width(4).asOptional(),
                typed.field(view, "urgent", view.text("shift.note-urgent")).asOptional());
    }

    private List<Option> sites(View view) {
        List<Option> options =
                new ArrayList<>(List.of(Option.of("", view.text("shift.note-everywhere"))));
        handover.sites().forEach(one -> options.add(Option.of(one.id().toString(), one.name())));
        return options;
    }

    @PostMapping("/handover/notes")
    ModelAndView leave(HttpServletRequest request, RedirectAttributes next) {
        Typed typed = new Typed(request.getParameterMap());
        UUID id = Optional.ofNullable(typed.id("id")).orElseGet(Ids::next);
        String words = typed.one("words");
        if (words.isEmpty() || words.length() > ShiftNotes.LONGEST) {
            typed.wrong("words", "shift.wrong.words");
        }
        UUID site = typed.id("site");
        if (!typed.one("site").isEmpty()
                && handover.sites().stream().noneMatch(one -> one.id().equals(site))) {
            typed.wrong("site", "shift.wrong.site");
        }
        String code = typed.one("person").toUpperCase(Locale.ROOT).replace(" ", "");
        Optional<PersonFiles.Ref> person = code.isEmpty() ? Optional.empty() : handover.about(code);
        if (!code.isEmpty() && person.isEmpty()) {
            typed.wrong("person", "shift.wrong.person");
        }
        String heads = typed.one("heads");
        if (!heads.matches("[0-9]{0,5}")) {
            typed.wrong("heads", "shift.wrong.heads");
        }
        if (typed.hasMistakes()) {
            return page(typed, id);
        }
        handover.leave(
                id,
                site,
                person.orElse(null),
                words,
                typed.one("urgent").equals("yes"),
                heads.isEmpty() ? null : Integer.valueOf(heads));
        next.addFlashAttribute("flash", new Flash(Tone.DONE, "shift.note-saved"));
        return new ModelAndView("redirect:/handover");
    }

    /** Sent twice, or by two colleagues, it is settled once and says the same. */
    @PostMapping("/handover/notes/{id}/done")
    ModelAndView settle(@PathVariable UUID id, RedirectAttributes next) {
        boolean settled = handover.settle(id);
        if (settled) {
            next.addFlashAttribute("flash", new Flash(Tone.DONE, "shift.note-done"));
        }
        return new ModelAndView("redirect:/handover");
    }
}
