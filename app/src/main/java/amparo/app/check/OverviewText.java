package amparo.app.check;

import amparo.engine.evaluate.Outcome;
import amparo.engine.evaluate.PathwayVerdict;
import amparo.engine.evaluate.ScreenVerdict;
import amparo.engine.rule.EffectOnAsylum;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The whole answer in a few lines, in the order of need. */
final class OverviewText {
    private static final int MOST_NAMED = 3;

    private final Writer out;
    private final Situation situation;

    OverviewText(Writer out, Situation situation) {
        this.out = out;
        this.situation = situation;
    }

    void write(List<Door> doors) {
        out.page().heading(out.text("overview.heading"));
        safety();
        out.page().item(0, Marks.DOT, asylum());
        for (Door.Group group : Door.Group.values()) {
            List<Door> of = doors.stream().filter(door -> door.group() == group).toList();
            boolean useful = group != Door.Group.NOT_NOW && group != Door.Group.CLOSED;
            if (useful && !of.isEmpty()) {
                doors(group, of);
            }
        }
    }

    private void safety() {
        List<String> names =
                situation.screens().stream()
                        .filter(verdict -> verdict.outcome() == Outcome.REFER)
                        .map(ScreenVerdict::screen)
                        .sorted(Comparator.comparing(screen -> screen.urgency()))
                        .map(screen -> out.in(screen.neutral()))
                        .toList();
        if (!names.isEmpty()) {
            String first = out.text("overview.safety");
            out.dot(0, "overview.line", first, String.join("; ", names));
        }
    }

    private String asylum() {
        String here = situation.countryNow();
        String country = situation.country(here, out.messages().language());
        boolean advice = false;
        for (PathwayVerdict verdict : situation.pathways()) {
            boolean asylumHere = verdict.pathway().isAsylum() && verdict.destination().equals(here);
            advice |= asylumHere && verdict.outcome() == Outcome.ADVICE_FIRST;
        }
        String key =
                here.isEmpty() || situation.isInOwnCountry()
                        ? "overview.asylum"
                        : advice ? "overview.asylum-advice" : "overview.asylum-here";
        return out.text("overview.line", out.text("asylum.heading"), out.text(key, country));
    }

    private void doors(Door.Group group, List<Door> doors) {
        List<String> titles = new ArrayList<>();
        for (Door door : doors.subList(0, Math.min(MOST_NAMED, doors.size()))) {
            var pathway = door.verdict().pathway();
            boolean ends = pathway.effectOnAsylum() == EffectOnAsylum.ENDS;
            titles.add(out.in(pathway.title()) + (ends ? " (" + Marks.WARNING + ")" : ""));
        }
        if (doors.size() > MOST_NAMED) {
            titles.add(out.text("overview.more", doors.size() - MOST_NAMED));
        }
        out.dot(0, "overview.line", out.text(group.key() + ".short"), String.join("; ", titles));
    }
}
