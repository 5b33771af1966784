package amparo.server.accounts;

import java.io.Serial;
import java.io.Serializable;
import java.security.Principal;
import java.time.Instant;
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
 */
public record SignedIn(
        UUID account,
        Set<Factor> factors,
        Instant since,
        @Nullable UUID organisation,
        @Nullable String room)
        implements Principal, Serializable {

    @Serial private static final long serialVersionUID = 1L;

    /** A proof of who somebody is. */
    public enum Factor {
        PASSWORD,
        TOTP,
        PASSKEY,
        /** An agency's own sign-in, which answers for its factors. */
        FEDERATED
    }

    public SignedIn {
        factors = Set.copyOf(factors);
    }

    /** By one proof, now. */
    static SignedIn by(UUID account, Factor factor, Instant now) {
        return new SignedIn(account, Set.of(factor), now, null, null);
    }

    /** Whether two things were proved, or one that counts for two. */
    public boolean strong() {
        return factors.contains(Factor.TOTP)
                || factors.contains(Factor.PASSKEY)
                || factors.contains(Factor.FEDERATED);
    }

    /** The account's id: the index of the sessions by account. */
    @Override
    public String getName() {
        return account.toString();
    }

    /** The same with one proof more. */
    public SignedIn with(Factor factor) {
        java.util.EnumSet<Factor> more = java.util.EnumSet.of(factor);
        more.addAll(factors);
        return new SignedIn(account, more, since, organisation, room);
    }

    /** The same, working elsewhere. */
    public SignedIn at(UUID newOrganisation, String newRoom) {
        return new SignedIn(account, factors, since, newOrganisation, newRoom);
    }
}
