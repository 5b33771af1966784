package amparo.server.api;

import amparo.server.platform.Language;
import amparo.server.platform.ProblemDetails;
import amparo.server.platform.ProblemType;
import amparo.server.platform.Texts;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Writes problem details as answers. */
@Component
class Problems {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    private static final String NO_RIGHTS = "42501";

    private final Texts texts;

    Problems(Texts texts) {
        this.texts = texts;
    }

    void write(HttpServletRequest request, HttpServletResponse response, Throwable failed)
            throws IOException {
        if (response.isCommitted()) {
            throw new IOException("the answer had begun");
        }
        if (failed instanceof ApiProblem problem) {
            write(request, response, problem);
        } else {
            write(request, response, ApiProblem.of(type(failed)));
        }
    }

    private void write(HttpServletRequest request, HttpServletResponse response, ApiProblem problem)
            throws IOException {
        Language language = ApiLanguage.of(request, texts);
        List<Object> values = new ArrayList<>(problem.details().values());
        problem.textKeys().forEach(key -> values.add(texts.text(language, key)));
        ProblemDetails details =
                new ProblemDetails(problem.details().type(), values, problem.details().extra());
        byte[] body = ApiJson.write(details.body(texts, language, MDC.get("reference")));
        response.resetBuffer();
        response.setStatus(details.type().status());
        response.setContentType("application/problem+json");
        response.setHeader(HttpHeaders.CONTENT_LANGUAGE, language.code());
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setContentLength(body.length);
        if (!request.getMethod().equals("HEAD")) {
            response.getOutputStream().write(body);
        }
        response.flushBuffer();
    }

    private static ProblemType type(Throwable failed) {
        if (failed instanceof RequestRejectedException) {
            // The firewall looks at headers only when they are read.
            return ProblemType.MALFORMED_REQUEST;
        }
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof java.sql.SQLException sql && NO_RIGHTS.equals(sql.getSQLState())) {
                // The walls inside the database said no.
                return ProblemType.FORBIDDEN;
            }
        }
        boolean database =
                failed instanceof TransactionException
                        || failed instanceof org.springframework.dao.TransientDataAccessException
                        || failed
                                instanceof
                                org.springframework.dao.DataAccessResourceFailureException;
        // The class alone: messages of exceptions quote values.
        LOG.error(
                "request {} failed: {}{}",
                MDC.get("reference"),
                failed.getClass().getName(),
                failed instanceof DataAccessException && failed.getCause() != null
                        ? " by " + failed.getCause().getClass().getName()
                        : "");
        return database ? ProblemType.NOT_READY : ProblemType.INTERNAL_ERROR;
    }
}
