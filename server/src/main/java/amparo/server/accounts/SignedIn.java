package amparo.server.accounts;

import java.io.Serial;
import java.io.Serializable;
import java.security.Principal;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who signed in, as the session remembers it. What the account may do is not in here: it is read
 * anew for every request, so that a role that is taken away is gone at once.
 *
 * @param account who
 * @param factors how it was proved
 * @param since when; a session older than {@code credential.sessions_from} has ended
 * @param organisation in whose name the account works at the moment; none before that was chosen
 * @param room on which side of the walls, by code
 * @param onlyOrganisation the one organisation that this session can act for: an agency that
 *     answers for who somebody is opens its own doors only
 */
public record SignedIn(
        UUID account,
        Set<Factor> factors,
        Instant since,
        @Nullable UUID organisation,
        @Nullable String room,
        @Nullable UUID onlyOrganisation)
        implements Principal, Serializable {

    @Serial private static final long serialVersionUID = 2L;

    /** A proof of who somebody is. */
    public enum Factor {
        PASSWORD,
        TOTP,
        /** With user verification on the device: counts for two. */
        PASSKEY,
        /** An agency's own sign-in; how strong it was, nobody said. */
        FEDERATED,
        /** An agency's own sign-in, which vouched for two factors. */
        FEDERATED_STRONG
    }

    public SignedIn {
        factors = Set.copyOf(factors);
    }

    /** By one proof, now. */
    static SignedIn by(UUID account, Factor factor, Instant now) {
        return new SignedIn(account, Set.of(factor), now, null, null, null);
    }

    /** Whether two things were proved, or one that counts for two. */
    public boolean strong() {
        return factors.contains(Factor.TOTP)
                || factors.contains(Factor.PASSKEY)
                || factors.contains(Factor.FEDERATED_STRONG);
    }

    /** The account's id: the index of the sessions by account. */
    @Override
    public String getName() {
        return account.toString();
    }

    /** The same with one proof more. */
    public SignedIn with(Factor factor) {
        EnumSet<Factor> more = EnumSet.of(factor);
        more.addAll(factors);
        return new SignedIn(account, more, since, organisation, room, onlyOrganisation);
    }

    /** The same, working elsewhere. */
    public SignedIn at(UUID newOrganisation, String newRoom) {
        return new SignedIn(account, factors, since, newOrganisation, newRoom, onlyOrganisation);
    }

    /** The same, able to act for one organisation only. */
    SignedIn only(UUID organisationOfProvider) {
        return new SignedIn(account, factors, since, organisation, room, organisationOfProvider);
    }

    /** The same, begun at this moment: everything of earlier has just been ended. */
    SignedIn from(Instant now) {
        return new SignedIn(account, factors, now, organisation, room, onlyOrganisation);
    }
}
