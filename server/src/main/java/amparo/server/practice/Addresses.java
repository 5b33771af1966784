package amparo.server.practice;

import java.util.List;
import java.util.Locale;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Which addresses a session that practises can open. A positive list: what nobody put here answers
 * that one is in an exercise, and reads nothing. Not here on purpose is whatever leaves the
 * installation or comes into it, whatever is about accounts and settings, and whatever somebody
 * would believe to have told to real colleagues: notes of the shift, complaints, emergencies.
 */
final class Addresses {

    /** What becomes of a request of a session that practises. */
    enum Kind {
        /** Served in the world of real work: who one is, learning itself, files of the pages. */
        REAL,
        /** Served in the world of the exercise. */
        OPEN,
        /** Not served. */
        CLOSED
    }

    private static final List<Line> REAL =
            lines(
                    """
                    * /error
                    * /learning/**
                    * /practice/**
                    GET /static/**
                    GET /webjars/**
                    GET /favicon.ico
                    GET /health/**
                    GET /metrics
                    * /sign-in/**
                    * /sign-out
                    * /second-factor/**
                    POST /passkeys/sign-in/**
                    POST /passkeys/prove/**
                    * /lock
                    * /locked
                    GET /no-place
                    * /api/**
                    GET /device/app
                    GET /device/sw.js
                    GET /device/files/**
                    GET /device/state
                    """);

    /** Out of what the list below would open. */
    private static final List<Line> CLOSED =
            lines(
                    """
                    * /persons/*/access-log
                    * /persons/*/data
                    * /persons/*/legal-hold
                    * /persons/*/handover
                    * /persons/*/shares/**
                    * /persons/*/emergency/**
                    * /persons/*/photo/**
                    * /services/new
                    * /services/import/**
                    * /services/public.json
                    * /referrals/figures
                    * /referrals/*/follow-up/**
                    * /cases/transfers/**
                    * /cases/*/transfer/**
                    * /cases/*/files/**
                    * /cases/*/appointments/*/calendar
                    """);

    private static final List<Line> OPEN =
            lines(
                    """
                    GET /
                    * /search
                    * /persons
                    POST /persons/find
                    GET /persons/new
                    * /persons/*
                    * /persons/*/**
                    * /interviews/**
                    GET /immediate
                    GET /child-notices
                    GET /interpreters
                    GET /recordings/*
                    GET /point
                    * /groups/**
                    GET /services
                    GET /services/*
                    GET /referrals
                    GET /referrals/terms
                    GET /referrals/slip/*
                    * /referrals/*
                    * /referrals/*/**
                    GET /urgent-steps
                    * /sent-on/**
                    GET /cases
                    GET /cases/tasks
                    GET /cases/appointments
                    GET /cases/expiring
                    * /cases/*/**
                    """);

    private record Line(String method, PathPattern pattern) {
        boolean fits(String asked, PathContainer path) {
            return (method.equals("*") || method.equals(asked)) && pattern.matches(path);
        }
    }

    private Addresses() {}

    private static List<Line> lines(String text) {
        return text.lines()
                .map(line -> line.split(" ", 2))
                .map(line -> new Line(line[0], PathPatternParser.defaultInstance.parse(line[1])))
                .toList();
    }

    static Kind of(String method, String path) {
        String asked = method.toUpperCase(Locale.ROOT);
        String counted = asked.equals("HEAD") ? "GET" : asked;
        PathContainer parsed = PathContainer.parsePath(path);
        if (fits(REAL, counted, parsed)) {
            return Kind.REAL;
        }
        return !fits(CLOSED, counted, parsed) && fits(OPEN, counted, parsed)
                ? Kind.OPEN
                : Kind.CLOSED;
    }

    private static boolean fits(List<Line> lines, String method, PathContainer path) {
        return lines.stream().anyMatch(line -> line.fits(method, path));
    }
}
