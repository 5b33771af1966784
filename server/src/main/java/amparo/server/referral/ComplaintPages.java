package amparo.server.referral;

import amparo.server.platform.Cell;
import amparo.server.platform.Column;
import amparo.server.platform.Flash;
import amparo.server.platform.FormPage;
import amparo.server.platform.Ids;
import amparo.server.platform.Option;
import amparo.server.platform.Question;
import amparo.server.platform.SummaryRow;
import amparo.server.platform.Table;
import amparo.server.platform.Tone;
import amparo.server.platform.Typed;
import amparo.server.platform.View;
import amparo.server.referral.Complaints.Complaint;
import amparo.server.referral.Complaints.Opened;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The form of a complaint for everybody, and the list of monitors. */
@Controller
class ComplaintPages {

    private static final int LONGEST = 4000;

    private final Complaints complaints;

    ComplaintPages(Complaints complaints) {
        this.complaints = complaints;
    }

    @GetMapping("/complaints/new")
    ModelAndView begin() {
        return form(Ids.next(), Typed.nothing());
    }

    private ModelAndView form(UUID id, Typed typed) {
        List<Complaints.About> organisations = complaints.organisations();
        Function<View, List<Question>> questions =
                view -> {
                    List<Option> about = new ArrayList<>();
                    about.add(Option.of("", view.text("directory.choose")));
                    organisations.forEach(
                            one -> about.add(Option.of(one.id().toString(), one.name())));
                    return List.of(
                            Question.longChoice(
                                    typed.field(view, "about", view.text("complaint.about")),
                                    about),
                            Question.choice(
                                    typed.field(view, "kind", view.text("complaint.kind")),
                                    ReferralWords.options(
                                            view, "complaint.kind.", Complaints.KINDS)),
                            Question.longText(
                                    typed.field(view, "words", view.text("complaint.words"))
                                            .hint(view.text("complaint.words-hint"))
                                            .limit(LONGEST)),
                            Question.several(
                                    typed.field(view, "danger", view.text("complaint.danger"))
                                            .asOptional(),
                                    List.of(Option.of("yes", view.text("complaint.danger-yes")))),
                            Question.text(
                                    typed.field(view, "contact", view.text("complaint.contact"))
                                            .hint(view.text("complaint.contact-hint"))
                                            .asOptional()));
                };
        ModelAndView page =
                new FormPage(
                                "complaint.new",
                                "complaint.lead",
                                "/complaints",
                                "complaint.send",
                                "/",
                                Map.of("id", id.toString()),
                                questions)
                        .page(typed.hasMistakes());
        page.setStatus(typed.hasMistakes() ? HttpStatus.UNPROCESSABLE_CONTENT : HttpStatus.OK);
        return page;
    }

    @PostMapping("/complaints")
    ModelAndView make(HttpServletRequest request, RedirectAttributes next) {
        Typed typed = new Typed(request.getParameterMap());
        UUID id = Optional.ofNullable(typed.id("id")).orElseGet(Ids::next);
        UUID about = typed.id("about");
        if (about == null
                || complaints.organisations().stream().noneMatch(one -> one.id().equals(about))) {
            typed.wrong("about", "complaint.wrong.about");
        } else if (!complaints.anyMonitor(about)) {
            typed.wrong("about", "complaint.wrong.nobody");
        }
        if (!Complaints.KINDS.contains(typed.one("kind"))) {
            typed.wrong("kind", "referral.wrong.choice");
        }
        if (typed.one("words").length() < 10) {
            typed.wrong("words", "complaint.wrong.words");
        } else if (typed.one("words").length() > LONGEST) {
            typed.wrong("words", "referral.wrong.long");
        }
        if (typed.one("contact").length() > 300) {
            typed.wrong("contact", "referral.wrong.long");
        }
        if (typed.hasMistakes() || about == null) {
            return form(id, typed);
        }
        try {
            complaints.make(
                    id,
                    about,
                    typed.one("kind"),
                    typed.one("danger").equals("yes"),
                    typed.one("words"),
                    typed.one("contact"));
        } catch (DuplicateKeyException already) {
            // The second click: it is there.
        }
        next.addFlashAttribute("flash", new Flash(Tone.DONE, "complaint.made"));
        return new ModelAndView("redirect:/");
    }

    // --- monitors

    @GetMapping("/complaints")
    ModelAndView list(@RequestParam(defaultValue = "open") String show) {
        List<Complaint> all = complaints.list(show.equals("closed"));
        Function<View, Table> table =
                view ->
                        new Table(
                                view.text("complaint.title"),
                                List.of(
                                        Column.of(view.text("complaint.kind")),
                                        Column.of(view.text("complaint.about")),
                                        Column.of(view.text("complaint.made-at")),
                                        Column.of(view.text("referral.state"))),
                                all.stream()
                                        .map(one ->
                                                List.of(
                                                        Cell.open(
                                                                view.text(
                                                                        "complaint.kind."
                                                                                + one.kind()),
                                                                "/complaints/" + one.id()),
                                                        Cell.words(one.about()),
                                                        Cell.words(
                                                                view.words()
                                                                        .dateTime(
                                                                                one.madeAt()
                                                                                        .toInstant())),
                                                        one.danger()
                                                                ? Cell.status(
                                                                        view.text(
                                                                                "complaint.danger-now"),
                                                                        Tone.DANGER)
                                                                : Cell.status(
                                                                        view.text(
                                                                                "complaint.state."
                                                                                        + one
                                                                                                .state()),
                                                                        Tone.OPEN)))
                                        .toList());
        return new ModelAndView("referral/complaints")
                .addObject("closed", show.equals("closed"))
                .addObject("empty", all.isEmpty())
                .addObject("table", table);
    }

    @GetMapping("/complaints/{id}")
    ModelAndView show(@PathVariable UUID id) {
        Opened opened = complaints.open(id).orElseThrow(NoSuchReferral::new);
        Function<View, List<SummaryRow>> summary =
                view -> {
                    List<SummaryRow> rows = new ArrayList<>();
                    rows.add(
                            SummaryRow.of(
                                    view.text("complaint.about"), opened.complaint().about()));
                    rows.add(
                            SummaryRow.of(
                                    view.text("complaint.kind"),
                                    view.text("complaint.kind." + opened.complaint().kind())));
                    rows.add(
                            SummaryRow.of(
                                    view.text("referral.state"),
                                    view.text("complaint.state." + opened.complaint().state())));
                    if (!opened.contact().isEmpty()) {
                        rows.add(SummaryRow.of(view.text("complaint.contact"), opened.contact()));
                    }
                    return rows;
                };
        return new ModelAndView("referral/complaint")
                .addObject("id", id.toString())
                .addObject("words", opened.words())
                .addObject("state", opened.complaint().state())
                .addObject("danger", opened.complaint().danger())
                .addObject("summary", summary);
    }

    @PostMapping("/complaints/{id}")
    ModelAndView move(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String state,
            RedirectAttributes next) {
        boolean moved =
                (state.equals("taken") || state.equals("closed")) && complaints.move(id, state);
        if (complaints.open(id).isEmpty()) {
            throw new NoSuchReferral();
        }
        next.addFlashAttribute(
                "flash",
                new Flash(
                        moved ? Tone.DONE : Tone.ATTENTION,
                        moved ? "complaint.saved" : "complaint.closed-already"));
        return new ModelAndView("redirect:/complaints/" + id);
    }
}
