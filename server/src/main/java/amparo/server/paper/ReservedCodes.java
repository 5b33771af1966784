package amparo.server.paper;

import amparo.server.access.Acting;
import amparo.server.access.Actor;
import amparo.server.audit.AuditLog;
import amparo.server.platform.Ids;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Codes of persons for devices that work without a line: a form of one line each, of the same kind
 * as those on paper. A code becomes somebody's when the device comes back, and only once.
 */
@Service
@Transactional
public class ReservedCodes {

    private final JdbcClient jdbc;
    private final AuditLog audit;

    ReservedCodes(JdbcClient jdbc, AuditLog audit) {
        this.jdbc = jdbc;
        this.audit = audit;
    }

    /**
     * Reserves codes for the own organisation; asked again for the same batch it gives the same.
     */
    public List<String> reserve(UUID batch, int number) {
        Actor actor = Acting.now();
        List<String> before = of(batch, actor);
        if (!before.isEmpty()) {
            return before;
        }
        jdbc.sql(
                        """
                        insert into paper_form (id, batch, code, persons, places, organisation, made_by)
                        select new.id, :batch, '', '{}', 1, :organisation, :account
                        from unnest(:ids::uuid[]) as new (id)
                        """)
                .param("ids", Stream.generate(Ids::next).limit(number).toArray(UUID[]::new))
                .param("batch", batch)
                .param("organisation", actor.requireOrganisation())
                .param("account", actor.requireAccount())
                .update();
        audit.record("create", "paper", List.of(), null, "codes for a device: " + number);
        return of(batch, actor);
    }

    private List<String> of(UUID batch, Actor actor) {
        return jdbc.sql(
                        """
                        select persons[1] as code from paper_form
                        where batch = :batch and organisation = :organisation and places = 1 and used_at is null
                        order by id
                        """)
                .param("batch", batch)
                .param("organisation", actor.requireOrganisation())
                .query((row, number) -> row.getString("code"))
                .list();
    }

    /**
     * Takes a code for somebody who is entered in this transaction; whether it was reserved here
     * and nobody has it yet.
     */
    public boolean use(UUID batch, String code) {
        Actor actor = Acting.now();
        return jdbc.sql(
                                """
                                update paper_form set used_at = now(), used_by = :account
                                where batch = :batch and organisation = :organisation and persons @> array[:code::text]
                                    and places = 1 and used_at is null
                                """)
                        .param("account", actor.requireAccount())
                        .param("batch", batch)
                        .param("organisation", actor.requireOrganisation())
                        .param("code", code)
                        .update()
                == 1;
    }
}
