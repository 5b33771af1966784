package amparo.server.accounts;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** The change to another organisation, or to another side of the walls, of the same account. */
@Controller
class WorkingAs {

    private final Sessions sessions;

    WorkingAs(Sessions sessions) {
        this.sessions = sessions;
    }

    @PostMapping("/working-as")
    String workingAs(
            @RequestParam String membership,
            HttpServletRequest request,
            HttpServletResponse response) {
        Visitor.Place place =
                Visitor.of(request).stream()
                        .flatMap(visitor -> visitor.places().stream())
                        .filter(one ->
                                (one.organisation() + ":" + one.room().code()).equals(membership))
                        .findFirst()
                        .orElseThrow(() -> new ResponseStatusException(HttpStatus.FORBIDDEN));
        sessions.update(
                sessions.current().at(place.organisation(), place.room().code()),
                request,
                response);
        return "redirect:/";
    }
}
