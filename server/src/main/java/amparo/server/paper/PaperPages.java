package amparo.server.paper;

import amparo.server.groups.Codes;
import amparo.server.groups.FactWords;
import amparo.server.groups.GroupForm;
import amparo.server.groups.TravelGroups.Traveller;
import amparo.server.paper.PaperForms.Batch;
import amparo.server.paper.PaperForms.Form;
import amparo.server.paper.PaperForms.Keyed;
import amparo.server.platform.Field;
import amparo.server.platform.Flash;
import amparo.server.platform.Ids;
import amparo.server.platform.Tone;
import amparo.server.platform.Typed;
import amparo.server.platform.View;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Printing forms, and keying them in: one page, hands on the keys, the next form after each. */
@Controller
class PaperPages {

    private static final int USUAL = 10;
    private static final LocalDate NEVER = LocalDate.of(1, 1, 1);

    private final PaperForms forms;
    private final GroupForm cards;
    private final Clock clock;

    PaperPages(PaperForms forms, GroupForm cards, Clock clock) {
        this.forms = forms;
        this.cards = cards;
        this.clock = clock;
    }

    @GetMapping("/paper")
    ModelAndView paper() {
        return printForm(
                new Typed(java.util.Map.of("forms", new String[] {Integer.toString(USUAL)})),
                Ids.next(),
                HttpStatus.OK);
    }

    private ModelAndView printForm(Typed typed, UUID id, HttpStatus status) {
        List<Batch> recent = forms.recent();
        Function<View, Field> field =
                view ->
                        typed.field(view, "forms", view.text("paper.how-many"))
                                .hint(view.text("paper.how-many-hint"))
                                .width(3);
        Function<View, List<Paper.Line>> lines =
                view ->
                        recent.stream()
                                .map(one ->
                                        new Paper.Line(
                                                "/paper/forms/" + one.id(),
                                                view.words().dateTime(one.madeAt().toInstant()),
                                                view.text("paper.batch", one.forms(), one.used())))
                                .toList();
        ModelAndView page =
                new ModelAndView("paper/paper")
                        .addObject("id", id.toString())
                        .addObject("field", field)
                        .addObject("lines", lines);
        page.setStatus(status);
        return page;
    }

    @PostMapping("/paper")
    ModelAndView print(HttpServletRequest request) {
        Typed typed = new Typed(request.getParameterMap());
        UUID id = Optional.ofNullable(typed.id("id")).orElseGet(Ids::next);
        String number = typed.one("forms");
        int wanted = number.matches("[0-9]{1,3}") ? Integer.parseInt(number) : 0;
        if (wanted < 1 || wanted > PaperForms.MOST) {
            typed.wrong("forms", "paper.wrong.forms");
            return printForm(typed, id, HttpStatus.BAD_REQUEST);
        }
        forms.make(id, wanted);
        return new ModelAndView("redirect:/paper/forms/" + id);
    }

    @GetMapping("/paper/forms/{id}")
    ModelAndView batch(@PathVariable UUID id) {
        List<Paper.Sheet> sheets =
                forms.batch(id).stream()
                        .filter(one -> !one.used())
                        .map(one -> new Paper.Sheet(Codes.Card.of(one.code()), one.persons()))
                        .toList();
        return new ModelAndView("paper/forms").addObject("sheets", sheets);
    }

    @GetMapping("/paper/key")
    ModelAndView key() {
        return keyForm(GroupForm.blank(PaperForms.PLACES), Ids.next(), HttpStatus.OK);
    }

    @PostMapping("/paper/key")
    ModelAndView key(HttpServletRequest request, RedirectAttributes next) {
        Typed typed = new Typed(request.getParameterMap());
        UUID id = Optional.ofNullable(typed.id("id")).orElseGet(Ids::next);
        if (GroupForm.cards(typed).isEmpty()) {
            return keyForm(GroupForm.blank(PaperForms.PLACES), id, HttpStatus.BAD_REQUEST);
        }
        String code = typed.one("form").toUpperCase(Locale.ROOT).replaceAll("[\\s-]", "");
        Optional<Form> form = forms.find(code);
        if (form.isEmpty()) {
            typed.wrong("form", "paper.wrong.form");
        }
        LocalDate day = day(typed);
        GroupForm.Read read = cards.read(typed, form.map(Form::persons).orElse(List.of()));
        if (typed.hasMistakes()) {
            return keyForm(typed, id, HttpStatus.BAD_REQUEST);
        }
        return switch (forms.key(id, code, on(read.travellers(), day))) {
            case Keyed.Done done -> {
                next.addFlashAttribute("flash", new Flash(Tone.DONE, "paper.keyed"));
                next.addFlashAttribute("last", done.code());
                yield new ModelAndView("redirect:/paper/key");
            }
            case Keyed.Used() -> {
                typed.wrong("form", "paper.wrong.used");
                yield keyForm(typed, id, HttpStatus.CONFLICT);
            }
            case Keyed.Unknown() -> {
                typed.wrong("form", "paper.wrong.form");
                yield keyForm(typed, id, HttpStatus.BAD_REQUEST);
            }
        };
    }

    /** The day on the sheet; none if nothing is written there. */
    private @Nullable LocalDate day(Typed typed) {
        String text = typed.one("day");
        if (text.isEmpty()) {
            return null;
        }
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        LocalDate day = FactWords.day(text).orElse(NEVER);
        if (day.isBefore(today.minusYears(2)) || day.isAfter(today.plusDays(1))) {
            typed.wrong("day", "paper.wrong.day");
            return null;
        }
        return day;
    }

    /** What was said is true as of the day on the sheet, not of the day on which it is keyed in. */
    private static List<Traveller> on(List<Traveller> all, @Nullable LocalDate day) {
        return day == null
                ? all
                : all.stream()
                        .map(one ->
                                new Traveller(
                                        one.id(),
                                        one.code(),
                                        one.relation(),
                                        one.told().stream().map(told -> told.on(day)).toList()))
                        .toList();
    }

    private ModelAndView keyForm(Typed typed, UUID id, HttpStatus status) {
        Function<View, Field> code =
                view ->
                        typed.field(view, "form", view.text("paper.form"))
                                .hint(view.text("paper.form-hint"))
                                .width(10)
                                .autocomplete("off");
        Function<View, Field> day =
                view ->
                        typed.field(view, "day", view.text("paper.day"))
                                .hint(view.text("paper.day-hint"))
                                .width(10)
                                .autocomplete("off");
        ModelAndView page =
                new ModelAndView("paper/key")
                        .addObject("id", id.toString())
                        .addObject("told", typed.one("told"))
                        .addObject("code", code)
                        .addObject("day", day)
                        .addObject("sheet", cards.sheet(typed));
        page.setStatus(status);
        return page;
    }
}
