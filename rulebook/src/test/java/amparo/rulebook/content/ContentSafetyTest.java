package amparo.rulebook.content;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.engine.change.Change;
import amparo.engine.change.ChangeSet;
import amparo.engine.change.Changes;
import amparo.engine.change.WhatIf;
import amparo.engine.evaluate.Evaluator;
import amparo.engine.evaluate.Explanation;
import amparo.engine.evaluate.Gap;
import amparo.engine.evaluate.Outcome;
import amparo.engine.evaluate.PathwayVerdict;
import amparo.engine.fact.Facts;
import amparo.engine.fact.Mutability;
import amparo.engine.fact.Sensitivity;
import amparo.engine.interview.Interview;
import amparo.engine.interview.Question;
import amparo.engine.interview.Setting;
import amparo.engine.rule.CitationClass;
import amparo.engine.rule.Node;
import amparo.engine.value.Truth;
import amparo.rulebook.load.Example;
import amparo.rulebook.load.Loaded;
import amparo.rulebook.load.RulebookLoader;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** FEATURE: whatever the content says, the engine never endangers the person who asks. */
class ContentSafetyTest {
    private static final Set<Mutability> CHANGEABLE =
            EnumSet.of(Mutability.OBTAINABLE, Mutability.THIRD_PARTY);

    private static Loaded loaded;
    private static Evaluator evaluator;

    @BeforeAll
    static void load() {
        loaded = RulebookLoader.load(Path.of("content"));
        assertThat(loaded.hasErrors()).isFalse();
        evaluator = new Evaluator(loaded.rulebook());
        assertThat(loaded.examples()).hasSizeGreaterThan(100);
    }

    @Test
    void adviceNeverTouchesPlaceClaimsTiesOrWhatIsFixed() {
        WhatIf whatIf = new WhatIf(evaluator);
        int proposed = 0;
        for (Example example : loaded.examples()) {
            for (PathwayVerdict verdict : evaluator.pathways(example.facts(), example.day())) {
                Changes changes = whatIf.of(verdict, example.facts(), example.day());
                for (ChangeSet set : changes.sets()) {
                    for (Change change : set.changes()) {
                        proposed++;
                        boolean safe =
                                change.kind() == Change.Kind.TIME
                                        || CHANGEABLE.contains(change.fact().mutability());
                        assertThat(safe)
                                .as(verdict.pathway().id() + " proposes " + change.name())
                                .isTrue();
                    }
                }
            }
        }
        assertThat(proposed).isPositive();
    }

    @Test
    void placeClaimsTiesAndFearAreDeclaredAsNotAdvisableOrFixed() {
        for (String name :
                List.of(
                        "country_now",
                        "stay",
                        "relative",
                        "companion",
                        "claim",
                        "claim_filed",
                        "fear_of_return",
                        "fears_authorities",
                        "at_port_of_entry",
                        "marital_status",
                        "accompanied_by")) {
            assertThat(loaded.rulebook().vocabulary().get(name).mutability())
                    .as(name)
                    .isIn(Mutability.NOT_ADVISABLE, Mutability.FIXED);
        }
        assertThat(loaded.rulebook().vocabulary().get("document").issuedBy()).isEqualTo("country");
    }

    @Test
    void survivorsAreNotAskedByAPageOrAnOfficer() {
        int asked = 0;
        for (Setting setting : List.of(Setting.SELF, Setting.OFFICER)) {
            for (Example example : loaded.examples()) {
                Interview interview = new Interview(evaluator, setting, Set.of());
                Set<Gap> skipped = new HashSet<>();
                for (int i = 0; i < 5; i++) {
                    Question question = interview.next(example.facts(), example.day(), skipped);
                    if (question == null) {
                        break;
                    }
                    asked++;
                    skipped.add(question.gap());
                    assertThat(question.gap().fact().sensitivity())
                            .isNotEqualTo(Sensitivity.SURVIVOR);
                    assertThat(question.gap().asked().sensitivity())
                            .isNotEqualTo(Sensitivity.SURVIVOR);
                }
            }
        }
        assertThat(asked).isPositive();
    }

    @Test
    void fearIsAskedFirstOfEverybody() {
        Question first =
                new Interview(evaluator, Setting.SELF, Set.of())
                        .next(Facts.none(loaded.rulebook().vocabulary()), 20_000, Set.of());
        assertThat(first).isNotNull();
        assertThat(first.gap().name()).isEqualTo("fear_of_return");
    }

    @Test
    void asylumIsNeverRefusedAndABarrierIsNeverADoor() {
        Set<Outcome> asylum = new HashSet<>();
        Set<Outcome> barrier = new HashSet<>();
        for (Example example : loaded.examples()) {
            for (PathwayVerdict verdict : evaluator.pathways(example.facts(), example.day())) {
                if (verdict.pathway().isAsylum()) {
                    asylum.add(verdict.outcome());
                } else if (verdict.pathway().isBarrier()) {
                    barrier.add(verdict.outcome());
                }
            }
        }
        assertThat(asylum)
                .containsExactlyInAnyOrder(
                        Outcome.CAN_ASK_HERE, Outcome.ON_REACHING, Outcome.ADVICE_FIRST);
        assertThat(barrier)
                .isNotEmpty()
                .isSubsetOf(Outcome.TOUCHES, Outcome.DOES_NOT_TOUCH, Outcome.NOT_KNOWN);
    }

    @Test
    void generalKnowledgeAndDisputesNeverRefuse() {
        int weak = 0;
        for (Example example : loaded.examples()) {
            for (PathwayVerdict verdict : evaluator.pathways(example.facts(), example.day())) {
                if (verdict.outcome() == Outcome.NOT_MET) {
                    for (Explanation e : verdict.requires()) {
                        if (e.node() instanceof Node.Condition condition
                                && condition.cite() != null
                                && !condition.cite().support().mayRefuse()) {
                            weak++;
                            assertThat(e.truth()).isNotEqualTo(Truth.FALSE);
                            assertThat(condition.cite().support())
                                    .isIn(CitationClass.GENERAL, CitationClass.DISPUTED);
                        }
                    }
                }
            }
        }
        assertThat(weak).isPositive();
    }
}
