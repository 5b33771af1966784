package amparo.server.platform;

import org.jspecify.annotations.Nullable;

/** Light or dark: as the device says, or as the reader chose. */
public enum Theme {
    SYSTEM,
    LIGHT,
    DARK;

    /** The value of the attribute that the stylesheet reads; none leaves it to the device. */
    public @Nullable String attribute() {
        return switch (this) {
            case SYSTEM -> null;
            case LIGHT -> "light";
            case DARK -> "dark";
        };
    }
}
