package amparo.server.registry;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/**
 * There is no such person, or none that the actor may know of, or none with whom they may do that:
 * from outside it is all the same, and so is the answer. Carries nothing.
 */
@ResponseStatus(HttpStatus.NOT_FOUND)
final class NoSuchPerson extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NoSuchPerson() {
        super(null, null, false, false);
    }
}
