package amparo.server.platform;

import java.io.Serial;
import java.io.Serializable;

/** What the last act led to: said once, at the top of the next page. Waits in the session. */
public record Flash(Tone tone, String text) implements Serializable {

    @Serial private static final long serialVersionUID = 1L;
}
