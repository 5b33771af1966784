package amparo.engine.report;

import amparo.engine.fact.Fact;
import amparo.engine.language.Formula;
import amparo.engine.language.NumberTerm;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The lists that counts and sums bind. */
final class Terms {
    private Terms() {}

    static void binders(
            NumberTerm term,
            Map<String, Fact> binders,
            BiConsumer<@Nullable Formula, Map<String, Fact>> inside) {
        switch (term) {
            case NumberTerm.Count count -> {
                binders.put(count.binder(), count.list().fact());
                inside.accept(count.with(), binders);
            }
            case NumberTerm.Sum sum -> {
                binders.put(sum.binder(), sum.list().fact());
                inside.accept(sum.with(), binders);
            }
            case NumberTerm.Points points ->
                    points.points().forEach(point -> inside.accept(point.condition(), binders));
            case NumberTerm.Literal _,
                    NumberTerm.OfFact _,
                    NumberTerm.Elapsed _,
                    NumberTerm.Table _ -> {}
        }
    }
}
