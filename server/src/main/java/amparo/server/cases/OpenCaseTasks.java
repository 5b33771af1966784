package amparo.server.cases;

import amparo.server.access.Role;
import amparo.server.accounts.OpenWork;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Open tasks of cases that somebody is to do. Administrators learn how many, never whose. */
@Component
class OpenCaseTasks implements OpenWork {

    private final JdbcClient jdbc;

    OpenCaseTasks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String kind() {
        return "case-task";
    }

    @Override
    public long count(UUID account) {
        return jdbc.sql("select open_case_tasks(:account)")
                .param("account", account)
                .query(Long.class)
                .single();
    }

    @Override
    public Set<Role> receivers() {
        return EnumSet.copyOf(CasePolicy.WORKERS);
    }

    @Override
    public void handOver(UUID from, UUID to) {
        jdbc.sql("select hand_over_case_tasks(:from, :to)")
                .param("from", from)
                .param("to", to)
                .query(Long.class)
                .single();
    }
}
