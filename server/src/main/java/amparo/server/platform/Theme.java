package amparo.server.platform;

import org.jspecify.annotations.Nullable;

/** Light or dark: as the device says, or as the reader chose. Paper is always light. */
public enum Theme {
    SYSTEM("light dark", "screen and (prefers-color-scheme: dark)"),
    LIGHT("light", null),
    DARK("dark", "screen");

    private final String scheme;
    private final @Nullable String darkFor;

    Theme(String scheme, @Nullable String darkFor) {
        this.scheme = scheme;
        this.darkFor = darkFor;
    }

    /** What the browser draws its own parts for, as in {@code <meta name="color-scheme">}. */
    public String scheme() {
        return scheme;
    }

    /** The media that the dark stylesheet is for; none if it is not wanted at all. */
    public @Nullable String darkFor() {
        return darkFor;
    }
}
