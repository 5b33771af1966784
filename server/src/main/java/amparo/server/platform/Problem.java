package amparo.server.platform;

import java.util.ArrayList;
import java.util.List;

/**
 * A mistake in a form, as the summary at the top of the page lists it.
 *
 * @param field the id of the field to mend, see {@link Field#id()}
 * @param text what is wrong and how to mend it
 */
public record Problem(String field, String text) {
    /** The problems of those fields that have one, in their order. */
    public static List<Problem> of(Field... fields) {
        List<Problem> problems = new ArrayList<>();
        for (Field field : fields) {
            String error = field.error();
            if (error != null) {
                problems.add(new Problem(field.id(), error));
            }
        }
        return List.copyOf(problems);
    }
}
