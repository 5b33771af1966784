package amparo.server.cases;

import amparo.server.access.Acting;
import amparo.server.platform.Cell;
import amparo.server.platform.Chip;
import amparo.server.platform.Column;
import amparo.server.platform.Flash;
import amparo.server.platform.Ids;
import amparo.server.platform.Language;
import amparo.server.platform.Option;
import amparo.server.platform.PageLanguage;
import amparo.server.platform.Paging;
import amparo.server.platform.Question;
import amparo.server.platform.SummaryRow;
import amparo.server.platform.Table;
import amparo.server.platform.Texts;
import amparo.server.platform.Tone;
import amparo.server.platform.Typed;
import amparo.server.platform.View;
import amparo.server.registry.PersonFiles;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Offering a case to another organisation, and answering such an offer. */
@Controller
class TransferPages {

    /** So much of the name of the sender fits into the words of a task. */
    private static final int LONGEST_NAME = 110;

    private final Transfers transfers;
    private final PersonFiles persons;
    private final Texts texts;
    private final PageLanguage languages;
    private final Clock clock;

    TransferPages(
            Transfers transfers,
            PersonFiles persons,
            Texts texts,
            PageLanguage languages,
            Clock clock) {
        this.transfers = transfers;
        this.persons = persons;
        this.texts = texts;
        this.languages = languages;
        this.clock = clock;
    }

    // --- the sender

    @GetMapping("/cases/{id}/transfer")
    ModelAndView offer(@PathVariable UUID id) {
        LocalDate today = CasePages.today(clock);
        Map<String, String[]> proposed =
                new HashMap<>(FormReading.parts("answer", today.plusDays(3)));
        proposed.putAll(FormReading.parts("until", today.plusDays(180)));
        return offerForm(id, new Typed(proposed), Ids.next());
    }

    private ModelAndView offerForm(UUID id, Typed typed, UUID form) {
        List<Transfers.Sharable> sharable = transfers.sharable(id);
        List<Transfers.Receiver> receivers = transfers.receivers();
        return new CaseForm(
                        "cases.transfer-new",
                        "/cases/" + id + "/transfer",
                        "cases.transfer-go",
                        "/cases/" + id)
                .hidden("id", form)
                .lead(view ->
                        List.of(
                                view.text("cases.transfer-lead"),
                                view.text("cases.transfer-lead-more")))
                .ask(view -> offerQuestions(view, typed, sharable, receivers))
                .page(typed.hasMistakes());
    }

    private List<Question> offerQuestions(
            View view,
            Typed typed,
            List<Transfers.Sharable> sharable,
            List<Transfers.Receiver> receivers) {
        List<Question> all = new ArrayList<>();
        List<Option> choices = new ArrayList<>();
        choices.add(Option.of("", view.text("cases.choose")));
        receivers.forEach(one -> choices.add(Option.of(one.id().toString(), one.name())));
        all.add(
                Question.longChoice(
                        typed.field(view, "receiver", view.text("cases.transfer-to")), choices));
        all.add(
                Question.several(
                        typed.field(view, "help", view.text("cases.transfer-help"))
                                .hint(view.text("cases.transfer-help-hint")),
                        FormReading.options(view, "cases.help.", Transfers.HELP)));
        all.add(
                Question.longText(
                        typed.field(view, "reason", view.text("cases.transfer-reason"))
                                .hint(view.text("cases.transfer-reason-hint"))
                                .limit(CaseChangePages.LONGEST)));
        for (Transfers.Sharable one : sharable) {
            all.add(
                    Question.several(
                            typed.field(
                                            view,
                                            "facts-" + one.member().code(),
                                            view.text("cases.transfer-facts", one.member().code()))
                                    .hint(view.text("cases.transfer-facts-hint")),
                            one.facts().stream()
                                    .map(fact -> Option.of(fact, persons.label(fact, view)))
                                    .toList()));
        }
        all.add(
                Question.choice(
                        typed.field(view, "basis", view.text("cases.transfer-basis")),
                        FormReading.options(view, "cases.basis.", Transfers.BASES)));
        all.add(
                Question.date(
                        typed.field(view, "until", view.text("cases.transfer-until")),
                        typed.date("until")));
        all.add(
                Question.date(
                        typed.field(view, "answer", view.text("cases.transfer-answer")),
                        typed.date("answer")));
        return all;
    }

    @PostMapping("/cases/{id}/transfer")
    ModelAndView offer(@PathVariable UUID id, HttpServletRequest request, RedirectAttributes next) {
        Typed typed = new Typed(request.getParameterMap());
        UUID form = FormReading.id(typed);
        LocalDate today = CasePages.today(clock);
        UUID receiver = typed.id("receiver");
        LocalDate until = FormReading.day(typed, "until");
        LocalDate answer = FormReading.day(typed, "answer");
        List<Transfers.Sharable> sharable = transfers.sharable(id);
        Map<String, List<String>> facts = new HashMap<>();
        for (Transfers.Sharable one : sharable) {
            List<String> chosen = typed.all("facts-" + one.member().code());
            if (!one.facts().containsAll(chosen)) {
                typed.wrong("facts-" + one.member().code(), "cases.wrong.facts");
            }
            if (!chosen.isEmpty()) {
                facts.put(one.member().code(), chosen);
            }
        }
        if (facts.isEmpty() && !sharable.isEmpty()) {
            typed.wrong("facts-" + sharable.getFirst().member().code(), "cases.wrong.facts");
        }
        if (receiver == null
                || transfers.receivers().stream().noneMatch(one -> one.id().equals(receiver))) {
            typed.wrong("receiver", "cases.wrong.receiver");
        }
        if (!Transfers.helps(typed.all("help"))) {
            typed.wrong("help", "cases.wrong.choice");
        }
        if (!Transfers.BASES.contains(typed.one("basis"))) {
            typed.wrong("basis", "cases.wrong.choice");
        }
        if (typed.one("reason").length() < 10) {
            typed.wrong("reason", "cases.wrong.reason");
        }
        CaseChangePages.tooLong(typed, "reason");
        if (until == null
                || until.isBefore(today)
                || until.isAfter(today.plusDays(Transfers.LONGEST))) {
            typed.wrong("until", "cases.wrong.until-year");
        }
        if (answer == null || answer.isBefore(today) || answer.isAfter(today.plusDays(90))) {
            typed.wrong("answer", "cases.wrong.answer");
        }
        if (typed.hasMistakes() || receiver == null || until == null || answer == null) {
            return offerForm(id, typed, form);
        }
        try {
            transfers.offer(
                    id,
                    form,
                    new Transfers.Draft(
                            receiver,
                            typed.all("help"),
                            answer,
                            typed.one("basis"),
                            until,
                            typed.one("reason"),
                            facts));
        } catch (DuplicateKeyException already) {
            if (transfers.find(form).isEmpty()) {
                next.addFlashAttribute(
                        "flash", new Flash(Tone.ATTENTION, "cases.transfer-already"));
                return new ModelAndView("redirect:/cases/" + id);
            }
        }
        return CasePages.to(id, "cases.transfer-done", next);
    }

    @PostMapping("/cases/{id}/transfer/{transfer}/withdraw")
    ModelAndView withdraw(
            @PathVariable UUID id, @PathVariable UUID transfer, RedirectAttributes next) {
        String state = transfers.withdraw(id, transfer);
        next.addFlashAttribute(
                "flash",
                state.equals("withdrawn")
                        ? new Flash(Tone.DONE, "cases.transfer-back")
                        : new Flash(Tone.ATTENTION, "cases.transfer-late." + state));
        return new ModelAndView("redirect:/cases/" + id);
    }

    // --- the receiver

    @GetMapping("/cases/transfers")
    ModelAndView list(
            @RequestParam(defaultValue = "received") String show,
            @RequestParam(required = false) @Nullable UUID before) {
        boolean incoming = !show.equals("sent");
        List<Transfers.Offer> found = transfers.list(incoming, before, Cases.PAGE + 1);
        List<Transfers.Offer> shown = found.stream().limit(Cases.PAGE).toList();
        String address = "/cases/transfers?show=" + (incoming ? "received" : "sent");
        ModelAndView page = new ModelAndView("cases/list");
        page.addObject("title", "cases.transfers");
        page.addObject("lead", incoming ? "cases.transfers-in" : "cases.transfers-out");
        Function<View, List<Chip>> chips =
                view ->
                        List.of(
                                new Chip(
                                        view.text("cases.transfers-received"),
                                        "/cases/transfers",
                                        incoming),
                                new Chip(
                                        view.text("cases.transfers-sent"),
                                        incoming
                                                ? "/cases/transfers?show=sent"
                                                : "/cases/transfers",
                                        !incoming));
        page.addObject("chips", chips);
        Function<View, Table> table = view -> table(view, shown, incoming);
        page.addObject("table", table);
        page.addObject("empty", shown.isEmpty());
        page.addObject("none", "transfers");
        page.addObject(
                "paging",
                new Paging(
                        before == null ? null : address,
                        found.size() > shown.size()
                                ? address + "&before=" + shown.getLast().id()
                                : null));
        return page;
    }

    private static Table table(View view, List<Transfers.Offer> shown, boolean incoming) {
        return new Table(
                view.text("cases.transfers"),
                List.of(
                        Column.of(
                                view.text(incoming ? "cases.transfer-from" : "cases.transfer-to")),
                        Column.of(view.text("cases.transfer-help")),
                        Column.of(view.text("cases.transfer-answer")),
                        Column.of(view.text("cases.status"))),
                shown.stream()
                        .map(one ->
                                List.of(
                                        Cell.open(
                                                incoming ? one.fromName() : one.toName(),
                                                incoming
                                                        ? "/cases/transfers/" + one.id()
                                                        : "/cases/" + one.file()),
                                        Cell.words(help(view, one)),
                                        Cell.words(view.words().date(one.answerBy())),
                                        (Cell) new Cell.Status(CaseWords.offer(view, one))))
                        .toList());
    }

    private static String help(View view, Transfers.Offer offer) {
        return view.words()
                .list(offer.help().stream().map(one -> view.text("cases.help." + one)).toList());
    }

    @GetMapping("/cases/transfers/{transfer}")
    ModelAndView show(@PathVariable UUID transfer) {
        Transfers.Offer offer = transfers.open(transfer);
        ModelAndView page = new ModelAndView("cases/offer");
        page.addObject("id", transfer.toString());
        page.addObject("form", Ids.next().toString());
        page.addObject(
                "mayAnswer",
                offer.waits() && offer.incoming() && CasePolicy.answersOffers(Acting.now()));
        UUID opens = offer.incoming() ? offer.received() : offer.file();
        page.addObject("opens", opens == null ? "" : "/cases/" + opens);
        Function<View, List<SummaryRow>> summary =
                view ->
                        List.of(
                                SummaryRow.of(view.text("cases.transfer-from"), offer.fromName()),
                                SummaryRow.of(view.text("cases.transfer-to"), offer.toName()),
                                SummaryRow.of(
                                        view.text("cases.transfer-persons"),
                                        view.words().number(offer.persons())),
                                SummaryRow.of(view.text("cases.transfer-help"), help(view, offer)),
                                SummaryRow.of(
                                        view.text("cases.transfer-answer"),
                                        view.words().date(offer.answerBy())),
                                SummaryRow.of(
                                        view.text("cases.status"),
                                        CaseWords.offer(view, offer).label()));
        page.addObject("summary", summary);
        return page;
    }

    @PostMapping("/cases/transfers/{transfer}/accept")
    ModelAndView accept(
            @PathVariable UUID transfer, HttpServletRequest request, RedirectAttributes next) {
        UUID made = FormReading.id(new Typed(request.getParameterMap()));
        Language language = languages.of(request);
        String state =
                transfers.accept(
                        transfer, made, (from, last) -> reminder(texts, language, from, last));
        Transfers.Offer now = transfers.open(transfer);
        UUID received = now.received();
        if (state.equals("accepted") && received != null) {
            // Also for the second click, and for whoever came second: the case is there.
            return CasePages.to(received, "cases.transfer-accepted", next);
        }
        return late(transfer, state, next);
    }

    /** No longer than the words of a task can be, whatever the other organisation is called. */
    static String reminder(Texts texts, Language language, String from, LocalDate last) {
        String sender = from.length() > LONGEST_NAME ? from.substring(0, LONGEST_NAME) + "…" : from;
        return texts.text(language, "cases.task.share-ends", sender, last);
    }

    private static ModelAndView late(UUID transfer, String state, RedirectAttributes next) {
        next.addFlashAttribute("flash", new Flash(Tone.ATTENTION, "cases.transfer-late." + state));
        return new ModelAndView("redirect:/cases/transfers/" + transfer);
    }

    @GetMapping("/cases/transfers/{transfer}/decline")
    ModelAndView decline(@PathVariable UUID transfer) {
        return declineForm(transfer, Typed.nothing());
    }

    private ModelAndView declineForm(UUID transfer, Typed typed) {
        Transfers.Offer offer = transfers.open(transfer);
        NoSuchCase.unless(offer.incoming() && CasePolicy.answersOffers(Acting.now()));
        return new CaseForm(
                        "cases.decline",
                        "/cases/transfers/" + transfer + "/decline",
                        "cases.decline-go",
                        "/cases/transfers/" + transfer)
                .lead(view -> List.of(view.text("cases.decline-lead")))
                .ask(view ->
                        List.of(
                                Question.choice(
                                        typed.field(
                                                view, "because", view.text("cases.decline-why")),
                                        FormReading.options(
                                                view, "cases.declined.", Transfers.DECLINED)),
                                Question.longText(
                                        typed.field(view, "words", view.text("cases.words"))
                                                .hint(view.text("cases.decline-words-hint"))
                                                .limit(500)
                                                .asOptional())))
                .page(typed.hasMistakes());
    }

    @PostMapping("/cases/transfers/{transfer}/decline")
    ModelAndView decline(
            @PathVariable UUID transfer, HttpServletRequest request, RedirectAttributes next) {
        Typed typed = new Typed(request.getParameterMap());
        if (!Transfers.DECLINED.contains(typed.one("because"))) {
            typed.wrong("because", "cases.wrong.choice");
        }
        if (typed.one("words").length() > 500) {
            typed.wrong("words", "cases.wrong.long");
        }
        if (typed.hasMistakes()) {
            return declineForm(transfer, typed);
        }
        String state = transfers.decline(transfer, typed.one("because"), typed.one("words"));
        if (!state.equals("declined")) {
            return late(transfer, state, next);
        }
        next.addFlashAttribute("flash", new Flash(Tone.DONE, "cases.decline-done"));
        return new ModelAndView("redirect:/cases/transfers");
    }
}
