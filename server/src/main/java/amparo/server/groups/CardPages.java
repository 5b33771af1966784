package amparo.server.groups;

import amparo.server.audit.AuditLog;
import amparo.server.groups.TravelGroups.Member;
import amparo.server.registry.PersonFiles;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;

/**
 * Cards to hand out: a code, and the same code as a QR picture. No address, no name, no status: who
 * finds or takes a card learns nothing, and the card of a group does not tell how many it is for.
 */
@Controller
@Transactional
class CardPages {

    private final TravelGroups groups;
    private final PersonFiles files;
    private final AuditLog audit;

    CardPages(TravelGroups groups, PersonFiles files, AuditLog audit) {
        this.groups = groups;
        this.files = files;
        this.audit = audit;
    }

    @GetMapping("/persons/{code}/card")
    ModelAndView person(@PathVariable String code) {
        PersonFiles.Ref person = files.reach(code).orElseThrow(NoSuchGroup::new);
        audit.record("print", "person", List.of(person.id()), null, "card");
        return cards(List.of(code), "/persons/" + code);
    }

    @GetMapping("/groups/{code}/card")
    ModelAndView group(@PathVariable String code) {
        if (!groups.isThere(code)) {
            throw new NoSuchGroup();
        }
        return cards(List.of(code), "/groups/" + code);
    }

    /** A card for each, to be cut apart: the group itself gets another card, which says less. */
    @GetMapping("/groups/{code}/cards")
    ModelAndView members(@PathVariable String code) {
        List<Member> members =
                groups.open(code).orElseThrow(NoSuchGroup::new).members().stream()
                        .filter(one -> one.until() == null)
                        .toList();
        List<UUID> persons = members.stream().map(Member::person).toList();
        audit.record("print", "person", persons, null, "card");
        return cards(members.stream().map(Member::code).toList(), "/groups/" + code);
    }

    private static ModelAndView cards(List<String> codes, String back) {
        return new ModelAndView("groups/cards")
                .addObject("back", back)
                .addObject("cards", codes.stream().map(Codes.Card::of).toList());
    }
}
