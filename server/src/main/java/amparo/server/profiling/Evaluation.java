package amparo.server.profiling;

import amparo.engine.evaluate.Explanation;
import amparo.engine.evaluate.Outcome;
import amparo.engine.evaluate.ScreenFinding;
import amparo.engine.evaluate.ScreenVerdict;
import amparo.engine.rule.Screen;
import amparo.engine.value.Truth;
import amparo.server.access.Acting;
import amparo.server.access.Room;
import amparo.server.audit.AuditLog;
import amparo.server.registry.AnswerListener;
import amparo.server.registry.LoadedRulebook;
import amparo.server.registry.PersonFacts;
import amparo.server.registry.PersonFiles;
import amparo.server.registry.PersonFiles.Answer;
import amparo.server.registry.PersonFiles.Ref;
import amparo.server.registry.PersonFiles.Told;
import amparo.server.registry.RememberedFindings;
import amparo.server.registry.StandingListener;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Evaluates all screens of the rulebook for a person when something that they read was answered:
 * once in a transaction, just before it commits, over all answers of the organisation. An answer is
 * never there without the flags that it raises.
 */
@Service
public class Evaluation implements AnswerListener, StandingListener {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final LoadedRulebook rulebook;
    private final Screens screens;
    private final FlagStore store;
    private final PersonFacts facts;
    private final PersonFiles files;
    private final ObjectProvider<FlagListener> listeners;
    private final AuditLog audit;
    private final RememberedFindings remembered;

    Evaluation(
            LoadedRulebook rulebook,
            Screens screens,
            FlagStore store,
            PersonFacts facts,
            PersonFiles files,
            ObjectProvider<FlagListener> listeners,
            AuditLog audit,
            RememberedFindings remembered) {
        this.remembered = remembered;
        this.rulebook = rulebook;
        this.screens = screens;
        this.store = store;
        this.facts = facts;
        this.files = files;
        this.listeners = listeners;
        this.audit = audit;
    }

    @Override
    public void recorded(Ref person, Told answer) {
        if (rulebook.vocabulary().find(answer.fact()) == null
                || !TransactionSynchronizationManager.isSynchronizationActive()) {
            return;
        }
        boolean ownFear =
                Screens.isAskedFirst(rulebook.book(), answer.fact())
                        && answer.source().equals("person");
        pending().persons.merge(person.id(), new Waiting(person, ownFear), Waiting::and);
    }

    /** With another file the answers are others, and so may be the needs. */
    @Override
    public void standsAnew(Ref person) {
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            pending().persons.merge(person.id(), new Waiting(person, false), Waiting::and);
        }
    }

    /** Evaluates at once what this transaction has still to evaluate of this person. */
    public void settle(Ref person) {
        Waiting waiting = pending().persons.remove(person.id());
        if (waiting != null) {
            evaluate(waiting);
        }
    }

    /**
     * Profiles a person again without a new answer, from what whoever acts may read: the day, the
     * rulebook or the age may have changed. Nothing is taken away by somebody who sees less.
     *
     * @return whether there is such a person in reach
     */
    @Transactional
    public boolean again(String code) {
        Optional<Ref> person = files.mayRecord(code);
        Optional<PersonFiles.File> file = files.open(code);
        if (person.isEmpty() || file.isEmpty()) {
            return false;
        }
        write(person.get(), file.get().answers(), false, false);
        return true;
    }

    private void evaluate(Waiting waiting) {
        write(
                waiting.person(),
                store.answers(waiting.person().id(), Acting.now().requireOrganisation()),
                true,
                waiting.ownFear()
                        && Acting.now().room() == Room.FRONTLINE
                        && store.spokeAlone(waiting.person()));
    }

    private void write(Ref person, List<Answer> answers, boolean whole, boolean byPerson) {
        PersonFacts.Assembled assembled = facts.assemble(answers);
        Map<String, List<UUID>> holding = PersonFacts.holding(answers);
        ArrayNode results = JSON.createArrayNode();
        // What the organisation knows is another view of the person than that of whoever acts.
        remembered.with(
                Acting.now().requireOrganisation() + (whole ? " whole " : " part ") + person.code(),
                assembled,
                findings -> {
                    for (ScreenFinding finding : findings.screens()) {
                        List<ScreenVerdict> each =
                                assembled.readings().stream()
                                        .map(one ->
                                                rulebook.evaluator()
                                                        .screen(
                                                                finding.rule(),
                                                                one,
                                                                Math.toIntExact(
                                                                        assembled
                                                                                .day()
                                                                                .toEpochDay())))
                                        .toList();
                        result(results.addObject(), finding.verdict(), each, holding);
                    }
                    return results;
                });
        String version = rulebook.book().version();
        List<FlagStore.Event> events =
                store.evaluated(
                        person.id(), version, whole, byPerson, JSON.writeValueAsString(results));
        for (FlagStore.Event event : events) {
            Flags.Flag flag = flag(person, event);
            // The screen is not named: the audit is read by more people than the flag.
            audit.record("flag", "person", List.of(person.id()), null, event.event());
            if (event.event().equals("urgency") && event.before() != null) {
                Screen.Urgency before = FlagStore.urgencyOf(event.before());
                listeners.orderedStream().forEach(one -> one.urgencyChanged(person, flag, before));
            } else {
                listeners.orderedStream().forEach(one -> one.raised(person, flag));
            }
        }
    }

    /**
     * Where two devices were told differently, what one of them indicates counts, in doubt, and
     * only what all of them say is certain.
     */
    private void result(
            ObjectNode into,
            ScreenVerdict stands,
            List<ScreenVerdict> each,
            Map<String, List<UUID>> holding) {
        boolean told = stands.outcome() == Outcome.REFER;
        ScreenVerdict verdict =
                told
                        ? stands
                        : each.stream()
                                .filter(one -> one.outcome() == Outcome.REFER)
                                .findFirst()
                                .orElse(stands);
        Screens.Known known = screens.get(verdict.screen().id());
        List<String> reasons =
                verdict.indicates().stream()
                        .filter(one -> one.truth() == Truth.TRUE)
                        .map(Explanation::node)
                        .map(amparo.engine.rule.Node::id)
                        .toList();
        boolean refers = verdict.outcome() == Outcome.REFER;
        into.put("screen", verdict.screen().id());
        into.put("refer", refers);
        into.put(
                "certain",
                verdict.outcome() == Outcome.NO_INDICATION
                        && each.stream().allMatch(one -> one.outcome() == Outcome.NO_INDICATION));
        if (!refers) {
            return;
        }
        into.put("urgency", verdict.screen().urgency().word());
        into.put("sensitivity", known.sensitivity());
        into.put("fear", known.fear(reasons, rulebook.book()));
        into.put("doubt", !told || verdict.isInDoubt());
        ArrayNode indications = into.putArray("indications");
        ArrayNode read = into.putArray("answers");
        Set<UUID> once = new HashSet<>();
        for (String reason : reasons) {
            indications.add(reason);
            for (String fact : known.reads().getOrDefault(reason, Set.of())) {
                for (UUID answer : holding.getOrDefault(fact, List.of())) {
                    if (once.add(answer)) {
                        read.add(answer.toString());
                    }
                }
            }
        }
    }

    private Flags.Flag flag(Ref person, FlagStore.Event event) {
        Screens.Known known = screens.get(event.screen());
        return new Flags.Flag(
                event.flag(),
                person,
                event.screen(),
                FlagStore.urgencyOf(event.urgency()),
                event.raisedAt(),
                Flags.State.RAISED,
                "answers",
                known.fear(),
                known.survivor(),
                true);
    }

    private record Waiting(Ref person, boolean ownFear) {
        Waiting and(Waiting other) {
            return new Waiting(person, ownFear || other.ownFear);
        }
    }

    private Pending pending() {
        for (TransactionSynchronization known :
                TransactionSynchronizationManager.getSynchronizations()) {
            if (known instanceof Pending pending && pending.evaluation.equals(this)) {
                return pending;
            }
        }
        Pending pending = new Pending(this);
        TransactionSynchronizationManager.registerSynchronization(pending);
        return pending;
    }

    private static final class Pending implements TransactionSynchronization {

        private final Evaluation evaluation;
        private final Map<UUID, Waiting> persons = new LinkedHashMap<>();

        Pending(Evaluation evaluation) {
            this.evaluation = evaluation;
        }

        /** Before the audit, which is last. */
        @Override
        public int getOrder() {
            return 0;
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            List<Waiting> all = List.copyOf(persons.values());
            persons.clear();
            all.forEach(evaluation::evaluate);
        }
    }
}
