package amparo.server.accounts;

import amparo.server.platform.ErrorPage;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.oauth2.client.web.HttpSessionOAuth2AuthorizationRequestRepository;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/** The way to an agency's own sign-in, and back. */
@Controller
class FederationPages {

    private static final String TO = "amparo.provider-to";

    private final Federation federation;
    private final Arrivals arrivals;
    private final HttpSessionOAuth2AuthorizationRequestRepository asked =
            new HttpSessionOAuth2AuthorizationRequestRepository();

    FederationPages(Federation federation, Arrivals arrivals) {
        this.federation = federation;
        this.arrivals = arrivals;
    }

    @GetMapping("/sign-in/with/{provider}")
    ModelAndView start(
            @PathVariable String provider,
            @RequestParam(defaultValue = "") String to,
            HttpServletRequest request,
            HttpServletResponse response) {
        Optional<OAuth2AuthorizationRequest> going = federation.start(known(provider), request);
        if (going.isEmpty()) {
            return failed("sign-in.provider-silent");
        }
        asked.saveAuthorizationRequest(going.get(), request, response);
        request.getSession().setAttribute(TO, to);
        return new ModelAndView("redirect:" + going.get().getAuthorizationRequestUri());
    }

    @GetMapping("/sign-in/from/{provider}")
    ModelAndView finish(
            @PathVariable String provider,
            @RequestParam(required = false) @Nullable String code,
            @RequestParam(required = false) @Nullable String state,
            HttpServletRequest request,
            HttpServletResponse response) {
        Federation.Provider known = known(provider);
        // Kept in the session, found by the state, good once.
        OAuth2AuthorizationRequest before = asked.removeAuthorizationRequest(request, response);
        HttpSession session = request.getSession(false);
        if (before == null
                || session == null
                || !provider.equals(before.getAttribute("registration_id"))) {
            return failed("sign-in.provider-refused");
        }
        String to = session.getAttribute(TO) instanceof String text ? text : "";
        return federation
                .finish(known, before, code, state)
                .map(signedIn -> new ModelAndView(arrivals.first(signedIn, to, request, response)))
                .orElseGet(() -> failed("sign-in.provider-refused"));
    }

    private Federation.Provider known(String id) {
        return federation
                .find(id)
                .orElseThrow(() ->
                        new ResponseStatusException(
                                HttpStatus.valueOf(ErrorPage.NOT_FOUND.status())));
    }

    private ModelAndView failed(String problem) {
        return new ModelAndView("accounts/sign-in", HttpStatus.UNPROCESSABLE_CONTENT)
                .addObject("problem", problem)
                .addObject(
                        "providers",
                        federation.providers().stream().map(Federation.Provider::button).toList());
    }
}
