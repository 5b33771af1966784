package amparo.server.cases;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where a page of a list that is sorted by a day begins: that day and the id of the last one. */
record Keys(@Nullable LocalDate day, @Nullable UUID id) {

    static final Keys START = new Keys(null, null);

    /** As it stands in addresses; what is none begins at the start. */
    static Keys of(@Nullable String text) {
        try {
            return text == null || text.length() != 47
                    ? START
                    : new Keys(
                            LocalDate.parse(text.substring(0, 10)),
                            UUID.fromString(text.substring(11)));
        } catch (DateTimeException | IllegalArgumentException none) {
            return START;
        }
    }

    static String text(LocalDate day, UUID id) {
        return day + "_" + id;
    }
}
