package amparo.server.practice;

import amparo.server.platform.Flash;
import amparo.server.platform.Tone;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The way out of an exercise that needs nothing of it: neither its world nor its story. */
@Controller
class PracticePages {

    private final Practice practice;

    PracticePages(Practice practice) {
        this.practice = practice;
    }

    /** Back to real work; without an exercise, and sent twice, nothing happens. */
    @PostMapping("/practice/leave")
    String leave(HttpServletRequest request, RedirectAttributes flash) {
        practice.leave(request);
        flash.addFlashAttribute("flash", new Flash(Tone.DONE, "practice.left"));
        return "redirect:/learning";
    }
}
