package amparo.server.accounts;

import amparo.server.access.Acting;
import amparo.server.access.Role;
import amparo.server.access.Scope;
import amparo.server.audit.AuditLog;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Finds the people of the acting organisation, for its administrators. */
@Service
public class Colleagues {

    /** How many a page shows. */
    static final int PAGE = 25;

    private static final String WITH_ACCENTS = "áàâãäéèêëíìîïóòôõöúùûüñç";
    private static final String WITHOUT_ACCENTS = "aaaaaeeeeiiiiooooouuuunc";

    private static final String LIST =
            """
            select a.id, a.display_name, a.language, a.status, acting_runs_account(a.id) as run,
                   bool_or(m.until is null or m.until > now()) as open
            from account a join membership m on m.account = a.id and m.organisation = :organisation
            where not a.program and (cast(:name as text) is null
                   or translate(lower(a.display_name), '%1$s', '%2$s') like translate(:name, '%1$s', '%2$s') escape '!')
              and (cast(:after as uuid) is null or (lower(a.display_name), a.id) >
                   (select lower(x.display_name), x.id from account x where x.id = :after))
              and (cast(:one as uuid) is null or a.id = :one)
            group by a.id
            having (cast(:role as text) is null
                    or bool_or(m.role = :role and (m.until is null or m.until > now())))
               and (cast(:status as text) is null or :status =
                    case when not bool_or(m.until is null or m.until > now()) then 'left' else a.status end)
            order by lower(a.display_name), a.id limit :limit
            """
                    .formatted(WITH_ACCENTS, WITHOUT_ACCENTS);

    private final JdbcClient jdbc;
    private final AuditLog audit;
    private final AtTheGate gate;
    private final TransactionTemplate transactions;

    Colleagues(JdbcClient jdbc, AuditLog audit, AtTheGate gate, TransactionTemplate transactions) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.gate = gate;
        this.transactions = transactions;
    }

    /**
     * Which people to list.
     *
     * @param name a part of the name
     * @param after the last of the page before
     */
    record Wanted(
            @Nullable String name,
            @Nullable Role role,
            Colleague.@Nullable Status status,
            @Nullable UUID after) {}

    /** One page, and whether there are more. */
    record Page(List<Colleague> people, boolean more) {}

    /** What stands at the gate about somebody. */
    public record Access(
            @Nullable String email, @Nullable Instant lastSignIn, boolean secondFactor) {}

    Page list(Wanted wanted) {
        return transactions.execute(status -> {
            List<Colleague> found = read(wanted, null, PAGE + 1);
            boolean more = found.size() > PAGE;
            List<Colleague> page = more ? found.subList(0, PAGE) : found;
            audit.record(
                    "list", "account", page.stream().map(Colleague::account).toList(), null, "");
            return new Page(List.copyOf(page), more);
        });
    }

    /** Everybody who holds a role in the acting organisation now, in the running transaction. */
    List<Colleague> working() {
        return read(new Wanted(null, null, null, null), null, Integer.MAX_VALUE).stream()
                .filter(one -> one.status() == Colleague.Status.ACTIVE)
                .toList();
    }

    /**
     * @throws NotThere unless the account belongs or belonged to the acting organisation
     */
    Colleague get(UUID account) {
        return transactions.execute(status -> {
            Colleague found = find(account).orElseThrow(NotThere::new);
            audit.record("read", "account", List.of(account), null, "");
            return found;
        });
    }

    /** In the running transaction, without a trace. */
    Optional<Colleague> find(UUID account) {
        return read(new Wanted(null, null, null, null), account, 1).stream().findFirst();
    }

    /**
     * What stands at the gate. Only for somebody whom {@link #get} gave: the policy has said yes.
     */
    Access access(Colleague colleague) {
        return gate.call(() ->
                jdbc.sql(
                                """
                                select coalesce(c.email, (select i.email from invitation i where i.account = a.id
                                           and i.organisation = :organisation order by i.created_at desc limit 1)) as email,
                                       c.last_sign_in, coalesce(c.totp_sealed is not null, false) as second
                                from account a left join credential c on c.account = a.id where a.id = :account
                                """)
                        .param("account", colleague.account())
                        .param("organisation", Acting.now().organisation())
                        .query((row, number) ->
                                new Access(
                                        row.getString("email"),
                                        instant(row, "last_sign_in"),
                                        row.getBoolean("second")))
                        .single());
    }

    /** When these signed in last; those who never did are left out. */
    Map<UUID, Instant> lastSignIns(List<Colleague> colleagues) {
        Map<UUID, Instant> result = new HashMap<>();
        UUID[] accounts = colleagues.stream().map(Colleague::account).toArray(UUID[]::new);
        gate.run(() ->
                jdbc.sql(
                                "select account, last_sign_in from credential where account = any (:accounts)")
                        .param("accounts", accounts)
                        .query((row, number) -> {
                            Instant at = instant(row, "last_sign_in");
                            if (at != null) {
                                result.put(row.getObject("account", UUID.class), at);
                            }
                            return number;
                        })
                        .list());
        return result;
    }

    private List<Colleague> read(Wanted wanted, @Nullable UUID one, int limit) {
        UUID organisation = Acting.now().requireOrganisation();
        String name = wanted.name();
        Role role = wanted.role();
        Colleague.Status status = wanted.status();
        List<Colleague> found =
                jdbc.sql(LIST)
                        .param("organisation", organisation)
                        .param("name", name == null ? null : like(name))
                        .param("after", wanted.after())
                        .param("one", one)
                        .param("role", role == null ? null : role.code())
                        .param("status", status == null ? null : status.code())
                        .param("limit", limit)
                        .query((row, number) -> colleague(row))
                        .list();
        Map<UUID, List<Colleague.Held>> held =
                held(organisation, found.stream().map(Colleague::account).toList());
        return found.stream()
                .map(person ->
                        new Colleague(
                                person.account(),
                                person.displayName(),
                                person.language(),
                                person.status(),
                                person.run(),
                                held.getOrDefault(person.account(), List.of())))
                .toList();
    }

    private Map<UUID, List<Colleague.Held>> held(UUID organisation, List<UUID> accounts) {
        Map<UUID, List<Colleague.Held>> result = new HashMap<>();
        jdbc.sql(
                        """
                        select id, account, role, scope, country, sites, since, reviewed_at from membership
                        where organisation = :organisation and account = any (:accounts)
                          and (until is null or until > now())
                        order by role
                        """)
                .param("organisation", organisation)
                .param("accounts", accounts.toArray(UUID[]::new))
                .query((row, number) ->
                        result.computeIfAbsent(
                                        row.getObject("account", UUID.class),
                                        any -> new ArrayList<>())
                                .add(held(row)))
                .list();
        return result;
    }

    private static Colleague colleague(ResultSet row) throws SQLException {
        return new Colleague(
                row.getObject("id", UUID.class),
                row.getString("display_name"),
                row.getString("language"),
                row.getBoolean("open")
                        ? row.getString("status").equals("invited")
                                ? Colleague.Status.INVITED
                                : Colleague.Status.ACTIVE
                        : Colleague.Status.LEFT,
                row.getBoolean("run"),
                List.of());
    }

    private static Colleague.Held held(ResultSet row) throws SQLException {
        Array sites = row.getArray("sites");
        return new Colleague.Held(
                row.getObject("id", UUID.class),
                Role.of(row.getString("role")),
                Scope.of(row.getString("scope")),
                row.getString("country"),
                Set.of((UUID[]) sites.getArray()),
                Objects.requireNonNull(instant(row, "since")),
                Objects.requireNonNull(instant(row, "reviewed_at")));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private static String like(String name) {
        String plain = name.strip().toLowerCase(java.util.Locale.ROOT);
        return "%" + plain.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%";
    }
}
