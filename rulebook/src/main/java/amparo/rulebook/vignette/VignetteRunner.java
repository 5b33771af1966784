package amparo.rulebook.vignette;

import amparo.engine.evaluate.Evaluator;
import amparo.engine.evaluate.Outcome;
import amparo.engine.evaluate.PathwayVerdict;
import amparo.engine.evaluate.ScreenVerdict;
import amparo.engine.fact.Facts;
import amparo.engine.fact.Wording;
import amparo.engine.rule.Rulebook;
import amparo.engine.rule.Screen;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Holds vignettes against the rules. */
public final class VignetteRunner {
    private final Evaluator evaluator;

    public VignetteRunner(Rulebook book) {
        this.evaluator = new Evaluator(book);
    }

    /**
     * Everything that does not come out as the vignette says, in both moments of every person, a
     * sentence each. Flags must come out exactly.
     */
    public List<String> run(Vignette vignette) {
        List<String> problems = new ArrayList<>();
        for (Vignette.Player person : vignette.persons()) {
            String who = vignette.id() + ": " + person.id();
            check(who + ", first: ", vignette.day(), person.first(), problems);
            check(who + ", then: ", vignette.day(), person.then(), problems);
        }
        return problems;
    }

    /** The screens that refer somebody, with their urgency, by id. */
    public Map<String, Screen.Urgency> flags(Facts facts, int day) {
        Map<String, Screen.Urgency> flags = new TreeMap<>();
        for (ScreenVerdict verdict : evaluator.screens(facts, day)) {
            if (verdict.outcome() == Outcome.REFER) {
                flags.put(verdict.screen().id(), verdict.screen().urgency());
            }
        }
        return flags;
    }

    private void check(String who, int day, Vignette.Told moment, List<String> problems) {
        Map<String, Screen.Urgency> flags = flags(moment.facts(), day);
        moment.flags()
                .forEach((screen, urgency) -> {
                    Screen.Urgency got = flags.get(screen);
                    if (got == null) {
                        problems.add(who + screen + " does not see it");
                    } else if (got != urgency) {
                        problems.add(who + screen + " is " + got.word());
                    }
                });
        flags.keySet().stream()
                .filter(screen -> !moment.flags().containsKey(screen))
                .forEach(screen -> problems.add(who + screen + " was not expected"));
        if (moment.doors().isEmpty()) {
            return;
        }
        Map<String, String> doors = new TreeMap<>();
        for (PathwayVerdict verdict : evaluator.pathways(moment.facts(), day)) {
            boolean several = verdict.pathway().destinations().size() > 1;
            doors.put(
                    verdict.pathway().id() + (several ? "@" + verdict.destination() : ""),
                    verdict.outcome().word());
        }
        moment.doors()
                .forEach((door, outcome) -> {
                    if (!outcome.equals(doors.get(door))) {
                        problems.add(who + door + " is " + doors.get(door) + ", not " + outcome);
                    }
                });
    }

    /**
     * What no vignette practises, a sentence each: screens that none reaches, and things that a
     * screen forbids and none tempts to do.
     */
    public static List<String> missing(List<Vignette> vignettes, Rulebook book) {
        List<String> missing = new ArrayList<>();
        for (Screen screen : book.screens()) {
            if (vignettes.stream().noneMatch(one -> one.screens().contains(screen.id()))) {
                missing.add("no vignette reaches " + screen.id());
            }
            for (Wording never : screen.never()) {
                boolean tempted =
                        vignettes.stream()
                                .flatMap(one -> one.acts().stream())
                                .anyMatch(act ->
                                        act.kind() == Vignette.Kind.FORBIDDEN
                                                && act.screen().equals(screen.id())
                                                && act.rule().equals(never));
                if (!tempted) {
                    missing.add(
                            "no vignette practises what "
                                    + screen.id()
                                    + " forbids: "
                                    + never.in("en"));
                }
            }
        }
        return missing;
    }
}
