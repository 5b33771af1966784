package amparo.server.accounts;

import amparo.server.accounts.Federation.Provider.Strong;
import amparo.server.audit.AuditLog;
import amparo.server.platform.Installation;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.oauth2.client.authentication.OAuth2LoginAuthenticationToken;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.oidc.authentication.OidcAuthorizationCodeAuthenticationProvider;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenDecoderFactory;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenValidator;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationExchange;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationResponse;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.RestTemplate;

/**
 * Sign-in through an agency's own provider. Spring Security speaks the protocol and checks what
 * comes back (signature, issuer, audience, times, nonce, state, PKCE); here it is decided which of
 * our accounts that is. No account is ever made by it, and it opens only the doors of the agency's
 * own organisation.
 *
 * @see "OpenID Connect Core 1.0 (code flow); RFC 7636 (PKCE); RFC 8176 (amr values)"
 */
@Component
class Federation {

    private static final Logger LOG = LoggerFactory.getLogger(Federation.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final ParameterizedTypeReference<Map<String, Object>> CONFIGURATION =
            new ParameterizedTypeReference<>() {};

    /**
     * An agency's provider.
     *
     * @param id in addresses
     * @param name on the button
     * @param organisation the only one in which its people can act
     * @param domains of the email addresses that it may vouch for, in small letters
     * @param strong when its word counts for two factors
     */
    record Provider(
            String id,
            String name,
            URI issuer,
            String clientId,
            String clientSecret,
            UUID organisation,
            Set<String> domains,
            Strong strong) {

        /**
         * When a sign-in counts for two factors: always, or if the token has one of these values.
         */
        record Strong(boolean always, Set<String> amr, Set<String> acr) {}

        /** What the sign-in page shows of it. */
        ProviderButton button() {
            return new ProviderButton(id, name);
        }

        /** Hides the secret. */
        @Override
        public String toString() {
            return "Provider[" + id + "]";
        }
    }

    private final List<Provider> providers;
    private final Map<String, ClientRegistration> discovered = new ConcurrentHashMap<>();
    private final Map<String, NimbusJwtDecoder> decoders = new ConcurrentHashMap<>();
    private final DefaultOAuth2AuthorizationRequestResolver requests;
    private final OidcAuthorizationCodeAuthenticationProvider protocol;
    private final JdkClientHttpRequestFactory connections;
    private final Installation installation;
    private final AtTheGate gate;
    private final JdbcClient jdbc;
    private final AuditLog audit;
    private final Clock clock;

    Federation(
            @Value("${amparo.sign-in.providers:}") String file,
            Installation installation,
            AtTheGate gate,
            JdbcClient jdbc,
            AuditLog audit,
            Clock clock) {
        this.providers = file.isBlank() ? List.of() : ProviderFile.read(Path.of(file));
        this.installation = installation;
        this.gate = gate;
        this.jdbc = jdbc;
        this.audit = audit;
        this.clock = clock;
        connections =
                new JdkClientHttpRequestFactory(
                        HttpClient.newBuilder().connectTimeout(PATIENCE).build());
        connections.setReadTimeout(PATIENCE);
        requests = new DefaultOAuth2AuthorizationRequestResolver(this::registration);
        requests.setAuthorizationRequestCustomizer(
                OAuth2AuthorizationRequestCustomizers.withPkce());
        RestClientAuthorizationCodeTokenResponseClient tokens =
                new RestClientAuthorizationCodeTokenResponseClient();
        tokens.setRestClient(
                RestClient.builder()
                        .requestFactory(connections)
                        .configureMessageConverters(converters -> {
                            converters.addCustomConverter(new FormHttpMessageConverter());
                            converters.addCustomConverter(
                                    new OAuth2AccessTokenResponseHttpMessageConverter());
                        })
                        .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
                        .build());
        protocol =
                new OidcAuthorizationCodeAuthenticationProvider(
                        tokens,
                        // The ID token alone: no second call for more than we need to know.
                        user ->
                                new DefaultOidcUser(
                                        AuthorityUtils.createAuthorityList("NOBODY"),
                                        user.getIdToken()));
        protocol.setJwtDecoderFactory(this::decoder);
    }

    List<Provider> providers() {
        return providers;
    }

    Optional<Provider> find(String id) {
        return providers.stream().filter(provider -> provider.id().equals(id)).findFirst();
    }

    /** Asks the provider where it is; not before somebody wants to sign in with it. */
    private ClientRegistration registration(String id) {
        return discovered.computeIfAbsent(
                id, any -> discover(find(id).orElseThrow(() -> new IllegalArgumentException(id))));
    }

    private ClientRegistration discover(Provider provider) {
        Map<String, Object> told =
                RestClient.builder()
                        .requestFactory(connections)
                        .build()
                        .get()
                        .uri(provider.issuer() + "/.well-known/openid-configuration")
                        .retrieve()
                        .body(CONFIGURATION);
        if (told == null || !provider.issuer().toString().equals(told.get("issuer"))) {
            throw new IllegalArgumentException("the provider calls itself otherwise");
        }
        return ClientRegistrations.fromOidcConfiguration(told)
                .registrationId(provider.id())
                .clientId(provider.clientId())
                .clientSecret(provider.clientSecret())
                .scope("openid", "email")
                .redirectUri(installation.address() + "/sign-in/from/{registrationId}")
                .build();
    }

    private NimbusJwtDecoder decoder(ClientRegistration registration) {
        return decoders.computeIfAbsent(
                registration.getRegistrationId(),
                any -> {
                    NimbusJwtDecoder decoder =
                            NimbusJwtDecoder.withJwkSetUri(
                                            Objects.requireNonNull(
                                                    registration
                                                            .getProviderDetails()
                                                            .getJwkSetUri()))
                                    .restOperations(new RestTemplate(connections))
                                    .jwsAlgorithms(algorithms -> {
                                        algorithms.add(SignatureAlgorithm.RS256);
                                        algorithms.add(SignatureAlgorithm.PS256);
                                        algorithms.add(SignatureAlgorithm.ES256);
                                    })
                                    .build();
                    JwtTimestampValidator times = new JwtTimestampValidator();
                    times.setClock(clock);
                    OidcIdTokenValidator claims = new OidcIdTokenValidator(registration);
                    claims.setClock(clock);
                    decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(times, claims));
                    decoder.setClaimSetConverter(
                            OidcIdTokenDecoderFactory.createDefaultClaimTypeConverter());
                    return decoder;
                });
    }

    /** Where to send the browser; empty if the provider does not answer. */
    Optional<OAuth2AuthorizationRequest> start(Provider provider, HttpServletRequest request) {
        try {
            return Optional.ofNullable(requests.resolve(request, provider.id()));
        } catch (RestClientException | IllegalArgumentException failed) {
            LOG.warn("provider {} cannot be asked: {}", provider.id(), failed.getClass().getName());
            return Optional.empty();
        }
    }

    /**
     * What the browser brought back.
     *
     * @param asked what we sent it with; the session kept it
     * @param code none if the provider refused
     * @return who signed in; empty if anything about it is not as it has to be
     */
    Optional<SignedIn> finish(
            Provider provider,
            OAuth2AuthorizationRequest asked,
            @Nullable String code,
            @Nullable String state) {
        if (code == null || state == null) {
            return Optional.empty();
        }
        OidcIdToken token;
        try {
            OAuth2LoginAuthenticationToken answer =
                    (OAuth2LoginAuthenticationToken)
                            protocol.authenticate(
                                    new OAuth2LoginAuthenticationToken(
                                            registration(provider.id()),
                                            new OAuth2AuthorizationExchange(
                                                    asked,
                                                    OAuth2AuthorizationResponse.success(code)
                                                            .redirectUri(
                                                                    Objects.requireNonNull(
                                                                            asked.getRedirectUri()))
                                                            .state(state)
                                                            .build())));
            if (answer == null || !(answer.getPrincipal() instanceof OidcUser user)) {
                return Optional.empty();
            }
            token = user.getIdToken();
        } catch (AuthenticationException
                | OAuth2AuthorizationException
                | JwtException
                | RestClientException
                | IllegalArgumentException refused) {
            LOG.warn(
                    "an answer of provider {} was refused: {}",
                    provider.id(),
                    refused.getClass().getName());
            return Optional.empty();
        }
        boolean strong = strong(provider.strong(), token);
        return gate.call(() -> account(provider, token))
                .map(account ->
                        SignedIn.by(
                                        account,
                                        strong
                                                ? SignedIn.Factor.FEDERATED_STRONG
                                                : SignedIn.Factor.FEDERATED,
                                        clock.instant())
                                .only(provider.organisation()));
    }

    static boolean strong(Strong rule, OidcIdToken token) {
        List<String> methods = token.getAuthenticationMethods();
        String context = token.getAuthenticationContextClass();
        return rule.always()
                || (methods != null && methods.stream().anyMatch(rule.amr()::contains))
                || (context != null && rule.acr().contains(context));
    }

    private Optional<UUID> account(Provider provider, OidcIdToken token) {
        String subject = Objects.requireNonNull(token.getSubject());
        Optional<UUID> known =
                jdbc.sql(
                                """
                                select f.account from federated_identity f
                                    join account a on a.id = f.account and a.status = 'active'
                                where f.provider = :provider and f.subject = :subject
                                """)
                        .param("provider", provider.id())
                        .param("subject", subject)
                        .query(UUID.class)
                        .optional();
        Optional<UUID> account =
                (known.isPresent() ? known : invited(provider, token))
                        .filter(one -> worksThere(one, provider.organisation()));
        if (account.isPresent() && known.isEmpty()) {
            if (!bind(provider, subject, account.get())) {
                account = Optional.empty();
            }
        }
        account.ifPresent(one ->
                jdbc.sql("update credential set last_sign_in = :now where account = :account")
                        .param("now", now())
                        .param("account", one)
                        .update());
        audit.record(
                account.isPresent() ? "sign-in" : "sign-in-refused",
                "account",
                account.stream().toList(),
                null,
                "provider " + provider.id());
        return account;
    }

    /** An account with this address, which the provider has verified and may vouch for. */
    private Optional<UUID> invited(Provider provider, OidcIdToken token) {
        String email = token.getEmail();
        if (email == null || !Boolean.TRUE.equals(token.getEmailVerified())) {
            return Optional.empty();
        }
        String address = email.strip().toLowerCase(Locale.ROOT);
        if (!provider.domains().contains(address.substring(address.lastIndexOf('@') + 1))) {
            return Optional.empty();
        }
        return jdbc.sql(
                        """
                        select c.account from credential c join account a on a.id = c.account
                        where c.email = :email and (a.status = 'active' or (a.status = 'invited'
                            and exists (select 1 from invitation i where i.account = a.id
                                and i.organisation = :organisation and i.used_at is null and i.expires_at > now())))
                        """)
                .param("email", address)
                .param("organisation", provider.organisation())
                .query(UUID.class)
                .optional();
    }

    private boolean worksThere(UUID account, UUID organisation) {
        return jdbc.sql(
                        """
                        select exists (select 1 from membership m where m.account = :account
                            and m.organisation = :organisation and m.since <= now()
                            and (m.until is null or m.until > now()))
                        """)
                .param("account", account)
                .param("organisation", organisation)
                .query(Boolean.class)
                .single();
    }

    /** From now on the subject counts. False if the account already belongs to another one. */
    private boolean bind(Provider provider, String subject, UUID account) {
        int bound =
                jdbc.sql(
                                """
                                insert into federated_identity (provider, subject, account, since)
                                values (:provider, :subject, :account, :now) on conflict do nothing
                                """)
                        .param("provider", provider.id())
                        .param("subject", subject)
                        .param("account", account)
                        .param("now", now())
                        .update();
        if (bound == 1) {
            jdbc.sql(
                            "update account set status = 'active' where id = :account and status = 'invited'")
                    .param("account", account)
                    .update();
            jdbc.sql(
                            "update invitation set used_at = now() where account = :account and used_at is null")
                    .param("account", account)
                    .update();
        }
        return bound == 1;
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
