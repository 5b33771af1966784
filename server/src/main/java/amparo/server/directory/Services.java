package amparo.server.directory;

import amparo.server.access.Acting;
import amparo.server.access.Actor;
import amparo.server.access.Role;
import amparo.server.access.Room;
import amparo.server.audit.AuditLog;
import amparo.server.directory.Service.Draft;
import amparo.server.directory.Service.Phone;
import java.sql.Types;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/** The services that somebody can be sent to. Holds no word about persons. */
@org.springframework.stereotype.Service
@Transactional
public class Services {

    private static final String KIND = "service";

    private static final String COLUMNS =
            """
            select s.id, s.organisation, o.name as organisation_name, o.kind as organisation_kind,
                   o.country as organisation_country, s.provider, s.online, s.name, s.sector, s.country, s.places,
                   s.latitude, s.longitude, s.for_whom, s.languages, s.hours, s.room, s.full_until, s.confirmed_at, s.cost,
                   s.how, s.urgent_line, s.open_to_all, s.active, s.version
            from service s join organisation o on o.id = s.organisation
            """;

    private static final String WHERE =
            """
            where s.active
              and (:sector = '' or s.sector = :sector)
              and (:country = '' or s.country = :country)
              and (:language = '' or :language = any (s.languages))
              and (:words = '' or strpos(lower(s.name || ' ' || coalesce(s.provider, o.name) || ' '
                   || array_to_string(s.places, ' ')), lower(:words)) > 0)
              and (not :mine or s.organisation = :me)
              and (not :stale or s.confirmed_at < now() - make_interval(days => :days))
            """;

    private static final RowMapper<Service> ROW =
            (row, number) ->
                    new Service(
                            row.getObject("id", UUID.class),
                            row.getObject("organisation", UUID.class),
                            row.getString("organisation_name"),
                            row.getString("organisation_kind"),
                            row.getString("organisation_country"),
                            row.getString("provider"),
                            row.getBoolean("online"),
                            row.getString("name"),
                            row.getString("sector"),
                            row.getString("country"),
                            List.of((String[]) row.getArray("places").getArray()),
                            row.getObject("latitude", Double.class),
                            row.getObject("longitude", Double.class),
                            row.getString("for_whom"),
                            List.of((String[]) row.getArray("languages").getArray()),
                            row.getString("hours"),
                            row.getString("room"),
                            row.getObject("full_until", LocalDate.class),
                            row.getObject("confirmed_at", OffsetDateTime.class),
                            row.getString("cost"),
                            row.getString("how"),
                            row.getString("urgent_line"),
                            row.getBoolean("open_to_all"),
                            row.getBoolean("active"),
                            row.getInt("version"));

    private final JdbcClient jdbc;
    private final AuditLog audit;

    Services(JdbcClient jdbc, AuditLog audit) {
        this.jdbc = jdbc;
        this.audit = audit;
    }

    /**
     * What is looked for; empty words look for everything.
     *
     * @param mine only entries that the acting organisation keeps
     * @param stale only those that nobody confirmed for long
     */
    public record Wanted(
            String sector,
            String country,
            String language,
            String words,
            boolean mine,
            boolean stale) {
        /** All of a kind. */
        public static Wanted of(String sector, String country) {
            return new Wanted(sector, country, "", "", false, false);
        }
    }

    /** Whether the actor keeps the entries of their organisation. */
    public static boolean keeps(Actor actor) {
        return actor.room() == Room.FRONTLINE
                && (actor.has(Role.SUPERVISOR) || actor.has(Role.REFERRAL_FOCAL_POINT));
    }

    /**
     * Active services: those that were confirmed lately first, then by name.
     *
     * @param from how many to leave out
     */
    public List<Service> list(Wanted wanted, int from, int limit) {
        return jdbc.sql(
                        COLUMNS
                                + WHERE
                                + """
                                order by s.confirmed_at < now() - make_interval(days => :days), s.country, s.sector,
                                         lower(s.name), s.id
                                offset :from limit :limit
                                """)
                .params(wanted(wanted))
                .param("from", from)
                .param("limit", limit)
                .query(ROW)
                .list();
    }

    /**
     * Active services after one of them, in the order of their ids.
     *
     * @param after none: from the beginning
     */
    List<Service> after(Wanted wanted, @Nullable UUID after, int limit) {
        return jdbc.sql(
                        COLUMNS
                                + WHERE
                                + """
                                  and (:after::uuid is null or s.id > :after)
                                order by s.id limit :limit
                                """)
                .params(wanted(wanted))
                .param("after", after, Types.OTHER)
                .param("limit", limit)
                .query(ROW)
                .list();
    }

    private static Map<String, @Nullable Object> wanted(Wanted wanted) {
        Map<String, @Nullable Object> values = new java.util.HashMap<>();
        values.put("sector", wanted.sector());
        values.put("country", wanted.country());
        values.put("language", wanted.language());
        values.put("words", wanted.words());
        values.put("mine", wanted.mine());
        values.put("stale", wanted.stale());
        values.put("me", typed(Acting.now().organisation(), Types.OTHER));
        values.put("days", Service.STALE_DAYS);
        return values;
    }

    /** Countries in which there is such a service. */
    public List<String> countries(String sector) {
        return jdbc.sql(
                        "select distinct country from service where active and online and sector = :sector order by 1")
                .param("sector", sector)
                .query((row, number) -> row.getString(1))
                .list();
    }

    /** A place of the directory, in the middle of the services there that say where they are. */
    public record Place(String country, String name, double latitude, double longitude) {}

    /** All places of active services of which any says where it is. */
    public List<Place> places() {
        return jdbc.sql(
                        """
                        select s.country, one.name, avg(s.latitude), avg(s.longitude)
                        from service s cross join lateral unnest(s.places) as one (name)
                        where s.active and s.latitude is not null and s.longitude is not null
                          and cardinality(s.places) = 1
                        group by s.country, one.name order by 1, 2
                        """)
                .query((row, number) ->
                        new Place(
                                row.getString(1),
                                row.getString(2),
                                row.getDouble(3),
                                row.getDouble(4)))
                .list();
    }

    /** Entries of the acting organisation that somebody should confirm, counted no further. */
    public long toConfirm(int most) {
        return jdbc.sql(
                        """
                        select count(*) from (select 1 from service
                            where organisation = :me and active and confirmed_at < now() - make_interval(days => :days)
                            limit :most) as counted
                        """)
                .param("me", Acting.now().requireOrganisation())
                .param("days", Service.STALE_DAYS)
                .param("most", most)
                .query(Long.class)
                .single();
    }

    /** One service, also one that is not offered any more. */
    public Optional<Service> find(UUID id) {
        return jdbc.sql(COLUMNS + " where s.id = :id").param("id", id).query(ROW).optional();
    }

    /** Whom to telephone, in this order. */
    public List<Phone> phones(UUID service) {
        return jdbc.sql(
                        "select place, who, number, hours from service_phone where service = :id order by place")
                .param("id", service)
                .query((row, number) ->
                        new Phone(
                                row.getInt(1),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4)))
                .list();
    }

    /** Adds an entry for the acting organisation; twice the same id: once. */
    public boolean add(UUID id, Draft draft) {
        Actor actor = Acting.now();
        if (!keeps(actor)) {
            return false;
        }
        int added =
                jdbc.sql(
                                """
                                insert into service (id, organisation, provider, online, name, sector, country, places, latitude,
                                    longitude, for_whom, languages, hours, room, full_until, confirmed_by, cost, how, urgent_line,
                                    open_to_all, active, changed_by)
                                values (:id, :organisation, :provider, :online, :name, :sector, :country, :places, :latitude,
                                    :longitude, :forWhom, :languages, :hours, :room, :fullUntil, :me, :cost, :how, :urgentLine,
                                    :openToAll, :active, :me)
                                on conflict do nothing
                                """)
                        .param("id", id)
                        .param("organisation", actor.requireOrganisation())
                        .params(values(draft))
                        .param("me", actor.requireAccount())
                        .update();
        if (added == 1) {
            phones(id, actor.requireOrganisation(), draft.phones());
            audit.record("create", KIND, List.of(), null, "service " + id);
        }
        return added == 1 || find(id).isPresent();
    }

    /**
     * Changes an entry of the own organisation; that confirms it.
     *
     * @param seen the version that was read
     * @return false if there is none, or if somebody else changed it meanwhile
     */
    public boolean change(UUID id, int seen, Draft draft) {
        Actor actor = Acting.now();
        if (!keeps(actor)) {
            return false;
        }
        int changed =
                jdbc.sql(
                                """
                                update service set provider = :provider, online = :online, name = :name, sector = :sector,
                                    country = :country, places = :places, latitude = :latitude, longitude = :longitude,
                                    for_whom = :forWhom, languages = :languages, hours = :hours, room = :room,
                                    full_until = :fullUntil, confirmed_at = now(), confirmed_by = :me, cost = :cost, how = :how,
                                    urgent_line = :urgentLine, open_to_all = :openToAll, active = :active, changed_by = :me,
                                    changed_at = now(), version = version + 1
                                where id = :id and organisation = :organisation and version = :seen
                                """)
                        .param("id", id)
                        .param("organisation", actor.requireOrganisation())
                        .param("seen", seen)
                        .params(values(draft))
                        .param("me", actor.requireAccount())
                        .update();
        if (changed == 1) {
            jdbc.sql("delete from service_phone where service = :id").param("id", id).update();
            phones(id, actor.requireOrganisation(), draft.phones());
            audit.record("change", KIND, List.of(), null, "service " + id);
        }
        return changed == 1;
    }

    /** Says that the entry still holds, and whether there is room. */
    public boolean confirm(UUID id, String room, @Nullable LocalDate fullUntil) {
        Actor actor = Acting.now();
        if (!keeps(actor) || !ServiceReading.ROOMS.contains(room)) {
            return false;
        }
        int changed =
                jdbc.sql(
                                """
                                update service set room = :room, full_until = :until, confirmed_at = now(), confirmed_by = :me,
                                    version = version + 1
                                where id = :id and organisation = :organisation and active
                                """)
                        .param("id", id)
                        .param("organisation", actor.requireOrganisation())
                        .param("room", room)
                        .param("until", room.equals("full") ? fullUntil : null, Types.DATE)
                        .param("me", actor.requireAccount())
                        .update();
        if (changed == 1) {
            audit.record("confirm", KIND, List.of(), null, "service " + id);
        }
        return changed == 1;
    }

    /** What anybody may read: entries that their owners opened to all, and that are not stale. */
    List<Service> open() {
        return jdbc.sql(
                        COLUMNS
                                + """
                                where s.active and s.open_to_all
                                  and s.confirmed_at >= now() - make_interval(days => :days)
                                order by s.country, s.sector, lower(s.name), s.id limit 20000
                                """)
                .param("days", Service.STALE_DAYS)
                .query(ROW)
                .list();
    }

    private void phones(UUID service, UUID organisation, List<Phone> phones) {
        for (Phone one : phones) {
            jdbc.sql(
                            """
                            insert into service_phone (service, organisation, place, who, number, hours)
                            values (:service, :organisation, :place, :who, :number, :hours)
                            """)
                    .param("service", service)
                    .param("organisation", organisation)
                    .param("place", one.place())
                    .param("who", one.who())
                    .param("number", one.number())
                    .param("hours", one.hours())
                    .update();
        }
    }

    private static Map<String, @Nullable Object> values(Draft draft) {
        Map<String, @Nullable Object> values = new java.util.HashMap<>();
        values.put("provider", typed(draft.provider(), Types.VARCHAR));
        values.put("online", draft.online() && draft.provider() == null);
        values.put("name", draft.name());
        values.put("sector", draft.sector());
        values.put("country", draft.country());
        values.put("places", draft.places().toArray(String[]::new));
        values.put("latitude", typed(draft.latitude(), Types.DOUBLE));
        values.put("longitude", typed(draft.longitude(), Types.DOUBLE));
        values.put("forWhom", draft.forWhom().strip());
        values.put("languages", draft.languages().toArray(String[]::new));
        values.put("hours", draft.hours());
        values.put("room", draft.room());
        values.put(
                "fullUntil",
                typed(draft.room().equals("full") ? draft.fullUntil() : null, Types.DATE));
        values.put("cost", draft.cost());
        values.put("how", draft.how());
        values.put("urgentLine", typed(draft.urgentLine(), Types.VARCHAR));
        values.put("openToAll", draft.openToAll());
        values.put("active", draft.active());
        return values;
    }

    private static Object typed(@Nullable Object value, int type) {
        return new org.springframework.jdbc.core.SqlParameterValue(type, value);
    }
}
