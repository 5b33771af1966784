package amparo.server.accounts;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/** What was asked for does not exist, or is not for whoever asks: the two are answered alike. */
@ResponseStatus(HttpStatus.NOT_FOUND)
final class NotThere extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotThere() {
        super("not there", null, false, false);
    }
}
