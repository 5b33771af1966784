package amparo.server.platform;

import org.jspecify.annotations.Nullable;

/** One of the answers to choose from. */
public record Option(String value, String label, @Nullable String hint) {
    public static Option of(String value, String label) {
        return new Option(value, label, null);
    }
}
