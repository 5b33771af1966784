package amparo.server.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.beans.ConversionNotSupportedException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;

/** What Spring takes for our fault and is the sender's: a file where a word is expected. */
@ControllerAdvice
class Mistakes {

    @ExceptionHandler
    void refuse(ConversionNotSupportedException sent, HttpServletResponse response)
            throws IOException {
        response.sendError(HttpServletResponse.SC_BAD_REQUEST);
    }
}
