package amparo.finder;

/**
 * Where something was read.
 *
 * @param url "" if there is none
 * @param read the day, written out, or ""
 */
public record Source(String act, String url, String read) {}
