package amparo.server.learning;

import amparo.rulebook.vignette.Vignette;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What was right and wrong in an exercise, by rule. What counts is the end of the story, when
 * everybody was heard alone; what was right before is not called wrong.
 */
record Judgement(List<OfScreen> screens, List<OfAct> acts) {

    Judgement {
        screens = List.copyOf(screens);
        acts = List.copyOf(acts);
    }

    /** What became of a screen for a person. */
    enum Verdict {
        FOUND("found"),
        MISSED("missed"),
        /** Not a sign in this story. */
        EXTRA("extra"),
        /** Right at first; the moment alone cleared it up. */
        EARLIER("earlier");

        private final String code;

        Verdict(String code) {
            this.code = code;
        }

        /** The end of its text key. */
        String code() {
            return code;
        }
    }

    /** A screen for a person of the story. */
    record OfScreen(Vignette.Player person, String screen, Verdict verdict) {}

    /** An act, and whether it was chosen. */
    record OfAct(int number, Vignette.Act act, boolean chosen) {
        boolean right() {
            return chosen == (act.kind() == Vignette.Kind.RIGHT);
        }
    }

    /**
     * @param flags {@code person/screen}
     * @param acts by their place in the story
     */
    static Judgement of(Vignette vignette, Set<String> flags, Set<Integer> acts) {
        List<OfScreen> screens = new ArrayList<>();
        for (Vignette.Player person : vignette.persons()) {
            Set<String> expected = person.then().flags().keySet();
            Set<String> all = new LinkedHashSet<>(expected);
            flags.stream()
                    .filter(one -> one.startsWith(person.id() + "/"))
                    .map(one -> one.substring(person.id().length() + 1))
                    .sorted()
                    .forEach(all::add);
            for (String screen : all) {
                boolean chosen = flags.contains(person.id() + "/" + screen);
                Verdict verdict =
                        expected.contains(screen)
                                ? chosen ? Verdict.FOUND : Verdict.MISSED
                                : person.first().flags().containsKey(screen)
                                        ? Verdict.EARLIER
                                        : Verdict.EXTRA;
                screens.add(new OfScreen(person, screen, verdict));
            }
        }
        List<OfAct> chosen = new ArrayList<>();
        for (int i = 0; i < vignette.acts().size(); i++) {
            chosen.add(new OfAct(i, vignette.acts().get(i), acts.contains(i)));
        }
        return new Judgement(screens, chosen);
    }

    /** The ids of the screens by what became of them; a screen missed for anybody is missed. */
    Exercises.Result result() {
        Set<String> missed = screens(Verdict.MISSED);
        Set<String> found = screens(Verdict.FOUND);
        found.removeAll(missed);
        Set<String> forbidden = new TreeSet<>();
        acts.stream()
                .filter(one -> one.chosen() && one.act().kind() == Vignette.Kind.FORBIDDEN)
                .forEach(one -> forbidden.add(one.act().screen()));
        return new Exercises.Result(found, missed, screens(Verdict.EXTRA), forbidden);
    }

    private Set<String> screens(Verdict verdict) {
        Set<String> ids = new TreeSet<>();
        screens.stream()
                .filter(one -> one.verdict() == verdict)
                .forEach(one -> ids.add(one.screen()));
        return ids;
    }

    /** True if every sign was found, none was too much, and nothing forbidden was chosen. */
    boolean flawless() {
        Exercises.Result result = result();
        return result.missed().isEmpty()
                && result.extra().isEmpty()
                && acts.stream().allMatch(OfAct::right);
    }
}
