package amparo.server.operations;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A request without its session: the page that says that the database is away must not look for the
 * session there.
 */
final class Stranger extends HttpServletRequestWrapper {

    Stranger(HttpServletRequest request) {
        super(request);
    }

    @Override
    public Cookie @Nullable [] getCookies() {
        Cookie[] all = super.getCookies();
        return all == null
                ? null
                : Arrays.stream(all)
                        .filter(cookie ->
                                !cookie.getName().equals("amparo")
                                        && !cookie.getName().equals("__Host-amparo"))
                        .toArray(Cookie[]::new);
    }

    @Override
    public @Nullable Object getAttribute(String name) {
        return name.startsWith("org.springframework.session.") ? null : super.getAttribute(name);
    }
}
