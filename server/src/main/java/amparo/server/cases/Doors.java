package amparo.server.cases;

import amparo.engine.fact.Wording;
import amparo.engine.rule.EffectOnAsylum;
import amparo.engine.rule.Node;
import amparo.engine.rule.Pathway;
import amparo.engine.rule.Role;
import amparo.engine.rule.Version;
import amparo.engine.value.Truth;
import amparo.server.registry.LoadedRulebook;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The doors of the rulebook, with the papers and steps that each asks for. */
@Component
class Doors {

    private final LoadedRulebook rulebook;
    private final Clock clock;

    /** Read on first use: the rulebook is large, and starting must be quick. */
    private @Nullable Map<String, Door> doors;

    Doors(LoadedRulebook rulebook, Clock clock) {
        this.rulebook = rulebook;
        this.clock = clock;
    }

    /**
     * What a person needs or does.
     *
     * @param kind paper or step
     */
    record Need(String node, String kind, Wording text) {}

    /**
     * A door.
     *
     * @param endsAsylum whether taking it ends an asylum claim, or nobody knows that it does not
     */
    record Door(
            String id,
            Wording title,
            List<String> countries,
            boolean asylum,
            boolean endsAsylum,
            Wording effect,
            Wording apply,
            Wording cost,
            List<Need> needs) {}

    Optional<Door> find(String id) {
        return Optional.ofNullable(all().get(id));
    }

    /** All doors: of this country first, and asylum before everything else. */
    List<Door> from(String country) {
        return all().values().stream()
                .sorted(
                        Comparator.comparing((Door one) -> !one.countries().contains(country))
                                .thenComparing(one -> !one.asylum())
                                .thenComparing(Door::id))
                .toList();
    }

    private synchronized Map<String, Door> all() {
        Map<String, Door> known = doors;
        if (known == null) {
            known = new LinkedHashMap<>();
            int today = (int) LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toEpochDay();
            for (Pathway pathway : rulebook.book().pathways()) {
                if (!pathway.isBarrier()) {
                    known.put(pathway.id(), door(pathway, today));
                }
            }
            doors = known;
        }
        return known;
    }

    private static Door door(Pathway of, int today) {
        return new Door(
                of.id(),
                of.title(),
                of.destinations(),
                of.isAsylum(),
                of.effectOnAsylum() != EffectOnAsylum.NONE,
                of.effectNote(),
                of.apply(),
                of.cost(),
                needs(version(of.versions(), today)));
    }

    /** As the law is today, or was last. */
    private static Version version(List<Version> versions, int today) {
        return versions.stream()
                .filter(one -> one.law().holds(today) == Truth.TRUE)
                .findFirst()
                .orElse(versions.getLast());
    }

    private static List<Need> needs(Version version) {
        List<Need> needs = new ArrayList<>();
        for (Node node : version.requires()) {
            if (node.role() == Role.PAPER || node.role() == Role.STEP) {
                needs.add(new Need(node.id(), node.role().word(), words(node)));
            }
        }
        return List.copyOf(needs);
    }

    /** What is asked, with the choices that there are. */
    private static Wording words(Node node) {
        List<Node> parts =
                switch (node) {
                    case Node.Condition ignored -> List.of();
                    case Node.Group group -> group.parts();
                    case Node.ForRecords records -> records.parts();
                };
        if (parts.isEmpty()) {
            return node.text();
        }
        Map<String, String> whole = new LinkedHashMap<>();
        for (String language : Wording.LANGUAGES) {
            StringBuilder text = new StringBuilder(node.text().in(language));
            for (Node part : parts) {
                text.append(text.isEmpty() ? "" : " – ").append(words(part).in(language));
            }
            whole.put(language, text.toString());
        }
        return new Wording(whole);
    }
}
