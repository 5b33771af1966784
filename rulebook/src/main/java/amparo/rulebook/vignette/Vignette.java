package amparo.rulebook.vignette;

import amparo.engine.data.Data;
import amparo.engine.fact.Facts;
import amparo.engine.fact.Wording;
import amparo.engine.rule.Citation;
import amparo.engine.rule.Screen;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A story to learn from. Nobody in it exists; it is told in Spanish and English.
 *
 * @param story what the officer sees
 * @param alone how the moment alone, or with an interpreter, comes about
 * @param day the day of the story, from 1970-01-01
 * @param sources from which public training the theme is
 * @param acts what an officer may think of doing next
 * @param teach what to learn, by the id of a screen: of every screen that is expected, and of some
 *     that are not
 */
public record Vignette(
        String id,
        Wording title,
        Wording story,
        Wording alone,
        int day,
        List<Citation> sources,
        List<Player> persons,
        List<Act> acts,
        Map<String, Wording> teach) {
    public Vignette {
        sources = List.copyOf(sources);
        persons = List.copyOf(persons);
        acts = List.copyOf(acts);
        teach = Collections.unmodifiableMap(new LinkedHashMap<>(teach));
    }

    /** The screens that must see somebody of the story in either moment, sorted by id. */
    public Set<String> screens() {
        Set<String> screens = new TreeSet<>();
        for (Player person : persons) {
            screens.addAll(person.first().flags().keySet());
            screens.addAll(person.then().flags().keySet());
        }
        return screens;
    }

    /** A person of the story by id; null if there is none. */
    public @Nullable Player person(String id) {
        return persons.stream().filter(one -> one.id().equals(id)).findFirst().orElse(null);
    }

    /**
     * A person of the story.
     *
     * @param who how the story calls them
     * @param first before others
     * @param then alone, or with an interpreter; its facts hold those of the first moment too,
     *     unless they were told differently
     */
    public record Player(String id, Wording who, Told first, Told then) {}

    /**
     * What is known of a person in one moment.
     *
     * @param says what they say and what is seen
     * @param told the facts of the moment as the file has them
     * @param facts what is known by then
     * @param flags the screens that must refer, and no others, with their urgency
     * @param doors the outcomes of some doors, by id, with {@code @ISO3} where one leads to several
     *     countries
     */
    public record Told(
            Wording says,
            Data.Fields told,
            Facts facts,
            Map<String, Screen.Urgency> flags,
            Map<String, String> doors) {
        public Told {
            flags = Collections.unmodifiableMap(new LinkedHashMap<>(flags));
            doors = Collections.unmodifiableMap(new LinkedHashMap<>(doors));
        }
    }

    /**
     * Something that an officer may think of doing.
     *
     * @param screen the screen that asks for it or forbids it; "" if none does
     * @param rule the sentence of that screen
     * @param why where no screen says it
     */
    public record Act(Kind kind, Wording text, String screen, Wording rule, Wording why) {}

    /** What an act is worth. */
    public enum Kind {
        RIGHT("right"),
        NEEDLESS("needless"),
        FORBIDDEN("forbidden");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** The word in files. */
        public String word() {
            return word;
        }
    }
}
