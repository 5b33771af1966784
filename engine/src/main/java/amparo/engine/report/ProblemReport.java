package amparo.engine.report;

import amparo.engine.data.DataException;
import amparo.engine.data.JsonWriter;
import amparo.engine.data.Mark;
import java.util.List;

/**
 * Mistakes as JSON: {@code {"error": {"in": ..., "problems": [{"line": ..., "column": ...,
 * "message": ...}]}}}. What has no place has no line and no column.
 */
public final class ProblemReport {
    private ProblemReport() {}

    /**
     * Every mistake that was found.
     *
     * @param in which input was wrong: {@code person}, {@code rulebook}, {@code day} ...
     */
    public static void write(String in, List<DataException> problems, JsonWriter out) {
        out.object().key("error").object().field("in", in).key("problems").array();
        for (DataException problem : problems) {
            out.object();
            if (!problem.at().equals(Mark.NONE)) {
                out.field("line", problem.at().line()).field("column", problem.at().column());
            }
            out.field("message", problem.getMessage()).endObject();
        }
        out.endArray().endObject().endObject();
    }
}
