package amparo.server.accounts;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import org.springframework.stereotype.Component;

/** What follows when somebody proved who they are: the session, the shared device, the way on. */
@Component
class Arrivals {

    /** Session attribute: where to go after the last proof; it was found safe before. */
    private static final String TO = "amparo.to";

    private final Sessions sessions;
    private final Devices devices;
    private final SignIns signIns;
    private final ReturnAddress returns;

    Arrivals(Sessions sessions, Devices devices, SignIns signIns, ReturnAddress returns) {
        this.sessions = sessions;
        this.devices = devices;
        this.signIns = signIns;
        this.returns = returns;
    }

    /**
     * The first proof.
     *
     * @param to where they wanted to go, unchecked
     * @return the redirect
     */
    String first(
            SignedIn signedIn,
            String to,
            HttpServletRequest request,
            HttpServletResponse response) {
        sessions.remember(signedIn, request, response);
        returns.find(to).ifPresent(safe -> request.getSession().setAttribute(TO, safe));
        if (!signedIn.strong() && signIns.means(signedIn.account()).secondFactor()) {
            return "redirect:/second-factor";
        }
        devices.arrived(signedIn, request);
        return "redirect:" + onward(request);
    }

    /** A further proof; gives the redirect. */
    String further(SignedIn signedIn, HttpServletRequest request, HttpServletResponse response) {
        sessions.remember(signedIn, request, response);
        devices.arrived(signedIn, request);
        return "redirect:" + onward(request);
    }

    private String onward(HttpServletRequest request) {
        HttpSession session = request.getSession();
        Object to = session.getAttribute(TO);
        session.removeAttribute(TO);
        return to instanceof String safe ? safe : "/";
    }
}
