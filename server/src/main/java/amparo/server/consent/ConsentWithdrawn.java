package amparo.server.consent;

import amparo.server.registry.PersonFiles;

/**
 * Told of each withdrawal in the transaction that records it, so that what rests on the consent
 * ends with it: implement it as a bean. Shares end by themselves.
 */
public interface ConsentWithdrawn {

    /** The person took this consent back, given to the organisation that acts. */
    void withdrawn(PersonFiles.Ref person, Purpose purpose);
}
