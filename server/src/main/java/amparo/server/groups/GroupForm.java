package amparo.server.groups;

import amparo.engine.fact.CodeList;
import amparo.server.groups.TravelGroups.Traveller;
import amparo.server.platform.Field;
import amparo.server.platform.Ids;
import amparo.server.platform.Option;
import amparo.server.platform.Typed;
import amparo.server.platform.View;
import amparo.server.registry.PersonFiles;
import amparo.server.registry.PersonFiles.Told;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The cards of the persons of a group: what was typed, what it means, and the page again. Cards
 * bear the ids of the persons, so that sending twice makes nobody twice.
 */
@Component
public class GroupForm {

    private static final String CARD = "card";
    private static final String RELATION = "relation";

    /**
     * Quick needs. "A safe place: somebody may harm me" is not among them: nobody can answer that
     * while the others listen.
     */
    private static final Set<String> NEEDS =
            Set.of("medical", "food", "water", "shelter", "child_care", "contact_family");

    private final PersonFiles files;
    private final FactWords words;

    GroupForm(PersonFiles files, FactWords words) {
        this.files = files;
        this.words = words;
    }

    /** The fields of one person. */
    public record Card(
            String key,
            int number,
            Field name,
            Field sex,
            Field born,
            Field nationality,
            Field languages,
            Field relation,
            Field needs) {

        /** All, in their order on the page. */
        public List<Field> fields() {
            return number == 1
                    ? List.of(name, sex, born, nationality, languages, needs)
                    : List.of(name, relation, sex, born, nationality, languages, needs);
        }
    }

    /** The cards with what there is to choose. */
    public record Sheet(
            List<Card> cards,
            Card empty,
            List<Option> sexes,
            List<Option> relations,
            List<Option> needs,
            List<String> countries,
            List<String> languages) {

        /** Everything that can be wrong. */
        public Field[] fields() {
            return cards.stream().flatMap(one -> one.fields().stream()).toArray(Field[]::new);
        }
    }

    /** What the cards say. */
    public record Read(List<Traveller> travellers) {
        public Read {
            travellers = List.copyOf(travellers);
        }
    }

    /** An empty form with so many cards. */
    public static Typed blank(int cards) {
        return with(Map.of(), java.util.stream.Stream.generate(Ids::next).limit(cards).toList());
    }

    /** The form with one card more; it begins with the nationality and language of the last. */
    public static Typed more(Map<String, String[]> sent) {
        Map<String, String[]> values = new HashMap<>(sent);
        List<UUID> cards = new ArrayList<>(cards(new Typed(sent)));
        if (cards.size() < TravelGroups.LARGEST) {
            UUID added = Ids.next();
            if (!cards.isEmpty()) {
                for (String field : List.of("-nationality", "-languages")) {
                    String[] last = sent.get(cards.getLast() + field);
                    if (last != null) {
                        values.put(added + field, last.clone());
                    }
                }
            }
            cards.add(added);
        }
        return with(values, cards);
    }

    /** The form without one card; the last one stays. */
    public static Typed without(Map<String, String[]> sent, String key) {
        List<UUID> cards = new ArrayList<>(cards(new Typed(sent)));
        if (cards.size() > 1) {
            cards.removeIf(one -> one.toString().equals(key));
        }
        return with(sent, cards);
    }

    private static Typed with(Map<String, String[]> sent, List<UUID> cards) {
        Map<String, String[]> values = new HashMap<>(sent);
        values.put(CARD, cards.stream().map(UUID::toString).toArray(String[]::new));
        return new Typed(values);
    }

    /** The ids of the cards, each once, in their order. */
    public static List<UUID> cards(Typed typed) {
        Set<UUID> ids = new LinkedHashSet<>();
        for (String one : typed.all(CARD)) {
            if (one.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")) {
                ids.add(UUID.fromString(one));
            }
        }
        return ids.stream().limit(TravelGroups.LARGEST).toList();
    }

    /**
     * Reads the cards; what is wrong is marked. Cards on which nothing was written are left out.
     *
     * @param codes by place, as they were printed; fewer or none: codes are made
     */
    public Read read(Typed typed, List<String> codes) {
        List<Traveller> all = new ArrayList<>();
        List<UUID> cards = cards(typed);
        String source = typed.one("told").equals("one") ? "relative" : "person";
        for (int i = 0; i < cards.size(); i++) {
            UUID id = cards.get(i);
            if (isBlank(typed, id)) {
                continue;
            }
            List<Told> told = new ArrayList<>();
            String said = all.isEmpty() ? "person" : source;
            answer(typed, id, "name", "name", said, told);
            answer(typed, id, "sex", "sex", said, told);
            String born = FactWords.isAge(typed.one(id + "-born")) ? "age" : "birth_date";
            answer(typed, id, "born", born, said, told);
            answer(typed, id, "nationality", "nationality", said, told);
            answer(typed, id, "languages", "languages", said, told);
            needs(typed, id, said, told);
            if (typed.one(id + "-name").isEmpty()) {
                typed.wrong(id + "-name", "groups.wrong.name");
            }
            String relation = typed.one(id + "-" + RELATION);
            if (!relation.isEmpty() && !Kinship.isKnown(relation)) {
                typed.wrong(id + "-" + RELATION, "groups.wrong.relation");
            }
            all.add(
                    new Traveller(
                            id,
                            i < codes.size() ? codes.get(i) : null,
                            all.isEmpty() || relation.isEmpty() ? null : relation,
                            told));
        }
        if (all.isEmpty()) {
            cards.stream()
                    .findFirst()
                    .ifPresent(first -> typed.wrong(first + "-name", "groups.wrong.nobody"));
        }
        return new Read(all);
    }

    /** What a new card begins with is not something that was written. */
    private static boolean isBlank(Typed typed, UUID id) {
        return java.util.stream.Stream.of("name", "sex", "born", RELATION)
                        .allMatch(field -> typed.one(id + "-" + field).isEmpty())
                && typed.all(id + "-needs").isEmpty();
    }

    private void answer(
            Typed typed, UUID id, String field, String fact, String source, List<Told> told) {
        String text = typed.one(id + "-" + field);
        if (text.isEmpty()) {
            return;
        }
        Optional<String> json = words.json(known(fact), text);
        if (json.isPresent()) {
            told.add(Told.of(fact, json.get(), source));
        } else {
            typed.wrong(id + "-" + field, "groups.wrong." + field);
        }
    }

    private void needs(Typed typed, UUID id, String source, List<Told> told) {
        List<String> needs =
                typed.all(id + "-needs").stream().filter(NEEDS::contains).distinct().toList();
        if (!needs.isEmpty()) {
            told.add(Told.of("needs_now", FactWords.written(needs), source));
        }
    }

    private PersonFiles.Known known(String fact) {
        return files.fact(fact).orElseThrow();
    }

    /** The page of the cards. */
    public Function<View, Sheet> sheet(Typed typed) {
        return view -> {
            List<Card> cards = new ArrayList<>();
            for (UUID id : cards(typed)) {
                cards.add(card(view, typed, id.toString(), cards.size() + 1));
            }
            return new Sheet(
                    cards,
                    card(view, Typed.nothing(), "KEY", TravelGroups.LARGEST),
                    options(view, "sex", null),
                    relations(view),
                    options(view, "needs_now", NEEDS),
                    labels(view, "nationality"),
                    labels(view, "languages"));
        };
    }

    private static Card card(View view, Typed typed, String key, int number) {
        return new Card(
                key,
                number,
                typed.field(view, key + "-name", view.text("groups.name")),
                typed.field(view, key + "-sex", view.text("groups.sex")),
                typed.field(view, key + "-born", view.text("groups.born"))
                        .hint(view.text("groups.born-hint")),
                typed.field(view, key + "-nationality", view.text("groups.nationality")),
                typed.field(view, key + "-languages", view.text("groups.language")),
                typed.field(view, key + "-" + RELATION, view.text("groups.relation")),
                typed.field(view, key + "-needs", view.text("groups.needs")));
    }

    private static List<Option> relations(View view) {
        return Kinship.CODES.stream()
                .map(code -> Option.of(code, view.text("groups.relation." + code)))
                .toList();
    }

    private List<Option> options(View view, String fact, @Nullable Set<String> only) {
        CodeList codes = codes(fact);
        return codes.codes().keySet().stream()
                .filter(code -> only == null || only.contains(code))
                .map(code -> Option.of(code, codes.label(code, view.language().code())))
                .toList();
    }

    private List<String> labels(View view, String fact) {
        CodeList codes = codes(fact);
        return codes.codes().keySet().stream()
                .map(code -> codes.label(code, view.language().code()))
                .sorted(String::compareToIgnoreCase)
                .toList();
    }

    private CodeList codes(String fact) {
        return java.util.Objects.requireNonNull(
                java.util.Objects.requireNonNull(known(fact).rulebook()).codes());
    }
}
