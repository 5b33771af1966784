package amparo.server.api;

import amparo.server.access.Acting;
import amparo.server.platform.ProblemType;
import amparo.server.platform.Sealer;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes a call that creates something repeatable: the effect and the answer are written in one
 * transaction, and the same call again gets the same answer and changes nothing.
 */
@Component
class Idempotency {

    static final String HEADER = "Idempotency-Key";

    private static final Pattern FORM = Pattern.compile("[\\x21-\\x7e]{8,200}");
    private static final String WAIT = "5s";

    private final JdbcClient jdbc;
    private final Sealer sealer;
    private final TransactionTemplate transactions;

    Idempotency(JdbcClient jdbc, Sealer sealer, TransactionTemplate transactions) {
        this.jdbc = jdbc;
        this.sealer = sealer;
        this.transactions = transactions;
    }

    /** What the effect is answered with. */
    record Answer(int status, @Nullable String location, Object body) {}

    private record Kept(byte[] mark, int status, @Nullable String location, byte[] answer) {}

    /**
     * Does it, unless it was done.
     *
     * @param body as it came
     * @param effect runs inside the transaction; what it throws undoes it, and nothing is kept
     */
    ResponseEntity<byte[]> once(HttpServletRequest request, byte[] body, Supplier<Answer> effect) {
        return once(request, body, effect, true);
    }

    /**
     * The same for what is made new and asks for nothing that may not be there: whatever goes wrong
     * undoes everything.
     */
    ResponseEntity<byte[]> made(HttpServletRequest request, byte[] body, Supplier<Answer> effect) {
        return once(request, body, effect, false);
    }

    private ResponseEntity<byte[]> once(
            HttpServletRequest request, byte[] body, Supplier<Answer> effect, boolean mayMiss) {
        String key = key(request);
        UUID account = Acting.now().requireAccount();
        byte[] mark =
                sealer.fingerprint(
                        request.getMethod()
                                + " "
                                + request.getRequestURI()
                                + " "
                                + HexFormat.of().formatHex(body));
        ResponseEntity<byte[]> done;
        try {
            done = transactions.execute(status -> run(status, account, key, mark, effect, mayMiss));
        } catch (CannotAcquireLockException | QueryTimeoutException running) {
            throw ApiProblem.of(ProblemType.IDEMPOTENCY_IN_PROGRESS);
        }
        if (done == null) {
            throw ApiProblem.of(ProblemType.NOT_FOUND);
        }
        return done;
    }

    private @Nullable ResponseEntity<byte[]> run(
            TransactionStatus status,
            UUID account,
            String key,
            byte[] mark,
            Supplier<Answer> effect,
            boolean mayMiss) {
        lock(account, key);
        Optional<Kept> before = kept(account, key);
        if (before.isPresent()) {
            if (!java.security.MessageDigest.isEqual(before.get().mark(), mark)) {
                throw ApiProblem.of(ProblemType.IDEMPOTENCY_KEY_REUSED);
            }
            byte[] answer = sealer.open(before.get().answer(), purpose(account, key));
            return answer(before.get().status(), before.get().location(), answer, true);
        }
        Answer answer = mayMiss ? perhaps(status, effect) : effect.get();
        if (answer == null) {
            return null;
        }
        byte[] json = ApiJson.write(answer.body());
        jdbc.sql(
                        """
                        insert into idempotency_key (account, key, request_mark, status, location, answer)
                        values (:account, :key, :mark, :status, :location, :answer)
                        """)
                .param("account", account)
                .param("key", key)
                .param("mark", mark)
                .param("status", answer.status())
                .param("location", answer.location())
                .param("answer", sealer.seal(json, purpose(account, key)))
                .update();
        return answer(answer.status(), answer.location(), json, false);
    }

    /** Empty if there is no such thing: the audit keeps that somebody tried, nothing else stays. */
    private static @Nullable Answer perhaps(TransactionStatus status, Supplier<Answer> effect) {
        Object start = status.createSavepoint();
        Answer answer;
        try {
            answer = effect.get();
        } catch (ApiProblem problem) {
            if (problem.details().type() != ProblemType.NOT_FOUND) {
                throw problem;
            }
            status.rollbackToSavepoint(start);
            return null;
        }
        status.releaseSavepoint(start);
        return answer;
    }

    /** Of two calls with one key the second waits here until the first is done. */
    private void lock(UUID account, String key) {
        // One round trip; the parts are computed from left to right.
        jdbc.sql(
                        """
                        select set_config('lock_timeout', :wait, true),
                               cast(pg_advisory_xact_lock(hashtextextended(:name, 0)) as text),
                               set_config('lock_timeout', '0', true)
                        """)
                .param("wait", WAIT)
                .param("name", account + " " + key)
                .query(row -> {});
    }

    private Optional<Kept> kept(UUID account, String key) {
        return jdbc.sql(
                        """
                        select request_mark, status, location, answer from idempotency_key
                        where account = :account and key = :key
                        """)
                .param("account", account)
                .param("key", key)
                .query((row, number) ->
                        new Kept(
                                row.getBytes("request_mark"),
                                row.getInt("status"),
                                row.getString("location"),
                                row.getBytes("answer")))
                .optional();
    }

    private static ResponseEntity<byte[]> answer(
            int status, @Nullable String location, byte[] body, boolean again) {
        HttpHeaders headers = new HttpHeaders();
        headers.setContentType(MediaType.APPLICATION_JSON);
        if (location != null) {
            headers.set(HttpHeaders.LOCATION, location);
        }
        if (again) {
            headers.set("Idempotency-Replayed", "true");
        }
        return new ResponseEntity<>(body, headers, HttpStatus.valueOf(status));
    }

    private static String key(HttpServletRequest request) {
        List<String> keys = Collections.list(request.getHeaders(HEADER));
        if (keys.isEmpty()) {
            throw ApiProblem.of(ProblemType.IDEMPOTENCY_KEY_MISSING);
        }
        if (keys.size() > 1 || !FORM.matcher(keys.getFirst()).matches()) {
            throw ApiProblem.of(ProblemType.IDEMPOTENCY_KEY_INVALID);
        }
        return keys.getFirst();
    }

    private static String purpose(UUID account, String key) {
        return "idempotency:" + account + ":" + key;
    }
}
