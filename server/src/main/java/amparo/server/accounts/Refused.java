package amparo.server.accounts;

import java.util.Arrays;
import java.util.List;

/**
 * Something that was asked for does not go, for a reason that can be told; the transaction is
 * undone.
 */
final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String field;
    private final String key;
    private final transient List<Object> values;

    /**
     * @param field which field of the form it is about
     * @param key of the text that says why and what to do
     */
    Refused(String field, String key, Object... values) {
        super(key, null, false, false);
        this.field = field;
        this.key = key;
        this.values = List.copyOf(Arrays.asList(values));
    }

    /** Puts the reason into the form that is shown again. */
    Answers into(Answers answers) {
        return answers.fault(field, key, values.toArray());
    }
}
