package amparo.server.referral;

import amparo.server.directory.Service.Phone;
import java.util.List;

/**
 * A service with its numbers.
 *
 * @param urgent the urgent line; empty: none
 */
public record PhoneLine(String name, String giver, String urgent, List<Phone> phones) {
    public PhoneLine {
        phones = List.copyOf(phones);
    }
}
