package amparo.server.accounts;

import amparo.server.accounts.Attempts.Kind;
import amparo.server.audit.AuditLog;
import amparo.server.platform.Installation;
import jakarta.servlet.http.HttpSession;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.webauthn.api.AuthenticatorAssertionResponse;
import org.springframework.security.web.webauthn.api.AuthenticatorAttestationResponse;
import org.springframework.security.web.webauthn.api.AuthenticatorSelectionCriteria;
import org.springframework.security.web.webauthn.api.PublicKeyCredential;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialCreationOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRequestOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRpEntity;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.api.ResidentKeyRequirement;
import org.springframework.security.web.webauthn.api.UserVerificationRequirement;
import org.springframework.security.web.webauthn.jackson.WebauthnJacksonModule;
import org.springframework.security.web.webauthn.management.ImmutablePublicKeyCredentialCreationOptionsRequest;
import org.springframework.security.web.webauthn.management.ImmutablePublicKeyCredentialRequestOptionsRequest;
import org.springframework.security.web.webauthn.management.ImmutableRelyingPartyRegistrationRequest;
import org.springframework.security.web.webauthn.management.RelyingPartyAuthenticationRequest;
import org.springframework.security.web.webauthn.management.RelyingPartyPublicKey;
import org.springframework.security.web.webauthn.management.Webauthn4JRelyingPartyOperations;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Passkeys: a key in the device or on a stick that answers only to our address, and only after the
 * device has checked its owner. That counts for two factors.
 *
 * @see "Web Authentication Level 3"
 */
@Component
class Passkeys {

    private static final String CREATION = "amparo.passkey-creation";
    private static final String REQUEST = "amparo.passkey-request";
    private static final String ASKED = "amparo.passkey-asked";
    private static final Duration TIME = Duration.ofMinutes(5);

    /** The largest answer of a device that is looked at, in signs. */
    private static final int LONGEST = 20_000;

    private final Webauthn4JRelyingPartyOperations operations;
    private final PasskeyStore store;
    private final AtTheGate gate;
    private final Attempts attempts;
    private final AuditLog audit;
    private final Clock clock;
    private final JsonMapper json =
            JsonMapper.builder().addModule(new WebauthnJacksonModule()).build();

    Passkeys(
            PasskeyStore store,
            AtTheGate gate,
            Attempts attempts,
            AuditLog audit,
            Installation installation,
            Clock clock) {
        this.store = store;
        this.gate = gate;
        this.attempts = attempts;
        this.audit = audit;
        this.clock = clock;
        URI address = URI.create(installation.address());
        operations =
                new Webauthn4JRelyingPartyOperations(
                        store.users(),
                        store.credentials(),
                        PublicKeyCredentialRpEntity.builder()
                                .id(address.getHost())
                                .name("Amparo")
                                .build(),
                        Set.of(installation.address()));
        operations.setCustomizeCreationOptions(options ->
                options.authenticatorSelection(
                        AuthenticatorSelectionCriteria.builder()
                                .residentKey(ResidentKeyRequirement.REQUIRED)
                                .userVerification(UserVerificationRequirement.REQUIRED)
                                .build()));
        operations.setCustomizeRequestOptions(
                options -> options.userVerification(UserVerificationRequirement.REQUIRED));
    }

    /** What the browser needs to make a passkey for whoever is signed in; good once. */
    String creation(HttpSession session) {
        PublicKeyCredentialCreationOptions options =
                operations.createPublicKeyCredentialCreationOptions(
                        new ImmutablePublicKeyCredentialCreationOptionsRequest(
                                Objects.requireNonNull(
                                        SecurityContextHolder.getContext().getAuthentication())));
        session.setAttribute(CREATION, options);
        session.setAttribute(ASKED, clock.instant().getEpochSecond());
        return json.writeValueAsString(options);
    }

    /**
     * Keeps a new passkey.
     *
     * @param answer what the browser gave, as JSON
     * @return whether it is as it has to be
     */
    boolean keep(UUID account, String name, String answer, HttpSession session) {
        Object asked = take(session, CREATION);
        if (!(asked instanceof PublicKeyCredentialCreationOptions options)
                || answer.length() > LONGEST) {
            return false;
        }
        try {
            PublicKeyCredential<AuthenticatorAttestationResponse> made =
                    json.readValue(answer, new TypeReference<>() {});
            operations.registerCredential(
                    new ImmutableRelyingPartyRegistrationRequest(
                            options, new RelyingPartyPublicKey(made, name)));
        } catch (DataAccessException broken) {
            throw broken;
        } catch (RuntimeException refused) {
            // Jackson and webauthn4j have no common exception for "not as it has to be".
            return false;
        }
        gate.run(() -> audit.record("passkey-added", "account", List.of(account), null, ""));
        return true;
    }

    /**
     * What the browser needs to answer with a passkey; good once.
     *
     * @param known whether to name the keys of whoever is half signed in; otherwise the device
     *     offers its own
     */
    String request(boolean known, HttpSession session) {
        PublicKeyCredentialRequestOptions options =
                operations.createCredentialRequestOptions(
                        new ImmutablePublicKeyCredentialRequestOptionsRequest(
                                known
                                        ? SecurityContextHolder.getContext().getAuthentication()
                                        : null));
        session.setAttribute(REQUEST, options);
        session.setAttribute(ASKED, clock.instant().getEpochSecond());
        return json.writeValueAsString(options);
    }

    /** The active account whose passkey answered rightly. */
    SignIns.Outcome prove(
            @Nullable SignedIn expected, String answer, String origin, HttpSession session) {
        Optional<Instant> wait = gate.call(() -> attempts.take(Kind.ORIGIN, origin));
        if (wait.isPresent()) {
            return new SignIns.Outcome.Wait(wait.get());
        }
        Optional<UUID> account =
                account(answer, session)
                        .filter(one -> expected == null || one.equals(expected.account()));
        if (account.isEmpty()) {
            gate.run(() -> audit.record("sign-in-refused", "account", List.of(), null, "passkey"));
            return new SignIns.Outcome.Wrong();
        }
        gate.run(() -> {
            attempts.giveBack(Kind.ORIGIN, origin);
            audit.record("sign-in", "account", List.of(account.get()), null, "passkey");
        });
        return new SignIns.Outcome.Right(
                expected == null
                        ? SignedIn.by(account.get(), SignedIn.Factor.PASSKEY, clock.instant())
                        : expected.with(SignedIn.Factor.PASSKEY));
    }

    private Optional<UUID> account(String answer, HttpSession session) {
        Object asked = take(session, REQUEST);
        if (!(asked instanceof PublicKeyCredentialRequestOptions options)
                || answer.length() > LONGEST) {
            return Optional.empty();
        }
        PublicKeyCredentialUserEntity user;
        try {
            PublicKeyCredential<AuthenticatorAssertionResponse> given =
                    json.readValue(answer, new TypeReference<>() {});
            user = operations.authenticate(new RelyingPartyAuthenticationRequest(options, given));
        } catch (DataAccessException broken) {
            throw broken;
        } catch (RuntimeException refused) {
            return Optional.empty();
        }
        return user == null ? Optional.empty() : store.account(user.getId());
    }

    private @Nullable Object take(HttpSession session, String name) {
        Object asked = session.getAttribute(name);
        Object at = session.getAttribute(ASKED);
        session.removeAttribute(name);
        session.removeAttribute(ASKED);
        return at instanceof Long second
                        && Instant.ofEpochSecond(second).plus(TIME).isAfter(clock.instant())
                ? asked
                : null;
    }
}
