package amparo.server.groups;

import amparo.server.platform.CodeAddress;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The code of a group, typed from its card. */
@Component
class GroupCodes implements CodeAddress {

    private final TravelGroups groups;

    GroupCodes(TravelGroups groups) {
        this.groups = groups;
    }

    @Override
    public Optional<String> address(String typed) {
        String code = typed.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
        return TravelGroups.isCode(code) && groups.isInReach(code)
                ? Optional.of("/groups/" + code)
                : Optional.empty();
    }
}
