package amparo.server.accounts;

import amparo.server.platform.Language;

/**
 * A way to send links to people, for example by e-mail. None is assumed: links are shown once, to
 * be handed over. Implement it as a bean to have them sent as well.
 */
public interface Notices {

    /** Why somebody gets a link. */
    enum Purpose {
        INVITATION,
        PASSWORD,
        SECOND_FACTOR
    }

    /**
     * Sends a link. Called after the link was made and stored.
     *
     * @param email to whom
     * @param link the whole address; whoever has it can use it
     * @return whether it went out; the page says so
     */
    boolean send(Purpose purpose, String email, Language language, String link);
}
