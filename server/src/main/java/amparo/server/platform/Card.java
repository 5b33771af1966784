package amparo.server.platform;

import org.jspecify.annotations.Nullable;

/** A queue with its count, which opens its list. */
public record Card(String label, String count, String href, @Nullable String hint, Tone tone) {}
