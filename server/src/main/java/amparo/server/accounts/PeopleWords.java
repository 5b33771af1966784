package amparo.server.accounts;

import amparo.server.access.OrganisationKind;
import amparo.server.access.Role;
import amparo.server.access.Scope;
import amparo.server.platform.Cell;
import amparo.server.platform.Chip;
import amparo.server.platform.Column;
import amparo.server.platform.Option;
import amparo.server.platform.Table;
import amparo.server.platform.Tone;
import amparo.server.platform.View;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** People, roles and sites in words, for the templates. */
public final class PeopleWords {

    private PeopleWords() {}

    /** Roles in their order: "Case worker, Supervisor". */
    public static String roles(View view, List<Role> roles) {
        return String.join(
                ", ", roles.stream().map(role -> view.text("role." + role.code())).toList());
    }

    /** How far somebody reaches: "Sites: Paso Norte, Puente Sur". */
    public static String reach(View view, Duties duties, List<Organisations.Site> sites) {
        String places = places(view, duties, sites);
        String scope = view.text("people.scope." + duties.scope().code());
        return places.isEmpty() ? scope : scope + ": " + places;
    }

    private static String places(View view, Duties duties, List<Organisations.Site> sites) {
        String country = duties.country();
        return switch (duties.scope()) {
            case COUNTRY -> country == null ? "" : Countries.name(country, view.language());
            case SITE ->
                    view.words()
                            .list(
                                    sites.stream()
                                            .filter(site -> duties.sites().contains(site.id()))
                                            .map(Organisations.Site::name)
                                            .toList());
            case ORGANISATION, OWN -> "";
        };
    }

    /** What somebody will see, a sentence each. */
    public static List<String> sees(
            View view,
            Duties duties,
            OrganisationKind kind,
            String organisation,
            List<Organisations.Site> sites) {
        return duties.sees(kind).stream()
                .map(key -> view.text(key, organisation, places(view, duties, sites)))
                .toList();
    }

    /** The list of people. */
    public static Table table(View view, List<Colleague> people, List<Organisations.Site> sites) {
        List<List<Cell>> rows = new ArrayList<>();
        for (Colleague one : people) {
            rows.add(
                    List.of(
                            Cell.open(one.displayName(), "/people/" + one.account()),
                            Cell.words(
                                    one.memberships().isEmpty()
                                            ? view.text("people.none")
                                            : roles(view, one.roles())),
                            Cell.words(
                                    one.memberships().isEmpty()
                                            ? view.text("people.none")
                                            : reach(view, one.duties(), sites)),
                            status(view, one.status())));
        }
        return new Table(
                view.text("people.list"),
                List.of(
                        Column.of(view.text("people.name")),
                        Column.of(view.text("people.roles")),
                        Column.of(view.text("people.scope")),
                        Column.of(view.text("people.status"))),
                rows);
    }

    /** Where somebody stands. */
    public static Cell status(View view, Colleague.Status status) {
        return Cell.status(
                view.text("people.status." + status.code()),
                switch (status) {
                    case ACTIVE -> Tone.DONE;
                    case INVITED -> Tone.DOING;
                    case LEFT -> Tone.CLOSED;
                });
    }

    /** The filters of the list: by status and by role. */
    public static List<Chip> statusChips(
            View view, @Nullable Role role, Colleague.@Nullable Status status) {
        return Arrays.stream(Colleague.Status.values())
                .map(one ->
                        new Chip(
                                view.text("people.status." + one.code()),
                                address(role, status == one ? null : one, null),
                                status == one))
                .toList();
    }

    /** The filters by role. */
    public static List<Chip> roleChips(
            View view,
            List<Role> possible,
            @Nullable Role role,
            Colleague.@Nullable Status status) {
        return possible.stream()
                .map(one ->
                        new Chip(
                                view.text("role." + one.code()),
                                address(role == one ? null : one, status, null),
                                role == one))
                .toList();
    }

    /** The address of the list; names are never in it. */
    public static String address(
            @Nullable Role role, Colleague.@Nullable Status status, @Nullable UUID after) {
        List<String> parts = new ArrayList<>();
        if (role != null) {
            parts.add("role=" + role.code());
        }
        if (status != null) {
            parts.add("status=" + status.code());
        }
        if (after != null) {
            parts.add("after=" + after);
        }
        return parts.isEmpty() ? "/people" : "/people?" + String.join("&", parts);
    }

    /** The roles to choose from, each with what it is for. */
    public static List<Option> roleOptions(View view, OrganisationKind kind) {
        return Separation.possible(kind).stream()
                .map(role ->
                        new Option(
                                role.code(),
                                view.text("role." + role.code()),
                                view.text("people.role." + role.code())))
                .toList();
    }

    /** The scopes to choose from; without sites, only those that need none. */
    public static List<Option> scopeOptions(View view, List<Organisations.Site> sites) {
        return Stream.of(Scope.values())
                .filter(scope ->
                        !sites.isEmpty() || !Set.of(Scope.COUNTRY, Scope.SITE).contains(scope))
                .map(scope ->
                        new Option(
                                scope.code(),
                                view.text("people.scope." + scope.code()),
                                view.text("people.scope-hint." + scope.code())))
                .toList();
    }

    /** The countries in which the organisation has sites. */
    public static List<Option> siteCountries(View view, List<Organisations.Site> sites) {
        return Stream.concat(
                        Stream.of(Option.of("", view.text("people.choose"))),
                        sites.stream()
                                .map(Organisations.Site::country)
                                .distinct()
                                .map(country ->
                                        Option.of(
                                                country, Countries.name(country, view.language()))))
                .toList();
    }

    /** The active sites. */
    public static List<Option> siteOptions(View view, List<Organisations.Site> sites) {
        return sites.stream()
                .filter(Organisations.Site::active)
                .map(site ->
                        new Option(
                                site.id().toString(),
                                site.name(),
                                Countries.name(site.country(), view.language())))
                .toList();
    }

    /** Who can receive the work. */
    public static List<Option> receivers(View view, List<Colleague> people) {
        return Stream.concat(
                        Stream.of(Option.of("", view.text("people.choose"))),
                        people.stream()
                                .map(one ->
                                        Option.of(
                                                one.account().toString(),
                                                one.displayName()
                                                        + " ("
                                                        + roles(view, one.roles())
                                                        + ")")))
                .toList();
    }

    /** Who can receive work of every kind. */
    public static List<Colleague> receiversOfAll(List<Leaving.Held> work) {
        return work.getFirst().receivers().stream()
                .filter(one ->
                        work.stream()
                                .allMatch(held ->
                                        held.receivers().stream()
                                                .anyMatch(other ->
                                                        other.account().equals(one.account()))))
                .toList();
    }

    /** The kinds of organisations. */
    public static List<Option> kinds(View view) {
        return Stream.concat(
                        Stream.of(Option.of("", view.text("people.choose"))),
                        Arrays.stream(OrganisationKind.values())
                                .map(kind ->
                                        Option.of(
                                                kind.code(),
                                                view.text("organisations.kind." + kind.code()))))
                .toList();
    }

    /** All countries, beginning with none. */
    public static List<Option> countries(View view) {
        return Stream.concat(
                        Stream.of(Option.of("", view.text("people.choose"))),
                        Countries.options(view.language()).stream())
                .toList();
    }

    /** The languages in which every page is there. */
    public static List<Option> languages(View view) {
        return view.languages().stream()
                .map(language -> Option.of(language.code(), language.ownName()))
                .toList();
    }

    /** A day. */
    public static String day(View view, @Nullable Instant at) {
        return at == null
                ? view.text("people.never")
                : view.words().date(LocalDate.ofInstant(at, ZoneOffset.UTC));
    }

    /** A day, told from today if it is near. */
    public static String near(View view, Instant at) {
        return view.words().near(LocalDate.ofInstant(at, ZoneOffset.UTC));
    }

    /** The sites of an organisation. */
    public static Table sites(View view, List<Organisations.Site> sites) {
        return new Table(
                view.text("sites.title"),
                List.of(
                        Column.of(view.text("sites.name")),
                        Column.of(view.text("organisations.country")),
                        Column.of(view.text("sites.place")),
                        Column.of(view.text("people.status"))),
                sites.stream()
                        .map(site ->
                                List.of(
                                        Cell.open(site.name(), "/sites/" + site.id()),
                                        Cell.words(Countries.name(site.country(), view.language())),
                                        Cell.words(
                                                site.place() == null
                                                        ? view.text("people.none")
                                                        : site.place()),
                                        onOff(view, site.active())))
                        .toList());
    }

    /** The organisations of the installation. */
    public static Table organisations(View view, List<Organisations.Organisation> all) {
        return new Table(
                view.text("organisations.list"),
                List.of(
                        Column.of(view.text("organisations.name")),
                        Column.of(view.text("organisations.kind")),
                        Column.of(view.text("organisations.country")),
                        Column.of(view.text("people.status"))),
                all.stream()
                        .map(one ->
                                List.of(
                                        Cell.open(one.name(), "/organisations/" + one.id()),
                                        Cell.words(
                                                view.text(
                                                        "organisations.kind." + one.kind().code())),
                                        Cell.words(Countries.name(one.country(), view.language())),
                                        state(view, one)))
                        .toList());
    }

    /** Whether an organisation works. */
    public static Cell state(View view, Organisations.Organisation one) {
        return one.active() && !one.run()
                ? Cell.status(view.text("organisations.waiting"), Tone.DOING)
                : onOff(view, one.active());
    }

    private static Cell onOff(View view, boolean active) {
        return Cell.status(
                view.text(active ? "organisations.active" : "organisations.inactive"),
                active ? Tone.DONE : Tone.CLOSED);
    }
}
