package amparo.server.practice;

import amparo.server.access.Acting;
import amparo.server.access.Actor;
import amparo.server.platform.ErrorPage;
import amparo.server.practice.Addresses.Kind;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Leads a session that practises into the world of its exercise, after it was decided in that of
 * real work who it is and whether it may act at all. Where the exercise cannot go on, the request
 * is answered and not served: never is it served as real work instead.
 */
final class PracticeFilter extends OncePerRequestFilter {

    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

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
        if (exercise.isPresent()) {
            PracticeMark.of(request, Acting.now());
        }
        Kind kind = Addresses.of(request.getMethod(), request.getRequestURI());
        if (kind == Kind.REAL) {
            chain.doFilter(request, response);
        } else if (exercise.isPresent() && kind == Kind.CLOSED) {
            refuse(request, response, ErrorPage.IN_EXERCISE);
        } else if (isOfAnotherWorld(request, exercise)) {
            refuse(request, response, ErrorPage.OTHER_WORLD);
        } else if (exercise.isEmpty()) {
            chain.doFilter(request, response);
        } else if (worlds.stands(exercise.get())) {
            inside(exercise.get(), request, response, chain);
        } else {
            refuse(request, response, ErrorPage.EXERCISE_GONE);
        }
    }

    /**
     * Whether a form was opened in another world than it is sent to, in another tab: a real person
     * would be registered in an exercise, or an invented one among real ones.
     */
    private static boolean isOfAnotherWorld(HttpServletRequest request, Optional<UUID> exercise) {
        if (SAFE.contains(request.getMethod())) {
            return false;
        }
        String opened = request.getParameter(Practice.FIELD);
        return !exercise.map(UUID::toString).orElse("").equals(opened == null ? "" : opened);
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
