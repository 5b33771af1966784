package amparo.server.profiling;

import amparo.server.platform.Pill;
import org.jspecify.annotations.Nullable;

/**
 * A step for a child alone, in the words of whoever reads it.
 *
 * @param said who does it and who wrote that down; none: nobody yet
 * @param href where it is written down; none for whoever may not
 */
public record ChildStepLine(
        String title,
        String text,
        String who,
        String by,
        Pill state,
        @Nullable String said,
        @Nullable String note,
        String act,
        String url,
        @Nullable String href) {}
