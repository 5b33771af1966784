package amparo.server.web;

import amparo.server.platform.ErrorPage;
import amparo.server.platform.Language;
import amparo.server.platform.ProblemDetails;
import amparo.server.platform.ProblemType;
import amparo.server.platform.Texts;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/**
 * What is answered when something went wrong: a page that helps, or problem details (RFC 9457)
 * under {@code /api}. Neither tells what was inside.
 */
@Controller
class Errors implements ErrorController {

    private static final Logger LOG = LoggerFactory.getLogger(Errors.class);

    private final Texts texts;

    Errors(Texts texts) {
        this.texts = texts;
    }

    @RequestMapping("/error")
    Object error(HttpServletRequest request) {
        Object code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        int status = code instanceof Integer number && number >= 400 && number < 600 ? number : 404;
        Object address = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        Object reference = request.getAttribute(References.ATTRIBUTE);
        if (status >= 500) {
            Object thrown = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
            // The class alone: messages of exceptions quote values.
            LOG.error(
                    "request {} failed: {}",
                    reference,
                    thrown == null ? status : thrown.getClass().getName());
        }
        if (String.valueOf(address).startsWith("/api/")) {
            // What the API could not answer itself: a request that was refused before it was read.
            return ResponseEntity.status(status)
                    .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                    .body(
                            ProblemDetails.of(ProblemType.of(status))
                                    .body(texts, Language.EN, reference));
        }
        ErrorPage page =
                request.getAttribute(ErrorPage.ATTRIBUTE) instanceof ErrorPage chosen
                        ? chosen
                        : ErrorPage.of(status);
        ModelAndView answer =
                new ModelAndView("error", Map.of("page", page), HttpStatusCode.valueOf(status));
        if (status >= 500 && reference != null) {
            answer.addObject("reference", reference);
        }
        return answer;
    }
}
