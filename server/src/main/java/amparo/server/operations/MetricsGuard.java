package amparo.server.operations;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Figures are for whoever runs the server: they are told to this computer, or to whoever brings the
 * token. For everybody else the address does not exist. Behind a proxy everybody seems to come from
 * this computer, so there only the token counts.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 30)
class MetricsGuard extends OncePerRequestFilter {

    private static final String BEARER = "Bearer ";

    private final boolean local;
    private final byte[] token;

    MetricsGuard(
            @Value("${amparo.metrics.local:true}") boolean local,
            @Value("${amparo.metrics.token:}") String token) {
        this.local = local;
        this.token = token.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = request.getRequestURI();
        return !path.equals("/metrics") && !path.startsWith("/metrics/");
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isHere(request) || hasToken(request)) {
            chain.doFilter(request, response);
        } else {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
    }

    private boolean isHere(HttpServletRequest request) {
        try {
            return local && InetAddress.getByName(request.getRemoteAddr()).isLoopbackAddress();
        } catch (UnknownHostException noAddress) {
            return false;
        }
    }

    private boolean hasToken(HttpServletRequest request) {
        String given = request.getHeader(HttpHeaders.AUTHORIZATION);
        return token.length > 0
                && given != null
                && given.startsWith(BEARER)
                && MessageDigest.isEqual(
                        given.substring(BEARER.length()).getBytes(StandardCharsets.UTF_8), token);
    }
}
