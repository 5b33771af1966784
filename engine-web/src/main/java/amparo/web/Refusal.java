package amparo.web;

import amparo.engine.data.DataException;
import amparo.engine.data.Mark;
import java.util.List;

/** One of the inputs cannot be used. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    final transient String in;
    final transient List<DataException> problems;

    Refusal(String in, List<DataException> problems) {
        super(in);
        this.in = in;
        this.problems = problems;
    }

    Refusal(String in, String message) {
        this(in, List.of(new DataException(Mark.NONE, message)));
    }
}
