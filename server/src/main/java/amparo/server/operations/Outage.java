package amparo.server.operations;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.CannotCreateTransactionException;

/**
 * While the database is away, pages say so (503) instead of failing, and do not wait for it one by
 * one. Stands before the sessions, which are in the database too.
 */
final class Outage implements Filter {

    private static final Logger LOG = LoggerFactory.getLogger(Outage.class);

    private static final String AWAY = Outage.class.getName();
    private static final int TRY_AGAIN_SECONDS = 5;

    private final Pulse pulse;
    private final AtomicBoolean away = new AtomicBoolean();

    Outage(Pulse pulse) {
        this.pulse = pulse;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!(request instanceof HttpServletRequest http)
                || !(response instanceof HttpServletResponse answer)) {
            chain.doFilter(request, response);
        } else if (request.getDispatcherType() == DispatcherType.ERROR) {
            chain.doFilter(
                    request.getAttribute(AWAY) == null ? request : new Stranger(http), response);
        } else {
            request(http, answer, chain);
        }
    }

    private void request(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (isHealth(request)) {
            chain.doFilter(request, response);
            return;
        }
        if (away.get() && !isBack()) {
            refuse(request, response);
            return;
        }
        try {
            chain.doFilter(request, response);
        } catch (ServletException | RuntimeException failed) {
            if (response.isCommitted()) {
                throw failed;
            }
            // Not every failure says that it comes of a lost connection (a roll-back, a session
            // that cannot be kept), so the database itself is asked.
            boolean answers = pulse.beatsNow();
            if (answers && !isOutage(failed)) {
                throw failed;
            }
            if (!answers && away.compareAndSet(false, true)) {
                LOG.warn("the database does not answer; pages say so until it does");
            }
            response.reset();
            refuse(request, response);
        }
    }

    private boolean isBack() {
        if (!pulse.beats()) {
            return false;
        }
        if (away.compareAndSet(true, false)) {
            LOG.warn("the database answers again");
        }
        return true;
    }

    private static void refuse(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        request.setAttribute(AWAY, true);
        response.setIntHeader("Retry-After", TRY_AGAIN_SECONDS);
        response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    }

    private static boolean isHealth(HttpServletRequest request) {
        String path = request.getRequestURI();
        return path.equals("/health") || path.startsWith("/health/") || path.equals("/metrics");
    }

    /** Whether the connection failed, and not what was asked over it. */
    static boolean isOutage(Throwable failed) {
        int depth = 0;
        for (Throwable cause = failed; cause != null && depth < 30; cause = cause.getCause()) {
            if (cause instanceof SQLTransientConnectionException
                    || cause instanceof CannotCreateTransactionException
                    || cause instanceof SQLException sql && lost(sql)) {
                return true;
            }
            depth++;
        }
        return false;
    }

    /** Class 08: the connection; 57P01 to 57P03: shut down, crashed, still starting. */
    private static boolean lost(SQLException failed) {
        String state = String.valueOf(failed.getSQLState());
        return state.startsWith("08")
                || state.startsWith("57P0")
                || state.equals("53300")
                || failed instanceof java.sql.SQLNonTransientConnectionException
                || failed instanceof java.sql.SQLRecoverableException;
    }
}
