package amparo.server.platform;

import java.util.List;

/** A module that has queues gives the start page their cards: implement it as a bean. */
public interface HomeCards {

    /**
     * The cards for whoever acts; none where they have no queue.
     *
     * @param texts for the labels, in {@code language}
     */
    List<Card> cards(Texts texts, Language language);
}
