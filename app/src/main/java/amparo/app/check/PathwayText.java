package amparo.app.check;

import amparo.engine.evaluate.Explanation;
import amparo.engine.evaluate.PathwayVerdict;
import amparo.engine.fact.Wording;
import amparo.engine.rule.Citation;
import amparo.engine.rule.EffectOnAsylum;
import amparo.engine.rule.Grants;
import amparo.engine.rule.How;
import amparo.engine.rule.Node;
import amparo.engine.rule.Pathway;
import amparo.engine.rule.Role;
import amparo.engine.value.PartialDate;
import amparo.engine.value.Range;
import amparo.engine.value.Truth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What asylum and doors have in common: gains, where, papers, steps, limits, sources. */
final class PathwayText {
    private final Writer out;

    PathwayText(Writer out) {
        this.out = out;
    }

    /** Said before any benefit. */
    void effectOnAsylum(int indent, Pathway pathway) {
        if (pathway.effectOnAsylum() == EffectOnAsylum.ENDS) {
            out.page().item(indent, Marks.WARNING, out.text("effect.ends"));
        } else if (pathway.effectOnAsylum() == EffectOnAsylum.UNKNOWN) {
            out.page().item(indent, Marks.WARNING, out.text("effect.unknown"));
        }
        if (!pathway.effectNote().isEmpty()) {
            out.page().text(indent + 1, out.in(pathway.effectNote()));
        }
    }

    /** What it gives, for how long, at what cost. */
    void gives(int indent, Pathway pathway) {
        Grants grants = pathway.grants();
        out.say(indent, "door.gives");
        int in = indent + 1;
        out.page().item(in, Marks.DOT, out.in(grants.status()));
        List<String> parts = new ArrayList<>();
        if (grants.months() > 0) {
            parts.add(duration(grants));
        }
        known("grants.permanent.", grants.permanent(), parts);
        known("grants.work.", grants.work(), parts);
        known("grants.family.", grants.family(), parts);
        out.page().item(in, Marks.DOT, String.join(" ", parts));
        out.page().item(in, Marks.DOT, out.in(grants.note()));
        if (!pathway.cost().isEmpty()) {
            out.page().item(in, Marks.DOT, out.text("door.cost", out.in(pathway.cost())));
        }
    }

    private String duration(Grants grants) {
        int months = grants.months();
        String length =
                months == 12
                        ? out.text("length.year")
                        : months % 12 == 0
                                ? out.text("length.years", months / 12)
                                : out.text("length.months", months);
        String key = "grants.renewable." + grants.renewable();
        return out.messages().has(key)
                ? out.text("grants.length.and", length, out.text(key))
                : out.text("grants.length", length);
    }

    private void known(String prefix, String word, List<String> parts) {
        if (out.messages().has(prefix + word)) {
            parts.add(out.text(prefix + word));
        }
    }

    /** Who decides, where to go, and whether one can go alone. */
    void where(int indent, Pathway pathway) {
        out.say(indent, "door.where");
        out.page().item(indent + 1, Marks.DOT, out.in(pathway.apply()));
        if (!pathway.authority().isEmpty()) {
            out.dot(indent + 1, "door.authority", out.in(pathway.authority()));
        }
        if (pathway.how() != How.APPLY) {
            out.dot(indent + 1, "how." + pathway.how().word());
        }
    }

    /** Papers with their signs, steps, what an authority judges, what chance decides. */
    void checklist(int indent, PathwayVerdict verdict) {
        List<Explanation> papers = of(verdict, Role.PAPER);
        if (!papers.isEmpty()) {
            out.say(indent, "door.papers");
            papers.forEach(paper -> paper(indent + 1, paper));
        }
        List<Explanation> steps = of(verdict, Role.STEP);
        if (!steps.isEmpty()) {
            out.say(indent, "door.steps");
            int number = 1;
            for (Explanation step : steps) {
                out.page().item(indent + 1, number++ + ".", sentence(step));
            }
        }
        list(indent, "door.judges", of(verdict, Role.AUTHORITY));
        list(indent, "door.chance", of(verdict, Role.CHANCE));
    }

    private void list(int indent, String key, List<Explanation> entries) {
        if (!entries.isEmpty()) {
            out.say(indent, key);
            entries.forEach(e -> out.page().item(indent + 1, Marks.DOT, sentence(e)));
        }
    }

    private static List<Explanation> of(PathwayVerdict verdict, Role role) {
        return verdict.requires().stream()
                .filter(e -> e.node().role() == role && e.applies() != Truth.FALSE)
                .toList();
    }

    /** A paper of which nothing was asked is one to bring. */
    private void paper(int indent, Explanation e) {
        boolean asked = !(e.node() instanceof Node.Condition c) || c.when() != null;
        String mark =
                switch (e.raw()) {
                    case TRUE -> Marks.YES;
                    case FALSE -> Marks.NEED;
                    case UNKNOWN -> asked ? Marks.UNKNOWN : Marks.NEED;
                };
        String text = sentence(e);
        out.page().item(indent, mark, text);
        if (e.node() instanceof Node.Group group && text.isEmpty()) {
            if (group.mode() == Node.Mode.ANY) {
                out.say(indent, "door.any-of");
            }
            e.parts().forEach(part -> paper(indent + 1, part));
        }
    }

    private String sentence(Explanation e) {
        return out.in(e.node().text());
    }

    /** Known limits and criticism. */
    void limits(int indent, List<Wording> limits) {
        if (!limits.isEmpty()) {
            out.say(indent, "door.limits");
            limits.forEach(limit -> out.page().item(indent + 1, Marks.DOT, out.in(limit)));
        }
    }

    /** Where all this was read, when, and how sure it is. */
    void sources(int indent, PathwayVerdict verdict) {
        Map<String, Set<String>> byDay = new LinkedHashMap<>();
        List<Explanation> nodes = new ArrayList<>(verdict.requires());
        nodes.addAll(verdict.unless());
        nodes.forEach(node -> collect(node, byDay));
        byDay.forEach((read, sources) -> {
            String all = String.join("; ", sources);
            String text =
                    read.isEmpty()
                            ? out.text("door.sources", all)
                            : out.text("door.sources.read", read, all);
            out.page().small(indent, text);
        });
        Pathway pathway = verdict.pathway();
        String confidence = "confidence." + pathway.confidence();
        String sure = out.messages().has(confidence) ? " " + out.text(confidence) : "";
        String confirmed = out.text("door.confirmed", out.dates().day(pathway.confirmed()));
        out.page().small(indent, confirmed + sure);
    }

    private void collect(Explanation e, Map<String, Set<String>> byDay) {
        Citation cite = e.node().cite();
        if (cite != null) {
            byDay.computeIfAbsent(read(cite), _ -> new LinkedHashSet<>())
                    .add(out.all() ? full(cite) : cite.act());
        }
        e.parts().forEach(part -> collect(part, byDay));
    }

    private String full(Citation cite) {
        String article = cite.article().isEmpty() ? "" : ", " + cite.article();
        String url = cite.url().isEmpty() ? "" : " " + cite.url();
        String support = out.text("class." + cite.support().word());
        String note = cite.note().isEmpty() ? "" : " [" + cite.note() + "]";
        return cite.act() + article + ", " + support + url + note;
    }

    private String read(Citation cite) {
        Range day = cite.read() == null ? null : PartialDate.parse(cite.read());
        return day == null ? "" : out.dates().written(day);
    }
}
