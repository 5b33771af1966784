package amparo.engine.rule;

import amparo.engine.fact.Wording;
import amparo.engine.language.Formula;
import amparo.engine.language.Quantifier;
import amparo.engine.language.Ref;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A node of a rule's tree. The tree is the rule and, with truths added, its explanation. */
public sealed interface Node {
    /** Unique within its rule. */
    String id();

    /** What it is for; parts have the role of their group. */
    Role role();

    /** The sentence for people. */
    Wording text();

    /** Its source; null only for groups whose parts carry their own. */
    @Nullable Citation cite();

    /** For whom it applies at all; null for everybody. */
    @Nullable Formula onlyIf();

    /**
     * A single condition; steps, papers and notes may have no {@code when}: nothing that is asked
     * tells their truth.
     */
    record Condition(
            String id,
            Role role,
            Wording text,
            @Nullable Citation cite,
            @Nullable Formula onlyIf,
            @Nullable Formula when)
            implements Node {}

    /** Several nodes together. */
    record Group(
            String id,
            Role role,
            Wording text,
            @Nullable Citation cite,
            @Nullable Formula onlyIf,
            Mode mode,
            int least,
            List<Node> parts)
            implements Node {
        public Group {
            parts = List.copyOf(parts);
        }
    }

    /** All parts hold together for some, every, no or at least n of the records of a list. */
    record ForRecords(
            String id,
            Role role,
            Wording text,
            @Nullable Citation cite,
            @Nullable Formula onlyIf,
            Quantifier quantifier,
            int least,
            Ref list,
            String binder,
            @Nullable Formula with,
            List<Node> parts)
            implements Node {
        public ForRecords {
            parts = List.copyOf(parts);
        }
    }

    /** How a group joins its parts. */
    enum Mode {
        ALL("all"),
        ANY("any"),
        NONE("none"),
        AT_LEAST("at least");

        private final String word;

        Mode(String word) {
            this.word = word;
        }

        /** The word in files. */
        public String word() {
            return word;
        }
    }
}
