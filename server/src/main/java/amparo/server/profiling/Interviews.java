package amparo.server.profiling;

import amparo.engine.evaluate.Outcome;
import amparo.engine.fact.Fact;
import amparo.engine.fact.Facts;
import amparo.engine.fact.Sensitivity;
import amparo.engine.rule.Screen;
import amparo.engine.value.Value;
import amparo.server.access.Acting;
import amparo.server.access.Actor;
import amparo.server.audit.AuditLog;
import amparo.server.registry.LoadedRulebook;
import amparo.server.registry.PersonFacts;
import amparo.server.registry.PersonFiles;
import amparo.server.registry.PersonFiles.Ref;
import amparo.server.registry.PersonFiles.Told;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Interviews: the frame in which somebody was asked, each answer once by the id of its item, and an
 * end that there is only after a moment alone. The device without a line and the pages use the
 * same.
 */
@Service
@Transactional
public class Interviews {

    /** Where one can speak. */
    public static final List<String> PLACES =
            List.of("room", "desk", "outside", "vehicle", "telephone", "other");

    /** Through whom. */
    public static final List<String> WAYS = List.of("direct", "interpreter", "companion", "draft");

    /** Answers to whether the person agrees to be interviewed. */
    public static final List<String> CONSENTS = List.of("yes", "no", "not-asked");

    /**
     * The attribute of a request that draws the page of a question: an {@link Asking}. For what
     * else stands on that page, as the panel of an exercise.
     */
    public static final String ASKING = "amparo.asking";

    private static final String KIND = "interview";
    private static final String COMPANY = "accompanied_by";
    private static final String NOBODY = "nobody";
    private static final String UNDERSTOOD = "interview_language_understood";

    /** What keeps a child safe until somebody answers for them; and what is seen, not asked. */
    private static final List<String> OF_EVERY_CHILD =
            List.of("needs_now", "languages", "country_now", "nationality", UNDERSTOOD);

    private final InterviewStore store;
    private final PersonFiles files;
    private final PersonFacts facts;
    private final LoadedRulebook rulebook;
    private final Screens screens;
    private final Evaluation evaluation;
    private final AuditLog audit;
    private final ChildSteps childSteps;
    private final CareFirst care;

    Interviews(
            InterviewStore store,
            PersonFiles files,
            PersonFacts facts,
            LoadedRulebook rulebook,
            Screens screens,
            Evaluation evaluation,
            AuditLog audit,
            ChildSteps childSteps,
            CareFirst care) {
        this.care = care;
        this.childSteps = childSteps;
        this.store = store;
        this.files = files;
        this.facts = facts;
        this.rulebook = rulebook;
        this.screens = screens;
        this.evaluation = evaluation;
        this.audit = audit;
    }

    /**
     * The frame, before the first question.
     *
     * @param place one of {@link #PLACES}
     * @param isPrivate whether nobody else hears
     * @param language in which is spoken, a code of the rulebook
     * @param through one of {@link #WAYS}; a companion who interprets, or a draft translation, is
     *     no interpreter
     * @param understood whether the person understands that language well
     * @param informed whether they were told what this is for, and that they may keep silent
     * @param consent one of {@link #CONSENTS}
     * @param guardian whether somebody who answers for a child is there
     */
    public record Frame(
            boolean surge,
            String place,
            boolean isPrivate,
            String language,
            String through,
            boolean understood,
            boolean informed,
            String consent,
            boolean guardian) {

        public Frame {
            if (!PLACES.contains(place) || !WAYS.contains(through) || !CONSENTS.contains(consent)) {
                throw new IllegalArgumentException("not a frame of an interview");
            }
        }

        /**
         * Whether a "no" to what is feared, and an agreement, count: said in a language the person
         * understands, or through an interpreter who is neither a companion nor a machine.
         */
        public boolean counts() {
            return understood && (through.equals("direct") || through.equals("interpreter"));
        }
    }

    /** An interview as it stands. */
    public record Interview(
            UUID id, Ref person, Frame frame, boolean alone, boolean closed, boolean mine) {}

    /**
     * The question of a page.
     *
     * @param allowed whether it may be put here and now; otherwise only what is told unasked counts
     */
    public record Asking(UUID person, String fact, boolean allowed) {}

    /** A question that was put to somebody. */
    public record Asked(UUID person, String fact, OffsetDateTime at) {}

    /** What became of an item. */
    public enum Saved {
        SAVED,
        THERE_ALREADY,
        /** Written down as not asked: it was said in a way that does not count. */
        NOT_COUNTED,
        /** Of a child alone nothing more is asked without somebody who answers for them. */
        REFUSED_GUARDIAN,
        /** Not a fact that can be answered, or not such an answer. */
        REFUSED_VALUE,
        NOT_THERE
    }

    /** Opens an interview; sent twice under one id it is there once. Empty: no such person. */
    public Optional<Interview> open(String code, UUID id, Frame frame) {
        return open(code, id, frame, null);
    }

    /** The same, when a clock says. */
    public Optional<Interview> open(
            String code, UUID id, Frame frame, PersonFiles.@Nullable Clocked when) {
        Optional<Ref> person = files.mayRecord(code);
        if (person.isEmpty()) {
            return Optional.empty();
        }
        Frame kept =
                frame.counts()
                        ? frame
                        : new Frame(
                                frame.surge(),
                                frame.place(),
                                frame.isPrivate(),
                                frame.language(),
                                frame.through(),
                                frame.understood(),
                                frame.informed(),
                                "not-asked",
                                frame.guardian());
        if (store.open(id, person.get(), kept)) {
            audit.record("open", KIND, List.of(person.get().id()), null, kept.through());
            files.record(
                    code,
                    UUID.nameUUIDFromBytes(("understood " + id).getBytes(StandardCharsets.UTF_8)),
                    new Told(
                            UNDERSTOOD,
                            null,
                            Boolean.toString(kept.counts()),
                            "officer",
                            kept.language(),
                            kept.through().equals("interpreter"),
                            null,
                            null,
                            when));
        }
        return find(id);
    }

    /** An interview in reach. */
    public Optional<Interview> find(UUID id) {
        return store.find(id);
    }

    /** Those of a person, the newest first. */
    List<InterviewStore.Line> of(Ref person) {
        return store.of(person);
    }

    /** An answer that was asked for. */
    public Saved answer(UUID interview, UUID item, Told told) {
        return answer(interview, item, told, false);
    }

    /**
     * Writes an answer down, once by the id of its item, with the flags it raises; also after the
     * interview was closed, as a device may have been without a line.
     *
     * @param unasked whether the person told it by themselves: what is told is heard, also of a
     *     child of whom it may not be asked
     */
    public Saved answer(UUID interview, UUID item, Told told, boolean unasked) {
        Optional<Interview> found = store.find(interview);
        Optional<PersonFiles.Writable> writable =
                found.flatMap(one -> files.toWrite(one.person().code()));
        if (found.isEmpty() || writable.isEmpty()) {
            return Saved.NOT_THERE;
        }
        Interview one = found.get();
        if (files.fact(told.fact()).isEmpty() || !isJson(told.value())) {
            return Saved.REFUSED_VALUE;
        }
        if (!unasked
                && !mayAlwaysAsk(one, told.fact())
                && isOnlyLeast(one.person(), facts.of(writable.get()))) {
            return Saved.REFUSED_GUARDIAN;
        }
        boolean apart = unasked || mayAskHere(one, told.fact());
        boolean counts =
                !isNo(told.value())
                        || apart
                                && (one.frame().counts()
                                        || !Screens.isAskedFirst(rulebook.book(), told.fact()));
        if (!store.put(
                item,
                one,
                told.fact(),
                counts ? "answered" : "not-counted",
                counts ? null : told.value())) {
            return Saved.THERE_ALREADY;
        }
        audit.record("ask", KIND, List.of(one.person().id()), null, told.fact());
        if (!counts) {
            return Saved.NOT_COUNTED;
        }
        writable.get().record(item, framed(told, one.frame()));
        evaluation.settle(one.person());
        return Saved.SAVED;
    }

    /** The language of the frame, unless the answer brings its own. */
    private static Told framed(Told told, Frame frame) {
        return new Told(
                told.fact(),
                told.record(),
                told.value(),
                told.source(),
                told.language() == null ? frame.language() : told.language(),
                told.interpreter() == null
                        ? Boolean.valueOf(frame.through().equals("interpreter"))
                        : told.interpreter(),
                told.trueAsOf(),
                told.basis(),
                told.clocked());
    }

    private static boolean isJson(String value) {
        try {
            return tools.jackson.databind.json.JsonMapper.shared().readTree(value) != null;
        } catch (tools.jackson.core.JacksonException none) {
            return false;
        }
    }

    /** A question that the person would not or could not answer: not asked again here. */
    public boolean skip(UUID interview, UUID item, String fact) {
        Optional<Interview> found = store.find(interview);
        if (found.isEmpty() || fact.length() > 80) {
            return false;
        }
        store.put(item, found.get(), fact, "skipped", null);
        audit.record("skip", KIND, List.of(found.get().person().id()), null, fact);
        return true;
    }

    /** That the person had a moment alone with the officer. */
    public boolean alone(UUID interview) {
        Optional<Interview> found = store.find(interview);
        if (found.isEmpty()) {
            return false;
        }
        if (!found.get().alone() && store.alone(interview)) {
            audit.record("alone", KIND, List.of(found.get().person().id()), null, "confirmed");
        }
        return true;
    }

    /**
     * Closes an interview.
     *
     * @return the key of the reason why not; empty if it is closed
     */
    public Optional<String> close(UUID interview) {
        Optional<Interview> found = store.find(interview);
        if (found.isEmpty()) {
            return Optional.of("profiling.close.not-there");
        }
        if (found.get().closed()) {
            return Optional.empty();
        }
        if (!found.get().alone()) {
            return Optional.of("profiling.close.alone");
        }
        store.close(interview);
        audit.record(
                "close", KIND, List.of(found.get().person().id()), null, "after a moment alone");
        return Optional.empty();
    }

    /** Who of these persons had a moment alone in an interview in reach, and since when. */
    public Map<UUID, OffsetDateTime> alone(Collection<UUID> persons) {
        return store.alone(persons);
    }

    /** What was put to these persons in interviews in reach, whatever came of it. */
    public List<Asked> asked(Collection<UUID> persons) {
        return store.asked(persons);
    }

    /** The facts that were put in an interview, whatever came of it. */
    Set<String> put(UUID interview) {
        return store.facts(interview);
    }

    /** Whether this may be asked of whomever, so that nobody needs to look who it is. */
    boolean mayAlwaysAsk(Interview interview, String fact) {
        if (interview.frame().guardian() || isLeast(fact)) {
            return true;
        }
        Fact known = rulebook.vocabulary().find(fact);
        return known != null && !known.asked();
    }

    /**
     * Whether this may be asked where the interview is held: what is sensitive only apart from
     * others. A "no" to it that was said before others counts as not asked; a "yes" is heard.
     */
    boolean mayAskHere(Interview interview, String fact) {
        Fact known = rulebook.vocabulary().find(fact);
        return interview.frame().isPrivate()
                || interview.alone()
                || known == null
                || !known.asked()
                || known.sensitivity().compareTo(Sensitivity.SENSITIVE) < 0;
    }

    private static boolean isNo(String value) {
        return value.equals("false") || value.equals("[]");
    }

    boolean isLeast(String fact) {
        return OF_EVERY_CHILD.contains(fact)
                || screens.find(Screens.CHILD_ALONE).stream()
                        .flatMap(one -> one.reads().values().stream())
                        .anyMatch(reads -> reads.contains(fact));
    }

    /**
     * Whether the answers speak of a child without a guardian. While nobody has said who is with
     * somebody who may be a child, they are taken for alone: that is asked first, and nothing that
     * is not the least before it.
     */
    boolean isChildAlone(PersonFacts.Assembled known) {
        Optional<Screen> screen = screens.find(Screens.CHILD_ALONE).map(Screens.Known::screen);
        if (screen.isEmpty()) {
            return false;
        }
        return Stream.concat(Stream.of(known.facts()), known.readings().stream())
                .anyMatch(told -> isChildAlone(screen.get(), told, known));
    }

    private boolean isChildAlone(Screen screen, Facts told, PersonFacts.Assembled known) {
        int day = Math.toIntExact(known.day().toEpochDay());
        Fact company = rulebook.vocabulary().find(COMPANY);
        return refers(screen, told, day)
                || company != null
                        && told.get(company) == null
                        && refers(screen, told.with(company, new Value.Code(NOBODY)), day);
    }

    private boolean refers(Screen screen, Facts told, int day) {
        return rulebook.evaluator().screen(screen, told, day).outcome() == Outcome.REFER;
    }

    /**
     * The guardian who was named for a child, if one was: the interview goes beyond the least. Not
     * audited: whoever shows the person does that.
     */
    public Optional<String> guardian(Ref person) {
        return childSteps.guardian(person);
    }

    /**
     * Whether somebody waits for care ("waits") or it was taken care of ("done"); empty: no
     * emergency that whoever acts may know of.
     */
    public Optional<String> care(Ref person) {
        return care.state(person.id());
    }

    /** That somebody has taken care of the emergency: the questions go on. */
    public void cared(Ref person) {
        care.done(person);
    }

    /** Whether only the least may be asked: a child alone for whom no guardian was named. */
    boolean isOnlyLeast(Ref person, PersonFacts.Assembled known) {
        return isChildAlone(known) && !childSteps.hasGuardian(person);
    }

    static @Nullable UUID site(Actor actor) {
        return actor.sites().size() == 1 ? actor.sites().iterator().next() : null;
    }

    static Actor actor() {
        return Acting.now();
    }
}
