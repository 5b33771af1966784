package amparo.server.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import amparo.server.access.OrganisationKind;
import amparo.server.access.Role;
import amparo.server.accounts.Caller.Answer;
import amparo.server.platform.Ids;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a provider that the test runs itself. */
@Tag("database")
@Tag("door")
class FederationTest {

    private static final UUID AGENCY = Ids.next();

    @TempDir static Path folder;

    private static OidcProvider provider;
    private static Door door;

    @BeforeAll
    static void start() throws Exception {
        provider = new OidcProvider();
        Files.writeString(folder.resolve("secret"), OidcProvider.SECRET);
        Path file =
                Files.writeString(
                        folder.resolve("providers.yaml"),
                        """
                        providers:
                          - id: agency
                            name: The Agency
                            issuer: %1$s
                            client-id: %2$s
                            client-secret-file: secret
                            organisation: %3$s
                            email-domains: [example.org]
                            strong: {amr: [mfa, hwk]}
                          - id: silent
                            name: Nobody There
                            issuer: http://localhost:9
                            client-id: x
                            client-secret-file: secret
                            organisation: %3$s
                            email-domains: [example.org]
                        """
                                .formatted(provider.issuer(), OidcProvider.CLIENT, AGENCY));
        // The second one is down, and the server starts all the same.
        door = Door.open(0, Map.of("amparo.sign-in.providers", file.toString()));
        door.sql(
                "insert into amparo.organisation (id, kind, name, country) values (?, ?, 'The Agency', 'CHE')",
                AGENCY,
                OrganisationKind.UN_AGENCY.code());
    }

    @AfterAll
    static void stop() {
        door.close();
        provider.close();
    }

    @BeforeEach
    void honest() {
        door.sql("delete from amparo.sign_in_attempt");
        provider.subject = "subject-" + Ids.next();
        provider.verified = true;
        provider.methods = List.of("pwd", "mfa");
        provider.signWithAnotherKey = false;
        provider.lie = claims -> {};
    }

    private Door.Worker colleague(Role role) {
        Door.Worker worker = door.worker();
        door.role(worker.account(), AGENCY, role);
        provider.email = worker.email();
        return worker;
    }

    private static Answer comeBack(Caller caller) {
        Answer going = caller.get("/sign-in/with/agency");
        assertThat(going.location()).startsWith(provider.issuer() + "/authorize?");
        return comeBack(caller, provider.consent(going.location()));
    }

    private static Answer comeBack(Caller caller, Map<String, String> brought) {
        StringBuilder query = new StringBuilder();
        brought.forEach((name, value) ->
                query.append(query.isEmpty() ? "?" : "&")
                        .append(name)
                        .append('=')
                        .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        return caller.get("/sign-in/from/agency" + query);
    }

    private static void assertRefused(Caller caller, Answer answer) {
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("did not open Amparo");
        assertThat(caller.get("/").path()).startsWith("/sign-in");
    }

    static Stream<Consumer<com.nimbusds.jwt.JWTClaimsSet.Builder>> lies() {
        return Stream.of(
                claims -> claims.claim("nonce", "another"),
                claims -> claims.claim("nonce", null),
                claims -> claims.audience("somebody-else"),
                claims -> claims.audience(List.of(OidcProvider.CLIENT, "other")),
                claims -> claims.expirationTime(Date.from(Instant.now().minusSeconds(600))),
                claims -> claims.issueTime(Date.from(Instant.now().plusSeconds(3600))),
                claims -> claims.issuer("http://localhost:1"),
                claims -> claims.claim("sub", null),
                claims -> claims.claim("email", null),
                claims -> claims.claim("email_verified", false),
                claims -> claims.claim("email_verified", null),
                claims -> claims.claim("email", "nobody@example.org"),
                claims -> claims.claim("email", "boss@other.example"));
    }

    @ParameterizedTest
    @MethodSource("lies")
    void whateverIsNotRightOpensNothing(Consumer<com.nimbusds.jwt.JWTClaimsSet.Builder> lie) {
        colleague(Role.CASE_WORKER);
        provider.lie = lie;
        Caller caller = new Caller(door);
        assertRefused(caller, comeBack(caller));
    }

    @Test
    void aTokenThatSomebodyElseSignedOpensNothing() {
        colleague(Role.CASE_WORKER);
        provider.signWithAnotherKey = true;
        Caller caller = new Caller(door);
        assertRefused(caller, comeBack(caller));
    }

    @Test
    void aStateThatIsMissingWrongForeignOrUsedOpensNothing() {
        colleague(Role.CASE_WORKER);
        Caller caller = new Caller(door);
        Map<String, String> brought =
                provider.consent(caller.get("/sign-in/with/agency").location());
        assertRefused(caller, comeBack(caller, Map.of("code", brought.get("code"))));
        assertRefused(
                caller, comeBack(caller, Map.of("code", brought.get("code"), "state", "wrong")));
        // Another browser, into which somebody put the link.
        Caller victim = new Caller(door);
        victim.get("/sign-in");
        assertRefused(victim, comeBack(victim, brought));
        assertThat(comeBack(caller, brought).path()).isEqualTo("/");
        Caller again = new Caller(door);
        assertRefused(again, comeBack(again, brought));
    }

    @Test
    void thePersonWhoSaysNoThereIsNotSignedInHere() {
        Caller caller = new Caller(door);
        Map<String, String> brought =
                provider.consent(caller.get("/sign-in/with/agency").location());
        assertRefused(
                caller,
                comeBack(caller, Map.of("error", "access_denied", "state", brought.get("state"))));
    }

    @Test
    void whoIsDeactivatedOrWorksElsewhereDoesNotEnter() {
        Door.Worker gone = colleague(Role.CASE_WORKER);
        door.sql("update amparo.account set status = 'deactivated' where id = ?", gone.account());
        Caller caller = new Caller(door);
        assertRefused(caller, comeBack(caller));
        Door.Worker elsewhere = door.worker(Role.CASE_WORKER);
        provider.email = elsewhere.email();
        Caller other = new Caller(door);
        assertRefused(other, comeBack(other));
    }

    @Test
    void aStrongSignInThereIsEnoughForEveryRoleHere() {
        Door.Worker worker = colleague(Role.CASE_WORKER);
        Caller caller = new Caller(door);
        caller.get("/sign-in");
        String before = caller.session();
        assertThat(comeBack(caller).path()).isEqualTo("/");
        assertThat(caller.get("/").status()).isEqualTo(200);
        assertThat(caller.session()).isNotEqualTo(before);
        assertThat(
                        door.one(
                                "select provider from amparo.federated_identity where account = ?",
                                worker.account()))
                .isEqualTo("agency");
        // The subject counts from now on, not the address.
        provider.email = "renamed@example.org";
        assertThat(comeBack(new Caller(door)).path()).isEqualTo("/");
    }

    @Test
    void aWeakSignInThereStillAsksForTheSecondFactorHere() {
        Door.Worker worker = colleague(Role.CASE_WORKER);
        byte[] secret = door.app(worker);
        provider.methods = List.of("pwd");
        Caller caller = new Caller(door);
        assertThat(comeBack(caller).path()).isEqualTo("/second-factor");
        assertThat(caller.get("/").path()).isEqualTo("/second-factor");
        assertThat(caller.code(Totp.code(secret, door.clock.instant())).path()).isEqualTo("/");
        assertThat(caller.get("/").status()).isEqualTo(200);
    }

    @Test
    void anAddressThatWasGivenToSomebodyElseDoesNotOpenTheOldAccount() {
        colleague(Role.CASE_WORKER);
        assertThat(comeBack(new Caller(door)).path()).isEqualTo("/");
        provider.subject = "the successor";
        Caller successor = new Caller(door);
        assertRefused(successor, comeBack(successor));
    }

    @Test
    void theProviderOpensTheDoorsOfItsOwnOrganisationOnly() {
        Door.Worker worker = colleague(Role.CASE_WORKER);
        UUID other = door.organisation(OrganisationKind.NGO);
        door.role(worker.account(), other, Role.CASE_WORKER);
        Caller caller = new Caller(door);
        comeBack(caller);
        caller.get("/account");
        assertThat(caller.post("/working-as", "membership", other + ":frontline").status())
                .isEqualTo(404);
        assertThat(caller.get("/account").body()).doesNotContain("House " + other);
    }

    @Test
    void whoWasInvitedComesInWithoutAPasswordWhileTheInvitationHolds() {
        Door.Worker worker = colleague(Role.REGISTRAR);
        door.sql("update amparo.account set status = 'invited' where id = ?", worker.account());
        Caller early = new Caller(door);
        assertRefused(early, comeBack(early));
        door.sql(
                "insert into amparo.invitation (id, token_hash, organisation, account, expires_at) values (?, ?, ?, ?, now() + interval '1 day')",
                Ids.next(),
                FirstSteps.hash("t" + worker.account()),
                AGENCY,
                worker.account());
        assertThat(comeBack(new Caller(door)).path()).isEqualTo("/");
        assertThat(
                        door.one(
                                "select used_at is not null from amparo.invitation where account = ?",
                                worker.account()))
                .isEqualTo("t");
    }

    @Test
    void aProviderThatIsDownIsToldAndStopsNothing() {
        Caller caller = new Caller(door);
        assertThat(caller.get("/sign-in").body())
                .contains("Sign in with The Agency")
                .contains("Sign in with Nobody There");
        Answer answer = caller.get("/sign-in/with/silent");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("does not answer now");
        assertThat(caller.get("/sign-in/with/unknown").status()).isEqualTo(404);
    }

    @Test
    void thereIsNoButtonWhereNoProviderIsConfigured() {
        assertThat(new Caller(Door.open()).get("/sign-in").body()).doesNotContain("/sign-in/with/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "providers: [{id: a}]",
                "providers: [{id: A b, name: x, issuer: 'https://x', client-id: x, client-secret-file: secret, organisation: 019a0000-0000-7000-8000-000000000000, email-domains: [x.org]}]",
                "providers: [{id: a, name: x, issuer: 'http://x.org', client-id: x, client-secret-file: secret, organisation: 019a0000-0000-7000-8000-000000000000, email-domains: [x.org]}]",
                "providers: [{id: a, name: x, issuer: 'https://x', client-id: x, client-secret-file: secret, organisation: 019a0000-0000-7000-8000-000000000000, email-domains: []}]",
                "providers: [{id: a, name: x, issuer: 'https://x', client-id: x, client-secret-file: none, organisation: 019a0000-0000-7000-8000-000000000000, email-domains: [x.org]}]",
                "providers: [{id: a, name: x, issuer: 'https://x', client-id: x, client-secret-file: secret, organisation: 019a0000-0000-7000-8000-000000000000, email-domains: [x.org], strong: perhaps}]",
                "providers: [{id: a, name: x, issuer: 'https://x', client-id: x, client-secret-file: secret, organisation: 019a0000-0000-7000-8000-000000000000, email-domains: [x.org], secret: y}]"
            })
    void aMistakeInTheFileIsSaid(String yaml) throws IOException {
        Path file = Files.writeString(folder.resolve("wrong.yaml"), yaml);
        assertThatThrownBy(() -> ProviderFile.read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("wrong.yaml: ")
                .hasMessageNotContaining(OidcProvider.SECRET);
    }
}
