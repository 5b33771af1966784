package amparo.server.groups;

import amparo.server.access.Actor;
import amparo.server.access.Room;
import amparo.server.access.Scope;
import amparo.server.groups.TravelGroups.Entry;
import amparo.server.groups.TravelGroups.Member;
import amparo.server.groups.TravelGroups.Membership;
import amparo.server.groups.TravelGroups.Separation;
import amparo.server.platform.Ids;
import amparo.server.platform.Rows;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tables of groups. What the walls hide does not come back. */
@Repository
class GroupStore {

    /**
     * The name with which somebody travels: as it was said when they joined, or within a day. What
     * a name became later, perhaps for good reasons, does not show where the group may look.
     */
    private static final String NAME =
            """
            coalesce((select a.value ->> 0 from answer a
                      where a.person = m.person and a.fact = 'name' and a.told_at < m.since + interval '1 day'
                      order by a.told_at desc, a.id desc limit 1),
                     (select a.value ->> 0 from answer a where a.person = m.person and a.fact = 'name'
                      order by a.told_at, a.id limit 1))
            """;

    private final JdbcClient jdbc;

    GroupStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Found(UUID id, String code, OffsetDateTime enteredAt) {}

    record Listed(
            UUID id,
            String code,
            OffsetDateTime enteredAt,
            List<UUID> persons,
            List<String> names) {}

    Optional<Found> find(String code) {
        return jdbc.sql("select id, code, entered_at from travel_group where code = :code")
                .param("code", code)
                .query(Found.class)
                .optional();
    }

    Optional<String> code(UUID id) {
        return jdbc.sql("select code from travel_group where id = :id")
                .param("id", id)
                .query(String.class)
                .optional();
    }

    Map<UUID, String> codes(List<Entry> all) {
        Map<UUID, String> codes = new HashMap<>();
        jdbc.sql("select id, code from travel_group where id = any (:ids)")
                .param("ids", all.stream().map(Entry::id).toArray(UUID[]::new))
                .query(row -> {
                    codes.put(row.getObject("id", UUID.class), row.getString("code"));
                });
        return codes;
    }

    /** How many were made now; nothing happens for those that are there. */
    int insert(List<Entry> all, Actor actor) {
        UUID site = actor.sites().size() == 1 ? actor.sites().iterator().next() : null;
        return jdbc.sql(
                        """
                        insert into travel_group (id, code, organisation, site, entered_by, entered_room)
                        select new.id, new.code, :organisation, :site::uuid, :account, :room
                        from unnest(:ids::uuid[], :codes::text[]) as new (id, code) on conflict (id) do nothing
                        """)
                .param("ids", all.stream().map(Entry::id).toArray(UUID[]::new))
                .param("codes", all.stream().map(Entry::code).toArray(String[]::new))
                .param("organisation", actor.requireOrganisation())
                .param("site", site)
                .param("account", actor.requireAccount())
                .param("room", actor.room().code())
                .update();
    }

    /** One person to one group, in the order of both. */
    void join(List<UUID> groups, List<UUID> persons, Actor actor) {
        // In the order of the form: ids of one moment are not in order by themselves.
        UUID[] ids =
                Stream.generate(Ids::next)
                        .limit(persons.size())
                        .sorted(Comparator.comparing(UUID::toString))
                        .toArray(UUID[]::new);
        jdbc.sql(
                        """
                        insert into group_member (id, travel_group, person, organisation, added_by, added_room)
                        select new.id, new.of, new.person, :organisation, :account, :room
                        from unnest(:ids::uuid[], :groups::uuid[], :persons::uuid[]) as new (id, of, person)
                        """)
                .param("ids", ids)
                .param("groups", groups.toArray(UUID[]::new))
                .param("persons", persons.toArray(UUID[]::new))
                .param("organisation", actor.requireOrganisation())
                .param("account", actor.requireAccount())
                .param("room", actor.room().code())
                .update();
    }

    /** Once: who is in the group stays so. */
    void add(UUID id, UUID group, UUID person, Actor actor) {
        jdbc.sql(
                        """
                        insert into group_member (id, travel_group, person, organisation, added_by, added_room)
                        values (:id, :group, :person, :organisation, :account, :room) on conflict do nothing
                        """)
                .param("id", id)
                .param("group", group)
                .param("person", person)
                .param("organisation", actor.requireOrganisation())
                .param("account", actor.requireAccount())
                .param("room", actor.room().code())
                .update();
    }

    /** The memberships that were made, by person. */
    Map<UUID, UUID> addAll(UUID group, List<UUID> persons, Actor actor) {
        Map<UUID, UUID> made = new HashMap<>();
        jdbc.sql(
                        """
                        insert into group_member (id, travel_group, person, organisation, added_by, added_room)
                        select new.id, :group, new.person, :organisation, :account, :room
                        from unnest(:ids::uuid[], :persons::uuid[]) as new (id, person)
                        on conflict do nothing returning id, person
                        """)
                .param("ids", persons.stream().map(any -> Ids.next()).toArray(UUID[]::new))
                .param("group", group)
                .param("persons", persons.toArray(UUID[]::new))
                .param("organisation", actor.requireOrganisation())
                .param("account", actor.requireAccount())
                .param("room", actor.room().code())
                .query(row -> {
                    made.put(row.getObject("person", UUID.class), row.getObject("id", UUID.class));
                });
        return made;
    }

    Set<UUID> endAll(Collection<UUID> members) {
        return Set.copyOf(
                Rows.of(
                        jdbc.sql(
                                        "update group_member set until = now() where id = any (:ids)"
                                                + " and until is null returning person")
                                .param("ids", members.toArray(UUID[]::new)),
                        UUID.class));
    }

    void end(UUID member) {
        jdbc.sql("update group_member set until = now() where id = :id and until is null")
                .param("id", member)
                .update();
    }

    /** Which of these files of a person are, or were, in the group. */
    List<UUID> filesIn(UUID group, UUID[] files) {
        return jdbc.sql(
                        """
                        select distinct person from group_member
                        where travel_group = :group and person = any (:persons)
                        """)
                .param("group", group)
                .param("persons", files)
                .query((row, number) -> row.getObject(1, UUID.class))
                .list();
    }

    /** Whether one of these files of a person is in the group now. */
    boolean isIn(UUID group, UUID[] files) {
        return jdbc.sql(
                        """
                        select exists (select 1 from group_member where travel_group = :group
                                       and person = any (:persons) and until is null)
                        """)
                .param("group", group)
                .param("persons", files)
                .query(Boolean.class)
                .single();
    }

    List<String> personsOf(UUID group) {
        return Rows.of(
                jdbc.sql(
                                """
                                select p.code from group_member m join person p on p.id = m.person
                                where m.travel_group = :group order by m.since, m.id
                                """)
                        .param("group", group),
                String.class);
    }

    List<Member> members(UUID group) {
        return Rows.of(
                jdbc.sql(
                                """
                                       select m.id, m.person, coalesce(k.code, p.code) as code, m.since, m.until, %s as name
                                       from group_member m join person p on p.id = m.person
                                            left join lateral (select standing_file(p.id) as id
                                                     where p.merged_into is not null offset 0) as stands on true
                                left join person k on k.id = stands.id
                                       where m.travel_group = :group order by m.since, m.id
                                """
                                        .formatted(NAME))
                        .param("group", group),
                Member.class);
    }

    /**
     * The newest groups in reach. Each arm walks an index of its own, so that a small team in a
     * large organisation does not read past everybody else's groups.
     */
    List<Listed> list(Actor actor, @Nullable UUID before, int limit) {
        String own =
                actor.room() == Room.FRONTLINE && actor.scope() == Scope.ORGANISATION
                        ? "(select id from travel_group where organisation = :organisation and id < :before"
                                + " order by id desc limit :limit)"
                        : """
                        (select id from travel_group where entered_by = :account and id < :before
                         order by id desc limit :limit)
                        union
                        (select found.id from unnest(:sites::uuid[]) as of (site), lateral (
                            select id from travel_group where site = of.site and id < :before
                            order by id desc limit :limit) as found)
                        union
                        (select id from travel_group where id = any ((select acting_groups())::uuid[])
                             and id < :before order by id desc limit :limit)
                        """;
        return jdbc.sql(
                        """
                        with near as (%s)
                        select g.id, g.code, g.entered_at, found.persons, found.names
                        from (select id from near order by id desc limit :limit) as shown
                             join travel_group g using (id),
                             lateral (select coalesce(array_agg(one.person order by one.since, one.id), '{}') as persons,
                                             coalesce(array_agg(one.name order by one.since, one.id), '{}') as names
                                      from (select distinct on (coalesce(k.id, p.id)) m.id, m.person, m.since,
                                                   coalesce(%s, p.code) as name
                                            from group_member m join person p on p.id = m.person
                                                 left join lateral (select standing_file(p.id) as id
                                              where p.merged_into is not null offset 0) as stands on true
                         left join person k on k.id = stands.id
                                            where m.travel_group = g.id and m.until is null
                                            order by coalesce(k.id, p.id), m.since, m.id) as one) as found
                        order by g.id desc
                        """
                                .formatted(own, NAME))
                .param("organisation", actor.requireOrganisation())
                .param("account", actor.requireAccount())
                .param("sites", actor.sites().toArray(UUID[]::new))
                .param("before", before == null ? new UUID(-1, -1) : before)
                .param("limit", limit)
                .query((row, number) ->
                        new Listed(
                                row.getObject("id", UUID.class),
                                row.getString("code"),
                                row.getObject("entered_at", OffsetDateTime.class),
                                List.of((UUID[]) row.getArray("persons").getArray()),
                                List.of((String[]) row.getArray("names").getArray())))
                .list();
    }

    /** By membership: of two files of the person that are in one group there are two. */
    List<Membership> of(UUID[] files) {
        return jdbc.sql(
                        """
                        select distinct on (m.since, m.id) m.id, g.code, m.since, m.until, s.id as separation,
                               s.recorded_at
                        from group_member m join travel_group g on g.id = m.travel_group
                             left join separation s on s.person = m.person and s.travel_group = m.travel_group
                                  and s.lifted_at is null
                        where m.person = any (:persons) order by m.since, m.id, s.recorded_at
                        """)
                .param("persons", files)
                .query((row, number) -> {
                    UUID separation = row.getObject("separation", UUID.class);
                    return new Membership(
                            row.getObject("id", UUID.class),
                            row.getString("code"),
                            row.getObject("since", OffsetDateTime.class),
                            row.getObject("until", OffsetDateTime.class),
                            separation == null
                                    ? null
                                    : new Separation(
                                            separation,
                                            row.getObject("recorded_at", OffsetDateTime.class)));
                })
                .list();
    }

    /** Once for whoever records it. */
    void separate(UUID id, UUID person, UUID group, Actor actor) {
        jdbc.sql(
                        """
                        insert into separation (id, person, travel_group, organisation, recorded_by, recorded_room)
                        values (:id, :person, :group, :organisation, :account, :room) on conflict do nothing
                        """)
                .param("id", id)
                .param("person", person)
                .param("group", group)
                .param("organisation", actor.requireOrganisation())
                .param("account", actor.requireAccount())
                .param("room", actor.room().code())
                .update();
    }

    /** Also what colleagues recorded of the same: it is taken back as a whole. */
    void lift(UUID separation, UUID[] files, Actor actor) {
        jdbc.sql(
                        """
                        update separation s set lifted_at = now(), lifted_by = :account
                        from separation o
                        where o.id = :id and s.person = any (:persons) and s.travel_group = o.travel_group
                          and s.lifted_at is null
                        """)
                .param("id", separation)
                .param("persons", files)
                .param("account", actor.requireAccount())
                .update();
    }
}
