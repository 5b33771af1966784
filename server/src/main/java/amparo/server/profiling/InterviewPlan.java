package amparo.server.profiling;

import amparo.engine.evaluate.Gap;
import amparo.engine.fact.Fact;
import amparo.engine.fact.FactType;
import amparo.engine.interview.Setting;
import amparo.engine.rule.Rule;
import amparo.engine.rule.Screen;
import amparo.engine.value.Value;
import amparo.server.profiling.Interviews.Interview;
import amparo.server.registry.LoadedRulebook;
import amparo.server.registry.PersonFacts;
import amparo.server.registry.RememberedFindings;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What is asked next: what the person needs today, then what the engine wants to know, as far as
 * whoever asks may go; of a child alone only the least. Or any section, in the order an experienced
 * officer likes.
 */
@Component
class InterviewPlan {

    private static final String NEEDS = "needs_now";
    private static final String PLACE = "country_now";

    private static final Map<String, List<String>> SECTIONS = sections();

    private final LoadedRulebook rulebook;
    private final PersonFacts facts;
    private final Interviews interviews;
    private final Flags flags;
    private final CareFirst care;
    private final RememberedFindings remembered;

    InterviewPlan(
            LoadedRulebook rulebook,
            PersonFacts facts,
            Interviews interviews,
            Flags flags,
            CareFirst care,
            RememberedFindings remembered) {
        this.remembered = remembered;
        this.care = care;
        this.rulebook = rulebook;
        this.facts = facts;
        this.interviews = interviews;
        this.flags = flags;
    }

    /**
     * What one look at an interview shows: read once for all that its page says.
     *
     * @param known the person as whoever asks may read them; none: not in reach
     * @param put the facts that were put in this interview, whatever came of it
     * @param least whether only the least may be asked: a child alone
     * @param specialist whether whoever asks may ask what is asked of survivors
     */
    record Looked(
            Interview interview,
            Optional<PersonFacts.Assembled> known,
            Set<String> put,
            boolean least,
            boolean specialist) {}

    Looked look(Interview interview) {
        Optional<PersonFacts.Assembled> known = facts.of(interview.person().code());
        return new Looked(
                interview,
                known,
                interviews.put(interview.id()),
                !interview.frame().guardian()
                        && known.filter(one -> interviews.isOnlyLeast(interview.person(), one))
                                .isPresent(),
                flags.mayClose(interview.person()));
    }

    /**
     * The next question.
     *
     * @param list whether the fact is a list, of which a record is told at a time
     * @param why the rules that need it
     * @param more how many further answers are missing that could be asked
     */
    record Next(String fact, boolean list, List<Rule> why, int more) {}

    /** A section with its questions: which are answered, and which were passed over. */
    record Part(String key, List<Item> items) {
        int answered() {
            return Math.toIntExact(items.stream().filter(Item::answered).count());
        }
    }

    /** A question of a section. */
    record Item(String fact, boolean answered, boolean skipped) {}

    Optional<Next> next(Looked looked) {
        Optional<PersonFacts.Assembled> known = looked.known();
        if (known.isEmpty() || careFirst(looked.interview())) {
            return Optional.empty();
        }
        Set<String> put = looked.put();
        if (wanted(NEEDS, known.get(), put)) {
            return Optional.of(new Next(NEEDS, false, List.of(), 1));
        }
        if (looked.least()) {
            return rulebook.vocabulary().facts().stream()
                    .filter(Fact::asked)
                    .map(Fact::name)
                    .filter(interviews::isLeast)
                    .filter(one -> wanted(one, known.get(), put))
                    .findFirst()
                    .map(one -> new Next(one, isList(one), List.of(), 0));
        }
        Setting setting = looked.specialist() ? Setting.SPECIALIST : Setting.OFFICER;
        String place = code(known.get(), PLACE);
        var engine =
                new amparo.engine.interview.Interview(
                        rulebook.evaluator(), setting, Set.of(place == null ? "-" : place));
        Set<Gap> skipped = new HashSet<>();
        // One record at a time is told on its own page; what was put once here is not put again.
        for (String one : put) {
            Fact fact = rulebook.vocabulary().find(one);
            if (fact != null) {
                skipped.add(Gap.of(fact));
            }
        }
        for (Fact one : rulebook.vocabulary().facts()) {
            if (!interviews.mayAskHere(looked.interview(), one.name())) {
                skipped.add(Gap.of(one));
            }
        }
        var question =
                remembered.with(
                        RememberedFindings.key(looked.interview().person().code()),
                        known.get(),
                        findings -> Optional.ofNullable(engine.next(findings, skipped)));
        if (question.isEmpty()) {
            return Optional.empty();
        }
        List<Rule> why = new ArrayList<>();
        for (String id : question.get().neededBy()) {
            Rule rule = rulebook.book().rule(id);
            if (rule != null) {
                why.add(rule);
            }
        }
        String fact = question.get().gap().fact().name();
        return Optional.of(new Next(fact, isList(fact), why, question.get().more()));
    }

    /** Whether nothing more is asked until somebody has taken care of the person. */
    boolean careFirst(Interview interview) {
        return care.waits(interview.person().id());
    }

    private boolean isList(String fact) {
        Fact known = rulebook.vocabulary().find(fact);
        return known != null && known.type() == FactType.RECORDS;
    }

    private boolean wanted(String name, PersonFacts.Assembled known, Set<String> put) {
        Fact fact = rulebook.vocabulary().find(name);
        return fact != null && !put.contains(name) && known.facts().get(fact) == null;
    }

    private @Nullable String code(PersonFacts.Assembled known, String name) {
        Fact fact = rulebook.vocabulary().find(name);
        return fact != null && known.facts().get(fact) instanceof Value.Code code
                ? code.code()
                : null;
    }

    /** All sections, with what may be asked by whoever asks. */
    List<Part> parts(Looked looked) {
        Optional<PersonFacts.Assembled> known = looked.known();
        if (known.isEmpty()) {
            return List.of();
        }
        boolean least = looked.least();
        boolean specialist = looked.specialist();
        Set<String> put = looked.put();
        List<Part> parts = new ArrayList<>();
        SECTIONS.forEach((key, names) -> {
            List<Item> items = new ArrayList<>();
            for (String name : names) {
                Fact fact = rulebook.vocabulary().find(name);
                if (fact == null
                        || least && fact.asked() && !interviews.isLeast(name)
                        || !specialist
                                && fact.sensitivity() == amparo.engine.fact.Sensitivity.SURVIVOR) {
                    continue;
                }
                boolean answered = known.get().facts().get(fact) != null;
                items.add(new Item(name, answered, !answered && put.contains(name)));
            }
            if (!items.isEmpty()) {
                parts.add(new Part(key, items));
            }
        });
        return parts;
    }

    /** A rule that needs an answer, in words that may be read from afar. */
    static String neutral(Rule rule, String language) {
        return rule instanceof Screen screen
                ? screen.neutral().in(language)
                : rule.title().in(language);
    }

    private static Map<String, List<String>> sections() {
        Map<String, List<String>> all = new LinkedHashMap<>();
        all.put("today", List.of("needs_now", "seen_needs", "control_signs", "health"));
        all.put(
                "person",
                List.of(
                        "age",
                        "birth_date",
                        "age_doubt",
                        "sex",
                        "nationality",
                        "nationality_doubt",
                        "birth_registered",
                        "born_in",
                        "last_residence",
                        "languages",
                        "marital_status",
                        "indigenous"));
        all.put("family", List.of("accompanied_by", "relative", "companion"));
        all.put(
                "fear",
                List.of(
                        "fear_of_return",
                        "fear_reasons",
                        "fears_authorities",
                        "death_penalty_risk",
                        "wants_private_talk"));
        all.put(
                "way",
                List.of(
                        "country_now",
                        "came_here",
                        "stay",
                        "route_events",
                        "stuck_because",
                        "hurt_on_route",
                        "hurt_last_three_days",
                        "recruited",
                        "exploitation_signs"));
        all.put("wellbeing", List.of("difficulties", "torture_told", "lgbtiq_told", "harm"));
        all.put("held", List.of("held_now", "held_since", "held_reviewed", "removal"));
        all.put("papers", List.of("document", "status_now", "claim", "claim_filed"));
        all.put("work", List.of("job", "offer", "schooling", "experience"));
        return all;
    }
}
