package amparo.server.lists;

import amparo.server.access.Acting;
import amparo.server.access.Actor;
import amparo.server.access.Room;
import amparo.server.audit.AuditLog;
import amparo.server.lists.ListStore.Part;
import amparo.server.registry.PersonLines;
import amparo.server.registry.PersonLines.Line;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The front door: lists of persons as far as whoever acts may reach them. A view of a list is one
 * line in the audit, and nothing in it, no count and no filter, tells of anybody out of reach.
 */
@Service
@Transactional
public class Lists {

    /** Rows of a page. */
    public static final int PAGE = 50;

    /** The most that are found inside a list. */
    static final int FOUND = 100;

    private static final Map<String, String> FACT_COLUMNS =
            Map.of(
                    "sex", "sex",
                    "nationality", "nationality",
                    "country_now", "country_now",
                    "languages", "languages",
                    "safe_contact", "safe_contact",
                    "safe_times", "safe_times");

    private final ListStore store;
    private final PersonLines lines;
    private final ObjectProvider<ListSearch> search;
    private final AuditLog audit;

    Lists(ListStore store, PersonLines lines, ObjectProvider<ListSearch> search, AuditLog audit) {
        this.store = store;
        this.lines = lines;
        this.search = search;
        this.audit = audit;
    }

    /**
     * A page of a list.
     *
     * @param next after whom it goes on; none at the end
     * @param cut whether the page ended because many were looked at and few fitted
     */
    public record Page(List<Line> lines, @Nullable UUID next, boolean cut) {
        public Page {
            lines = List.copyOf(lines);
        }
    }

    /** The filters of a list, as the parameters of its address are called. */
    public static final List<String> FILTERS =
            List.of(
                    "country",
                    "nationality",
                    "language",
                    "sex",
                    "age",
                    "who",
                    "site",
                    "days",
                    "from",
                    "order");

    /** Whether a filter takes this value. */
    public static boolean takes(String filter, String value) {
        try {
            return FILTERS.contains(filter)
                    && Wanted.of(Map.of(filter, new String[] {value})).filters() > -1;
        } catch (Wanted.NotUnderstood none) {
            return false;
        }
    }

    /**
     * A list with these filters, for programs: with name, sex, nationalities, languages and
     * country.
     *
     * @throws IllegalArgumentException if a filter does not take its value, for whoever acts
     */
    public Page list(Map<String, String> filters, @Nullable UUID after, int limit) {
        Map<String, String[]> parameters = new HashMap<>();
        filters.forEach((name, value) -> parameters.put(name, new String[] {value}));
        parameters.put(
                "cols", new String[] {"name", "sex", "nationality", "country_now", "languages"});
        try {
            return list(Wanted.of(parameters), after, limit);
        } catch (Wanted.NotUnderstood none) {
            throw new IllegalArgumentException("a filter does not take its value", none);
        }
    }

    Page list(Wanted wanted, @Nullable UUID after, int limit) {
        Actor actor = actor(wanted);
        Part part = store.list(actor, wanted, after, limit, null);
        return page(actor, wanted, part, "");
    }

    /** Those of a list who fit best to what was typed, the best first. */
    Page find(Wanted wanted, String typed) {
        Actor actor = actor(wanted);
        ListSearch found = search.getIfAvailable();
        List<UUID> ids = found == null ? List.of() : found.find(typed, FOUND);
        List<UUID> kept =
                ids.isEmpty()
                        ? List.of()
                        : new ArrayList<>(store.list(actor, wanted, null, FOUND, ids).persons());
        List<UUID> sorted = kept.stream().sorted(Comparator.comparingInt(ids::indexOf)).toList();
        return page(actor, wanted, new Part(sorted, null, false), ", words");
    }

    /** The codes of a list, for what is done to all of it; one more than asked for if there are. */
    List<String> codes(Wanted wanted, int most) {
        Actor actor = actor(wanted);
        Part part = store.list(actor, wanted, null, most + 1, null);
        audit.record("list", "person", part.persons(), null, detail(wanted) + ", codes");
        return lines.of(part.persons(), List.of(), false, false).stream()
                .map(one -> one.person().code())
                .toList();
    }

    /** How many are in a list, counted no further than this; nobody is named, nothing audited. */
    int count(Wanted wanted, int most) {
        return store.count(actor(wanted), wanted, most);
    }

    private Page page(Actor actor, Wanted wanted, Part part, String more) {
        List<String> facts = new ArrayList<>();
        for (String column : wanted.shown()) {
            String fact = FACT_COLUMNS.get(column);
            if (fact != null) {
                facts.add(fact);
            }
        }
        audit.record("list", "person", part.persons(), null, detail(wanted) + more);
        return new Page(
                lines.of(
                        part.persons(),
                        facts,
                        wanted.shown().contains("team"),
                        actor.room() == Room.FRONTLINE),
                part.next(),
                part.cut());
    }

    private static String detail(Wanted wanted) {
        return wanted.narrows()
                ? "persons in reach, filters " + wanted.filters()
                : "persons in reach";
    }

    /** Monitors and data protection officers see a plain list: they have no keys to choose by. */
    private static Actor actor(Wanted wanted) {
        Actor actor = Acting.now();
        boolean colleague =
                !wanted.who().isEmpty()
                        && !wanted.who().equals(Wanted.ME)
                        && !wanted.who().equals(Wanted.NOBODY);
        if (actor.room() == Room.OVERSIGHT && wanted.narrows()
                || colleague && actor.room() != Room.FRONTLINE) {
            throw new Wanted.NotUnderstood();
        }
        return actor;
    }
}
