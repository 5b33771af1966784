package amparo.server.matching;

import amparo.server.platform.Field;
import amparo.server.platform.Flash;
import amparo.server.platform.Ids;
import amparo.server.platform.Tone;
import amparo.server.platform.Typed;
import amparo.server.platform.View;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Possible duplicates of a person, two files side by side, merging them and undoing it. */
@Controller
class SamePages {

    private final Merges merges;
    private final Beside beside;

    SamePages(Merges merges, Beside beside) {
        this.merges = merges;
        this.beside = beside;
    }

    @GetMapping("/persons/{code}/same")
    ModelAndView list(@PathVariable String code) {
        return list(code, Typed.nothing(), null);
    }

    private ModelAndView list(String code, Typed typed, @Nullable UUID wrong) {
        Merges.Of of = merges.of(code).orElseThrow(SamePages::notThere);
        ModelAndView page = new ModelAndView("matching/same");
        page.addObject("code", of.code());
        page.addObject(
                "likes",
                of.near().stream()
                        .map(one ->
                                new LikeRow(
                                        one.found().code(),
                                        one.found().known().name(),
                                        Math.round(one.score() * 100) + " %",
                                        view ->
                                                SearchPages.why(
                                                        view,
                                                        one.why().stream()
                                                                .map(Likeness.Why::code)
                                                                .toList())))
                        .toList());
        page.addObject(
                "merges",
                of.merges().stream()
                        .map(one ->
                                new MergeRow(
                                        one.id().toString(),
                                        one.kept(),
                                        one.merged(),
                                        one.reason(),
                                        view ->
                                                view.text(
                                                        "matching.merged-when",
                                                        view.words()
                                                                .dateTime(
                                                                        one.mergedAt().toInstant()),
                                                        one.by() == null ? "–" : one.by()),
                                        one.undoneReason()))
                        .toList());
        page.addObject("typed", typed.one("reason"));
        page.addObject("wrong", wrong == null ? "" : wrong.toString());
        page.setStatus(wrong == null ? HttpStatus.OK : HttpStatus.BAD_REQUEST);
        return page;
    }

    @GetMapping("/persons/{code}/same/{other}")
    ModelAndView compare(@PathVariable String code, @PathVariable String other) {
        return compare(code, other, Typed.nothing(), Ids.next());
    }

    private ModelAndView compare(String code, String other, Typed typed, UUID id) {
        Merges.Two two = merges.compare(code, other).orElseThrow(SamePages::notThere);
        ModelAndView page = new ModelAndView("matching/compare");
        page.addObject("one", two.one().code());
        page.addObject("other", two.other().code());
        Function<View, List<BesideRow>> rows =
                view -> beside.rows(view, two.one().known(), two.other().known());
        page.addObject("rows", rows);
        page.addObject("percent", Math.round(two.alike().score() * 100) + " %");
        page.addObject("may", two.may());
        page.addObject("notSame", two.notSame());
        page.addObject("id", id.toString());
        Function<View, Field> reason =
                view ->
                        typed.field(view, "reason", view.text("matching.reason"))
                                .hint(view.text("matching.reason-hint"))
                                .limit(Merges.LONGEST_REASON);
        page.addObject("reason", reason);
        page.addObject("keep", typed.one("keep").isEmpty() ? two.one().code() : typed.one("keep"));
        page.setStatus(typed.hasMistakes() ? HttpStatus.BAD_REQUEST : HttpStatus.OK);
        return page;
    }

    @PostMapping("/persons/{code}/same/{other}/merge")
    ModelAndView merge(
            @PathVariable String code,
            @PathVariable String other,
            HttpServletRequest request,
            RedirectAttributes next) {
        Typed typed = new Typed(request.getParameterMap());
        UUID id = Optional.ofNullable(typed.id("id")).orElseGet(Ids::next);
        if (!reason(typed)) {
            typed.wrong("reason", "matching.wrong.reason");
            return compare(code, other, typed, id);
        }
        boolean second = typed.one("keep").equals(other);
        Merges.Outcome outcome =
                merges.merge(id, second ? other : code, second ? code : other, typed.one("reason"));
        return switch (outcome) {
            case DONE -> to(second ? other : code, Tone.DONE, "matching.merged", next);
            case NOT_POSSIBLE -> to(code + "/same", Tone.ATTENTION, "matching.not-possible", next);
            case NOT_THERE, NOT_ALLOWED -> throw notThere();
        };
    }

    @PostMapping("/persons/{code}/same/{other}/not")
    ModelAndView notSame(
            @PathVariable String code, @PathVariable String other, RedirectAttributes next) {
        if (!merges.notSame(code, other)) {
            throw notThere();
        }
        return to(code + "/same", Tone.DONE, "matching.not-same-done", next);
    }

    @PostMapping("/persons/{code}/merges/{id}/undo")
    ModelAndView undo(
            @PathVariable String code,
            @PathVariable UUID id,
            HttpServletRequest request,
            RedirectAttributes next) {
        Typed typed = new Typed(request.getParameterMap());
        if (!reason(typed)) {
            return list(code, typed, id);
        }
        return switch (merges.unmerge(code, id, typed.one("reason"))) {
            case DONE -> to(code + "/same", Tone.DONE, "matching.undone", next);
            case NOT_POSSIBLE, NOT_THERE, NOT_ALLOWED -> throw notThere();
        };
    }

    private static boolean reason(Typed typed) {
        int length = typed.one("reason").length();
        return length >= Merges.SHORTEST_REASON && length <= Merges.LONGEST_REASON;
    }

    private static ModelAndView to(String rest, Tone tone, String text, RedirectAttributes next) {
        next.addFlashAttribute("flash", new Flash(tone, text));
        return new ModelAndView("redirect:/persons/" + rest);
    }

    /** The same page as for every other address that is not there. */
    private static ResponseStatusException notThere() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
