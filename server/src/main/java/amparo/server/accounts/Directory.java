package amparo.server.accounts;

import amparo.server.access.OrganisationKind;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Which organisations and sites there are, as far as whoever acts may know. */
@Service
@Transactional
public class Directory {

    private final JdbcClient jdbc;

    Directory(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** An organisation that works with Amparo now. */
    public record Organisation(
            UUID id,
            OrganisationKind kind,
            String name,
            @Nullable String acronym,
            String country) {}

    /** A place where an organisation works now. */
    public record Site(
            UUID id, UUID organisation, String name, String country, @Nullable String place) {}

    /**
     * Active organisations by id.
     *
     * @param after the last one of the page before
     * @param limit how many at most
     */
    public List<Organisation> organisations(@Nullable UUID after, int limit) {
        return jdbc.sql(
                        """
                        select id, kind, name, acronym, country from organisation
                        where active and (cast(:after as uuid) is null or id > :after) order by id limit :limit
                        """)
                .param("after", after)
                .param("limit", limit)
                .query((row, number) ->
                        new Organisation(
                                row.getObject("id", UUID.class),
                                OrganisationKind.of(row.getString("kind")),
                                row.getString("name"),
                                row.getString("acronym"),
                                row.getString("country")))
                .list();
    }

    /** One of them. */
    public Optional<Organisation> organisation(UUID id) {
        return jdbc.sql("select id, kind, name, acronym, country from organisation where id = :id")
                .param("id", id)
                .query((row, number) ->
                        new Organisation(
                                row.getObject("id", UUID.class),
                                OrganisationKind.of(row.getString("kind")),
                                row.getString("name"),
                                row.getString("acronym"),
                                row.getString("country")))
                .optional();
    }

    /**
     * Active sites by id.
     *
     * @param organisation only its sites
     * @param after the last one of the page before
     * @param limit how many at most
     */
    public List<Site> sites(@Nullable UUID organisation, @Nullable UUID after, int limit) {
        return jdbc.sql(
                        """
                        select id, organisation, name, country, place from site
                        where active and (cast(:organisation as uuid) is null or organisation = :organisation)
                          and (cast(:after as uuid) is null or id > :after) order by id limit :limit
                        """)
                .param("organisation", organisation)
                .param("after", after)
                .param("limit", limit)
                .query((row, number) ->
                        new Site(
                                row.getObject("id", UUID.class),
                                row.getObject("organisation", UUID.class),
                                row.getString("name"),
                                row.getString("country"),
                                row.getString("place")))
                .list();
    }
}
