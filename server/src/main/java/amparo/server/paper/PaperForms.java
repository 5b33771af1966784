package amparo.server.paper;

import amparo.server.access.Acting;
import amparo.server.access.Actor;
import amparo.server.audit.AuditLog;
import amparo.server.groups.TravelGroups;
import amparo.server.groups.TravelGroups.Entry;
import amparo.server.groups.TravelGroups.Traveller;
import amparo.server.platform.Ids;
import amparo.server.platform.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Forms with reserved codes, of the own organisation, and what was keyed in from them. */
@Service
@Transactional
class PaperForms {

    /** The most forms of one print. */
    static final int MOST = 100;

    /** Lines of a form: what fits on a sheet. */
    static final int PLACES = 6;

    private static final int RECENT = 20;

    private final JdbcClient jdbc;
    private final TravelGroups groups;
    private final AuditLog audit;

    PaperForms(JdbcClient jdbc, TravelGroups groups, AuditLog audit) {
        this.jdbc = jdbc;
        this.groups = groups;
        this.audit = audit;
    }

    /** One sheet. */
    record Form(UUID id, String code, List<String> persons, boolean used) {}

    /** Sheets that were printed together. */
    record Batch(UUID id, OffsetDateTime madeAt, long forms, long used) {}

    /** How keying in went. */
    sealed interface Keyed {
        /** It is there: now, or since the first click. */
        record Done(String code) implements Keyed {}

        /** Nobody of this organisation printed it. */
        record Unknown() implements Keyed {}

        /** Somebody keyed it in before. */
        record Used() implements Keyed {}
    }

    /** Reserves codes; sent twice under the same id it is done once. */
    void make(UUID batch, int forms) {
        Actor actor = Acting.now();
        lock("paper " + batch);
        if (!batch(batch).isEmpty()) {
            return;
        }
        jdbc.sql(
                        """
                        insert into paper_form (id, batch, code, persons, places, organisation, made_by)
                        select new.id, :batch, '', '{}', :places, :organisation, :account
                        from unnest(:ids::uuid[]) as new (id)
                        """)
                .param("ids", Stream.generate(Ids::next).limit(forms).toArray(UUID[]::new))
                .param("batch", batch)
                .param("places", PLACES)
                .param("organisation", actor.requireOrganisation())
                .param("account", actor.requireAccount())
                .update();
        audit.record("create", "paper", List.of(), null, "forms: " + forms);
    }

    List<Batch> recent() {
        return Rows.of(
                jdbc.sql(
                                """
                                select batch as id, min(made_at) as made_at, count(*) as forms, count(used_at) as used
                                from paper_form where organisation = :organisation and places > 1
                                group by batch order by 2 desc, 1 limit :limit
                                """)
                        .param("organisation", Acting.now().requireOrganisation())
                        .param("limit", RECENT),
                Batch.class);
    }

    /** The sheets of a batch that nobody keyed in yet are those worth printing again. */
    List<Form> batch(UUID batch) {
        return jdbc.sql(
                        """
                        select id, code, persons, used_at is not null as used from paper_form
                        where batch = :batch and organisation = :organisation order by id
                        """)
                .param("batch", batch)
                .param("organisation", Acting.now().requireOrganisation())
                .query((row, number) -> form(row))
                .list();
    }

    /** The sheet with this code. */
    Optional<Form> find(String code) {
        return jdbc.sql(
                        """
                        select id, code, persons, used_at is not null as used from paper_form
                        where code = :code and organisation = :organisation
                        """)
                .param("code", code)
                .param("organisation", Acting.now().requireOrganisation())
                .query((row, number) -> form(row))
                .optional();
    }

    /** Makes the group and the persons of a sheet under its codes, or nothing. */
    Keyed key(UUID id, String code, List<Traveller> travellers) {
        Optional<String> before = groups.entered(id);
        if (before.isPresent()) {
            return new Keyed.Done(before.get());
        }
        Optional<Form> form = find(code);
        if (form.isEmpty()) {
            return new Keyed.Unknown();
        }
        // Of two devices with the same sheet the second waits here until the first is done.
        if (!use(form.get().id())) {
            return groups.entered(id).<Keyed>map(Keyed.Done::new).orElseGet(Keyed.Used::new);
        }
        return groups.enter(new Entry(id, code, travellers))
                .<Keyed>map(entered -> new Keyed.Done(entered.code()))
                .orElseGet(Keyed.Unknown::new);
    }

    private boolean use(UUID form) {
        return jdbc.sql(
                                "update paper_form set used_at = now(), used_by = :account where id = :id and used_at is null")
                        .param("account", Acting.now().requireAccount())
                        .param("id", form)
                        .update()
                == 1;
    }

    private void lock(String name) {
        jdbc.sql("select cast(pg_advisory_xact_lock(hashtextextended(:name, 2)) as text)")
                .param("name", name)
                .query(String.class)
                .optional();
    }

    private static Form form(ResultSet row) throws SQLException {
        return new Form(
                row.getObject("id", UUID.class),
                row.getString("code"),
                List.of((String[]) row.getArray("persons").getArray()),
                row.getBoolean("used"));
    }
}
