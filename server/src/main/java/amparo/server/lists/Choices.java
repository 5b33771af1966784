package amparo.server.lists;

import amparo.server.access.Acting;
import amparo.server.access.Actor;
import amparo.server.access.Room;
import amparo.server.accounts.Directory;
import amparo.server.platform.Chip;
import amparo.server.platform.Field;
import amparo.server.platform.Option;
import amparo.server.platform.View;
import amparo.server.registry.PersonFiles;
import amparo.server.registry.Teams;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What a list can be narrowed by, in words. */
@Component
class Choices {

    private final PersonFiles files;
    private final Teams teams;
    private final Directory directory;

    Choices(PersonFiles files, Teams teams, Directory directory) {
        this.files = files;
        this.teams = teams;
        this.directory = directory;
    }

    /**
     * The filters that are chosen, and a few that are often wanted; each link is the list after it.
     */
    List<Chip> chips(View view, Wanted wanted) {
        List<Chip> chips = new ArrayList<>();
        Actor actor = Acting.now();
        boolean frontline = actor.room() == Room.FRONTLINE;
        wanted.facts()
                .forEach((filter, codes) ->
                        codes.forEach(code ->
                                chips.add(
                                        new Chip(
                                                word(view, filter, code),
                                                wanted.toggle(filter, code).address(),
                                                true))));
        if (wanted.site() != null) {
            UUID site = wanted.site();
            chips.add(
                    new Chip(
                            sites().stream()
                                    .filter(one -> one.id().equals(site))
                                    .map(Directory.Site::name)
                                    .findFirst()
                                    .orElse(view.text("lists.site")),
                            wanted.withSite(null).address(),
                            true));
        }
        if (isColleague(wanted)) {
            chips.add(
                    new Chip(
                            teams.colleague(UUID.fromString(wanted.who()))
                                    .map(one -> view.text("lists.with", one.name()))
                                    .orElse(view.text("lists.with-colleague")),
                            wanted.withWho("").address(),
                            true));
        }
        if (wanted.days() == 7 || wanted.days() == 30) {
            chips.add(
                    new Chip(
                            view.text("lists.days." + wanted.days()),
                            wanted.withDays(0).address(),
                            true));
        }
        if (actor.room() == Room.OVERSIGHT) {
            return chips;
        }
        if (frontline) {
            who(view, wanted, Wanted.ME).ifPresent(chips::add);
            who(view, wanted, Wanted.NOBODY).ifPresent(chips::add);
        }
        chips.add(
                new Chip(
                        view.text("lists.child"),
                        wanted.withChild(!wanted.child()).address(),
                        wanted.child()));
        if (wanted.days() == 0 || wanted.days() == 1) {
            chips.add(
                    new Chip(
                            view.text("lists.days.1"),
                            wanted.withDays(wanted.days() == 1 ? 0 : 1).address(),
                            wanted.days() == 1));
        }
        if (frontline) {
            from(view, wanted, "shared").ifPresent(chips::add);
            from(view, wanted, "ours").filter(Chip::chosen).ifPresent(chips::add);
        }
        return chips;
    }

    private static Optional<Chip> who(View view, Wanted wanted, String who) {
        boolean chosen = wanted.who().equals(who);
        return chosen || wanted.who().isEmpty()
                ? Optional.of(
                        new Chip(
                                view.text("lists.who." + who),
                                wanted.withWho(chosen ? "" : who).address(),
                                chosen))
                : Optional.empty();
    }

    private static Optional<Chip> from(View view, Wanted wanted, String from) {
        boolean chosen = wanted.from().equals(from);
        return chosen || wanted.from().isEmpty()
                ? Optional.of(
                        new Chip(
                                view.text("lists.from." + from),
                                wanted.withFrom(chosen ? "" : from).address(),
                                chosen))
                : Optional.empty();
    }

    /** All filters as a form. */
    List<Choice> form(View view, Wanted wanted) {
        List<Choice> form = new ArrayList<>();
        boolean frontline = Acting.now().room() == Room.FRONTLINE;
        Wanted.CODED.forEach((filter, fact) -> {
            List<Option> options = new ArrayList<>(List.of(Option.of("", view.text("lists.any"))));
            options.addAll(codes(view, fact));
            form.add(
                    new Choice(
                            Field.of(filter, view.text("lists.filter." + filter))
                                    .values(
                                            List.copyOf(
                                                    wanted.facts()
                                                            .getOrDefault(
                                                                    filter, java.util.Set.of()))),
                            options));
        });
        if (frontline) {
            Map<String, String> who = new LinkedHashMap<>();
            who.put("", view.text("lists.any"));
            who.put(Wanted.ME, view.text("lists.who.me"));
            who.put(Wanted.NOBODY, view.text("lists.who.nobody"));
            teams.colleagues().forEach(one -> who.put(one.id().toString(), one.name()));
            form.add(choice(view, "who", who, wanted.who()));
        }
        List<Directory.Site> sites = sites();
        if (!sites.isEmpty()) {
            Map<String, String> places = new LinkedHashMap<>();
            places.put("", view.text("lists.any"));
            sites.forEach(one -> places.put(one.id().toString(), one.name()));
            form.add(
                    choice(
                            view,
                            "site",
                            places,
                            wanted.site() == null ? "" : wanted.site().toString()));
        }
        form.add(
                choice(
                        view,
                        "days",
                        spans(view),
                        wanted.days() == 0 ? "" : Integer.toString(wanted.days())));
        form.add(
                choice(
                        view,
                        "age",
                        words("", view.text("lists.any"), "child", view.text("lists.child")),
                        wanted.child() ? "child" : ""));
        if (frontline) {
            form.add(
                    choice(
                            view,
                            "from",
                            words(
                                    "",
                                    view.text("lists.any"),
                                    "ours",
                                    view.text("lists.from.ours"),
                                    "shared",
                                    view.text("lists.from.shared")),
                            wanted.from()));
        }
        form.add(
                choice(
                        view,
                        "order",
                        words(
                                "",
                                view.text("lists.order.newest"),
                                "oldest",
                                view.text("lists.order.oldest")),
                        wanted.oldest() ? "oldest" : ""));
        return form;
    }

    /** What can be chosen of a fact. */
    private List<Option> codes(View view, String fact) {
        return files.options(fact, view);
    }

    private String word(View view, String filter, String code) {
        return codes(view, Wanted.CODED.getOrDefault(filter, filter)).stream()
                .filter(one -> one.value().equals(code))
                .map(Option::label)
                .findFirst()
                .orElse(code);
    }

    private List<Directory.Site> sites() {
        UUID ours = Acting.now().organisation();
        return ours == null || Acting.now().room() == Room.OVERSIGHT
                ? List.of()
                : directory.sites(ours, null, 200);
    }

    private static boolean isColleague(Wanted wanted) {
        return !wanted.who().isEmpty()
                && !wanted.who().equals(Wanted.ME)
                && !wanted.who().equals(Wanted.NOBODY);
    }

    private static Map<String, String> spans(View view) {
        Map<String, String> spans = new LinkedHashMap<>();
        spans.put("", view.text("lists.any"));
        for (int days : List.of(1, 7, 30)) {
            spans.put(Integer.toString(days), view.text("lists.days." + days));
        }
        return spans;
    }

    private static Map<String, String> words(String... pairs) {
        Map<String, String> words = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            words.put(pairs[i], pairs[i + 1]);
        }
        return words;
    }

    private static Choice choice(
            View view, String name, Map<String, String> options, String chosen) {
        return new Choice(
                Field.of(name, view.text("lists.filter." + name)).value(chosen),
                options.entrySet().stream()
                        .map(one -> Option.of(one.getKey(), one.getValue()))
                        .toList());
    }
}
