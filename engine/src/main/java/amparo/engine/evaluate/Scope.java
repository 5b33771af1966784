package amparo.engine.evaluate;

import amparo.engine.fact.Facts;
import amparo.engine.rule.Rulebook;
import amparo.engine.value.Item;
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

    private final @Nullable Item[] bound = new @Nullable Item[MAX_BOUND];
    private int depth;

    Scope(Rulebook book, Facts facts, int today, String host) {
        this.book = book;
        this.facts = facts;
        this.today = today;
        this.lawDay = today;
        this.host = host;
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
