package amparo.server.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Gives each request a random reference, so that a person who asks for help need not describe what
 * they were doing.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class References extends OncePerRequestFilter {

    /** Request attribute with the reference. */
    static final String ATTRIBUTE = References.class.getName();

    private static final SecureRandom RANDOM = new SecureRandom();

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        byte[] random = new byte[5];
        RANDOM.nextBytes(random);
        String reference = HexFormat.of().formatHex(random);
        request.setAttribute(ATTRIBUTE, reference);
        MDC.put("reference", reference);
        try {
            chain.doFilter(request, response);
        } finally {
            MDC.remove("reference");
        }
    }
}
