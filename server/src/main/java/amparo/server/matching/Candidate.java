package amparo.server.matching;

import amparo.server.platform.View;
import java.util.List;
import java.util.function.Function;

/**
 * Somebody who is known, beside the new one.
 *
 * @param percent how alike they are
 */
public record Candidate(
        String code,
        Function<View, String> name,
        String percent,
        Function<View, List<BesideRow>> rows) {}
