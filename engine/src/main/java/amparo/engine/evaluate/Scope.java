package amparo.engine.evaluate;

import amparo.engine.fact.Facts;
import amparo.engine.rule.Rulebook;
import amparo.engine.value.Item;
import amparo.engine.value.Range;
import org.jspecify.annotations.Nullable;

/**
 * What a formula is evaluated against: the person, the day, the host State and the records that
 * quantifiers have bound.
 */
final class Scope {
    private static final int MAX_BOUND = 48;

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

    private final @Nullable Item[] bound = new @Nullable Item[MAX_BOUND];
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

    void push(Item item) {
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
