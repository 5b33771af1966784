package amparo.server.accounts;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Changes in whose name somebody works, and helps whoever has no place to work in. */
@Controller
class WorkingAsPages {

    private final JdbcClient jdbc;
    private final AtTheGate gate;
    private final Sessions sessions;

    WorkingAsPages(JdbcClient jdbc, AtTheGate gate, Sessions sessions) {
        this.jdbc = jdbc;
        this.gate = gate;
        this.sessions = sessions;
    }

    /**
     * Goes on in another organisation or on another side of the walls. Forms of pages that are open
     * elsewhere stop working: they were filled in for the other place.
     *
     * @param membership organisation and room, {@code id:room}
     */
    @PostMapping("/working-as")
    String workAs(
            @RequestParam(defaultValue = "") String membership,
            HttpServletRequest request,
            HttpServletResponse response) {
        Visitor.Place place =
                Visitor.of(request).stream()
                        .flatMap(visitor -> visitor.places().stream())
                        .filter(one ->
                                membership.equals(one.organisation() + ":" + one.room().code()))
                        .findFirst()
                        .orElseThrow(NotThere::new);
        SignedIn before = sessions.current();
        gate.run(() ->
                jdbc.sql(
                                """
                                update credential set last_organisation = :organisation, last_room = :room
                                where account = :account
                                """)
                        .param("organisation", place.organisation())
                        .param("room", place.room().code())
                        .param("account", before.account())
                        .update());
        sessions.comeBack(before.at(place.organisation(), place.room().code()), request, response);
        return "redirect:/";
    }

    /** For whoever signed in and has no role anywhere at the moment. */
    @GetMapping("/no-place")
    String noPlace(HttpServletRequest request) {
        boolean none =
                Visitor.of(request).filter(visitor -> visitor.places().isEmpty()).isPresent();
        return none ? "people/no-place" : "redirect:/";
    }
}
