package amparo.server.registry;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What should be done next for a person, as one module sees it: implement it as a bean. The most
 * urgent of all stands on top of the person's page, in plain words and with its button.
 */
public interface NextStep {

    /**
     * @param urgency 0 is at once, 100 is whenever there is time
     * @param text key of the sentence
     * @param values for its placeholders
     * @param address where it is done
     * @param verb key of the button
     */
    record Step(int urgency, String text, List<Object> values, String address, String verb) {}

    /** The step for this person; called in the transaction that opens the page. */
    Optional<Step> of(PersonFiles.Ref person);

    /**
     * The steps of many persons, for the lines of a list: in one statement, or not at all.
     *
     * @return by the id of the person; who has none is not there
     */
    default Map<UUID, Step> of(List<PersonFiles.Ref> persons) {
        return Map.of();
    }
}
