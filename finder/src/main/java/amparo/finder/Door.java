package amparo.finder;

import amparo.engine.evaluate.Availability;
import amparo.engine.rule.Category;
import amparo.engine.rule.Grants;
import java.util.List;

/**
 * A pathway as its page shows it, in one language and on one day.
 *
 * @param state whether it takes applications on the day
 * @param availability the same as a sentence
 * @param until the last day on which its confirmation still counts, {@code yyyy-mm-dd}
 * @param closes the last full day that is known of it, {@code yyyy-mm-dd}, or ""
 * @param effect what it does to an asylum claim; "" for nothing
 * @param gives what it gives, a sentence each
 * @param here where one can ask; "" but for asylum
 */
public record Door(
        String id,
        String title,
        Category category,
        List<Place> places,
        Availability.State state,
        String availability,
        String unconfirmed,
        String until,
        String closes,
        String confirmed,
        String confidence,
        boolean draft,
        String summary,
        String how,
        String authority,
        String apply,
        String cost,
        String effect,
        String effectNote,
        Grants grants,
        String status,
        String length,
        List<String> gives,
        List<String> limits,
        String contest,
        String here,
        List<Line> conditions,
        List<Line> exceptions,
        List<Line> papers,
        List<Line> steps,
        List<Line> judged,
        List<Line> chances,
        List<Source> sources) {
    public Door {
        places = List.copyOf(places);
        gives = List.copyOf(gives);
        limits = List.copyOf(limits);
        conditions = List.copyOf(conditions);
        exceptions = List.copyOf(exceptions);
        papers = List.copyOf(papers);
        steps = List.copyOf(steps);
        judged = List.copyOf(judged);
        chances = List.copyOf(chances);
        sources = List.copyOf(sources);
    }

    /** True for asylum. */
    public boolean isAsylum() {
        return category == Category.ASYLUM;
    }

    /** True for a restriction. */
    public boolean isBarrier() {
        return category == Category.BARRIER;
    }

    /** True if nobody can apply now. */
    public boolean isShut() {
        return state == Availability.State.CLOSED
                || state == Availability.State.SUSPENDED
                || state == Availability.State.NOT_YET;
    }

    /**
     * The word for the state as a shape of the style sheet: {@code open}, {@code ask}, {@code
     * shut}.
     */
    public String shape() {
        return switch (state) {
            case OPEN -> "open";
            case UNCONFIRMED, UNKNOWN -> "ask";
            case CLOSED, SUSPENDED, NOT_YET -> "shut";
        };
    }

    /** The way to its page from the root of the language. */
    public String file() {
        return "doors/" + id + ".html";
    }
}
