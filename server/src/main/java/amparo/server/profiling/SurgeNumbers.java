package amparo.server.profiling;

import amparo.server.access.Acting;
import amparo.server.access.Actor;
import amparo.server.audit.AuditLog;
import amparo.server.platform.Ids;
import amparo.server.registry.PersonFiles.Ref;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Numbers of the day by which people of a large arrival are called; they say nothing of anybody.
 */
@Service
@Transactional
public class SurgeNumbers {

    private final JdbcClient jdbc;
    private final AuditLog audit;

    SurgeNumbers(JdbcClient jdbc, AuditLog audit) {
        this.jdbc = jdbc;
        this.audit = audit;
    }

    /** Numbers for a device of whoever acts; asked again it gives those that nobody has yet. */
    public List<Integer> reserve(UUID shift, int most) {
        return jdbc.sql("select unnest(surge_reserve(:shift, :most)) as number")
                .param("shift", shift)
                .param("most", most)
                .query((row, number) -> row.getInt("number"))
                .list();
    }

    /**
     * Gives a person a number for the day; asked twice it is the same.
     *
     * @param wanted one that a device of whoever acts took along and gave; none: any
     */
    public int give(Ref person, @Nullable Integer wanted) {
        Actor actor = Acting.now();
        jdbc.sql(
                        """
                        insert into surge_number (id, organisation, site, person, number, given_by, given_room)
                        values (:id, :organisation, :site, :person, :number, :account, :room)
                        on conflict do nothing
                        """)
                .params(
                        Map.of(
                                "id",
                                Ids.next(),
                                "organisation",
                                actor.requireOrganisation(),
                                "person",
                                person.id(),
                                "number",
                                wanted == null ? 0 : wanted,
                                "account",
                                actor.requireAccount(),
                                "room",
                                actor.room().code()))
                .param("site", Interviews.site(actor))
                .update();
        audit.record("give-number", "person", List.of(person.id()), null, "of the day");
        return jdbc.sql(
                        """
                        select number from surge_number where person = :person and organisation = :organisation
                        order by day desc limit 1
                        """)
                .param("person", person.id())
                .param("organisation", actor.requireOrganisation())
                .query(Integer.class)
                .single();
    }

    /** The numbers of today, by person. Not audited: whoever shows the persons does that. */
    public Map<UUID, Integer> today(Collection<UUID> persons) {
        Map<UUID, Integer> numbers = new HashMap<>();
        jdbc.sql(
                        """
                        select person, number from surge_number
                        where person = any (:persons) and organisation = :organisation and day = current_date
                        """)
                .param("persons", persons.toArray(UUID[]::new))
                .param("organisation", Acting.now().requireOrganisation())
                .query(row -> {
                    numbers.put(row.getObject("person", UUID.class), row.getInt("number"));
                });
        return numbers;
    }
}
