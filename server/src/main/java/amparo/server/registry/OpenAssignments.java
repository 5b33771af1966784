package amparo.server.registry;

import amparo.server.access.Role;
import amparo.server.accounts.OpenWork;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Persons to whom somebody is assigned. Administrators learn how many, never who. */
@Component
class OpenAssignments implements OpenWork {

    private final JdbcClient jdbc;

    OpenAssignments(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String kind() {
        return "assignment";
    }

    @Override
    public long count(UUID account) {
        return jdbc.sql("select open_assignments(:account)")
                .param("account", account)
                .query(Long.class)
                .single();
    }

    @Override
    public Set<Role> receivers() {
        return EnumSet.of(
                Role.REGISTRAR,
                Role.CASE_WORKER,
                Role.PROTECTION_SPECIALIST,
                Role.SUPERVISOR,
                Role.REFERRAL_FOCAL_POINT,
                Role.ASYLUM_OFFICER);
    }

    @Override
    public void handOver(UUID from, UUID to) {
        jdbc.sql("select hand_over_assignments(:from, :to)")
                .param("from", from)
                .param("to", to)
                .query(Long.class)
                .single();
    }
}
