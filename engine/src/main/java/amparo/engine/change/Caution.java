package amparo.engine.change;

import amparo.engine.evaluate.CodeProbe;
import amparo.engine.fact.Fact;
import amparo.engine.fact.Facts;
import amparo.engine.fact.Vocabulary;
import amparo.engine.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * Advice must not endanger: nobody is sent to the authorities of a country that they fear, or may
 * fear.
 *
 * <p>Fear counts as excluded only if the person was asked in a language they understand and said
 * no.
 */
final class Caution {
    private static final String FEAR = "fear_of_return";
    private static final String FEARS_AUTHORITIES = "fears_authorities";
    private static final String NATIONALITY = "nationality";
    private static final String RESIDENCE = "last_residence";

    private final Facts facts;

    Caution(Facts facts) {
        this.facts = facts;
    }

    /**
     * May the person be told to turn to the authorities of this country?
     *
     * @param country the country, or null if it is not known which
     */
    boolean mayTurnTo(@Nullable String country) {
        if (fearIsExcluded()) {
            return true;
        }
        return country != null && !isOwn(country);
    }

    private boolean fearIsExcluded() {
        return isCertainNo(FEAR) && !isYes(FEARS_AUTHORITIES);
    }

    /** True unless it is certain that the person does not come from there. */
    private boolean isOwn(String country) {
        Fact nationality = fact(NATIONALITY);
        boolean known =
                nationality != null
                        && facts.get(nationality) instanceof Value.Codes codes
                        && codes.complete()
                        && !codes.known().isEmpty()
                        && !codes.known().contains(country);
        Fact residence = fact(RESIDENCE);
        boolean lived =
                residence != null
                        && facts.get(residence) instanceof Value.Code code
                        && code.code().equals(country);
        return !known || lived;
    }

    private boolean isCertainNo(String name) {
        Fact fact = fact(name);
        return fact != null
                && facts.get(fact) instanceof Value.Flag flag
                && !flag.yes()
                && CodeProbe.isAnswered(fact, facts);
    }

    private boolean isYes(String name) {
        Fact fact = fact(name);
        return fact != null && facts.get(fact) instanceof Value.Flag flag && flag.yes();
    }

    private @Nullable Fact fact(String name) {
        Vocabulary vocabulary = facts.vocabulary();
        return vocabulary.find(name);
    }
}
