package amparo.server.platform;

import org.jspecify.annotations.Nullable;

/** The pages beside this one: keyset paging knows only the next newer and the next older. */
public record Paging(@Nullable String newerHref, @Nullable String olderHref) {}
