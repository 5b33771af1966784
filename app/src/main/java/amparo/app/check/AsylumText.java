package amparo.app.check;

import amparo.engine.evaluate.Availability;
import amparo.engine.evaluate.Explanation;
import amparo.engine.evaluate.Outcome;
import amparo.engine.evaluate.PathwayVerdict;
import amparo.engine.value.Truth;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Asylum: always shown, before all doors, and never graded. */
final class AsylumText {
    private final Writer out;
    private final Situation situation;
    private final PathwayText pathways;

    AsylumText(Writer out, Situation situation) {
        this.out = out;
        this.situation = situation;
        this.pathways = new PathwayText(out);
    }

    void write() {
        out.page().heading(out.text("asylum.heading"));
        out.say(0, "asylum.say");
        String here = situation.countryNow();
        List<PathwayVerdict> asylum =
                situation.pathways().stream().filter(v -> v.pathway().isAsylum()).toList();
        // In one's own country there is no asylum to describe, only advice to give.
        List<PathwayVerdict> nearby =
                situation.isInOwnCountry()
                        ? List.of()
                        : asylum.stream().filter(v -> v.destination().equals(here)).toList();
        nearby.forEach(this::here);
        if (nearby.isEmpty()) {
            out.page().blank();
            pending(0, here);
            notDescribed(here);
        }
        List<PathwayVerdict> there = new ArrayList<>();
        for (PathwayVerdict verdict : asylum) {
            boolean asked = situation.destinations().contains(verdict.destination());
            if (verdict.destination().equals(here)) {
                continue;
            }
            if (asked || out.all()) {
                elsewhere(verdict);
            } else if (!situation.isOwn(verdict.destination())) {
                there.add(verdict);
            }
        }
        compact(there);
    }

    private void pending(int indent, String country) {
        if (situation.hasPendingClaim(country)) {
            out.page().item(indent, Marks.WARNING, out.text("asylum.pending"));
        }
    }

    private void notDescribed(String here) {
        if (here.isEmpty()) {
            out.say(0, "asylum.place-unknown");
        } else if (situation.isInOwnCountry()) {
            out.say(0, "asylum.own-country", country(here));
        } else {
            out.say(0, "asylum.not-described", country(here));
        }
    }

    private void here(PathwayVerdict verdict) {
        out.page().blank();
        out.page().strong(0, title(verdict));
        pending(1, verdict.destination());
        if (verdict.outcome() == Outcome.ADVICE_FIRST) {
            advice(verdict, "asylum.advice-here");
        } else {
            out.say(1, "asylum.here", country(verdict.destination()));
        }
        details(verdict);
    }

    private void elsewhere(PathwayVerdict verdict) {
        out.page().blank();
        out.page().strong(0, title(verdict));
        // "Get advice before you ask" would invite nationals to a procedure that is not for them.
        if (situation.isOwn(verdict.destination())) {
            out.say(1, "asylum.own-there", country(verdict.destination()));
            return;
        }
        if (verdict.outcome() == Outcome.ADVICE_FIRST) {
            advice(verdict, "asylum.advice-there");
        } else {
            out.say(1, "asylum.reaching", country(verdict.destination()));
        }
        details(verdict);
    }

    /** The limits that may have been missed, and that none of them closes the door. */
    private void advice(PathwayVerdict verdict, String key) {
        out.say(1, key, country(verdict.destination()));
        List<Explanation> against = ConditionText.eligibility(verdict, Set.of(Truth.FALSE));
        List<Explanation> exceptions = ConditionText.exceptions(verdict, Set.of(Truth.TRUE));
        if (!against.isEmpty() || !exceptions.isEmpty()) {
            out.say(1, "asylum.advice-because");
            ConditionText conditions = new ConditionText(out, situation);
            against.forEach(e -> conditions.condition(2, e, false));
            exceptions.forEach(e -> conditions.condition(2, e, true));
        }
        out.say(1, "asylum.not-too-late");
    }

    private void details(PathwayVerdict verdict) {
        if (out.wasTold(1, verdict)) {
            return;
        }
        Availability.State state = verdict.availability().state();
        if (state != Availability.State.OPEN) {
            String sentence =
                    new AvailabilityText(out).sentence(verdict.availability(), situation.day());
            out.page().text(1, sentence);
        }
        out.page().text(1, out.in(verdict.pathway().summary()));
        pathways.where(1, verdict.pathway());
        pathways.gives(1, verdict.pathway());
        List<Explanation> open = ConditionText.eligibility(verdict, Set.of(Truth.UNKNOWN));
        if (!open.isEmpty()) {
            out.say(1, "asylum.limits-open");
            ConditionText conditions = new ConditionText(out, situation);
            open.forEach(e -> conditions.condition(2, e, false));
        }
        pathways.checklist(1, verdict);
        pathways.limits(1, verdict.pathway().limits());
        pathways.sources(1, verdict);
    }

    private void compact(List<PathwayVerdict> there) {
        Set<String> plain = new LinkedHashSet<>();
        Set<String> advice = new LinkedHashSet<>();
        for (PathwayVerdict verdict : there) {
            boolean first = verdict.outcome() == Outcome.ADVICE_FIRST;
            (first ? advice : plain).add(country(verdict.destination()));
        }
        if (there.isEmpty()) {
            return;
        }
        plain.removeAll(advice);
        out.page().blank();
        if (!plain.isEmpty()) {
            out.say(0, "asylum.elsewhere", String.join(", ", plain));
        }
        if (!advice.isEmpty()) {
            out.say(0, "asylum.elsewhere-advice", String.join(", ", advice));
        }
    }

    private String title(PathwayVerdict verdict) {
        return out.in(verdict.pathway().title());
    }

    private String country(String code) {
        return situation.country(code, out.messages().language());
    }
}
