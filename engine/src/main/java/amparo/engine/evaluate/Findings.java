package amparo.engine.evaluate;

import amparo.engine.fact.Facts;
import amparo.engine.rule.Pathway;
import amparo.engine.rule.Screen;
import java.util.ArrayList;
import java.util.List;

/**
 * Everything that was found out about one person on one day. When answers change, only the rules
 * that can read them are looked at again; all others keep what is known of them, texts included.
 *
 * <p>For one thread.
 */
public final class Findings {
    private final Evaluator evaluator;
    private final List<DoorFinding> doors = new ArrayList<>();
    private final List<ScreenFinding> screens = new ArrayList<>();
    private Facts facts;
    private int today;

    /** Of a person on a day. */
    public Findings(Evaluator evaluator, Facts facts, int today) {
        this.evaluator = evaluator;
        this.facts = facts;
        this.today = today;
        for (Pathway pathway : evaluator.book().pathways()) {
            for (String destination : pathway.destinations()) {
                doors.add(new DoorFinding(evaluator, pathway, destination, facts, today));
            }
        }
        for (Screen screen : evaluator.book().screens()) {
            screens.add(new ScreenFinding(evaluator, screen, facts, today));
        }
    }

    /** The same person with what they say now, or another. */
    public void update(Facts told, int day) {
        int[] changed = facts.differing(told);
        boolean otherDay = day != today;
        facts = told;
        today = day;
        if (!otherDay && changed.length == 0) {
            return;
        }
        for (int i = 0; i < doors.size(); i++) {
            DoorFinding door = doors.get(i);
            if (otherDay || evaluator.plan(door.rule()).reach().touches(changed)) {
                doors.set(
                        i, new DoorFinding(evaluator, door.rule(), door.destination(), told, day));
            }
        }
        for (int i = 0; i < screens.size(); i++) {
            ScreenFinding screen = screens.get(i);
            if (otherDay || evaluator.plan(screen.rule()).reach().touches(changed)) {
                screens.set(i, new ScreenFinding(evaluator, screen.rule(), told, day));
            }
        }
    }

    /** The person. */
    public Facts facts() {
        return facts;
    }

    /** The day. */
    public int today() {
        return today;
    }

    /** Every pathway, once for each of its destinations, in the order of the rulebook. */
    public List<DoorFinding> doors() {
        return List.copyOf(doors);
    }

    /** Every screen. */
    public List<ScreenFinding> screens() {
        return List.copyOf(screens);
    }
}
