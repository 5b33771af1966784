package amparo.server.referral;

import amparo.server.directory.Service;
import amparo.server.directory.Services;
import amparo.server.directory.Services.Wanted;
import amparo.server.registry.PersonFacts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Whom to telephone for a person: the urgent lines and telephone trees of the directory. */
@Component
class PhoneTree {

    /**
     * For those who may not know what it is about: the same numbers for every person, so that the
     * numbers tell nothing.
     */
    static final List<String> ANY = List.of("child-protection", "asylum-legal", "medical");

    private static final int MOST = 6;
    private static final int LOOKED = 40;

    private final Services directory;
    private final PersonFacts facts;
    private final ReferralStore store;

    PhoneTree(Services directory, PersonFacts facts, ReferralStore store) {
        this.directory = directory;
        this.facts = facts;
        this.store = store;
    }

    /**
     * Numbers of these kinds of services where the person is: those that were confirmed lately
     * first.
     */
    List<PhoneLine> of(String code, List<String> sectors) {
        String country =
                facts.of(code)
                        .flatMap(all -> Proposals.code(all.facts(), "country_now"))
                        .orElseGet(store::ourCountry);
        Map<UUID, PhoneLine> lines = new LinkedHashMap<>();
        for (String sector : sectors) {
            for (Service one : directory.list(Wanted.of(sector, country), 0, LOOKED)) {
                List<Service.Phone> phones = directory.phones(one.id());
                String urgent = one.urgentLine();
                if (lines.size() < MOST && (urgent != null || !phones.isEmpty())) {
                    lines.putIfAbsent(
                            one.id(),
                            new PhoneLine(
                                    one.name(), one.giver(), urgent == null ? "" : urgent, phones));
                }
            }
        }
        return new ArrayList<>(lines.values());
    }
}
