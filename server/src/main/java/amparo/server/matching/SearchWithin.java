package amparo.server.matching;

import amparo.server.lists.ListSearch;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The search inside a list: the same index, the same order, the same walls. */
@Component
class SearchWithin implements ListSearch {

    private final Matching matching;

    SearchWithin(Matching matching) {
        this.matching = matching;
    }

    @Override
    public List<UUID> find(String typed, int limit) {
        Asked asked = Asked.of(typed);
        String code = asked.code();
        List<Matching.Hit> hits =
                code == null ? matching.search(asked, limit) : matching.byCode(code);
        return hits.stream().map(Matching.Hit::id).toList();
    }
}
