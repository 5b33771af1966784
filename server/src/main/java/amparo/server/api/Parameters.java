package amparo.server.api;

import amparo.server.platform.ProblemDetails;
import amparo.server.platform.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The parameters of an address; those that it does not know are refused. */
final class Parameters {

    private static final Pattern UUID_FORM =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final Pattern PERSON = Pattern.compile("[0-9A-HJKMNP-TV-Z]{8}");
    private static final int USUAL = 50;

    private final HttpServletRequest request;

    private Parameters(HttpServletRequest request) {
        this.request = request;
    }

    static Parameters of(HttpServletRequest request, String... known) {
        List<String> names = Arrays.asList(known);
        request.getParameterMap()
                .forEach((name, values) -> {
                    if (!names.contains(name)) {
                        throw new ApiProblem(
                                ProblemDetails.of(
                                        ProblemType.UNKNOWN_PARAMETER,
                                        names.isEmpty() ? "–" : String.join(", ", names)));
                    }
                    if (values.length != 1) {
                        throw ApiProblem.parameter(name, "api.parameter.once");
                    }
                });
        return new Parameters(request);
    }

    /** An id that stands in the path; of what is none there is nothing. */
    static UUID path(String text) {
        if (!UUID_FORM.matcher(text).matches()) {
            throw ApiProblem.of(ProblemType.NOT_FOUND);
        }
        return UUID.fromString(text);
    }

    /** The code of a person; of what is none there is nobody. */
    static String person(String code) {
        if (!isPerson(code)) {
            throw ApiProblem.of(ProblemType.NOT_FOUND);
        }
        return code;
    }

    /** Whether it could be the code of a person. */
    static boolean isPerson(String code) {
        return PERSON.matcher(code).matches();
    }

    int limit() {
        String text = request.getParameter("limit");
        if (text == null) {
            return USUAL;
        }
        int limit = text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : 0;
        if (limit < 1 || limit > ApiPage.LARGEST) {
            throw new ApiProblem(
                    ProblemDetails.of(ProblemType.INVALID_PARAMETER, "limit")
                            .with("parameter", "limit")
                            .with("most", ApiPage.LARGEST),
                    "api.parameter.limit");
        }
        return limit;
    }

    @Nullable UUID id(String name) {
        String text = request.getParameter(name);
        if (text == null) {
            return null;
        }
        if (!UUID_FORM.matcher(text).matches()) {
            throw ApiProblem.parameter(
                    name, name.equals("after") ? "api.parameter.after" : "api.parameter.uuid");
        }
        return UUID.fromString(text);
    }

    /** A word of the rulebook, such as the name of a fact. */
    @Nullable String word(String name) {
        String text = request.getParameter(name);
        if (text != null && !text.matches("[a-z][a-z0-9_]{0,80}")) {
            throw ApiProblem.parameter(name, "api.parameter.after");
        }
        return text;
    }

    /** A code, such as a country or a kind of service; empty if it is not there. */
    String code(String name) {
        String text = free(name, 80);
        if (!text.matches("[A-Za-z0-9_-]*")) {
            throw ApiProblem.parameter(name, "api.parameter.show");
        }
        return text;
    }

    /** Any text; empty if it is not there. */
    String free(String name, int longest) {
        String text = request.getParameter(name);
        if (text != null && text.length() > longest) {
            throw ApiProblem.parameter(name, "api.parameter.show");
        }
        return text == null ? "" : text.strip();
    }

    /** For the link to the next page; empty for what is not there. */
    static String query(String name, String value) {
        return value.isEmpty()
                ? ""
                : "&" + name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    /** A day as 2024-05-31. */
    @Nullable LocalDate day(String name) {
        String text = request.getParameter(name);
        if (text == null) {
            return null;
        }
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException none) {
            throw ApiProblem.parameter(name, "api.parameter.day");
        }
    }
}
