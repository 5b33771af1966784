package amparo.server.practice;

import amparo.server.access.OrganisationKind;
import java.util.function.Function;

/**
 * What an exercise takes over of whoever learns.
 *
 * @param name how the pages call them
 * @param language of the account, by code
 * @param kind of their organisation
 * @param country where it works
 * @param organisation the name of the organisation of an exercise, by its number
 * @param site the name of its site
 */
record Learner(
        String name,
        String language,
        OrganisationKind kind,
        String country,
        Function<String, String> organisation,
        String site) {}
