package amparo.server.lists;

import amparo.server.platform.Flash;
import amparo.server.platform.Ids;
import amparo.server.platform.Tone;
import amparo.server.platform.Typed;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Saving a list under a name, sharing it, taking it away. */
@Controller
class SavedViewPages {

    private final SavedViews views;

    SavedViewPages(SavedViews views) {
        this.views = views;
    }

    @GetMapping("/views")
    ModelAndView all() {
        return new ModelAndView("lists/views").addObject("views", views.all());
    }

    @PostMapping("/views")
    ModelAndView save(HttpServletRequest request, RedirectAttributes next) {
        Typed typed = new Typed(request.getParameterMap());
        String query = typed.one("query");
        String name = typed.one("name");
        try {
            if (name.isEmpty() || name.length() > SavedViews.LONGEST) {
                next.addFlashAttribute("flash", new Flash(Tone.ATTENTION, "lists.view-name-wrong"));
                return new ModelAndView("redirect:" + Wanted.ofQuery(query).address());
            }
            UUID id = Optional.ofNullable(typed.id("id")).orElseGet(Ids::next);
            SavedViews.Saved saved = views.save(id, name, query, typed.one("shared").equals("yes"));
            next.addFlashAttribute(
                    "flash",
                    saved == SavedViews.Saved.FULL
                            ? new Flash(Tone.ATTENTION, "lists.view-full")
                            : new Flash(Tone.DONE, "lists.view-saved"));
            return new ModelAndView("redirect:" + Wanted.ofQuery(query).address());
        } catch (IllegalArgumentException | Wanted.NotUnderstood none) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        }
    }

    /** What was taken away before stays away: sent twice it says the same. */
    @PostMapping("/views/{id}/remove")
    ModelAndView remove(@PathVariable UUID id, RedirectAttributes next) {
        views.remove(id);
        next.addFlashAttribute("flash", new Flash(Tone.DONE, "lists.view-removed"));
        return new ModelAndView("redirect:/views");
    }
}
