package amparo.server.directory;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/** There is no such service, or it is not for the actor to change. Carries nothing. */
@ResponseStatus(HttpStatus.NOT_FOUND)
final class NoSuchService extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NoSuchService() {
        super(null, null, false, false);
    }
}
