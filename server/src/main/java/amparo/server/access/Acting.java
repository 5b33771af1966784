package amparo.server.access;

import java.util.Optional;

/** Who acts in the running code. Bound for the length of a request or a job, never beyond it. */
public final class Acting {

    private static final ScopedValue<Actor> ACTOR = ScopedValue.newInstance();

    private Acting() {}

    /** Who acts, if anybody was bound. */
    public static Optional<Actor> find() {
        return ACTOR.isBound() ? Optional.of(ACTOR.get()) : Optional.empty();
    }

    /**
     * Who acts.
     *
     * @throws IllegalStateException if nobody was bound: code that reaches the database must run as
     *     somebody
     */
    public static Actor now() {
        return find().orElseThrow(
                        () -> new IllegalStateException("no actor is bound to this work"));
    }

    /** Runs {@code work} as {@code actor} and gives its result. */
    public static <T, X extends Throwable> T as(Actor actor, ScopedValue.CallableOp<T, X> work)
            throws X {
        return ScopedValue.where(ACTOR, actor).call(work);
    }
}
