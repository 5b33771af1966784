package amparo.server.privacy;

import amparo.server.access.Acting;
import amparo.server.access.Actor;
import amparo.server.access.Room;
import amparo.server.audit.AuditLog;
import amparo.server.platform.Ids;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Orders to keep a person's data, which stop erasure and retention until a day. */
@Service
public class LegalHolds {

    private final JdbcClient jdbc;
    private final AuditLog audit;

    LegalHolds(JdbcClient jdbc, AuditLog audit) {
        this.jdbc = jdbc;
        this.audit = audit;
    }

    /**
     * Sets a hold.
     *
     * @param reason at least ten letters: which court or which claim asks for it
     * @return false if no such person of this organisation is in reach
     */
    @Transactional
    public boolean set(String code, String reason, LocalDate until) {
        Optional<UUID> person = person(code);
        if (person.isEmpty()) {
            return false;
        }
        Actor actor = Acting.now();
        jdbc.sql(
                        "insert into legal_hold (id, person, organisation, reason, until, set_by)"
                                + " values (:id, :person, :organisation, :reason, :until, :by)")
                .param("id", Ids.next())
                .param("person", person.get())
                .param("organisation", actor.requireOrganisation())
                .param("reason", reason)
                .param("until", until)
                .param("by", actor.requireAccount())
                .update();
        audit.record("hold", "person", List.of(person.get()), reason, "");
        return true;
    }

    /** Lifts every hold that whoever acts may lift; false if there was none. */
    @Transactional
    public boolean lift(String code, String reason) {
        Optional<UUID> person = person(code);
        if (person.isEmpty()) {
            return false;
        }
        int lifted =
                jdbc.sql(
                                "update legal_hold set lifted_at = now(), lifted_by = acting_account()"
                                        + " where person = :person and lifted_at is null")
                        .param("person", person.get())
                        .update();
        if (lifted > 0) {
            audit.record("hold", "person", List.of(person.get()), reason, "lifted=" + lifted);
        }
        return lifted > 0;
    }

    private Optional<UUID> person(String code) {
        String sql =
                Acting.now().room() == Room.OVERSIGHT
                        ? "select id from (select find_person_for_request(:code) as id) as found where id is not null"
                        : "select id from person where code = :code and organisation = acting_organisation()"
                                + " and erased_at is null";
        return jdbc.sql(sql).param("code", code).query(UUID.class).optional();
    }
}
