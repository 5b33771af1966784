package amparo.engine.evaluate;

import amparo.engine.fact.Facts;
import amparo.engine.rule.Rulebook;
import amparo.engine.value.Item;
import amparo.engine.value.Range;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a formula is evaluated against: the person, the day, the host State and the records that
 * quantifiers have bound.
 */
final class Scope {
    private static final int FEW_BOUND = 4;

    final Rulebook book;
    final Facts facts;
    final int today;
    int lawDay;
    String host;
    int rulesFollowed;

    /** True where a number that was told as a span is read as the lowest that it may be. */
    boolean lowest;

    /** True once a number was met that was told, but only as a span. */
    boolean metSpan;

    /**
     * How often a statement was met that contradicts what follows from other answers, where that
     * left something open.
     */
    int contradictions;

    private @Nullable Item[] bound = new @Nullable Item[FEW_BOUND];
    private int depth;

    Scope(Rulebook book, Facts facts, int today, String host) {
        this.book = book;
        this.facts = facts;
        this.today = today;
        this.lawDay = today;
        this.host = host;
    }

    /** A number as it is to be read here; what nobody told stays as wide as it is. */
    Range read(Range number, Range bounds) {
        boolean told = number.low() > bounds.low() || number.high() < bounds.high();
        if (!told || number.isExact() || number.low() == Range.NEVER) {
            return number;
        }
        metSpan = true;
        return lowest ? Range.exactly(number.low()) : number;
    }

    /**
     * A statement and what follows from other answers, taken together. Where those contradict each
     * other already, the statement settles nothing.
     *
     * @param before the contradictions that were met before {@code derived} was computed
     */
    Range join(boolean told, Range stated, Range derived, int before) {
        if (told && contradictions > before) {
            return stated.hull(derived);
        }
        if (!stated.overlaps(derived)) {
            contradictions++;
        }
        return stated.meet(derived);
    }

    void push(Item item) {
        if (depth == bound.length) {
            bound = Arrays.copyOf(bound, 2 * depth);
        }
        bound[depth++] = item;
    }

    void pop() {
        bound[--depth] = null;
    }

    Item bound(int level) {
        Item item = bound[level];
        if (item == null) {
            throw new IllegalStateException("no record is bound at level " + level);
        }
        return item;
    }
}
