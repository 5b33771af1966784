package amparo.server.practice;

import amparo.server.access.Acting;
import amparo.server.access.Actor;
import amparo.server.platform.ErrorPage;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Leads a session that practises into the world of its exercise, after it was decided in that of
 * real work who it is and whether it may act at all. Where the exercise cannot go on, the request
 * is answered and not served: never is it served as real work instead.
 */
final class PracticeFilter extends OncePerRequestFilter {

    private final PracticeWorlds worlds;

    PracticeFilter(PracticeWorlds worlds) {
        this.worlds = worlds;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<UUID> exercise =
                Acting.find().map(Actor::account).isPresent()
                        ? worlds.current(request)
                        : Optional.empty();
        if (exercise.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        switch (Addresses.of(request.getMethod(), request.getRequestURI())) {
            case REAL -> chain.doFilter(request, response);
            case CLOSED -> refuse(request, response, ErrorPage.IN_EXERCISE);
            case OPEN -> {
                if (worlds.stands(exercise.get())) {
                    inside(exercise.get(), request, response, chain);
                } else {
                    refuse(request, response, ErrorPage.EXERCISE_GONE);
                }
            }
        }
    }

    private void inside(
            UUID exercise,
            HttpServletRequest request,
            HttpServletResponse response,
            FilterChain chain)
            throws ServletException, IOException {
        try {
            worlds.enter(
                    exercise,
                    () -> {
                        chain.doFilter(request, response);
                        return exercise;
                    });
        } catch (PracticeException gone) {
            // It went between the look and the step.
            if (response.isCommitted()) {
                throw gone;
            }
            refuse(request, response, ErrorPage.EXERCISE_GONE);
        } catch (ServletException | IOException | RuntimeException failed) {
            throw failed;
        } catch (Exception impossible) {
            throw new ServletException(impossible);
        }
    }

    private static void refuse(
            HttpServletRequest request, HttpServletResponse response, ErrorPage page)
            throws IOException {
        request.setAttribute(ErrorPage.ATTRIBUTE, page);
        response.sendError(page.status());
    }
}
