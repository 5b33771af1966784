package amparo.server.matching;

import amparo.server.platform.View;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A line of the list of those who may be the same. */
public record LikeRow(
        String code, @Nullable String name, String percent, Function<View, String> why) {}
