package amparo.server.registry;

/**
 * Told in the same transaction when another file of a person came to be known, or was taken away
 * again: what was worked out from the answers may have changed. Implement it as a bean.
 */
public interface StandingListener {

    /**
     * @param person the file that stands for the person now, with those that it stands for
     */
    void standsAnew(PersonFiles.Ref person);
}
