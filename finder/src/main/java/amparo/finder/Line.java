package amparo.finder;

import amparo.engine.rule.Citation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A condition as a sentence.
 *
 * @param any true if one of the parts is enough
 * @param cite its own source, or null
 */
public record Line(String text, boolean any, @Nullable Citation cite, List<Line> parts) {
    public Line {
        parts = List.copyOf(parts);
    }
}
