package amparo.server.web;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses what nobody can read: parameters that are not UTF-8, that are broken in their encoding,
 * or that hold a NUL, which no database keeps. So no page needs to think of it.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class Readable extends OncePerRequestFilter implements HandlerInterceptor {

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isReadable(request.getQueryString()) && isReadable(request.getRequestURI())) {
            if (!isForm(request) || parametersAreReadable(request)) {
                chain.doFilter(request, response);
                return;
            }
        }
        response.sendError(HttpServletResponse.SC_BAD_REQUEST);
    }

    /** Once more, now with the parts of a multipart form. */
    @Override
    public boolean preHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        if (request.getDispatcherType() == DispatcherType.ERROR || parametersAreReadable(request)) {
            return true;
        }
        response.sendError(HttpServletResponse.SC_BAD_REQUEST);
        return false;
    }

    private static boolean isForm(HttpServletRequest request) {
        String type = request.getContentType();
        return type != null && type.startsWith("application/x-www-form-urlencoded");
    }

    private static boolean parametersAreReadable(HttpServletRequest request) {
        try {
            for (Map.Entry<String, String[]> entry : request.getParameterMap().entrySet()) {
                if (entry.getKey().indexOf(0) >= 0) {
                    return false;
                }
                for (String value : entry.getValue()) {
                    if (value.indexOf(0) >= 0) {
                        return false;
                    }
                }
            }
            return true;
        } catch (IllegalStateException broken) {
            // Tomcat's word for parameters that it could not decode.
            return false;
        }
    }

    /** Whether this decodes to UTF-8 without NUL. */
    static boolean isReadable(@Nullable String encoded) {
        if (encoded == null) {
            return true;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(encoded.length());
        for (int i = 0; i < encoded.length(); i++) {
            char letter = encoded.charAt(i);
            if (letter != '%') {
                bytes.write(letter);
                continue;
            }
            if (i + 2 >= encoded.length()) {
                return false;
            }
            int high = Character.digit(encoded.charAt(i + 1), 16);
            int low = Character.digit(encoded.charAt(i + 2), 16);
            if (high < 0 || low < 0 || (high == 0 && low == 0)) {
                return false;
            }
            bytes.write(high << 4 | low);
            i += 2;
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray()));
            return true;
        } catch (CharacterCodingException broken) {
            return false;
        }
    }
}
