package amparo.server.api;

import amparo.server.access.Acting;
import amparo.server.access.Actor;
import amparo.server.access.Role;
import amparo.server.access.WalledQuestion;
import amparo.server.accounts.ServiceAccounts;
import amparo.server.audit.AuditLog;
import amparo.server.platform.Ids;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** The programs that have a token, and the accounts behind them. */
@Service
class ApiClients {

    /** So that a leaked token is recognised as one of ours by those who scan for secrets. */
    static final String PREFIX = "amparo_";

    /**
     * What programs can be: none that sees survivor-level answers, judges colleagues or runs
     * accounts. The database refuses others, too.
     */
    static final List<Role> ROLES =
            List.of(
                    Role.REGISTRAR,
                    Role.CASE_WORKER,
                    Role.REFERRAL_FOCAL_POINT,
                    Role.ASYLUM_OFFICER,
                    Role.ANALYST);

    private static final Pattern FORM = Pattern.compile(PREFIX + "[A-Za-z0-9_-]{43}");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int TOKEN_BYTES = 32;

    /** Asked with every call. Without a role now there is no row, as if there were no token. */
    private static final String WHO_CALLS = "select * from api_caller(?, ?)";

    private final JdbcClient jdbc;
    private final WalledQuestion questions;
    private final AuditLog audit;
    private final TransactionTemplate transactions;
    private final Clock clock;

    ApiClients(
            JdbcClient jdbc,
            WalledQuestion questions,
            AuditLog audit,
            TransactionTemplate transactions,
            Clock clock) {
        this.jdbc = jdbc;
        this.questions = questions;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Whoever holds a token that is good now. */
    record Caller(
            UUID client,
            String name,
            UUID account,
            UUID organisation,
            Set<String> scopes,
            Instant expiresAt,
            Actor actor) {}

    /** A program, for the administrators of its organisation. */
    record Client(
            UUID id,
            String name,
            List<Role> roles,
            List<String> scopes,
            Instant expiresAt,
            @Nullable Instant lastUsed,
            boolean revoked) {}

    private record Grant(Caller caller, boolean rested) {}

    /** Who calls with this token; empty if it is unknown, revoked or expired, or has no role. */
    Optional<Caller> byToken(String token, String origin) {
        if (!FORM.matcher(token).matches()) {
            return Optional.empty();
        }
        byte[] hash = hash(token);
        return Acting.as(
                Actor.atTheGate(origin),
                () -> {
                    Optional<Grant> found =
                            questions.ask(
                                    WHO_CALLS,
                                    (question, first) -> {
                                        question.setBytes(first, hash);
                                        question.setObject(first + 1, now());
                                    },
                                    rows ->
                                            rows.next()
                                                    ? Optional.of(grant(rows, origin))
                                                    : Optional.empty());
                    found.filter(Grant::rested).ifPresent(grant -> used(grant.caller().client()));
                    return found.map(Grant::caller);
                });
    }

    private static Grant grant(ResultSet rows, String origin) throws SQLException {
        UUID client = rows.getObject("id", UUID.class);
        String name = rows.getString("client");
        UUID account = rows.getObject("account", UUID.class);
        UUID organisation = rows.getObject("organisation", UUID.class);
        Set<String> scopes = Set.of((String[]) rows.getArray("scopes").getArray());
        Instant expiresAt = instant(rows, "expires_at");
        boolean rested = rows.getBoolean("rested");
        return new Grant(
                new Caller(
                        client,
                        name,
                        account,
                        organisation,
                        scopes,
                        expiresAt,
                        ServiceAccounts.actor(rows, origin)),
                rested);
    }

    /** To the minute: not every read is worth a write. */
    private void used(UUID client) {
        transactions.executeWithoutResult(status ->
                jdbc.sql(
                                """
                                update api_client set last_used = :now where id = :id
                                and (last_used is null or last_used < :now - interval '1 minute')
                                """)
                        .param("now", now())
                        .param("id", client)
                        .update());
    }

    /** The programs of the acting organisation, the newest first. */
    List<Client> list() {
        return transactions.execute(status ->
                jdbc.sql(
                                """
                                select c.id, c.name, c.scopes, c.expires_at, c.last_used, c.revoked_at is not null as revoked,
                                       array(select m.role from membership m where m.account = c.account order by m.role)
                                           as roles
                                from api_client c order by c.id desc limit 500
                                """)
                        .query((row, number) -> client(row))
                        .list());
    }

    /** One of them. */
    Optional<Client> find(UUID id) {
        return list().stream().filter(client -> client.id().equals(id)).findFirst();
    }

    private static Client client(ResultSet row) throws SQLException {
        return new Client(
                row.getObject("id", UUID.class),
                row.getString("name"),
                Arrays.stream((String[]) row.getArray("roles").getArray()).map(Role::of).toList(),
                List.of((String[]) row.getArray("scopes").getArray()),
                instant(row, "expires_at"),
                row.getObject("last_used", OffsetDateTime.class) == null
                        ? null
                        : instant(row, "last_used"),
                row.getBoolean("revoked"));
    }

    /**
     * Makes a program of the acting organisation.
     *
     * @param months until its token expires, at most 12
     * @return the token: kept nowhere, shown once
     */
    String open(String name, Set<Role> roles, Set<ApiScope> scopes, int months) {
        byte[] random = new byte[TOKEN_BYTES];
        RANDOM.nextBytes(random);
        String token = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        UUID client = Ids.next();
        transactions.executeWithoutResult(status -> {
            jdbc.sql(
                            """
                            select cast(api_client_open(:client, :account, :name, :roles, :scopes, :hash, :expires) as text)
                            """)
                    .param("client", client)
                    .param("account", Ids.next())
                    .param("name", name)
                    .param("roles", roles.stream().map(Role::code).toArray(String[]::new))
                    .param("scopes", scopes.stream().map(ApiScope::code).toArray(String[]::new))
                    .param("hash", hash(token))
                    .param("expires", now().plusMonths(months))
                    .query(String.class)
                    .optional();
            audit.record(
                    "create",
                    "api-client",
                    List.of(client),
                    null,
                    "roles: " + roles + ", scopes: " + scopes + ", months: " + months);
        });
        return token;
    }

    /** Takes the access back; whether there was one. */
    boolean revoke(UUID client) {
        return Boolean.TRUE.equals(
                transactions.execute(status -> {
                    boolean done =
                            jdbc.sql("select api_client_revoke(:client)")
                                    .param("client", client)
                                    .query(Boolean.class)
                                    .single();
                    if (done) {
                        audit.record("revoke", "api-client", List.of(client), null, "");
                    }
                    return done;
                }));
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
