package amparo.server.registry;

import amparo.server.access.Actor;
import amparo.server.access.Policy;
import amparo.server.access.Room;
import amparo.server.access.Scope;
import amparo.server.platform.Rows;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of persons. What the walls hide does not come back. */
@Repository
class PersonStore {

    /** Not a file for which another one in reach stands. */
    private static final String STANDS =
            "(merged_into is null or not exists (select 1 from person k where k.id = person.merged_into))";

    private final JdbcClient jdbc;

    PersonStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A person's file with what ties the actor to it now. */
    record Person(
            UUID id,
            String code,
            OffsetDateTime enteredAt,
            @Nullable OffsetDateTime erasedAt,
            Policy.File file,
            Policy.Ties ties,
            @Nullable UUID mergedInto,
            List<UUID> merged) {

        PersonFiles.Ref reference() {
            return new PersonFiles.Ref(id, code, file.organisation(), merged);
        }
    }

    /** A line of the list; the name as it stands in the newest answer that the actor may read. */
    record Line(UUID id, String code, @Nullable String name, OffsetDateTime enteredAt) {}

    Optional<Person> find(String code) {
        return find("code = :key", code);
    }

    /** A file that another stands for, or that stands for another. */
    Optional<Person> find(UUID id) {
        return find("id = :key", id);
    }

    private Optional<Person> find(String which, Object key) {
        return jdbc.sql(
                        """
                        select id, code, organisation, site, entered_by, entered_room, entered_at, erased_at,
                               merged_into, merged,
                               acting_ties(id) as ties
                        from person where\s
                        """
                                + which)
                .param("key", key)
                .query((row, number) -> person(row))
                .optional();
    }

    /**
     * The newest persons in reach. Each arm walks an index of its own, so that a small team in a
     * large organisation does not read past everybody else's files.
     *
     * @param before only those entered before this one; none: from the newest
     */
    List<Line> list(Actor actor, @Nullable UUID before, int limit) {
        boolean everywhere = actor.room() == Room.FRONTLINE && actor.scope() == Scope.ORGANISATION;
        String own =
                everywhere
                        ? "(select id from person where organisation = :organisation and id < :before and "
                                + STANDS
                                + " order by id desc limit :limit)"
                        : """
                        (select id from person where entered_by = :account and id < :before and %1$s
                         order by id desc limit :limit)
                        union
                        (select found.id from unnest(:sites::uuid[]) as of (site), lateral (
                            select id from person where site = of.site and id < :before and %1$s
                            order by id desc limit :limit) as found)
                        """
                                .formatted(STANDS);
        // Whoever sees all files of the organisation sees those assigned to them among these; an
        // account that entered thousands is assigned to thousands.
        String ties =
                everywhere
                        ? "acting_shared() || acting_emergencies()"
                        : "acting_assigned() || acting_shared() || acting_emergencies()";
        return Rows.of(
                jdbc.sql(
                                """
                                with near as (
                                    %s
                                    union
                                    (select id from person where id = any ((select %s)::uuid[]) and id < :before and %s
                                     order by id desc limit :limit)
                                )
                                select p.id, p.code, p.entered_at,
                                       (select a.value ->> 0 from answer a where a.person = p.id and a.fact = 'name'
                                        order by a.told_at desc, a.id desc limit 1) as name
                                from (select id from near order by id desc limit :limit) as shown join person p using (id)
                                order by p.id desc
                                """
                                        .formatted(own, ties, STANDS))
                        .param("organisation", actor.requireOrganisation())
                        .param("account", actor.requireAccount())
                        .param("sites", actor.sites().toArray(UUID[]::new))
                        .param("before", before == null ? new UUID(-1, -1) : before)
                        .param("limit", limit),
                Line.class);
    }

    private static Person person(ResultSet row) throws SQLException {
        return new Person(
                row.getObject("id", UUID.class),
                row.getString("code"),
                row.getObject("entered_at", OffsetDateTime.class),
                row.getObject("erased_at", OffsetDateTime.class),
                new Policy.File(
                        row.getObject("organisation", UUID.class),
                        row.getObject("site", UUID.class),
                        row.getObject("entered_by", UUID.class),
                        Room.of(row.getString("entered_room"))),
                ties((Boolean[]) row.getArray("ties").getArray()),
                row.getObject("merged_into", UUID.class),
                merged(row.getArray("merged")));
    }

    private static Policy.Ties ties(Boolean[] ties) {
        return new Policy.Ties(ties[0], ties[1], ties[2]);
    }

    private static List<UUID> merged(@Nullable Array files) throws SQLException {
        return files == null ? List.of() : List.of((UUID[]) files.getArray());
    }
}
