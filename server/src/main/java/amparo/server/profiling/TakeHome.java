package amparo.server.profiling;

import com.google.zxing.common.BitMatrix;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands on the sheet to take home; nothing in it tells who holds it.
 *
 * @param byWord titles of doors that by themselves tell what somebody went through: they are told
 *     and not printed
 */
public record TakeHome(
        boolean ownCountry,
        List<Door> asylum,
        List<Door> met,
        List<Door> open,
        List<Door> notNow,
        List<String> byWord) {

    static final TakeHome EMPTY =
            new TakeHome(false, List.of(), List.of(), List.of(), List.of(), List.of());

    /**
     * A door.
     *
     * @param picture the address of its law or programme as a QR code
     */
    public record Door(
            String title,
            String summary,
            String apply,
            boolean endsAsylum,
            @Nullable BitMatrix picture) {}
}
