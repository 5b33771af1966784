package amparo.engine.language;

import amparo.engine.fact.Fact;
import org.jspecify.annotations.Nullable;

/**
 * A fact of the person, or a field of the record that a quantifier has bound.
 *
 * @param binder the name of the bound record, or null for a fact of the person
 * @param depth which bound record, the outermost quantifier is 0; -1 for a fact of the person
 */
public record Ref(@Nullable String binder, int depth, Fact fact) {
    /** As written in a condition. */
    public String text() {
        return binder == null ? fact.name() : binder + "." + fact.name();
    }
}
