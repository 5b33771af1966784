package amparo.server.learning;

import amparo.rulebook.compile.CompiledVignettes;
import amparo.rulebook.vignette.Vignette;
import amparo.server.registry.LoadedRulebook;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The stories that came with this version. Read on first use. */
@Component
class Stories {

    private final LoadedRulebook rulebook;

    private @Nullable List<Vignette> all;

    Stories(LoadedRulebook rulebook) {
        this.rulebook = rulebook;
    }

    synchronized List<Vignette> all() {
        List<Vignette> known = all;
        if (known == null) {
            known = CompiledVignettes.load(rulebook.book());
            all = known;
        }
        return known;
    }

    /** One of them; none if this version has it no more. */
    Optional<Vignette> find(String id) {
        return all().stream().filter(one -> one.id().equals(id)).findFirst();
    }
}
