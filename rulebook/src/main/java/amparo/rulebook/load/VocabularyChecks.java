package amparo.rulebook.load;

import amparo.engine.fact.Fact;
import amparo.engine.fact.FactType;
import amparo.engine.fact.RecordType;
import amparo.engine.fact.Vocabulary;
import amparo.engine.language.Bindings;
import amparo.engine.language.DayTerm;
import amparo.engine.language.Formula;
import amparo.engine.language.LanguageException;
import amparo.engine.language.Names;
import amparo.engine.language.NumberTerm;
import amparo.engine.language.TypeChecker;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Checks of facts that need the whole vocabulary: derivations and facts that name others. */
final class VocabularyChecks {
    private static final String BINDER = "x";

    private final Vocabulary vocabulary;
    private final Names names;

    VocabularyChecks(Vocabulary vocabulary, Names names) {
        this.vocabulary = vocabulary;
        this.names = names;
    }

    void check(FactLoader.Declared declared) {
        Fact fact = declared.fact();
        String gate = fact.noCountsOnlyIf();
        if (gate != null) {
            Fact other = known(declared, "no_counts_only_if", gate);
            if (other != null && other.type() != FactType.BOOLEAN) {
                wrong(declared, "no_counts_only_if", "'" + gate + "' is not a yes-or-no fact");
            }
        }
        String before = fact.askAfter();
        if (before != null) {
            Fact other = known(declared, "ask_after", before);
            if (other != null && (other.type() != FactType.BOOLEAN || other.equals(fact))) {
                wrong(declared, "ask_after", "'" + before + "' is not another yes-or-no fact");
            }
        }
        String from = fact.fromPerson();
        if (from != null) {
            Fact other = known(declared, "from_person", from);
            if (other != null
                    && (other.type() != fact.type() || !Objects.equals(name(other), name(fact)))) {
                wrong(
                        declared,
                        "from_person",
                        "'"
                                + from
                                + "' is a "
                                + other.type().word()
                                + " of another kind than '"
                                + fact.name()
                                + "'");
            }
        }
        issuedBy(declared);
        inCountry(declared);
        if (fact.deriveText() != null) {
            derivation(declared);
        }
    }

    private static @Nullable String name(Fact fact) {
        return fact.codes() == null ? null : fact.codes().name();
    }

    private void issuedBy(FactLoader.Declared declared) {
        String issuer = declared.fact().issuedBy();
        if (issuer == null) {
            return;
        }
        RecordType record = declared.owner() == null ? declared.fact().record() : declared.owner();
        Fact field = record == null ? null : record.field(issuer);
        Fact other = field == null ? known(declared, "issued_by", issuer) : field;
        if (other != null && !Countries.NAME.equals(name(other))) {
            wrong(declared, "issued_by", "'" + issuer + "' is not a country");
        }
    }

    private void inCountry(FactLoader.Declared declared) {
        String place = declared.fact().inCountry();
        Fact other = place == null ? null : known(declared, "in_country", place);
        if (other != null
                && (other.type() != FactType.CODE || !Countries.NAME.equals(name(other)))) {
            wrong(declared, "in_country", "'" + place + "' is not a country");
        }
    }

    private @Nullable Fact known(FactLoader.Declared declared, String key, String name) {
        Fact other = vocabulary.find(name);
        if (other == null) {
            declared.fields()
                    .error(
                            key,
                            "unknown fact '" + name + "'",
                            FieldReader.didYouMean(name, vocabulary.names(), ""));
        }
        return other;
    }

    private static void wrong(FactLoader.Declared declared, String key, String message) {
        declared.fields().error(key, message, "");
    }

    private void derivation(FactLoader.Declared declared) {
        Fact fact = declared.fact();
        FieldReader fields = declared.fields();
        var data = fields.get("derive");
        if (data == null) {
            return;
        }
        RecordType owner = declared.owner();
        Bindings bindings = owner == null ? Bindings.NONE : Bindings.NONE.and(BINDER, owner);
        String use = owner == null ? fact.name() : BINDER + "." + fact.name();
        String condition =
                switch (fact.type()) {
                    case BOOLEAN -> use;
                    case WHOLE -> use + " = 0";
                    case DATE -> use + " on today";
                    case CODE, CODES, RECORDS -> "";
                };
        if (condition.isEmpty()) {
            wrong(declared, "derive", "a fact of type " + fact.type().word() + " is not derived");
            return;
        }
        try {
            Formula formula = TypeChecker.formula(condition, names, bindings);
            FullDates dates =
                    new FullDates(declared.reading(), data, String.valueOf(fact.deriveText()));
            switch (formula) {
                case Formula.DayOrder order
                        when order.left() instanceof DayTerm.OfFact of && of.derived() != null ->
                        FormulaWalk.walk(of.derived(), dates);
                case Formula.Flag flag when flag.derived() != null ->
                        FormulaWalk.walk(flag.derived(), dates);
                case Formula.Numbers numbers
                        when numbers.left() instanceof NumberTerm.OfFact of
                                && of.derived() != null ->
                        FormulaWalk.walk(of.derived(), dates);
                default -> {}
            }
        } catch (LanguageException | IllegalArgumentException wrong) {
            declared.reading().error(data.at(), String.valueOf(wrong.getMessage()), "");
        }
    }
}
