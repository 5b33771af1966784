package amparo.server.lists;

import amparo.server.access.Actor;
import amparo.server.platform.Question;
import amparo.server.platform.Typed;
import amparo.server.platform.View;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Something that can be done to many persons at once: implement it as a bean. First it says what it
 * will do and to how many, then it does so in one transaction, and for a while it can undo it. Its
 * texts are {@code bulk.<key>} (its name), {@code bulk.<key>.lead} (what is asked for), {@code
 * bulk.<key>.will} and {@code bulk.<key>.did} (counted), {@code bulk.<key>.undone} (counted).
 */
public interface BulkAction {

    /** Its name in texts and in the audit. */
    String key();

    /** The order in the list of actions. */
    int position();

    /** Whether whoever acts may do it at all. */
    boolean opensFor(Actor actor);

    /** The names of the fields that are asked before; none by default. */
    default List<String> fields() {
        return List.of();
    }

    /** Whether something must be asked before. */
    default boolean asks() {
        return !fields().isEmpty();
    }

    /** The questions with those fields, with what was typed. */
    default List<Question> questions(View view, Typed typed) {
        return List.of();
    }

    /**
     * What was answered, short enough to keep: ids, codes and days, never words about a person.
     * Empty if something is wrong, which is then marked in what was typed.
     */
    Optional<String> read(Typed typed);

    /** What would happen to these persons, and nothing happens. */
    Plan plan(String what, List<String> codes);

    /**
     * Does it.
     *
     * @param batch a new id for this act
     * @param typed the answers, if more was asked than is kept
     * @return for each person it was done to, what was made or ended
     */
    Map<UUID, UUID> run(String what, List<String> codes, UUID batch, Typed typed);

    /** Takes back what was made, as far as the actor may and nobody changed it; for how many. */
    int undo(String what, Map<UUID, UUID> made, UUID batch);

    /**
     * What would happen.
     *
     * @param will to how many it would be done
     * @param with words for the text: the name of the colleague, the code of the group
     * @param left why the others are left out, and how many
     * @param warnings what else should be known before
     */
    record Plan(int will, List<String> with, List<Left> left, List<Left> warnings) {
        public Plan {
            with = List.copyOf(with);
            left = left.stream().filter(one -> one.count() > 0).toList();
            warnings = warnings.stream().filter(one -> one.count() > 0).toList();
        }
    }

    /**
     * Some of them.
     *
     * @param key of a counted text
     */
    record Left(String key, int count) {}
}
