package amparo.server.profiling;

import amparo.server.access.Acting;
import amparo.server.access.Actor;
import amparo.server.access.Room;
import amparo.server.platform.Card;
import amparo.server.platform.HomeCards;
import amparo.server.platform.Language;
import amparo.server.platform.Texts;
import amparo.server.platform.Tone;
import amparo.server.registry.NextStep;
import amparo.server.registry.PersonFiles.Ref;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What should be done next, in words that a companion who looks at the screen learns nothing from,
 * and the queues of the start page.
 */
@Component
class ProfilingSteps implements NextStep, HomeCards {

    private static final int NOTICE = 5;
    private static final int ALERT = 6;
    private static final int ALONE_NOW = 8;
    private static final int ALONE = 15;
    private static final int URGENT = 20;

    private final Urgent urgent;
    private final FlagStore store;
    private final JdbcClient jdbc;

    ProfilingSteps(Urgent urgent, FlagStore store, JdbcClient jdbc) {
        this.urgent = urgent;
        this.store = store;
        this.jdbc = jdbc;
    }

    @Override
    public Optional<Step> of(Ref person) {
        Room room = Acting.now().room();
        if (room != Room.FRONTLINE && room != Room.BORDER && room != Room.RETURNS) {
            return Optional.empty();
        }
        String page = "/persons/" + person.code();
        List<Step> steps = new ArrayList<>();
        if (!urgent.untold(person).isEmpty()) {
            steps.add(step(NOTICE, "profiling.next.notice", page + "/child-notice"));
        }
        if (urgent.waits(person)) {
            steps.add(step(ALERT, "profiling.next.alert", page + "/needs"));
        }
        Step rest = of(List.of(person)).get(person.id());
        if (rest != null) {
            steps.add(rest);
        }
        return steps.stream().min(Comparator.comparingInt(Step::urgency));
    }

    /** For a list: one step, and whether to speak alone; nothing of what it is about. */
    @Override
    public Map<UUID, Step> of(List<Ref> persons) {
        Map<UUID, Step> steps = new HashMap<>();
        if (persons.isEmpty()) {
            return steps;
        }
        Map<UUID, Ref> codes = new HashMap<>();
        persons.forEach(one -> {
            for (UUID file : one.files()) {
                codes.put(file, one);
            }
        });
        UUID[] ids = codes.keySet().toArray(UUID[]::new);
        jdbc.sql(
                        """
                        select distinct f.person from flag f
                        where f.person = any (:persons) and f.organisation = :organisation and f.closed_at is null
                          and f.urgency in ('emergency', 'high')
                          and not exists (select 1 from flag_opinion o where o.flag = f.id)
                        """)
                .param("persons", ids)
                .param("organisation", Acting.now().requireOrganisation())
                .query(row -> {
                    Ref of = codes.get(row.getObject("person", UUID.class));
                    if (of != null) {
                        steps.put(
                                of.id(),
                                step(
                                        URGENT,
                                        "profiling.next.step",
                                        "/persons/" + of.code() + "/needs"));
                    }
                });
        if (Acting.now().room() == Room.FRONTLINE) {
            for (FlagStore.Waiting one : store.waiting(codes.keySet())) {
                Ref of = codes.get(one.person());
                Step alone =
                        step(
                                one.urgency().equals("emergency") ? ALONE_NOW : ALONE,
                                "profiling.next.alone",
                                of == null ? "" : "/persons/" + of.code() + "/needs");
                if (of != null) {
                    steps.merge(of.id(), alone, (a, b) -> a.urgency() < b.urgency() ? a : b);
                }
            }
        }
        return steps;
    }

    private static Step step(int urgency, String text, String address) {
        return new Step(urgency, text, List.of(), address, "profiling.next.go");
    }

    @Override
    public List<Card> cards(Texts texts, Language language) {
        Actor actor = Acting.now();
        List<Card> cards = new ArrayList<>();
        if (actor.room() == Room.FRONTLINE || actor.room() == Room.BORDER) {
            int open = urgent.count();
            if (open > 0) {
                cards.add(
                        new Card(
                                texts.text(language, "profiling.card.immediate"),
                                counted(open),
                                "/immediate",
                                texts.text(language, "profiling.card.immediate-hint"),
                                Tone.ATTENTION));
            }
        }
        if (Urgent.looksAfterChildren(actor)) {
            int untold = urgent.untold(null).size();
            cards.add(
                    new Card(
                            texts.text(language, "profiling.card.notices"),
                            counted(untold),
                            "/child-notices",
                            untold == 0
                                    ? null
                                    : texts.text(language, "profiling.card.notices-hint"),
                            untold == 0 ? Tone.NEUTRAL : Tone.ATTENTION));
        }
        return cards;
    }

    private static String counted(int count) {
        return count >= Urgent.MOST ? Urgent.MOST + "+" : Integer.toString(count);
    }
}
