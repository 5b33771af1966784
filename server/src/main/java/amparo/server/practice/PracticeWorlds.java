package amparo.server.practice;

import amparo.server.access.Acting;
import amparo.server.access.Actor;
import amparo.server.access.Scope;
import amparo.server.access.Worlds;
import amparo.server.platform.Ids;
import amparo.server.platform.Language;
import amparo.server.platform.Texts;
import amparo.server.practice.PracticeDatabase.Opened;
import amparo.server.practice.PracticeDatabase.Stand;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The exercises of the practice database, and which session is in which. */
@Service
class PracticeWorlds implements Practice {

    // A plain value: sessions outlive a new version of Amparo.
    static final String EXERCISE = "amparo.practice";

    private final PracticeDatabase database;
    private final Texts texts;
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;

    PracticeWorlds(
            PracticeDatabase database,
            Texts texts,
            JdbcClient jdbc,
            TransactionTemplate transactions) {
        this.database = database;
        this.texts = texts;
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    @Override
    public Optional<Off> off() {
        return database.off();
    }

    @Override
    public void open(UUID exercise) {
        if (Worlds.practising() || TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("an exercise is opened from real work, by itself");
        }
        Actor actor = Acting.now();
        Learner learner = learner(actor);
        database.make();
        database.use(() -> {
            Stand stand = database.stand();
            // Clicked twice, the second waits for the first.
            Opened opened =
                    stand.exercises()
                            .computeIfAbsent(exercise, id -> furnished(stand, id, actor, learner));
            requireTheirs(opened, actor);
            return exercise;
        });
    }

    private static Opened furnished(Stand stand, UUID exercise, Actor actor, Learner learner) {
        Opened opened =
                new Opened(
                        actor.requireAccount(),
                        actor.requireOrganisation(),
                        learner.kind(),
                        actor.room(),
                        Ids.next());
        Furniture.put(stand.database(), exercise, opened, actor, learner);
        return opened;
    }

    /** What the practice database has to know of whoever learns: how they are called, no more. */
    private Learner learner(Actor actor) {
        record Found(String name, String language, String country) {}
        Found found =
                transactions.execute(status ->
                        jdbc.sql(
                                        """
                                        select a.display_name as name, a.language, o.country
                                        from account a, organisation o where a.id = :me and o.id = :organisation
                                        """)
                                .param("me", actor.requireAccount())
                                .param("organisation", actor.requireOrganisation())
                                .query(Found.class)
                                .single());
        Language language =
                Language.of(found.language()).filter(texts.offered()::contains).orElse(Language.ES);
        return new Learner(
                found.name(),
                found.language(),
                Objects.requireNonNull(actor.kind()),
                found.country(),
                number -> texts.text(language, "practice.organisation", number),
                texts.text(language, "practice.site"));
    }

    @Override
    public boolean stands(UUID exercise) {
        return database.find()
                .map(stand -> stand.exercises().get(exercise))
                .filter(opened -> Worlds.practising() || isTheirs(opened, Acting.now()))
                .isPresent();
    }

    @Override
    public <T> T in(UUID exercise, Supplier<T> work) {
        if (Worlds.practising()) {
            if (!exercise.equals(Acting.now().organisation())) {
                throw new PracticeException("one exercise does not reach into another");
            }
            return work.get();
        }
        return enter(exercise, work::get);
    }

    /** The same for the rest of a request, which may fail in more ways. */
    <T, X extends Throwable> T enter(UUID exercise, ScopedValue.CallableOp<T, X> work) throws X {
        Actor actor = Acting.now();
        return database.use(() -> {
            Opened opened = opened(exercise);
            requireTheirs(opened, actor);
            return Worlds.practise(() -> Acting.as(inside(exercise, opened, actor), work));
        });
    }

    /** Whoever acts, in the exercise: the same roles and no more reach. */
    private static Actor inside(UUID exercise, Opened opened, Actor actor) {
        boolean sites = actor.scope() == Scope.SITE || actor.scope() == Scope.COUNTRY;
        return new Actor(
                actor.account(),
                exercise,
                opened.kind(),
                actor.room(),
                actor.roles(),
                sites ? Scope.SITE : actor.scope(),
                sites ? Set.of(opened.site()) : Set.of(),
                actor.origin());
    }

    private Opened opened(UUID exercise) {
        Opened opened = database.stand().exercises().get(exercise);
        if (opened == null) {
            throw new PracticeException("this exercise has no world");
        }
        return opened;
    }

    /** In the same account, organisation and room: whoever changed those has to end it first. */
    private static boolean isTheirs(Opened opened, Actor actor) {
        return opened.account().equals(actor.account())
                && opened.organisation().equals(actor.organisation())
                && opened.room() == actor.room();
    }

    private static void requireTheirs(Opened opened, Actor actor) {
        if (!isTheirs(opened, actor)) {
            throw new PracticeException("this exercise is somebody else's");
        }
    }

    @Override
    public UUID site(UUID exercise) {
        return opened(exercise).site();
    }

    @Override
    public Optional<UUID> current(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session != null && session.getAttribute(EXERCISE) instanceof String id
                ? Optional.of(UUID.fromString(id))
                : Optional.empty();
    }

    @Override
    public void choose(HttpServletRequest request, UUID exercise) {
        request.getSession().setAttribute(EXERCISE, exercise.toString());
    }

    @Override
    public void leave(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.removeAttribute(EXERCISE);
        }
    }

    @Override
    public boolean opens(String method, String path) {
        return Addresses.of(method, path) != Addresses.Kind.CLOSED;
    }
}
