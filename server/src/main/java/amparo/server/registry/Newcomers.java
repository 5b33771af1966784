package amparo.server.registry;

import amparo.server.access.Acting;
import amparo.server.access.Actor;
import amparo.server.access.Policy;
import amparo.server.access.Room;
import amparo.server.audit.AuditLog;
import amparo.server.platform.Ids;
import amparo.server.registry.PersonFiles.Clocked;
import amparo.server.registry.PersonFiles.Newcomer;
import amparo.server.registry.PersonFiles.Ref;
import amparo.server.registry.PersonFiles.Told;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Makes the files of several persons at once: one statement for all persons, one for all answers,
 * so that the walls are asked once and not for every row.
 */
@Component
class Newcomers {

    /** An entry of the audit has no room for more. */
    private static final int LONGEST_DETAIL = 400;

    private final JdbcClient jdbc;
    private final Facts facts;
    private final ObjectProvider<AnswerListener> listeners;
    private final AuditLog audit;

    Newcomers(
            JdbcClient jdbc,
            Facts facts,
            ObjectProvider<AnswerListener> listeners,
            AuditLog audit) {
        this.jdbc = jdbc;
        this.facts = facts;
        this.listeners = listeners;
        this.audit = audit;
    }

    /** The files in the order of the persons; who is there already stays as they are. */
    List<Ref> enter(List<Newcomer> all) {
        Actor actor = Acting.now();
        if (!Policy.mayEnter(actor)) {
            throw new NoSuchPerson();
        }
        Map<UUID, String> codes = persons(all, actor);
        List<Newcomer> fresh = all.stream().filter(one -> codes.containsKey(one.id())).toList();
        if (!fresh.isEmpty()) {
            answers(fresh, codes, actor);
            assign(fresh, actor);
        }
        if (fresh.size() < all.size()) {
            codes.putAll(codes(all));
        }
        UUID organisation = actor.requireOrganisation();
        return all.stream()
                .map(one ->
                        new Ref(
                                one.id(),
                                Optional.ofNullable(codes.get(one.id()))
                                        .orElseThrow(NoSuchPerson::new),
                                organisation))
                .toList();
    }

    private Map<UUID, String> codes(List<Newcomer> of) {
        Map<UUID, String> codes = new HashMap<>();
        jdbc.sql("select id, code from person where id = any (:ids)")
                .param("ids", array(of, Newcomer::id))
                .query(row -> {
                    codes.put(row.getObject("id", UUID.class), row.getString("code"));
                });
        return codes;
    }

    /** Makes those who are not there, and gives their codes. */
    private Map<UUID, String> persons(List<Newcomer> all, Actor actor) {
        Map<UUID, String> codes = new HashMap<>();
        UUID site = actor.sites().size() == 1 ? actor.sites().iterator().next() : null;
        jdbc.sql(
                        """
                        insert into person (id, code, organisation, site, entered_by, entered_room)
                        select new.id, new.code, :organisation, :site::uuid, :account, :room
                        from unnest(:ids::uuid[], :codes::text[]) as new (id, code) on conflict (id) do nothing
                        returning id, code
                        """)
                .param("ids", array(all, Newcomer::id))
                .param("codes", words(all, Newcomer::code))
                .param("organisation", actor.requireOrganisation())
                .param("site", site)
                .param("account", actor.requireAccount())
                .param("room", actor.room().code())
                .query(row -> {
                    codes.put(row.getObject("id", UUID.class), row.getString("code"));
                });
        return codes;
    }

    private record Line(UUID id, UUID person, Told told, String sensitivity) {}

    private void answers(List<Newcomer> fresh, Map<UUID, String> codes, Actor actor) {
        List<Line> lines = new ArrayList<>();
        // In the order of the answers, so that records stay as they were told.
        Iterator<UUID> ids =
                Stream.generate(Ids::next)
                        .limit(fresh.stream().mapToInt(one -> one.told().size()).sum())
                        .sorted()
                        .iterator();
        for (Newcomer one : fresh) {
            for (Told told : one.told()) {
                lines.add(
                        new Line(
                                ids.next(),
                                one.id(),
                                told,
                                facts.get(told.fact()).sensitivity().word()));
            }
        }
        if (!lines.isEmpty()) {
            insert(lines, actor);
        }
        List<AnswerListener> told = listeners.orderedStream().toList();
        if (!told.isEmpty()) {
            UUID organisation = actor.requireOrganisation();
            for (Line line : lines) {
                Ref person =
                        new Ref(
                                line.person(),
                                Optional.ofNullable(codes.get(line.person()))
                                        .orElseThrow(NoSuchPerson::new),
                                organisation);
                told.forEach(one -> one.recorded(person, line.told()));
            }
        }
        audit.record(
                "create", "person", fresh.stream().map(Newcomer::id).toList(), null, detail(lines));
    }

    private static String detail(List<Line> lines) {
        String facts =
                lines.stream()
                        .map(line -> line.told().fact())
                        .distinct()
                        .collect(Collectors.joining(", "));
        return facts.length() <= LONGEST_DETAIL ? "answers: " + facts : "answers: " + lines.size();
    }

    private void insert(List<Line> lines, Actor actor) {
        jdbc.sql(
                        """
                        insert into answer (id, person, fact, record, value, sensitivity, source, language, interpreter,
                                            true_as_of, basis, organisation, recorded_by, recorded_room,
                                            told_on_clock, clock, clock_since, clock_slack, clock_doubt)
                        select id, person, fact, record, value::jsonb, sensitivity, source, language,
                               interpreter::boolean, as_of::date, basis, :organisation, :account, :room,
                               case when clock is not null then least(told::timestamptz, now()) end, clock,
                               since::timestamptz, coalesce(slack, 0), coalesce(doubt, false)
                        from unnest(:ids::uuid[], :persons::uuid[], :facts::text[], :records::uuid[], :values::text[],
                                    :sensitivities::text[], :sources::text[], :languages::text[],
                                    :interpreters::text[], :days::text[], :bases::text[], :told::text[],
                                    :clocks::uuid[], :since::text[], :slacks::integer[], :doubts::boolean[])
                            as new (id, person, fact, record, value, sensitivity, source, language, interpreter, as_of,
                                    basis, told, clock, since, slack, doubt)
                        """)
                .param("ids", array(lines, Line::id))
                .param("persons", array(lines, Line::person))
                .param("facts", words(lines, line -> line.told().fact()))
                .param("records", array(lines, line -> line.told().record()))
                .param("values", words(lines, line -> line.told().value()))
                .param("sensitivities", words(lines, Line::sensitivity))
                .param("sources", words(lines, line -> line.told().source()))
                .param("languages", words(lines, line -> line.told().language()))
                .param("interpreters", words(lines, line -> text(line.told().interpreter())))
                .param("days", words(lines, line -> text(line.told().trueAsOf())))
                .param("bases", words(lines, line -> line.told().basis()))
                .param("told", words(lines, line -> text(clocked(line, Clocked::at))))
                .param("clocks", array(lines, line -> clocked(line, Clocked::clock)))
                .param("since", words(lines, line -> text(clocked(line, Clocked::since))))
                .param(
                        "slacks",
                        lines.stream()
                                .map(line -> clocked(line, Clocked::slack))
                                .toArray(Integer[]::new))
                .param(
                        "doubts",
                        lines.stream()
                                .map(line -> clocked(line, Clocked::doubt))
                                .toArray(Boolean[]::new))
                .param("organisation", actor.requireOrganisation())
                .param("account", actor.requireAccount())
                .param("room", actor.room().code())
                .update();
    }

    /** Whoever enters persons works with them, until somebody else does. */
    private void assign(List<Newcomer> fresh, Actor actor) {
        if (actor.room() != Room.FRONTLINE) {
            return;
        }
        jdbc.sql(
                        """
                        insert into assignment (id, person, account, organisation, assigned_by)
                        select new.id, new.person, :account, :organisation, :account
                        from unnest(:ids::uuid[], :persons::uuid[]) as new (id, person)
                        """)
                .param("ids", array(fresh, one -> Ids.next()))
                .param("persons", array(fresh, Newcomer::id))
                .param("account", actor.requireAccount())
                .param("organisation", actor.requireOrganisation())
                .update();
        audit.record(
                "assign",
                "person",
                fresh.stream().map(Newcomer::id).toList(),
                null,
                "to whoever entered");
    }

    private static <T> @Nullable T clocked(Line line, Function<Clocked, T> part) {
        Clocked clocked = line.told().clocked();
        return clocked == null ? null : part.apply(clocked);
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    private static <T> UUID[] array(List<T> all, Function<T, @Nullable UUID> one) {
        return all.stream().map(one).toArray(UUID[]::new);
    }

    private static <T> String[] words(List<T> all, Function<T, @Nullable String> one) {
        return all.stream().map(one).toArray(String[]::new);
    }
}
