package amparo.app.check;

import amparo.app.text.Messages;
import amparo.app.text.Page;
import amparo.engine.evaluate.Outcome;
import amparo.engine.interview.Question;
import amparo.engine.rule.Screen;
import java.util.List;
import java.util.Objects;

/**
 * The whole answer for people: in short, protection, asylum, what stands in the way, doors, the
 * next question.
 */
public final class CheckText {
    private static final int MOST_REASONS = 3;

    private final Writer out;

    /**
     * @param all true for every detail of every door
     */
    public CheckText(Page page, Messages messages, boolean all) {
        this.out = new Writer(page, messages, all);
    }

    /**
     * The head of the answer: what it is, and what it is not.
     *
     * @param draft true if a text that will be shown is a draft translation
     */
    public void head(int day, String version, boolean draft) {
        out.page().title(out.text("head.title"));
        if (draft) {
            DraftText.write(out.page(), out.messages());
        }
        out.say(0, "head.notice");
        out.page().small(0, out.text("head.as-of", out.dates().day(day), shown(version)));
        out.page().small(0, out.text("head.signs"));
    }

    private String shown(String version) {
        return version.isEmpty()
                ? out.text("head.uncompiled")
                : version.substring(0, Math.min(7, version.length()));
    }

    /** The name of one of several persons. */
    public void person(String id) {
        out.told().person(id);
        out.page().title(out.text("head.person", id));
    }

    /** One person. */
    public void person(Situation situation) {
        List<Door> doors = Door.of(situation);
        new OverviewText(out, situation).write(doors);
        new ProtectionText(out, situation).write();
        new AsylumText(out, situation).write();
        BarrierText barriers = new BarrierText(out, situation);
        barriers.write(Outcome.TOUCHES);
        new DoorText(out, situation).write(doors);
        barriers.write(Outcome.NOT_KNOWN);
        Question next = situation.next();
        if (next != null) {
            out.page().heading(out.text("next.heading"));
            out.page().text(0, out.in(next.gap().asked().question()));
            reasons(next, situation);
        }
    }

    private void reasons(Question next, Situation situation) {
        List<String> titles =
                next.neededBy().stream()
                        .map(id -> situation.evaluator().book().rule(id))
                        .filter(Objects::nonNull)
                        .map(rule -> rule instanceof Screen s ? s.neutral() : rule.title())
                        .map(out::in)
                        .distinct()
                        .limit(MOST_REASONS)
                        .toList();
        if (!titles.isEmpty()) {
            out.page().small(0, out.text("next.counts", String.join("; ", titles)));
        }
    }
}
