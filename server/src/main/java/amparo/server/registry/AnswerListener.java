package amparo.server.registry;

/**
 * Told of each answer in the transaction that writes it down, so that what another module derives
 * from answers (the index of the search) is never without them: implement it as a bean.
 */
public interface AnswerListener {

    /** The answer was written down for this person. */
    void recorded(PersonFiles.Ref person, PersonFiles.Told answer);
}
