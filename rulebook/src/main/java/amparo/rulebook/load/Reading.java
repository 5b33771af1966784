package amparo.rulebook.load;

import amparo.engine.data.Data;
import amparo.engine.data.Mark;
import amparo.rulebook.source.Report;
import amparo.rulebook.source.SourceFile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One file being read: where mistakes in it go. */
record Reading(SourceFile file, Report report, Languages languages) {
    void error(Mark at, String message, String cure) {
        report.error(file, at, message, cure);
    }

    void warning(Mark at, String message, String cure) {
        report.warning(file, at, message, cure);
    }

    /** The fields of a mapping; null after reporting that it is none. */
    @Nullable FieldReader fields(Data data, List<String> keys, String what) {
        if (data instanceof Data.Fields fields) {
            return new FieldReader(this, fields, keys, what);
        }
        error(data.at(), what + " is a mapping with keys such as '" + keys.get(0) + ":'", "");
        return null;
    }
}
