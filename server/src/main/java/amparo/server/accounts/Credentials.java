package amparo.server.accounts;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What proves who somebody is. Read and written at the gate only. */
@Repository
class Credentials {

    private final JdbcClient jdbc;

    Credentials(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * One account's credential.
     *
     * @param passwordHash none for an agency's own sign-in, or before the invitation was taken up
     */
    record Credential(UUID account, @Nullable String passwordHash) {}

    /** The secret of the app for codes, sealed, and the last step of which a code was used. */
    record Codes(byte[] sealed, long lastStep) {}

    Optional<Credential> byEmail(String email) {
        return jdbc.sql(
                        """
                        select c.account, c.password_hash
                        from credential c join account a on a.id = c.account and a.status = 'active'
                        where c.email = :email
                        """)
                .param("email", email)
                .query(Credential.class)
                .optional();
    }

    Optional<String> passwordHash(UUID account) {
        return jdbc.sql(
                        "select password_hash from credential where account = :account and password_hash is not null")
                .param("account", account)
                .query(String.class)
                .optional();
    }

    Optional<Codes> totp(UUID account) {
        return jdbc.sql(
                        """
                        select totp_sealed, totp_last_step from credential
                        where account = :account and totp_sealed is not null
                        """)
                .param("account", account)
                .query((row, number) -> new Codes(row.getBytes(1), row.getLong(2)))
                .optional();
    }

    Means means(UUID account) {
        return jdbc.sql(
                        """
                        select c.password_hash is not null, c.totp_sealed is not null,
                               (select count(*) from passkey p where p.account = c.account),
                               (select count(*) from recovery_code r where r.account = c.account and r.used_at is null),
                               c.pin_hash is not null
                        from credential c where c.account = :account
                        """)
                .param("account", account)
                .query((row, number) ->
                        new Means(
                                row.getBoolean(1),
                                row.getBoolean(2),
                                row.getInt(3),
                                row.getInt(4),
                                row.getBoolean(5)))
                .optional()
                .orElse(new Means(false, false, 0, 0, false));
    }

    String email(UUID account) {
        return jdbc.sql("select email from credential where account = :account")
                .param("account", account)
                .query(String.class)
                .single();
    }

    /** Sessions and shared devices that began earlier have ended. */
    void endSessions(UUID account, Instant now) {
        jdbc.sql("update credential set sessions_from = :now where account = :account")
                .param("now", OffsetDateTime.ofInstant(now, ZoneOffset.UTC))
                .param("account", account)
                .update();
        jdbc.sql("delete from device_person where account = :account")
                .param("account", account)
                .update();
    }

    /** Whoever lost a device must not leave a key or a PIN on it: both end, on all devices. */
    void forgetDevices(UUID account) {
        jdbc.sql("delete from passkey where account = :account").param("account", account).update();
        jdbc.sql("delete from device_person where account = :account")
                .param("account", account)
                .update();
        jdbc.sql("update credential set pin_hash = null where account = :account")
                .param("account", account)
                .update();
    }

    Optional<String> pinHash(UUID account) {
        return jdbc.sql(
                        "select pin_hash from credential where account = :account and pin_hash is not null")
                .param("account", account)
                .query(String.class)
                .optional();
    }

    void setPin(UUID account, @Nullable String hash, @Nullable Integer lockAfterMinutes) {
        jdbc.sql(
                        """
                        update credential set pin_hash = :hash, lock_after_minutes = :minutes
                        where account = :account
                        """)
                .param("hash", hash)
                .param("minutes", lockAfterMinutes)
                .param("account", account)
                .update();
    }

    Optional<Integer> lockAfterMinutes(UUID account) {
        return jdbc.sql(
                        """
                        select lock_after_minutes from credential
                        where account = :account and lock_after_minutes is not null
                        """)
                .param("account", account)
                .query(Integer.class)
                .optional();
    }

    void create(UUID account, String email, @Nullable String passwordHash) {
        jdbc.sql(
                        """
                        insert into credential (account, email, password_hash, password_set_at)
                        values (:account, lower(:email), :hash, case when :hash::text is null then null else now() end)
                        """)
                .param("account", account)
                .param("email", email.strip())
                .param("hash", passwordHash)
                .update();
    }

    void signedIn(UUID account) {
        jdbc.sql("update credential set last_sign_in = now() where account = :account")
                .param("account", account)
                .update();
    }

    void setPassword(UUID account, String hash, Instant now) {
        jdbc.sql(
                        """
                        update credential set password_hash = :hash, password_set_at = :now, sessions_from = :now
                        where account = :account
                        """)
                .param("hash", hash)
                .param("now", OffsetDateTime.ofInstant(now, ZoneOffset.UTC))
                .param("account", account)
                .update();
        endSessions(account, now);
    }

    void setTotp(UUID account, byte[] sealed, long step) {
        jdbc.sql(
                        "update credential set totp_sealed = :sealed, totp_last_step = :step where account = :account")
                .param("sealed", sealed)
                .param("step", step)
                .param("account", account)
                .update();
    }

    /** Whether this was the first use of the step, or of a newer one. */
    boolean useStep(UUID account, long step) {
        return jdbc.sql(
                                "update credential set totp_last_step = :step where account = :account and totp_last_step < :step")
                        .param("step", step)
                        .param("account", account)
                        .update()
                == 1;
    }

    /** Replaces all recovery codes. */
    void setRecovery(UUID account, List<byte[]> hashes) {
        jdbc.sql("delete from recovery_code where account = :account")
                .param("account", account)
                .update();
        for (byte[] hash : hashes) {
            jdbc.sql("insert into recovery_code (account, code_hash) values (:account, :hash)")
                    .param("account", account)
                    .param("hash", hash)
                    .update();
        }
    }

    /** Whether this code existed and was not used before. */
    boolean useRecovery(UUID account, byte[] hash) {
        return jdbc.sql(
                                """
                                update recovery_code set used_at = now()
                                where account = :account and code_hash = :hash and used_at is null
                                """)
                        .param("account", account)
                        .param("hash", hash)
                        .update()
                == 1;
    }
}
