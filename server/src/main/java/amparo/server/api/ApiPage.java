package amparo.server.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list. There is no total: counting all to show some is what makes lists slow.
 *
 * @param items in the order of the list, newest first
 * @param next what to send as {@code after} for the page that follows; none at the end
 */
public record ApiPage<T>(List<T> items, @Nullable String next) {

    /** The most items of a page. */
    public static final int LARGEST = 200;

    public ApiPage {
        items = List.copyOf(items);
    }
}
