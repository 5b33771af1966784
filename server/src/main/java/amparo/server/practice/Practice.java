package amparo.server.practice;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The worlds of exercises. Each exercise is an organisation of its own in the practice database,
 * with one site and one account: that of whoever learns, without any secret. The id of that
 * organisation is the id of the exercise; the id of the account is the real one.
 */
public interface Practice {

    /**
     * Why exercises in the real screens are off here, as the key of a text with one placeholder
     * (what an operator has to do, in SQL); empty while they are on. Looked at anew with each call
     * until the practice database stands, so that the cure helps without a restart.
     */
    Optional<Off> off();

    /**
     * Why exercises are off.
     *
     * @param key of a text that has one placeholder
     * @param cure what fills it: one statement, or the name of a database; no secret
     */
    record Off(String key, String cure) {}

    /**
     * Makes the world of an exercise for whoever acts: the practice database if it is not there,
     * then the organisation, the site and the account. Called twice it happens once. The first call
     * of all takes some seconds.
     *
     * <p>To be called in the world of real work, outside of any transaction, by somebody signed in.
     *
     * @throws PracticeException if exercises are off, or the exercise is somebody else's
     */
    void open(UUID exercise);

    /**
     * Whether the world of this exercise still stands and is that of whoever acts. A restart of the
     * server and a day without use take all worlds away.
     */
    boolean stands(UUID exercise);

    /**
     * Runs work on the practice database as whoever acts, with the roles of this very moment, in
     * the organisation of that exercise. Begins no transaction; none of real work may be open.
     *
     * @throws PracticeException if that world does not stand, or is somebody else's
     */
    <T> T in(UUID exercise, Supplier<T> work);

    /** The site of an exercise: where its persons are. */
    UUID site(UUID exercise);

    /**
     * The exercise that the session of this request practises, if one. It may have ended or be gone
     * all the same: a session never falls back to real work by itself.
     */
    Optional<UUID> current(HttpServletRequest request);

    /**
     * From the next request on this session works on that exercise. A form that was opened before
     * is refused meanwhile: what was begun as real work is not sent into an exercise. It can be
     * sent again afterwards.
     */
    void choose(HttpServletRequest request, UUID exercise);

    /**
     * From the next request on this session is back at real work. Forms of the exercise that are
     * still open are refused: an invented person is never registered as a real one.
     */
    void leave(HttpServletRequest request);

    /**
     * The name of the field in which every form says in which exercise it was opened; forms of real
     * work leave it empty, or away.
     */
    String FIELD = "_exercise";

    /**
     * Whether an address is open in an exercise, be it in its world or, as the pages of learning,
     * in that of real work.
     *
     * @param method GET, POST ...
     */
    boolean opens(String method, String path);
}
