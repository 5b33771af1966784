package amparo.app.check;

import amparo.engine.evaluate.Explanation;
import amparo.engine.evaluate.Outcome;
import amparo.engine.evaluate.ScreenVerdict;
import amparo.engine.evaluate.Walk;
import amparo.engine.fact.Sensitivity;
import amparo.engine.rule.Screen;
import amparo.engine.value.Truth;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Protection, first of all. Others may look over the shoulder: only neutral names, no story of
 * anybody, nothing of what was not found.
 */
final class ProtectionText {
    private static final int HOURS_OF_A_DAY = 24;
    private static final int DAYS_OF_A_WEEK = 7;
    private static final Set<String> GUARDED = Set.of("trafficking", "gbv");

    private final Writer out;
    private final Situation situation;

    ProtectionText(Writer out, Situation situation) {
        this.out = out;
        this.situation = situation;
    }

    void write() {
        List<ScreenVerdict> refer =
                situation.screens().stream()
                        .filter(verdict -> verdict.outcome() == Outcome.REFER)
                        .sorted(Comparator.comparing(verdict -> verdict.screen().urgency()))
                        .toList();
        boolean open =
                situation.screens().stream()
                        .anyMatch(verdict -> verdict.outcome() == Outcome.NOT_ENOUGH_KNOWN);
        if (refer.isEmpty() && !open) {
            return;
        }
        out.page().heading(out.text("protection.heading"));
        boolean guarded = refer.stream().anyMatch(ProtectionText::isGuarded);
        refer.forEach(verdict -> screen(verdict, guarded));
        if (!refer.isEmpty()) {
            out.page().blank();
            out.say(0, "protection.consent");
        } else {
            out.say(0, "protection.any-time");
        }
    }

    /** Who stands near may be the one to fear: then no reason at all is written. */
    private static boolean isGuarded(ScreenVerdict verdict) {
        return verdict.screen().refer().stream().anyMatch(GUARDED::contains);
    }

    private void screen(ScreenVerdict verdict, boolean guarded) {
        Screen screen = verdict.screen();
        out.page().blank();
        out.page().strong(0, out.in(screen.neutral()));
        Integer hours = situation.evaluator().book().hours(screen.urgency(), situation.day());
        // Without a clock nobody is told to wait.
        int days = hours == null ? 0 : hours / HOURS_OF_A_DAY;
        out.say(1, by(days), out.dates().day(situation.day() + days));
        Set<String> services = new LinkedHashSet<>(screen.refer());
        out.say(
                1,
                "protection.ask",
                services.stream()
                        .map(service -> out.text("service." + service))
                        .collect(Collectors.joining("; ")));
        because(verdict, guarded);
        if (verdict.isInDoubt()) {
            out.say(1, "protection.in-doubt");
        }
    }

    /** The sentence that fits so many days. */
    private static String by(int days) {
        if (days == 0) {
            return "protection.by.now";
        }
        if (days == 1) {
            return "protection.by.tomorrow";
        }
        if (days < DAYS_OF_A_WEEK) {
            return "protection.by.days";
        }
        return days == DAYS_OF_A_WEEK ? "protection.by.week" : "protection.by.later";
    }

    /** Only what may be read by somebody standing near. */
    private void because(ScreenVerdict verdict, boolean guarded) {
        List<Explanation> shown =
                verdict.indicates().stream()
                        .filter(e -> !guarded && e.truth() == Truth.TRUE && mayBeRead(e))
                        .toList();
        if (shown.isEmpty()) {
            out.page().small(1, out.text("protection.because-hidden"));
            return;
        }
        out.say(1, "protection.because");
        shown.forEach(e -> out.page().item(2, Marks.DOT, out.in(e.node().text())));
    }

    private boolean mayBeRead(Explanation e) {
        Sensitivity most = out.all() ? Sensitivity.SENSITIVE : Sensitivity.PERSONAL;
        boolean[] allowed = {true};
        Walk.node(
                e.node(),
                node ->
                        Walk.formulas(
                                node,
                                formula ->
                                        Walk.refs(
                                                formula,
                                                ref ->
                                                        allowed[0] &=
                                                                ref.fact()
                                                                                .sensitivity()
                                                                                .compareTo(most)
                                                                        <= 0)));
        return allowed[0];
    }
}
