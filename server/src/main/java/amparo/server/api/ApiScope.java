package amparo.server.api;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a token may be used for. A scope never adds to what the roles of its account may; it only
 * takes away.
 */
public enum ApiScope {
    /** Who am I, which organisations and sites are there, what can be said. */
    DIRECTORY_READ("directory.read"),
    /** Keep the services of the own organisation. */
    DIRECTORY_WRITE("directory.write"),
    PERSONS_READ("persons.read"),
    PERSONS_WRITE("persons.write");

    private final String code;

    ApiScope(String code) {
        this.code = code;
    }

    /** As it stands in tokens and in the matrix. */
    public String code() {
        return code;
    }

    /** All codes, in order. */
    public static List<String> codes() {
        return Arrays.stream(values()).map(ApiScope::code).toList();
    }

    static Optional<ApiScope> of(String code) {
        return Arrays.stream(values()).filter(scope -> scope.code.equals(code)).findFirst();
    }
}
