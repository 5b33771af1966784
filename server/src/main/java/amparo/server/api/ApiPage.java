package amparo.server.api;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list. There is no total: counting all to show some is what makes lists slow, and a
 * count tells of what one may not see.
 *
 * @param items in the order of the list
 * @param next what to send as {@code after} for the page that follows; none at the end
 */
public record ApiPage<T>(List<T> items, @Nullable String next) {

    /** The most items of a page. */
    public static final int LARGEST = 200;

    public ApiPage {
        items = List.copyOf(items);
    }

    /**
     * The page of a list that was read one further than it is shown.
     *
     * @param key what tells an item from the others
     */
    static <T> ApiPage<T> of(List<T> oneMore, int limit, Function<T, String> key) {
        if (oneMore.size() <= limit) {
            return new ApiPage<>(oneMore, null);
        }
        List<T> shown = oneMore.subList(0, limit);
        return new ApiPage<>(shown, key.apply(shown.getLast()));
    }
}
