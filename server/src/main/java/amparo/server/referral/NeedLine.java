package amparo.server.referral;

import amparo.server.platform.Option;
import java.util.List;

/** A need with its links, in words that may be read over a shoulder. */
public record NeedLine(String label, String urgency, List<Option> links) {
    public NeedLine {
        links = List.copyOf(links);
    }
}
