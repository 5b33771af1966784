package amparo.server.lists;

import amparo.server.platform.Field;
import amparo.server.platform.Option;
import java.util.List;

/** One filter of the form: what it is called, and what can be chosen. */
public record Choice(Field field, List<Option> options) {
    public Choice {
        options = List.copyOf(options);
    }
}
