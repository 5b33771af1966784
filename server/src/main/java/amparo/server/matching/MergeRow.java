package amparo.server.matching;

import amparo.server.platform.View;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A merge that stands, or was undone.
 *
 * @param undone why it was undone; none if it stands
 */
public record MergeRow(
        String id,
        String kept,
        String merged,
        String reason,
        Function<View, String> when,
        @Nullable String undone) {}
