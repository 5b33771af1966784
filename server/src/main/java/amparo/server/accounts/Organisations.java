package amparo.server.accounts;

import amparo.server.access.Acting;
import amparo.server.access.OrganisationKind;
import amparo.server.audit.AuditLog;
import amparo.server.platform.Ids;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Organisations and their sites, for administrators. */
@Service
public class Organisations {

    private final JdbcClient jdbc;
    private final AuditLog audit;
    private final TransactionTemplate transactions;

    Organisations(JdbcClient jdbc, AuditLog audit, TransactionTemplate transactions) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.transactions = transactions;
    }

    /**
     * One organisation.
     *
     * @param run whether anybody administers it yet
     */
    public record Organisation(
            UUID id,
            OrganisationKind kind,
            String name,
            String country,
            boolean active,
            boolean steward,
            boolean run) {}

    /** One site of the acting organisation. */
    public record Site(
            UUID id, String name, String country, @Nullable String place, boolean active) {}

    /** Whether whoever acts administers the organisation that runs this installation. */
    boolean actsForSteward() {
        return Boolean.TRUE.equals(
                transactions.execute(status ->
                        jdbc.sql("select acting_is_steward()").query(Boolean.class).single()));
    }

    /**
     * All of them, for the steward; by country and name.
     *
     * @throws NotThere for anybody else
     */
    List<Organisation> all() {
        if (!actsForSteward()) {
            throw new NotThere();
        }
        return transactions.execute(status ->
                jdbc.sql(
                                """
                                select id, kind, name, country, active, steward, organisation_is_run(id) as run
                                from organisation order by country, lower(name)
                                """)
                        .query((row, number) -> organisation(row))
                        .list());
    }

    /**
     * The own organisation, or any for the steward.
     *
     * @throws NotThere for any other
     */
    Organisation get(UUID id) {
        if (!id.equals(Acting.now().requireOrganisation()) && !actsForSteward()) {
            throw new NotThere();
        }
        return transactions.execute(status -> read(id).orElseThrow(NotThere::new));
    }

    /** The organisation in whose name somebody acts. */
    Organisation own() {
        return get(Acting.now().requireOrganisation());
    }

    private Optional<Organisation> read(UUID id) {
        return jdbc.sql(
                        """
                        select id, kind, name, country, active, steward, organisation_is_run(id) as run
                        from organisation where id = :id
                        """)
                .param("id", id)
                .query((row, number) -> organisation(row))
                .optional();
    }

    private static Organisation organisation(ResultSet row) throws SQLException {
        return new Organisation(
                row.getObject("id", UUID.class),
                OrganisationKind.of(row.getString("kind")),
                row.getString("name"),
                row.getString("country"),
                row.getBoolean("active"),
                row.getBoolean("steward"),
                row.getBoolean("run"));
    }

    /**
     * Makes an organisation in the running transaction.
     *
     * @throws Refused if the country has one of that name
     */
    UUID create(OrganisationKind kind, String name, String country, boolean steward) {
        UUID id = Ids.next();
        try {
            jdbc.sql(
                            """
                            insert into organisation (id, kind, name, country, steward)
                            values (:id, :kind, :name, :country, :steward)
                            """)
                    .param("id", id)
                    .param("kind", kind.code())
                    .param("name", name)
                    .param("country", country)
                    .param("steward", steward)
                    .update();
        } catch (DuplicateKeyException known) {
            throw new Refused("name", "organisations.name.known");
        }
        return id;
    }

    /**
     * Switches an organisation on or off. Its people are at the gate with their next click.
     *
     * @throws NotThere unless the steward acts, on another organisation
     */
    void setActive(UUID id, boolean active, String reason) {
        Organisation organisation = get(id);
        if (organisation.steward() || !actsForSteward()) {
            throw new NotThere();
        }
        transactions.executeWithoutResult(status -> {
            jdbc.sql("update organisation set active = :active where id = :id")
                    .param("active", active)
                    .param("id", id)
                    .update();
            audit.record(
                    active ? "activate" : "deactivate", "organisation", List.of(id), reason, "");
        });
    }

    /** The sites of the acting organisation. */
    List<Site> sites() {
        return transactions.execute(status ->
                jdbc.sql(
                                """
                                select id, name, country, place, active from site
                                where organisation = :organisation order by active desc, country, lower(name)
                                """)
                        .param("organisation", Acting.now().requireOrganisation())
                        .query(Site.class)
                        .list());
    }

    /**
     * @throws NotThere unless it is one of the acting organisation
     */
    Site site(UUID id) {
        return sites().stream()
                .filter(site -> site.id().equals(id))
                .findFirst()
                .orElseThrow(NotThere::new);
    }

    /**
     * Makes a site of the acting organisation.
     *
     * @throws Refused if it has one of that name
     */
    UUID createSite(String name, String country, @Nullable String place) {
        UUID id = Ids.next();
        transactions.executeWithoutResult(status -> {
            named(() ->
                    jdbc.sql(
                                    """
                                    insert into site (id, organisation, name, country, place)
                                    values (:id, :organisation, :name, :country, :place)
                                    """)
                            .param("id", id)
                            .param("organisation", Acting.now().requireOrganisation())
                            .param("name", name)
                            .param("country", country)
                            .param("place", place)
                            .update());
            audit.record("create", "site", List.of(id), null, "");
        });
        return id;
    }

    /**
     * Changes a site. The country stays: memberships of a whole country reach sites by it.
     *
     * @throws Refused if another has that name
     */
    void changeSite(UUID id, String name, @Nullable String place, boolean active) {
        Site before = site(id);
        transactions.executeWithoutResult(status -> {
            named(() ->
                    jdbc.sql(
                                    "update site set name = :name, place = :place, active = :active where id = :id")
                            .param("name", name)
                            .param("place", place)
                            .param("active", active)
                            .param("id", id)
                            .update());
            audit.record(
                    before.active() == active ? "change" : active ? "activate" : "deactivate",
                    "site",
                    List.of(id),
                    null,
                    "");
        });
    }

    private static void named(Runnable work) {
        try {
            work.run();
        } catch (DuplicateKeyException known) {
            throw new Refused("name", "sites.name.known");
        }
    }
}
