package amparo.server.matching;

import amparo.server.registry.PersonFiles;
import java.util.List;

/**
 * The rows of {@code search_key} for what was said about a person: for those who write many persons
 * straight into the tables, such as generators of large worlds.
 */
public final class SearchKeys {

    private SearchKeys() {}

    /**
     * A row.
     *
     * @param facts from which facts, as bits
     */
    public record Row(long key, long sharp, int facts) {}

    /** All rows of a person of whom this was said. */
    public static List<Row> of(List<PersonFiles.Told> said) {
        return Keys.of(Matching.known(said)).stream()
                .map(key -> new Row(key.key(), key.sharp(), key.facts()))
                .toList();
    }
}
