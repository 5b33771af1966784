package amparo.server.consent;

import amparo.server.platform.Pill;
import org.jspecify.annotations.Nullable;

/**
 * A purpose on the page, with the newest answer to it.
 *
 * @param withdrawable the id of the consent that can be taken back; none: nothing is given
 */
public record ConsentLine(
        String purpose,
        String title,
        Pill state,
        @Nullable String how,
        @Nullable String text,
        @Nullable String language,
        @Nullable String withdrawable) {}
