package amparo.server.groups;

import amparo.server.groups.TravelGroups.Membership;
import amparo.server.platform.Confirm;
import amparo.server.platform.Flash;
import amparo.server.platform.Ids;
import amparo.server.platform.Tone;
import amparo.server.platform.View;
import amparo.server.registry.PersonHeads;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The groups of a person, and the quiet way out of one. Behind the person's own page. */
@Controller
class SeparationPages {

    private final TravelGroups groups;
    private final PersonHeads heads;

    SeparationPages(TravelGroups groups, PersonHeads heads) {
        this.groups = groups;
        this.heads = heads;
    }

    @GetMapping("/persons/{code}/groups")
    ModelAndView groups(@PathVariable String code) {
        List<Membership> found = groups.of(code).orElseThrow(NoSuchGroup::new);
        return new ModelAndView("groups/of-person")
                .addObject("head", heads.of(code, "groups").orElseThrow(NoSuchGroup::new))
                .addObject("code", code)
                .addObject("memberships", found);
    }

    @GetMapping("/persons/{code}/groups/{group}/separation")
    ModelAndView ask(@PathVariable String code, @PathVariable String group) {
        if (groups.of(code).stream()
                .flatMap(List::stream)
                .noneMatch(one -> one.group().equals(group))) {
            throw new NoSuchGroup();
        }
        // The id makes a second click harmless.
        String action = "/persons/" + code + "/groups/" + group + "/separation?id=" + Ids.next();
        Function<View, Confirm> question =
                view ->
                        new Confirm(
                                view.text("groups.separate-title"),
                                view.text("groups.separate-effect"),
                                view.text("groups.separate-undo"),
                                view.text("groups.separate-go"),
                                action,
                                "/persons/" + code + "/groups",
                                false);
        return new ModelAndView("groups/ask").addObject("question", question);
    }

    @PostMapping("/persons/{code}/groups/{group}/separation")
    ModelAndView separate(
            @PathVariable String code,
            @PathVariable String group,
            @RequestParam(required = false) @org.jspecify.annotations.Nullable UUID id,
            RedirectAttributes next) {
        if (!groups.separate(code, id == null ? Ids.next() : id, group)) {
            throw new NoSuchGroup();
        }
        return back(code, "groups.ended", next);
    }

    @PostMapping("/persons/{code}/separations/{id}/end")
    ModelAndView reunite(
            @PathVariable String code, @PathVariable UUID id, RedirectAttributes next) {
        if (!groups.reunite(code, id)) {
            throw new NoSuchGroup();
        }
        return back(code, "groups.ended", next);
    }

    private static ModelAndView back(String code, String said, RedirectAttributes next) {
        next.addFlashAttribute("flash", new Flash(Tone.DONE, said));
        return new ModelAndView("redirect:/persons/" + code + "/groups");
    }
}
