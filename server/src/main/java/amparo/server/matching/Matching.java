package amparo.server.matching;

import amparo.server.access.Acting;
import amparo.server.access.Actor;
import amparo.server.audit.AuditLog;
import amparo.server.matching.Keys.Key;
import amparo.server.matching.Keys.Part;
import amparo.server.matching.Likeness.Why;
import amparo.server.matching.SearchStore.Found;
import amparo.server.registry.PersonFiles;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Finds persons by what is known of them. Only those in reach of whoever acts, only by what they
 * may read; one line of the audit for a list. The first walk asks the index for what sounds the
 * same; if nobody is close, the second asks for what is one slip away.
 */
@Service
@Transactional
public class Matching {

    /** The most that a search gives. */
    public static final int PAGE = 20;

    private static final int CANDIDATES = 60;
    private static final int NEAR_CANDIDATES = 25;
    private static final int EACH_KEY = 2500;
    private static final int EACH_SINGLE = 500;
    private static final int EACH_SLIP = 60;
    private static final int MOST_SLIPS = 3000;
    private static final double GOOD = 0.8;
    private static final double SHOWN = 0.45;

    private final SearchStore store;
    private final MergeStore merges;
    private final PersonFiles files;
    private final AuditLog audit;

    Matching(SearchStore store, MergeStore merges, PersonFiles files, AuditLog audit) {
        this.store = store;
        this.files = files;
        this.merges = merges;
        this.audit = audit;
    }

    /**
     * Somebody who was found.
     *
     * @param birth the newest birth date that was told: a year, a month or a day
     * @param score from 0 to 1
     * @param why the ends of text keys {@code matching.why.}
     */
    public record Hit(
            UUID id,
            String code,
            @Nullable String name,
            @Nullable String birth,
            List<String> nationalities,
            @Nullable String country,
            double score,
            List<String> why) {

        public Hit {
            nationalities = List.copyOf(nationalities);
            why = List.copyOf(why);
        }
    }

    /** Two who may be one, with all that is compared. */
    record Near(Found found, double score, Set<Why> why) {}

    /** By what was typed into one field. */
    public List<Hit> search(String typed, int limit) {
        return search(Asked.of(typed), limit);
    }

    /**
     * By what a program knows.
     *
     * @param name any parts of the name, in any order; may be empty
     * @param birth a year, a month or a day
     */
    public List<Hit> search(
            String name,
            @Nullable String birth,
            @Nullable String phone,
            @Nullable String document,
            int limit) {
        return search(Asked.of(name, birth, phone, document), limit);
    }

    /** The person with this code, or with one for which theirs stands now; none if not in reach. */
    public List<Hit> byCode(String code) {
        List<Found> found =
                files.reach(code).map(person -> store.show(List.of(person.id()))).orElse(List.of());
        audit.record("search", "person", found.stream().map(Found::id).toList(), null, "code");
        return found.stream().map(one -> hit(one, new Near(one, 1, Set.of()))).toList();
    }

    List<Hit> search(Asked asked, int limit) {
        Actor actor = Acting.now();
        List<Hit> hits = rank(asked, candidates(asked, actor), limit);
        audit.record(
                "search",
                "person",
                hits.stream().map(Hit::id).toList(),
                null,
                "words "
                        + asked.words().size()
                        + (asked.births().isEmpty() && asked.year() == null ? "" : ", birth")
                        + (asked.phones().isEmpty() ? "" : ", phone")
                        + (asked.documents().isEmpty() ? "" : ", document"));
        return hits;
    }

    /** Persons who may be the one of whom this was just said: before a new file is made. */
    public List<Hit> near(List<PersonFiles.Told> said, @Nullable UUID except) {
        return like(known(said), except).stream().map(one -> hit(one.found(), one)).toList();
    }

    static Known known(List<PersonFiles.Told> said) {
        List<Known.Said> all = new ArrayList<>();
        said.forEach(one -> all.addFirst(new Known.Said(one.fact(), one.record(), one.value())));
        return Known.of(all);
    }

    /** Those who are close, the closest first, without those who were said to be another. */
    List<Near> like(Known known, @Nullable UUID except) {
        Actor actor = Acting.now();
        List<Key> keys = new ArrayList<>();
        for (Key key : Keys.of(known)) {
            if (key.weight() > Keys.SINGLE_WEIGHT) {
                keys.add(key);
            }
        }
        Set<UUID> ids = new LinkedHashSet<>(store.find(keys, actor, EACH_KEY, NEAR_CANDIDATES));
        List<Near> near = near(known, ids, except);
        if (near.isEmpty()) {
            for (String name : known.allNames()) {
                Asked asked =
                        new Asked(
                                null,
                                Folding.parts(name),
                                known.births(),
                                null,
                                List.of(),
                                List.of());
                ids.addAll(store.find(slips(asked), actor, EACH_SLIP, NEAR_CANDIDATES));
            }
            near = near(known, ids, except);
        }
        if (!near.isEmpty()) {
            audit.record(
                    "search",
                    "person",
                    near.stream().map(one -> one.found().id()).toList(),
                    null,
                    "like another person");
        }
        return near;
    }

    private List<Near> near(Known known, Set<UUID> ids, @Nullable UUID except) {
        Set<UUID> others = except == null ? Set.of() : merges.notSame(except);
        List<UUID> wanted =
                ids.stream().filter(id -> !id.equals(except) && !others.contains(id)).toList();
        return onlyKept(store.show(wanted)).stream()
                .filter(one -> !one.id().equals(except) && !others.contains(one.id()))
                .map(one -> {
                    Likeness.Result result = Likeness.alike(known, one.known());
                    return new Near(one, result.score(), result.why());
                })
                .filter(one -> one.score() >= Likeness.CLOSE)
                .sorted(Comparator.comparingDouble(Near::score).reversed())
                .limit(10)
                .toList();
    }

    private List<Found> candidates(Asked asked, Actor actor) {
        if (asked.isEmpty()) {
            return List.of();
        }
        List<Part> parts = asked.words().stream().map(Part::of).toList();
        List<Key> sure = new ArrayList<>();
        asked.phones().forEach(phone -> sure.add(Keys.phone(phone)));
        asked.documents().forEach(number -> sure.addAll(Keys.document(number)));
        for (String birth : asked.births()) {
            for (String date : Slips.coarser(birth)) {
                parts.forEach(part -> sure.addAll(Keys.born(part, date, Keys.NAME)));
            }
        }
        List<Key> names = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            for (int j = i + 1; j < parts.size(); j++) {
                names.addAll(Keys.pair(parts.get(i), parts.get(j), Keys.NAME));
            }
        }
        if (parts.isEmpty()) {
            asked.births().forEach(date -> names.add(Keys.date(date)));
        }
        List<Key> first = new ArrayList<>(sure);
        first.addAll(names);
        List<Found> found = show(store.find(first, actor, EACH_KEY, CANDIDATES));
        if (best(asked, found) >= GOOD) {
            return found;
        }
        Set<UUID> ids = new LinkedHashSet<>();
        found.forEach(one -> ids.add(one.id()));
        if (parts.size() == 1 && asked.births().isEmpty()) {
            ids.addAll(
                    store.find(
                            Keys.single(parts.getFirst(), Keys.NAME),
                            actor,
                            EACH_SINGLE,
                            CANDIDATES));
            List<Found> alone = show(ids);
            if (best(asked, alone) >= GOOD) {
                return alone;
            }
        }
        ids.addAll(store.find(slips(asked), actor, EACH_SLIP, CANDIDATES));
        if (parts.size() > 1 || !asked.births().isEmpty()) {
            List<Key> singles = new ArrayList<>();
            parts.forEach(part -> singles.addAll(Keys.single(part, Keys.NAME)));
            ids.addAll(store.find(singles, actor, EACH_SINGLE, NEAR_CANDIDATES));
        }
        return show(ids);
    }

    private List<Found> show(Collection<UUID> ids) {
        return store.show(List.copyOf(ids));
    }

    private static double best(Asked asked, List<Found> found) {
        return found.stream()
                .mapToDouble(one -> Likeness.found(asked, one.known()).score())
                .max()
                .orElse(0);
    }

    /** Keys one slip away from those that were asked, in one place at a time. */
    static List<Key> slips(Asked asked) {
        List<Part> parts = asked.words().stream().map(Part::of).toList();
        Map<Long, Key> keys = new LinkedHashMap<>();
        for (String birth : asked.births()) {
            for (Part part : parts) {
                Slips.dates(birth).forEach(date -> put(keys, Keys.born(part, date, Keys.NAME)));
                for (String code : near(part)) {
                    put(
                            keys,
                            List.of(
                                    Keys.key(
                                            "b|" + code + "|" + birth,
                                            "",
                                            Keys.NAME,
                                            Keys.BORN_WEIGHT)));
                }
            }
        }
        for (int i = 0; i < parts.size(); i++) {
            Set<String> near = near(parts.get(i));
            if (parts.size() == 1) {
                near.forEach(code ->
                        put(
                                keys,
                                List.of(Keys.key("s|" + code, "", Keys.NAME, Keys.SINGLE_WEIGHT))));
            }
            for (int j = 0; j < parts.size(); j++) {
                if (i == j) {
                    continue;
                }
                String other = parts.get(j).codes().iterator().next().loose();
                near.forEach(code ->
                        put(
                                keys,
                                List.of(
                                        Keys.key(
                                                "p|" + Keys.inOrder(code, other),
                                                "",
                                                Keys.NAME,
                                                Keys.PAIR_WEIGHT))));
            }
        }
        return keys.values().stream().limit(MOST_SLIPS).toList();
    }

    private static void put(Map<Long, Key> keys, List<Key> more) {
        more.forEach(key -> keys.putIfAbsent(key.key(), key));
    }

    private static Set<String> near(Part part) {
        return Slips.near(part.codes().iterator().next().loose());
    }

    private List<Hit> rank(Asked asked, List<Found> found, int limit) {
        Map<UUID, Near> scored = new LinkedHashMap<>();
        for (Found one : found) {
            Likeness.Result result = Likeness.found(asked, one.known());
            if (result.score() >= SHOWN) {
                scored.put(one.id(), new Near(one, result.score(), result.why()));
            }
        }
        List<Near> best =
                scored.values().stream()
                        .sorted(Comparator.comparingDouble(Near::score).reversed())
                        .limit(limit)
                        .toList();
        Map<UUID, Found> kept =
                onlyKept(best.stream().map(Near::found).toList()).stream()
                        .collect(Collectors.toMap(Found::id, Function.identity()));
        Map<UUID, Hit> hits = new LinkedHashMap<>();
        for (Near one : best) {
            Found stands = kept.get(one.found().id());
            UUID into = one.found().mergedInto();
            while (stands == null && into != null) {
                stands = kept.get(into);
                Near next = scored.get(into);
                into = next == null ? null : next.found().mergedInto();
            }
            if (stands != null) {
                hits.putIfAbsent(stands.id(), hit(stands, one));
            }
        }
        return List.copyOf(hits.values());
    }

    /**
     * Instead of a file that another stands for that other one, as far as it is in reach; each
     * once.
     */
    private List<Found> onlyKept(List<Found> found) {
        Map<UUID, Found> all = new LinkedHashMap<>();
        found.forEach(one -> all.put(one.id(), one));
        for (int step = 0; step < 5; step++) {
            List<UUID> stand =
                    all.values().stream()
                            .map(Found::mergedInto)
                            .filter(Objects::nonNull)
                            .filter(id -> !all.containsKey(id))
                            .distinct()
                            .toList();
            if (stand.isEmpty()) {
                break;
            }
            store.show(stand).forEach(one -> all.put(one.id(), one));
        }
        return all.values().stream()
                .filter(one -> one.mergedInto() == null || !all.containsKey(one.mergedInto()))
                .toList();
    }

    static Hit hit(Found found, Near by) {
        return new Hit(
                found.id(),
                found.code(),
                found.known().name(),
                found.known().births().isEmpty() ? null : found.known().births().getFirst(),
                found.known().nationalities(),
                found.known().country(),
                Math.round(by.score() * 100) / 100.0,
                by.why().stream().map(Why::code).toList());
    }
}
