package amparo.server.platform;

import org.jspecify.annotations.Nullable;

/** One answer to check: what was asked, what was said, and where to change it. */
public record SummaryRow(String label, String value, @Nullable String changeHref) {
    public static SummaryRow of(String label, String value) {
        return new SummaryRow(label, value, null);
    }
}
