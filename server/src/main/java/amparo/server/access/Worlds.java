package amparo.server.access;

import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Which database the running code works on: that of real work, or the one beside it that holds
 * exercises only (decision 0039). Bound like {@link Acting}: for the length of a request, never
 * beyond it. Where nothing is bound it is real work: jobs, the command line, programs with a token.
 */
public final class Worlds {

    private static final ScopedValue<Boolean> PRACTISING = ScopedValue.newInstance();

    private Worlds() {}

    /** Whether the running code works on the practice database. */
    public static boolean practising() {
        return PRACTISING.isBound() && PRACTISING.get();
    }

    /**
     * Runs {@code work} on the practice database and gives its result.
     *
     * @throws IllegalStateException within a transaction of real work: it holds a connection of the
     *     other database, and what is begun in one world cannot go on in the other
     */
    public static <T, X extends Throwable> T practise(ScopedValue.CallableOp<T, X> work) throws X {
        return in(true, work);
    }

    /**
     * Runs {@code work} on the database of real work, also when called from an exercise: for what
     * decides whether somebody may act at all.
     *
     * @throws IllegalStateException within a transaction of an exercise
     */
    public static <T, X extends Throwable> T work(ScopedValue.CallableOp<T, X> work) throws X {
        return in(false, work);
    }

    private static <T, X extends Throwable> T in(
            boolean practising, ScopedValue.CallableOp<T, X> work) throws X {
        if (practising != practising()
                && TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException(
                    "a transaction of one world cannot go on in the other: end it first");
        }
        return ScopedValue.where(PRACTISING, practising).call(work);
    }
}
