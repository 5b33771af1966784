package amparo.server.groups;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/** There is no such group, or no such person in it, for whoever asks. */
@ResponseStatus(HttpStatus.NOT_FOUND)
class NoSuchGroup extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NoSuchGroup() {
        super("no such group in reach", null, false, false);
    }
}
