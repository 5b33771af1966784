package amparo.server.platform;

import org.jspecify.annotations.Nullable;

/** One thing to do of several; without an address it cannot begin yet. */
public record Task(String label, @Nullable String href, @Nullable String hint, Pill status) {}
