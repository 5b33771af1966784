package amparo.server.accounts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.web.webauthn.api.AuthenticatorTransport;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutableCredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCose;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialType;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.management.PublicKeyCredentialUserEntityRepository;
import org.springframework.security.web.webauthn.management.UserCredentialRepository;
import org.springframework.stereotype.Repository;

/**
 * Where passkeys are kept: Spring Security asks, our tables answer, at the gate. Its user names are
 * the ids of our accounts.
 */
@Repository
class PasskeyStore {

    private final AtTheGate gate;
    private final JdbcClient jdbc;

    PasskeyStore(AtTheGate gate, JdbcClient jdbc) {
        this.gate = gate;
        this.jdbc = jdbc;
    }

    List<NamedPasskey> of(UUID account) {
        return gate.call(() ->
                jdbc.sql(
                                """
                                select id, name, created_at, last_used from passkey
                                where account = :account order by created_at
                                """)
                        .param("account", account)
                        .query((row, number) ->
                                new NamedPasskey(
                                        new Bytes(row.getBytes(1)).toBase64UrlString(),
                                        row.getString(2),
                                        moment(row, 3),
                                        moment(row, 4)))
                        .list());
    }

    void rename(UUID account, String id, String name) {
        gate.run(() ->
                jdbc.sql("update passkey set name = :name where id = :id and account = :account")
                        .param("name", name)
                        .param("id", Bytes.fromBase64(id).getBytes())
                        .param("account", account)
                        .update());
    }

    void remove(UUID account, String id) {
        gate.run(() ->
                jdbc.sql("delete from passkey where id = :id and account = :account")
                        .param("id", Bytes.fromBase64(id).getBytes())
                        .param("account", account)
                        .update());
    }

    /** The active account of a handle. */
    Optional<UUID> account(Bytes handle) {
        return gate.call(() ->
                jdbc.sql(
                                """
                                select u.account from passkey_user u
                                    join account a on a.id = u.account and a.status = 'active'
                                where u.handle = :handle
                                """)
                        .param("handle", handle.getBytes())
                        .query(UUID.class)
                        .optional());
    }

    PublicKeyCredentialUserEntityRepository users() {
        return new Users();
    }

    UserCredentialRepository credentials() {
        return new Keys();
    }

    private final class Users implements PublicKeyCredentialUserEntityRepository {

        @Override
        public @Nullable PublicKeyCredentialUserEntity findById(Bytes id) {
            return account(id).map(account -> findByUsername(account.toString())).orElse(null);
        }

        @Override
        public @Nullable PublicKeyCredentialUserEntity findByUsername(String username) {
            UUID account = UUID.fromString(username);
            return gate.call(() -> {
                // Made when first needed; the winner of two at once counts.
                jdbc.sql(
                                "insert into passkey_user (account, handle) values (:account, :handle) on conflict do nothing")
                        .param("account", account)
                        .param("handle", Bytes.random().getBytes())
                        .update();
                return jdbc.sql(
                                """
                                select u.handle, c.email, a.display_name from passkey_user u
                                    join credential c on c.account = u.account join account a on a.id = u.account
                                where u.account = :account
                                """)
                        .param("account", account)
                        .query((row, number) ->
                                ImmutablePublicKeyCredentialUserEntity.builder()
                                        .id(new Bytes(row.getBytes(1)))
                                        .name(row.getString(2))
                                        .displayName(row.getString(3))
                                        .build())
                        .single();
            });
        }

        @Override
        public void save(PublicKeyCredentialUserEntity user) {
            // Nothing to do: an account has its handle since it was asked for.
        }

        @Override
        public void delete(Bytes id) {
            throw new UnsupportedOperationException("handles stay as long as the account");
        }
    }

    private final class Keys implements UserCredentialRepository {

        @Override
        public void delete(Bytes id) {
            throw new UnsupportedOperationException("only the owner removes a passkey");
        }

        @Override
        public void save(CredentialRecord key) {
            Bytes attestation = key.getAttestationObject();
            Bytes clientData = key.getAttestationClientDataJSON();
            gate.run(() ->
                    jdbc.sql(
                                    """
                                    insert into passkey (id, account, name, public_key, signature_count, user_verified,
                                        transports, backup_eligible, backed_up, attestation, client_data, created_at,
                                        last_used)
                                    values (:id, (select account from passkey_user where handle = :handle), :name, :key,
                                        :count, :verified, :transports, :eligible, :backed, :attestation, :client,
                                        :created, :used)
                                    on conflict (id) do update set signature_count = excluded.signature_count,
                                        user_verified = excluded.user_verified, backed_up = excluded.backed_up,
                                        last_used = excluded.last_used
                                    """)
                            .param("id", key.getCredentialId().getBytes())
                            .param("handle", key.getUserEntityUserId().getBytes())
                            .param("name", key.getLabel())
                            .param("key", key.getPublicKey().getBytes())
                            .param("count", key.getSignatureCount())
                            .param("verified", key.isUvInitialized())
                            .param(
                                    "transports",
                                    key.getTransports().stream()
                                            .map(AuthenticatorTransport::getValue)
                                            .collect(Collectors.joining(",")))
                            .param("eligible", key.isBackupEligible())
                            .param("backed", key.isBackupState())
                            .param(
                                    "attestation",
                                    attestation == null ? null : attestation.getBytes())
                            .param("client", clientData == null ? null : clientData.getBytes())
                            .param("created", at(key.getCreated()))
                            .param("used", at(key.getLastUsed()))
                            .update());
        }

        @Override
        public @Nullable CredentialRecord findByCredentialId(Bytes id) {
            return find("p.id = :it", id).stream().findFirst().orElse(null);
        }

        @Override
        public List<CredentialRecord> findByUserId(Bytes user) {
            return find("u.handle = :it", user);
        }

        private List<CredentialRecord> find(String condition, Bytes it) {
            return gate.call(() ->
                    jdbc.sql(
                                    "select p.*, u.handle from passkey p join passkey_user u on u.account = p.account where "
                                            + condition)
                            .param("it", it.getBytes())
                            .query((row, number) -> record(row))
                            .list());
        }

        private CredentialRecord record(ResultSet row) throws SQLException {
            byte[] attestation = row.getBytes("attestation");
            byte[] clientData = row.getBytes("client_data");
            ImmutableCredentialRecord.ImmutableCredentialRecordBuilder record =
                    ImmutableCredentialRecord.builder()
                            .credentialType(PublicKeyCredentialType.PUBLIC_KEY)
                            .credentialId(new Bytes(row.getBytes("id")))
                            .userEntityUserId(new Bytes(row.getBytes("handle")))
                            .publicKey(new ImmutablePublicKeyCose(row.getBytes("public_key")))
                            .signatureCount(row.getLong("signature_count"))
                            .uvInitialized(row.getBoolean("user_verified"))
                            .transports(transports(row.getString("transports")))
                            .backupEligible(row.getBoolean("backup_eligible"))
                            .backupState(row.getBoolean("backed_up"))
                            .label(row.getString("name"))
                            .created(row.getObject("created_at", OffsetDateTime.class).toInstant())
                            .lastUsed(row.getObject("last_used", OffsetDateTime.class).toInstant());
            if (attestation != null) {
                record.attestationObject(new Bytes(attestation));
            }
            if (clientData != null) {
                record.attestationClientDataJSON(new Bytes(clientData));
            }
            return record.build();
        }

        private static Set<AuthenticatorTransport> transports(String text) {
            return Arrays.stream(text.split(","))
                    .filter(value -> !value.isEmpty())
                    .map(AuthenticatorTransport::valueOf)
                    .collect(Collectors.toSet());
        }
    }

    private static Instant moment(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static OffsetDateTime at(Instant moment) {
        return OffsetDateTime.ofInstant(moment, ZoneOffset.UTC);
    }
}
