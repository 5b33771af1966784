package amparo.server.referral;

import amparo.engine.evaluate.Outcome;
import amparo.engine.evaluate.ScreenVerdict;
import amparo.engine.rule.Screen;
import amparo.server.registry.LoadedRulebook;
import amparo.server.registry.PersonFacts;
import amparo.server.registry.PersonFiles;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * The screens of the rulebook that the answers meet, read from the answers themselves: what there
 * is as long as nobody keeps flags.
 */
@Component
class RulebookNeeds implements Needs {

    /** Screens whose very name tells what happened to somebody. */
    private static final Set<String> GUARDED =
            Set.of(
                    "care-within-three-days",
                    "violence-survivor",
                    "trafficking-indication",
                    "torture-survivor",
                    "lgbtiq-at-risk");

    private final PersonFacts facts;
    private final LoadedRulebook rulebook;
    private final Clock clock;

    RulebookNeeds(PersonFacts facts, LoadedRulebook rulebook, Clock clock) {
        this.facts = facts;
        this.rulebook = rulebook;
        this.clock = clock;
    }

    @Override
    public List<Need> of(PersonFiles.Ref person) {
        OffsetDateTime now = OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
        return facts.of(person.code()).stream()
                .flatMap(all ->
                        rulebook
                                .evaluator()
                                .screens(all.facts(), Math.toIntExact(all.day().toEpochDay()))
                                .stream())
                .filter(RulebookNeeds::refers)
                .map(ScreenVerdict::screen)
                .sorted(Comparator.comparing(Screen::urgency))
                .map(one ->
                        new Need(
                                one.id(),
                                one.urgency().word(),
                                one.refer(),
                                now,
                                GUARDED.contains(one.id())))
                .toList();
    }

    private static boolean refers(ScreenVerdict verdict) {
        return verdict.outcome() == Outcome.REFER;
    }
}
