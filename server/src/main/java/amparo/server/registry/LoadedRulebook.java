package amparo.server.registry;

import amparo.engine.evaluate.Evaluator;
import amparo.engine.fact.Vocabulary;
import amparo.engine.rule.Rulebook;
import amparo.rulebook.compile.CompiledRulebook;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The rulebook that came with this version, once for the whole server. Read on first use: it is
 * large, and starting must be quick.
 */
@Component
public class LoadedRulebook {

    private @Nullable Evaluator evaluator;

    /** What evaluates it. */
    public synchronized Evaluator evaluator() {
        Evaluator known = evaluator;
        if (known == null) {
            known = new Evaluator(CompiledRulebook.load());
            evaluator = known;
        }
        return known;
    }

    /** Its rules. */
    public Rulebook book() {
        return evaluator().book();
    }

    /** Its facts and lists of codes. */
    public Vocabulary vocabulary() {
        return book().vocabulary();
    }
}
