package amparo.app.check;

import amparo.engine.evaluate.Evaluator;
import amparo.engine.evaluate.Gap;
import amparo.engine.evaluate.Outcome;
import amparo.engine.evaluate.PathwayVerdict;
import amparo.engine.evaluate.ScreenVerdict;
import amparo.engine.fact.Fact;
import amparo.engine.fact.Facts;
import amparo.engine.interview.Interview;
import amparo.engine.interview.Question;
import amparo.engine.interview.Setting;
import amparo.engine.rule.Translations;
import amparo.engine.value.Item;
import amparo.engine.value.Value;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One person on one day, with everything that the engine says of them. */
public final class Situation {
    private final Evaluator evaluator;
    private final Facts facts;
    private final int day;
    private final Set<String> destinations;
    private final List<PathwayVerdict> pathways;
    private final List<ScreenVerdict> screens;

    /**
     * @param destinations only doors to these countries; empty for all. Asylum where the person is
     *     is never left out
     */
    public Situation(Evaluator evaluator, Facts facts, int day, Set<String> destinations) {
        this.evaluator = evaluator;
        this.facts = facts;
        this.day = day;
        this.destinations = Set.copyOf(destinations);
        this.pathways = evaluator.pathways(facts, day).stream().filter(this::isAskedAbout).toList();
        this.screens = evaluator.screens(facts, day);
    }

    private boolean isAskedAbout(PathwayVerdict verdict) {
        boolean here = verdict.pathway().isAsylum() && verdict.destination().equals(countryNow());
        return here || destinations.isEmpty() || destinations.contains(verdict.destination());
    }

    Evaluator evaluator() {
        return evaluator;
    }

    Facts facts() {
        return facts;
    }

    int day() {
        return day;
    }

    Set<String> destinations() {
        return destinations;
    }

    List<PathwayVerdict> pathways() {
        return pathways;
    }

    List<ScreenVerdict> screens() {
        return screens;
    }

    /** True if a rule that may be shown has only a draft translation in this language. */
    public boolean showsDraft(String language) {
        Translations translations = evaluator.book().translations();
        return pathways.stream().anyMatch(v -> translations.isDraft(language, v.pathway().id()))
                || screens.stream()
                        .filter(v -> v.outcome() != Outcome.NO_INDICATION)
                        .anyMatch(v -> translations.isDraft(language, v.screen().id()));
    }

    /** Where the person is; "" if not known. */
    String countryNow() {
        return code("country_now");
    }

    /** True if the person said that they are in a country of which they are a national. */
    boolean isInOwnCountry() {
        return isOwn(countryNow());
    }

    /** True if the person said that they are a national of that country. */
    boolean isOwn(String country) {
        Fact nationality = facts.vocabulary().find("nationality");
        return nationality != null
                && facts.get(nationality) instanceof Value.Codes codes
                && codes.known().contains(country);
    }

    /** True if the person told of a claim in that country that still waits for its answer. */
    boolean hasPendingClaim(String country) {
        Fact claim = facts.vocabulary().find("claim");
        if (claim == null
                || claim.record() == null
                || !(facts.get(claim) instanceof Value.Records records)) {
            return false;
        }
        Fact where = claim.record().field("country");
        Fact state = claim.record().field("state");
        if (where == null || state == null) {
            return false;
        }
        for (Item item : records.items()) {
            if (item.get(where.slot()) instanceof Value.Code at
                    && at.code().equals(country)
                    && item.get(state.slot()) instanceof Value.Code in
                    && in.code().equals("pending")) {
                return true;
            }
        }
        return false;
    }

    private String code(String name) {
        Fact fact = facts.vocabulary().find(name);
        return fact != null && facts.get(fact) instanceof Value.Code code ? code.code() : "";
    }

    /** The question that helps most, or null. */
    @Nullable Question next() {
        return new Interview(evaluator, Setting.SELF, destinations).next(facts, day, Set.of());
    }

    /** The name of a country in a language. */
    String country(String code, String language) {
        var list = facts.vocabulary().codeList("country");
        return list == null ? code : list.label(code, language);
    }

    /** True if the gap may be spoken of outside an interview by a specialist. */
    static boolean mayBeNamed(Gap gap) {
        var most = Setting.SELF.most();
        return gap.asked().asked()
                && gap.fact().asked()
                && gap.fact().sensitivity().compareTo(most) <= 0
                && gap.asked().sensitivity().compareTo(most) <= 0;
    }
}
