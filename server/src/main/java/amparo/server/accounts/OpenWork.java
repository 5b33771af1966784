package amparo.server.accounts;

import amparo.server.access.Role;
import java.util.Set;
import java.util.UUID;

/**
 * Work that somebody holds and that must not be left without an owner when they leave. Each module
 * that has such work implements it as a bean. Called inside the transaction of the administrator
 * who acts, who never sees persons: numbers only.
 */
public interface OpenWork {

    /** The kind of work; its texts are {@code open-work.<kind>.one} and {@code .other}. */
    String kind();

    /** How much of it this account holds in the acting organisation. */
    long count(UUID account);

    /** In which roles a colleague can receive it. */
    Set<Role> receivers();

    /**
     * Gives all of it to a colleague who holds one of {@link #receivers()} in the acting
     * organisation.
     */
    void handOver(UUID from, UUID to);
}
