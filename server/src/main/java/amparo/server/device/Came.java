package amparo.server.device;

import org.jspecify.annotations.Nullable;

/**
 * What became of an item that a device sent.
 *
 * @param id as it was sent
 * @param state SAVED now, THERE since before, REFUSED with a reason, or LATER: not now, send again
 * @param key why, in one word, for which there is a sentence; none where nothing needs to be said
 */
record Came(String id, State state, @Nullable String key) {

    /** How it stands. */
    enum State {
        SAVED("saved"),
        THERE("there"),
        REFUSED("refused"),
        LATER("later");

        private final String word;

        State(String word) {
            this.word = word;
        }

        /** The word on the wire. */
        String word() {
            return word;
        }
    }

    static Came saved(String id) {
        return new Came(id, State.SAVED, null);
    }

    static Came there(String id) {
        return new Came(id, State.THERE, null);
    }

    static Came refused(String id, String key) {
        return new Came(id, State.REFUSED, key);
    }

    static Came later(String id) {
        return new Came(id, State.LATER, null);
    }
}
