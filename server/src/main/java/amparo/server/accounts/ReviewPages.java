package amparo.server.accounts;

import amparo.server.platform.Language;
import amparo.server.platform.PageLanguage;
import amparo.server.platform.Texts;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The access review, and the links for lost access that a second administrator looks at. */
@Controller
class ReviewPages {

    private final Reviews reviews;
    private final LostLinks lost;
    private final Told told;
    private final Texts texts;
    private final PageLanguage languages;

    ReviewPages(Reviews reviews, LostLinks lost, Told told, Texts texts, PageLanguage languages) {
        this.reviews = reviews;
        this.lost = lost;
        this.told = told;
        this.texts = texts;
        this.languages = languages;
    }

    @GetMapping("/people/review")
    ModelAndView review() {
        return page(new Answers());
    }

    private ModelAndView page(Answers answers) {
        return new ModelAndView("people/review")
                .addObject("due", reviews.due())
                .addObject("days", reviews.days())
                .addObject("grace", reviews.grace())
                .addObject("answers", answers);
    }

    /** Says what the chosen act will do, before it is done. */
    @PostMapping("/people/review")
    ModelAndView ask(
            @RequestParam(defaultValue = "") List<UUID> membership,
            @RequestParam(defaultValue = "") String act) {
        List<Reviews.Line> chosen = reviews.chosen(membership);
        if (chosen.isEmpty()) {
            return PeoplePages.again(
                    page(new Answers().fault("membership", "people.review.none-chosen")));
        }
        return new ModelAndView("people/review-ask")
                .addObject("chosen", chosen)
                .addObject("ends", act.equals("end"))
                .addObject("days", reviews.days());
    }

    @PostMapping("/people/review/done")
    ModelAndView done(
            @RequestParam(defaultValue = "") List<UUID> membership,
            @RequestParam(defaultValue = "") String act,
            RedirectAttributes redirect,
            HttpServletRequest request) {
        try {
            boolean ends = act.equals("end");
            int number = ends ? reviews.end(membership) : reviews.confirm(membership);
            redirect.addFlashAttribute(
                    "flash",
                    told.counted(
                            request,
                            ends ? "people.review.ended" : "people.review.confirmed",
                            number));
            return new ModelAndView("redirect:/people/review");
        } catch (Refused refused) {
            return PeoplePages.again(page(refused.into(new Answers())));
        }
    }

    /** All roles, for whoever has to prove the review. */
    @GetMapping("/people/review.csv")
    ResponseEntity<byte[]> export(HttpServletRequest request) {
        Language language = languages.of(request);
        StringBuilder csv = new StringBuilder("\ufeff");
        line(
                csv,
                Stream.of(
                                "name",
                                "role",
                                "scope",
                                "since",
                                "last-sign-in",
                                "confirmed",
                                "due",
                                "stops")
                        .map(column -> texts.text(language, "people.review." + column)));
        for (Reviews.Line line : reviews.all("export")) {
            line(
                    csv,
                    Stream.of(
                            line.displayName(),
                            texts.text(language, "role." + line.role().code()),
                            texts.text(language, "people.scope." + line.scope().code()),
                            day(line.since()),
                            day(line.lastSignIn()),
                            day(line.reviewedAt()),
                            day(line.due()),
                            day(line.stops())));
        }
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"access-review.csv\"")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(csv.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String day(@Nullable Instant at) {
        return at == null
                ? ""
                : DateTimeFormatter.ISO_LOCAL_DATE.format(at.atOffset(ZoneOffset.UTC));
    }

    private static void line(StringBuilder csv, Stream<String> cells) {
        csv.append(cells.map(ReviewPages::cell).collect(Collectors.joining(","))).append("\r\n");
    }

    /** A cell that no spreadsheet takes for a formula. */
    static String cell(String text) {
        String safe = text.matches("(?s)[=+\\-@\t\r].*") ? "'" + text : text;
        return '"' + safe.replace("\"", "\"\"") + '"';
    }

    @GetMapping("/people/links")
    ModelAndView links() {
        return new ModelAndView("people/links").addObject("given", lost.list());
    }

    @PostMapping("/people/links")
    ModelAndView links(
            @RequestParam(defaultValue = "") List<UUID> link,
            RedirectAttributes redirect,
            HttpServletRequest request) {
        int number = lost.seen(link);
        redirect.addFlashAttribute("flash", told.counted(request, "people.links.seen", number));
        return new ModelAndView("redirect:/people/links");
    }
}
