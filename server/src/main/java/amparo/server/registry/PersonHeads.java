package amparo.server.registry;

import amparo.server.access.Acting;
import amparo.server.access.Actor;
import amparo.server.access.RouteWalls;
import amparo.server.platform.Pill;
import amparo.server.platform.Tone;
import amparo.server.platform.View;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The head that every page about a person begins with: who it is, how to reach them safely, what
 * comes next, and the tabs. Pages of other modules show it with {@code registry/head.jte}.
 */
@Service
public class PersonHeads {

    private final Persons persons;
    private final Facts facts;
    private final RouteWalls walls;
    private final ObjectProvider<PersonTab> tabs;
    private final ObjectProvider<NextStep> steps;
    private final EndingShares ending;
    private final Clock clock;

    PersonHeads(
            Persons persons,
            Facts facts,
            RouteWalls walls,
            ObjectProvider<PersonTab> tabs,
            ObjectProvider<NextStep> steps,
            EndingShares ending,
            Clock clock) {
        this.persons = persons;
        this.facts = facts;
        this.walls = walls;
        this.tabs = tabs;
        this.steps = steps;
        this.ending = ending;
        this.clock = clock;
    }

    /** A line under the name: what it is, and what it says. */
    public record Line(String label, String text) {}

    /** One of the tabs. */
    public record Place(String label, String href, boolean current) {}

    /**
     * The head of a person's pages.
     *
     * @param photo whether there is one to show
     * @param erased when the values were erased; none: they are there
     */
    public record Head(
            String code,
            @Nullable LocalDate erased,
            boolean photo,
            Function<View, String> name,
            Function<View, List<Line>> lines,
            Function<View, List<Pill>> pills,
            NextStep.@Nullable Step next,
            Function<View, List<Place>> places) {}

    /**
     * The head for the person with this code, for whoever acts; empty if there is none in reach.
     *
     * @param tab the key of the tab that is open
     */
    @Transactional
    public Optional<Head> of(String code, String tab) {
        try {
            return Optional.of(of(persons.open(code), tab));
        } catch (NoSuchPerson none) {
            return Optional.empty();
        }
    }

    /** The same for a file that was opened already; in the transaction that opened it. */
    @Transactional
    Head of(Persons.Opened opened, String tab) {
        PersonStore.Person person = opened.person();
        Standing standing = Standing.of(opened.said());
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        AnswerStore.Said photo = standing.fact(Facts.PHOTO);
        List<PersonTab> open =
                open(person.code()).stream()
                        .filter(one -> !one.key().equals(PersonTabs.TRACE) || opened.mayTrace())
                        .toList();
        return new Head(
                person.code(),
                person.erasedAt() == null ? null : person.erasedAt().toLocalDate(),
                photo != null
                        && !photo.value().equals(Values.NOT_SAID)
                        && mayOpen("/persons/" + person.code() + "/photo"),
                view -> name(view, standing),
                view -> lines(view, standing, today),
                view -> pills(view, opened, standing, today),
                person.erasedAt() == null ? next(person, opened, standing) : null,
                view ->
                        open.stream()
                                .map(one ->
                                        new Place(
                                                view.text("person-tab." + one.key()),
                                                one.address(person.code()),
                                                one.key().equals(tab)))
                                .toList());
    }

    private List<PersonTab> open(String code) {
        Actor actor = Acting.now();
        return tabs.stream()
                .filter(one -> one.opensFor(actor) && mayOpen(one.address(code)))
                .sorted(Comparator.comparing(PersonTab::position).thenComparing(PersonTab::key))
                .toList();
    }

    /** No link leads to a closed door. */
    private boolean mayOpen(String address) {
        return walls.decide("GET", address, true, Acting.now()) == RouteWalls.Decision.ADMITTED;
    }

    private String name(View view, Standing standing) {
        AnswerStore.Said name = standing.fact(Facts.NAME);
        return name == null
                ? view.text("registry.no-name")
                : Values.words(facts.get(Facts.NAME), name.value(), view);
    }

    private List<Line> lines(View view, Standing standing, LocalDate today) {
        List<Line> lines = new ArrayList<>();
        Ages.words(view, standing, today)
                .ifPresent(age -> lines.add(new Line(view.text("registry.fact.age"), age)));
        for (String name :
                List.of("nationality", "languages", Facts.SAFE_CONTACT, Facts.SAFE_TIMES)) {
            AnswerStore.Said said = standing.fact(name);
            if (said != null) {
                Facts.Known fact = facts.get(name);
                lines.add(new Line(fact.shortly(view), Values.words(fact, said.value(), view)));
            }
        }
        return lines;
    }

    private List<Pill> pills(View view, Persons.Opened opened, Standing standing, LocalDate today) {
        List<Pill> pills = new ArrayList<>();
        if (opened.person().erasedAt() != null) {
            pills.add(new Pill(view.text("registry.pill.erased"), Tone.CLOSED));
            return pills;
        }
        if (Ages.mayBeChild(standing, today)) {
            pills.add(new Pill(view.text("registry.pill.child"), Tone.ATTENTION));
        }
        if (opened.person().ties().emergency()) {
            pills.add(new Pill(view.text("registry.why.emergency"), Tone.ATTENTION));
        }
        if (opened.person().ties().assigned()) {
            pills.add(new Pill(view.text("registry.why.assigned"), Tone.DOING));
        }
        if (!opened.ours()) {
            pills.add(shared(view, opened, today));
        }
        return pills;
    }

    /** With the day on which the last of it ends: in every tab, and early enough. */
    private Pill shared(View view, Persons.Opened opened, LocalDate today) {
        Optional<LocalDate> until =
                opened.shares().stream()
                        .filter(one -> one.organisation().equals(Acting.now().organisation()))
                        .map(one -> EndingShares.lastDay(one.until()))
                        .max(Comparator.naturalOrder());
        return until.map(day ->
                        new Pill(
                                view.text("registry.why.shared-until", view.words().date(day)),
                                day.isAfter(today.plusDays(ending.days()))
                                        ? Tone.NEUTRAL
                                        : Tone.ATTENTION))
                .orElseGet(() -> new Pill(view.text("registry.why.shared"), Tone.NEUTRAL));
    }

    /** The most urgent step of all modules; otherwise what is missing to work with the person. */
    private NextStep.@Nullable Step next(
            PersonStore.Person person, Persons.Opened opened, Standing standing) {
        Optional<NextStep.Step> urgent =
                steps.stream()
                        .flatMap(one -> one.of(person.reference()).stream())
                        .filter(one -> mayOpen(path(one.address())))
                        .min(Comparator.comparingInt(NextStep.Step::urgency));
        if (urgent.isPresent()) {
            return urgent.get();
        }
        if (!opened.may().record()) {
            return null;
        }
        for (String name : List.of("languages", Facts.SAFE_CONTACT, "nationality", "country_now")) {
            if (standing.fact(name) == null) {
                return new NextStep.Step(
                        90,
                        "registry.next." + name,
                        List.of(),
                        "/persons/" + person.code() + "/answers/new?fact=" + name,
                        "registry.next-go");
            }
        }
        if (standing.fact("birth_date") == null && standing.fact("age") == null) {
            return new NextStep.Step(
                    90,
                    "registry.next.age",
                    List.of(),
                    "/persons/" + person.code() + "/answers/new?fact=age",
                    "registry.next-go");
        }
        return null;
    }

    private static String path(String address) {
        int query = address.indexOf('?');
        return query < 0 ? address : address.substring(0, query);
    }
}
