package amparo.server.device;

import org.jspecify.annotations.Nullable;

/**
 * What became of an item that a device sent.
 *
 * @param id as it was sent
 * @param state SAVED now, THERE since before, REFUSED with a reason, or LATER: not now, send again
 * @param key of the sentence that says why; none where nothing needs to be said. The key with
 *     {@code -now} at its end says what to do
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
