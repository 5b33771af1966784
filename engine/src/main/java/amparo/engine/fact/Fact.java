package amparo.engine.fact;

import amparo.engine.data.Data;
import amparo.engine.value.Range;
import amparo.engine.value.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One declared fact, or one field of a record type. Two facts are the same only if they are the
 * same object.
 *
 * <p>A fact is made by {@link #builder}; its slot is its place in the answers of a person.
 */
public final class Fact {
    private final String name;
    private final FactType type;
    private final int slot;
    private final Sensitivity sensitivity;
    private final Mutability mutability;
    private final Wording question;
    private final Wording help;
    private final String unit;
    private final List<String> knownBy;
    private final Range bounds;
    private final @Nullable CodeList codes;
    private final @Nullable RecordType record;
    private final boolean askFirst;
    private final boolean asked;
    private final @Nullable String noCountsOnlyIf;
    private final @Nullable String askAfter;
    private final @Nullable String issuedBy;
    private final @Nullable String inCountry;
    private final @Nullable String fromPerson;
    private final @Nullable String deriveText;
    private final @Nullable Data deriveTree;
    private final String singleUseReason;

    private Fact(Builder b) {
        this.name = b.name;
        this.type = b.type;
        this.slot = b.slot;
        this.sensitivity = b.sensitivity;
        this.mutability = b.mutability;
        this.question = b.question;
        this.help = b.help;
        this.unit = b.unit;
        this.knownBy = List.copyOf(b.knownBy);
        this.bounds = b.bounds;
        this.codes = b.codes;
        this.record = b.record;
        this.askFirst = b.askFirst;
        this.asked = b.asked;
        this.noCountsOnlyIf = b.noCountsOnlyIf;
        this.askAfter = b.askAfter;
        this.issuedBy = b.issuedBy;
        this.inCountry = b.inCountry;
        this.fromPerson = b.fromPerson;
        this.deriveText = b.deriveText;
        this.deriveTree = b.deriveTree;
        this.singleUseReason = b.singleUseReason;
    }

    /** Starts a fact. */
    public static Builder builder(String name, FactType type, int slot) {
        return new Builder(name, type, slot);
    }

    /** The name in rules and files, lower case with underscores. */
    public String name() {
        return name;
    }

    /** The type of its answers. */
    public FactType type() {
        return type;
    }

    /** Its place among the facts of a person, or among the fields of its record. */
    public int slot() {
        return slot;
    }

    /** How much it costs to be asked. */
    public Sensitivity sensitivity() {
        return sensitivity;
    }

    /** Whether advice may propose to change it. */
    public Mutability mutability() {
        return mutability;
    }

    /** The question to the person. */
    public Wording question() {
        return question;
    }

    /** Help under the question. */
    public Wording help() {
        return help;
    }

    /** The unit of a number ("years", "US dollars"), or "". */
    public String unit() {
        return unit;
    }

    /** Who can know the answer: person, officer, document, family, sponsor, authority. */
    public List<String> knownBy() {
        return knownBy;
    }

    /** Smallest and greatest answer of a number; for days {@link Range#ANY}. */
    public Range bounds() {
        return bounds;
    }

    /** The list that codes must come from; null for other types. */
    public @Nullable CodeList codes() {
        return codes;
    }

    /**
     * What an answer says to a rule: a code that stands for "I do not know" is no answer, and among
     * several codes it says that there may be others.
     */
    public @Nullable Value known(@Nullable Value told) {
        if (codes == null || codes.unknown().isEmpty()) {
            return told;
        }
        return switch (told) {
            case Value.Code code when codes.unknown().contains(code.code()) -> null;
            case Value.Codes several when several.known().stream().anyMatch(this::isUnknown) -> {
                Set<String> certain = new HashSet<>(several.known());
                certain.removeAll(codes.unknown());
                yield new Value.Codes(certain, false);
            }
            case null, default -> told;
        };
    }

    private boolean isUnknown(String code) {
        return codes != null && codes.unknown().contains(code);
    }

    /** The shape of the records; null for other types. */
    public @Nullable RecordType record() {
        return record;
    }

    /** True if it is asked of everybody, before all others. */
    public boolean askFirst() {
        return askFirst;
    }

    /** False if it is only observed or computed, never asked. */
    public boolean asked() {
        return asked;
    }

    /**
     * The boolean fact that must be TRUE before a "no" to this one counts (asked in a language
     * understood); a "yes" always counts.
     */
    public @Nullable String noCountsOnlyIf() {
        return noCountsOnlyIf;
    }

    /**
     * The boolean fact that must be TRUE before this one is asked: what happened is not asked of
     * whom nothing happened. Who tells it unasked is heard.
     */
    public @Nullable String askAfter() {
        return askAfter;
    }

    /**
     * The field of the same record, or the fact, that names the country whose authorities issue
     * this; obtaining it means turning to them.
     */
    public @Nullable String issuedBy() {
        return issuedBy;
    }

    /**
     * The fact that names the country in which this happened. The day of such an event chooses the
     * version of the law only where that country is the host State.
     */
    public @Nullable String inCountry() {
        return inCountry;
    }

    /**
     * For a field: the fact of the other person that it repeats when two persons of one file are
     * tied.
     */
    public @Nullable String fromPerson() {
        return fromPerson;
    }

    /** The expression that computes the fact from others, or null. */
    public @Nullable String deriveText() {
        return deriveText;
    }

    /** The same expression already parsed, as it stands in a compiled rulebook, or null. */
    public @Nullable Data deriveTree() {
        return deriveTree;
    }

    /** Why the fact is kept although a single rule uses it; empty if not stated. */
    public String singleUseReason() {
        return singleUseReason;
    }

    @Override
    public String toString() {
        return name;
    }

    /** Collects the properties of a fact. */
    public static final class Builder {
        private final String name;
        private final FactType type;
        private final int slot;
        private Sensitivity sensitivity = Sensitivity.ORDINARY;
        private Mutability mutability = Mutability.FIXED;
        private Wording question = Wording.NONE;
        private Wording help = Wording.NONE;
        private String unit = "";
        private List<String> knownBy = new ArrayList<>();
        private Range bounds = Range.ANY;
        private @Nullable CodeList codes;
        private @Nullable RecordType record;
        private boolean askFirst;
        private boolean asked = true;
        private @Nullable String noCountsOnlyIf;
        private @Nullable String askAfter;
        private @Nullable String issuedBy;
        private @Nullable String inCountry;
        private @Nullable String fromPerson;
        private @Nullable String deriveText;
        private @Nullable Data deriveTree;
        private String singleUseReason = "";

        private Builder(String name, FactType type, int slot) {
            this.name = name;
            this.type = type;
            this.slot = slot;
        }

        public Builder sensitivity(Sensitivity value) {
            this.sensitivity = value;
            return this;
        }

        public Builder mutability(Mutability value) {
            this.mutability = value;
            return this;
        }

        public Builder question(Wording value) {
            this.question = value;
            return this;
        }

        public Builder help(Wording value) {
            this.help = value;
            return this;
        }

        public Builder unit(String value) {
            this.unit = value;
            return this;
        }

        public Builder knownBy(List<String> value) {
            this.knownBy = value;
            return this;
        }

        public Builder bounds(Range value) {
            this.bounds = value;
            return this;
        }

        public Builder codes(@Nullable CodeList value) {
            this.codes = value;
            return this;
        }

        public Builder record(@Nullable RecordType value) {
            this.record = value;
            return this;
        }

        public Builder askFirst(boolean value) {
            this.askFirst = value;
            return this;
        }

        public Builder asked(boolean value) {
            this.asked = value;
            return this;
        }

        public Builder askAfter(@Nullable String value) {
            this.askAfter = value;
            return this;
        }

        public Builder noCountsOnlyIf(@Nullable String value) {
            this.noCountsOnlyIf = value;
            return this;
        }

        public Builder issuedBy(@Nullable String value) {
            this.issuedBy = value;
            return this;
        }

        public Builder inCountry(@Nullable String value) {
            this.inCountry = value;
            return this;
        }

        public Builder fromPerson(@Nullable String value) {
            this.fromPerson = value;
            return this;
        }

        public Builder deriveText(@Nullable String value) {
            this.deriveText = value;
            return this;
        }

        public Builder deriveTree(@Nullable Data value) {
            this.deriveTree = value;
            return this;
        }

        public Builder singleUseReason(String value) {
            this.singleUseReason = value;
            return this;
        }

        /** The finished fact. */
        public Fact build() {
            return new Fact(this);
        }
    }
}
