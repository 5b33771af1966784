package amparo.finder;

/**
 * A country.
 *
 * @param code ISO 3166-1 alpha-3
 * @param name in the language of the page
 */
public record Place(String code, String name) {}
