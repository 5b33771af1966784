package amparo.app.check;

import amparo.engine.evaluate.Explanation;
import amparo.engine.evaluate.Outcome;
import amparo.engine.evaluate.PathwayVerdict;
import amparo.engine.rule.EffectOnAsylum;
import amparo.engine.rule.Pathway;
import amparo.engine.value.Truth;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The doors by group, the most useful first. */
final class DoorText {
    private static final int MOST_OPEN_IN_FULL = 6;
    private static final int MOST_ASKED_IN_FULL = 3;
    private static final int MOST_UNDECIDED_IN_FULL = 2;
    private static final int MOST_IN_BRIEF = 8;
    private static final int MOST_CLOSED = 12;
    private static final int MOST_NOT_NOW = 6;

    private final Writer out;
    private final Situation situation;
    private final PathwayText pathways;
    private final ConditionText conditions;

    DoorText(Writer out, Situation situation) {
        this.out = out;
        this.situation = situation;
        this.pathways = new PathwayText(out);
        this.conditions = new ConditionText(out, situation);
    }

    void write(List<Door> doors) {
        for (Door.Group group : Door.Group.values()) {
            List<Door> of = doors.stream().filter(door -> door.group() == group).toList();
            switch (group) {
                case SEEMS_OPEN -> section(group, of, MOST_OPEN_IN_FULL);
                case ASK_FIRST -> section(group, of, MOST_ASKED_IN_FULL);
                case MAY_BE_OPEN -> section(group, of, MOST_UNDECIDED_IN_FULL);
                case NOT_NOW -> notNow(of);
                case CLOSED -> closed(of);
            }
        }
        if (doors.isEmpty()) {
            out.page().blank();
            out.say(0, "door.none");
        }
    }

    private void section(Door.Group group, List<Door> doors, int detailed) {
        if (doors.isEmpty()) {
            return;
        }
        heading(group);
        int shown = 0;
        for (Door door : doors) {
            shown++;
            if (out.all() || shown <= detailed) {
                title(door);
                details(door);
            } else if (shown <= detailed + MOST_IN_BRIEF) {
                title(door);
                brief(door);
            }
        }
        int left = doors.size() - detailed - MOST_IN_BRIEF;
        if (!out.all() && doors.size() > detailed) {
            out.page().blank();
            out.say(0, "door.in-brief");
        }
        if (!out.all() && left > 0) {
            out.say(0, "door.more", left);
        }
    }

    /** What it is, whether it is open, what would decide, and above all what it may cost. */
    private void brief(Door door) {
        PathwayVerdict verdict = door.verdict();
        String sentence =
                new AvailabilityText(out).sentence(verdict.availability(), situation.day());
        out.page().text(1, sentence);
        if (verdict.pathway().effectOnAsylum() == EffectOnAsylum.ENDS) {
            pathways.effectOnAsylum(1, verdict.pathway());
        }
        out.page().text(1, out.in(verdict.pathway().summary()));
        if (door.group() == Door.Group.MAY_BE_OPEN) {
            conditions.questions(1, verdict);
        }
    }

    private void heading(Door.Group group) {
        out.page().heading(out.text(group.key()));
        out.say(0, group.key() + ".note");
    }

    private void title(Door door) {
        out.page().blank();
        out.page().strong(0, named(door));
    }

    private String named(Door door) {
        String title = out.in(door.verdict().pathway().title());
        List<String> countries =
                door.destinations().stream()
                        .map(code -> situation.country(code, out.messages().language()))
                        .filter(country -> !title.contains(country))
                        .toList();
        return countries.isEmpty()
                ? title
                : out.text("door.title", title, String.join(", ", countries));
    }

    private void details(Door door) {
        PathwayVerdict verdict = door.verdict();
        Pathway pathway = verdict.pathway();
        AvailabilityText availability = new AvailabilityText(out);
        out.page().text(1, availability.sentence(verdict.availability(), situation.day()));
        pathways.effectOnAsylum(1, pathway);
        if (out.wasTold(1, verdict)) {
            return;
        }
        out.page().text(1, out.in(pathway.summary()));
        undecided(door);
        met(verdict);
        pathways.gives(1, pathway);
        out.page().text(2, availability.benefitEnd(verdict.availability(), situation.day()));
        pathways.where(1, pathway);
        pathways.checklist(1, verdict);
        pathways.limits(1, pathway.limits());
        pathways.sources(1, verdict);
    }

    private void undecided(Door door) {
        if (door.group() != Door.Group.MAY_BE_OPEN) {
            return;
        }
        List<Explanation> open = ConditionText.eligibility(door.verdict(), Set.of(Truth.UNKNOWN));
        List<Explanation> against = ConditionText.exceptions(door.verdict(), Set.of(Truth.UNKNOWN));
        if (!open.isEmpty()) {
            out.say(1, "door.undecided");
            open.forEach(e -> conditions.condition(2, e, false));
        }
        if (!against.isEmpty()) {
            out.say(1, "door.undecided-against");
            against.forEach(e -> conditions.condition(2, e, true));
        }
        conditions.questions(1, door.verdict());
    }

    private void met(PathwayVerdict verdict) {
        List<Explanation> met = ConditionText.eligibility(verdict, Set.of(Truth.TRUE));
        if (!met.isEmpty()) {
            out.say(1, "door.met");
            met.forEach(e -> conditions.condition(2, e, false));
        }
    }

    /** First those that something would change, then the others in brief. */
    private void notNow(List<Door> doors) {
        if (doors.isEmpty()) {
            return;
        }
        heading(Door.Group.NOT_NOW);
        List<Door> fixed = new ArrayList<>();
        int shown = 0;
        for (Door door : doors) {
            if (door.isHopeful() || out.all()) {
                if (!out.all() && shown++ >= MOST_NOT_NOW) {
                    fixed.add(door);
                    continue;
                }
                title(door);
                refusal(1, door.verdict(), true);
                pathways.effectOnAsylum(1, door.verdict().pathway());
                new ChangeText(out).write(1, door.changes());
            } else {
                fixed.add(door);
            }
        }
        if (!fixed.isEmpty()) {
            out.page().blank();
            out.say(0, "group.not_now.fixed");
            int left = fixed.size();
            for (Door door : fixed) {
                if (fixed.size() - left >= MOST_NOT_NOW) {
                    out.dot(1, "door.more", left);
                    break;
                }
                out.page().item(1, Marks.DOT, named(door));
                refusal(2, door.verdict(), false);
                left--;
            }
        }
    }

    private void refusal(int indent, PathwayVerdict verdict, boolean introduced) {
        List<Explanation> against = ConditionText.eligibility(verdict, Set.of(Truth.FALSE));
        List<Explanation> exceptions = ConditionText.exceptions(verdict, Set.of(Truth.TRUE));
        if (against.isEmpty() && exceptions.isEmpty()) {
            out.say(indent, "door.refused-together");
        }
        int in = introduced ? indent + 1 : indent;
        if (!against.isEmpty()) {
            if (introduced) {
                out.say(indent, "door.refused");
            }
            against.forEach(e -> conditions.condition(in, e, false));
        }
        if (!exceptions.isEmpty()) {
            if (introduced) {
                out.say(indent, "door.refused-by");
            }
            exceptions.forEach(e -> conditions.condition(in, e, true));
        }
    }

    /** One line each; those that were never for this person are only counted. */
    private void closed(List<Door> doors) {
        if (doors.isEmpty()) {
            return;
        }
        heading(Door.Group.CLOSED);
        AvailabilityText availability = new AvailabilityText(out);
        int others = 0;
        int shown = 0;
        for (Door door : doors) {
            boolean forOthers = door.verdict().outcome() == Outcome.NOT_MET;
            if (!out.all() && (forOthers || shown >= MOST_CLOSED)) {
                others++;
                continue;
            }
            shown++;
            String sentence = availability.sentence(door.verdict().availability(), situation.day());
            out.page().item(1, Marks.DOT, named(door) + ". " + sentence);
            String end = availability.benefitEnd(door.verdict().availability(), situation.day());
            out.page().text(2, end);
        }
        if (others > 0) {
            out.dot(1, "group.closed.others", others);
        }
    }
}
