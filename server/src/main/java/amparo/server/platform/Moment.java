package amparo.server.platform;

import org.jspecify.annotations.Nullable;

/**
 * One entry of a timeline.
 *
 * @param machine the same time for machines, in ISO 8601
 * @param by who did it, in the words of the page
 */
public record Moment(
        String when, String machine, String title, @Nullable String text, @Nullable String by) {}
