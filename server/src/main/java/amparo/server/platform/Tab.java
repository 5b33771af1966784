package amparo.server.platform;

import gg.jte.Content;

/**
 * One section of a page that shows one section at a time; {@code id} is its address on the page.
 */
public record Tab(String id, String label, Content content) {}
