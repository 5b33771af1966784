package amparo.server.registry;

import amparo.server.platform.View;
import java.util.function.Function;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;

/** The doors of a person: what the rulebook says of what is known now. */
@Controller
class DoorPages {

    private final Persons persons;
    private final PersonHeads heads;
    private final PersonFacts personFacts;
    private final LoadedRulebook rulebook;
    private final Facts facts;
    private final RememberedFindings remembered;

    DoorPages(
            Persons persons,
            PersonHeads heads,
            PersonFacts personFacts,
            LoadedRulebook rulebook,
            Facts facts,
            RememberedFindings remembered) {
        this.remembered = remembered;
        this.persons = persons;
        this.heads = heads;
        this.personFacts = personFacts;
        this.rulebook = rulebook;
        this.facts = facts;
    }

    @GetMapping("/persons/{code}/doors")
    ModelAndView doors(@PathVariable String code) {
        Persons.Opened opened = persons.open(code);
        PersonFacts.Assembled person = personFacts.of(opened.said());
        ModelAndView page = new ModelAndView("registry/doors");
        page.addObject("head", heads.of(opened, PersonTabs.DOORS));
        page.addObject("code", opened.person().code());
        Function<View, Doors> doors =
                view ->
                        remembered.with(
                                RememberedFindings.key(opened.person().code()),
                                person,
                                findings -> Doors.of(findings, view.language().code()));
        page.addObject("doors", doors);
        page.addObject("notUnderstood", person.notUnderstood());
        Function<View, Function<String, String>> names =
                view -> fact -> facts.get(fact).shortly(view);
        page.addObject("names", names);
        page.addObject("mayRecord", opened.may().record());
        page.addObject("day", person.day());
        page.addObject("version", rulebook.book().version());
        return page;
    }
}
