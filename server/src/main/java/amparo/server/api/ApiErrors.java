package amparo.server.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * Whatever a resource throws becomes problem details, before Spring turns it into something else.
 */
@RestControllerAdvice(annotations = ApiResource.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class ApiErrors {

    private final Problems problems;

    ApiErrors(Problems problems) {
        this.problems = problems;
    }

    @ExceptionHandler
    void failed(Exception failed, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        problems.write(request, response, failed);
    }
}
