package amparo.server.accounts;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * A gentle general limit, for each session and for each address, in memory: nobody who works
 * notices it, and nobody alone keeps the server busy. The door has its own, harder one ({@link
 * Attempts}). Comes before the session is read, so that what is refused costs nothing.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
class RateLimits extends OncePerRequestFilter {

    private static final int KNOWN = 20_000;

    private final int perSession;
    private final int perOrigin;
    private final String sessionCookie;
    private final Map<String, Bucket> sessions = latest();
    private final Map<String, Bucket> origins = latest();

    /**
     * @param perSession requests a minute; 0 for no limit
     * @param perOrigin the same for an address, behind which may be a whole office
     */
    RateLimits(
            @Value("${amparo.limits.session-per-minute:300}") int perSession,
            @Value("${amparo.limits.origin-per-minute:3000}") int perOrigin,
            @Value("${amparo.session.secure:false}") boolean secure) {
        this.perSession = perSession;
        this.perOrigin = perOrigin;
        this.sessionCookie = secure ? "__Host-amparo" : "amparo";
    }

    /** The newest ones; the longest unused one is forgotten first. */
    private static Map<String, Bucket> latest() {
        return new LinkedHashMap<>(64, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
                return size() > KNOWN;
            }
        };
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = request.getRequestURI();
        return request.getDispatcherType() == DispatcherType.ERROR
                || path.startsWith("/static/")
                || path.startsWith("/webjars/")
                || path.startsWith("/health");
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        long wait = wait(origins, perOrigin, Attempts.network(request.getRemoteAddr()));
        String session = session(request);
        if (wait == 0 && session != null) {
            wait = wait(sessions, perSession, session);
        }
        if (wait > 0) {
            response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(wait));
            response.sendError(429);
            return;
        }
        chain.doFilter(request, response);
    }

    /** Seconds until the next one is allowed; 0 if it is now. */
    private static long wait(Map<String, Bucket> buckets, int perMinute, String who) {
        if (perMinute <= 0) {
            return 0;
        }
        Bucket bucket;
        synchronized (buckets) {
            bucket = buckets.computeIfAbsent(who, any -> bucket(perMinute));
        }
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        return probe.isConsumed()
                ? 0
                : Math.max(1, TimeUnit.NANOSECONDS.toSeconds(probe.getNanosToWaitForRefill()) + 1);
    }

    private static Bucket bucket(int perMinute) {
        return Bucket.builder()
                .addLimit(limit ->
                        limit.capacity(perMinute).refillGreedy(perMinute, Duration.ofMinutes(1)))
                .build();
    }

    private @Nullable String session(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        if (cookies != null) {
            for (Cookie cookie : cookies) {
                if (cookie.getName().equals(sessionCookie) && cookie.getValue().length() < 100) {
                    return cookie.getValue();
                }
            }
        }
        return null;
    }
}
