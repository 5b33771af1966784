package amparo.server.cases;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/**
 * There is no such case, or none that the actor may know of, or none with which they may do that.
 * Carries nothing.
 */
@ResponseStatus(HttpStatus.NOT_FOUND)
final class NoSuchCase extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NoSuchCase() {
        super(null, null, false, false);
    }

    static void unless(boolean allowed) {
        if (!allowed) {
            throw new NoSuchCase();
        }
    }
}
