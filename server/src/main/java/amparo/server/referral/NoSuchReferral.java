package amparo.server.referral;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/** There is no such referral, or none that the actor may know of. Carries nothing. */
@ResponseStatus(HttpStatus.NOT_FOUND)
final class NoSuchReferral extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NoSuchReferral() {
        super(null, null, false, false);
    }

    static void unless(boolean allowed) {
        if (!allowed) {
            throw new NoSuchReferral();
        }
    }
}
