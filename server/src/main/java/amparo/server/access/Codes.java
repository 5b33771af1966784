package amparo.server.access;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Finds a constant by its code, with a helpful refusal. */
final class Codes {

    private Codes() {}

    static <T> T find(List<T> values, Function<T, String> code, String wanted, String what) {
        return values.stream()
                .filter(value -> code.apply(value).equals(wanted))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "unknown "
                                        + what
                                        + " '"
                                        + wanted
                                        + "'; known are "
                                        + values.stream()
                                                .map(code)
                                                .collect(Collectors.joining(", "))));
    }
}
