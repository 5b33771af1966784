package amparo.server.platform;

/** A link that stands alone: an action of a page or a row. */
public record Link(String label, String href) {}
