package amparo.server.learning;

import amparo.rulebook.vignette.Vignette;
import amparo.server.learning.Exercises.Exercise;
import amparo.server.platform.Field;
import amparo.server.platform.Option;
import amparo.server.platform.Typed;
import amparo.server.platform.View;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** The acts of a story, among which whoever learns chooses. */
final class ActChoices {

    static final String NAME = "acts";
    static final String NONE = "learning.acts-none";

    private ActChoices() {}

    static Function<View, Field> field(Typed typed) {
        return view ->
                typed.field(view, NAME, view.text("learning.acts"))
                        .hint(view.text("learning.acts-hint"));
    }

    static Function<View, List<Option>> options(Exercise exercise, Vignette vignette) {
        return view -> {
            List<Option> all = new ArrayList<>();
            for (int i = 0; i < vignette.acts().size(); i++) {
                all.add(
                        Option.of(
                                Integer.toString(i),
                                vignette.acts().get(i).text().in(view.language().code())));
            }
            // In an order of this exercise's own, so that the place tells nothing.
            Collections.shuffle(all, new Random(exercise.id().getLeastSignificantBits()));
            return all;
        };
    }

    /** Those that were chosen, by their place in the story; empty if one of them is none. */
    static Optional<Set<Integer>> chosen(Vignette vignette, Typed typed) {
        Set<Integer> acts = new TreeSet<>();
        for (String number : typed.all(NAME)) {
            if (!number.matches("[0-9]{1,2}")
                    || Integer.parseInt(number) >= vignette.acts().size()) {
                return Optional.empty();
            }
            acts.add(Integer.parseInt(number));
        }
        return Optional.of(acts);
    }
}
