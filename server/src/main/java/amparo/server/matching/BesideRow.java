package amparo.server.matching;

/**
 * One line of two persons beside each other, in words.
 *
 * @param mark the end of the text key: same, different, or missing where one says nothing
 */
public record BesideRow(String label, String one, String other, String mark) {}
