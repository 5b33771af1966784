package amparo.server.referral;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.server.access.OrganisationKind;
import amparo.server.access.Role;
import amparo.server.testing.WholeServer;
import amparo.server.testing.WholeServer.Browser;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** FEATURE: a referral that nobody answers is not forgotten, and the clock costs little. */
@Tag("database")
class ReferralClockTest {

    private static final String READ =
            "select coalesce(sum(seq_tup_read + idx_tup_fetch), 0) from pg_stat_xact_user_tables"
                    + " where relname = 'referral'";

    private ReferralWorld world;
    private WholeServer server;
    private String code = "";
    private UUID shelter = new UUID(0, 0);

    @BeforeEach
    void somebodyWhoWaits() throws Exception {
        world = new ReferralWorld();
        server = world.server;
        code = world.enter("Marisol");
        shelter = world.service(world.keeper, "House by the lake", "shelter");
    }

    @Test
    void silenceGoesFromAReminderToSupervisorsToWhoeverCoordinatesAndNeverEnds() throws Exception {
        UUID id = world.send(code, shelter, "urgency", "high");
        tick();
        assertThat(world.events(id)).as("nothing is due yet").containsExactly("sent");

        world.later(id, "13 hours");
        tick();
        tick();
        assertThat(world.events(id)).containsExactly("sent", "reminded");
        Browser theirs = world.someone(world.theirs, Role.SUPERVISOR);
        Browser ours = world.someone(world.ours, Role.SUPERVISOR);
        assertThat(theirs.get("/referrals?show=late").body()).contains("Nothing waits");

        world.later(id, "12 hours");
        tick();
        assertThat(world.events(id)).containsExactly("sent", "reminded", "to-supervisor");
        for (Browser one : List.of(theirs, ours)) {
            assertThat(one.get("/referrals?show=late").body()).contains(id.toString());
            assertThat(one.get("/").body()).contains("Referrals without an answer");
        }
        assertThat(world.worker.get("/referrals/" + id).body())
                .contains("Propose the next service", "Telephone now", "+52 555 0111");
        assertThat(world.worker.get("/persons/" + code).body())
                .contains("A service did not answer in time");

        world.later(id, "13 hours");
        tick();
        world.later(id, "25 hours");
        tick();
        world.later(id, "25 hours");
        tick();
        assertThat(world.events(id))
                .containsExactly(
                        "sent",
                        "reminded",
                        "to-supervisor",
                        "to-coordinator",
                        "still-silent",
                        "still-silent");
    }

    @Test
    void silentOrganisationsAreNamedToTheStewardAndToNobodyElse() throws Exception {
        UUID id = world.send(code, shelter, "urgency", "emergency");
        world.later(id, "9 hours");
        tick();
        String name = "Organisation " + world.theirs;
        Browser outsider =
                world.someone(server.organisation(OrganisationKind.NGO), Role.SUPERVISOR);
        assertThat(outsider.get("/referrals/figures").body()).doesNotContain(name);
        assertThat(world.someone(world.ours, Role.SUPERVISOR).get("/referrals/figures").body())
                .contains("House by the lake")
                .doesNotContain("Organisations that do not answer");
        UUID steward = server.organisation(OrganisationKind.UN_AGENCY);
        List<String> before = server.column("select id::text from organisation where steward");
        steward(before, steward);
        try {
            String page = world.someone(steward, Role.SUPERVISOR).get("/referrals/figures").body();
            assertThat(page).contains("Organisations that do not answer", name);
            assertThat(page).doesNotContain(code, "Marisol", id.toString());
            assertThat(world.someone(steward, Role.ANALYST).get("/referrals/figures").body())
                    .contains(name, "fewer than 5");
        } finally {
            steward(
                    List.of(steward.toString()),
                    before.isEmpty() ? null : UUID.fromString(before.getFirst()));
        }
    }

    /** Who steers an installation never changes: only a test goes round that. */
    private void steward(List<String> not, @Nullable UUID but) throws Exception {
        server.sql("alter table organisation disable trigger user");
        for (String one : not) {
            server.sql(
                    "update organisation set steward = false where id = ?", UUID.fromString(one));
        }
        if (but != null) {
            server.sql("update organisation set steward = true where id = ?", but);
        }
        server.sql("alter table organisation enable trigger user");
    }

    @Test
    void anEmergencyShowsWhomToTelephoneAndKeepsWhoAnswered() throws Exception {
        UUID id = world.send(code, shelter, "urgency", "emergency");
        assertThat(world.worker.get("/referrals/" + id).body())
                .contains("Telephone now", "+52 555 0100", "Duty desk", "+52 555 0111");
        world.worker.post("/referrals/" + id + "/calls", "who", "", "result", "will-act");
        assertThat(world.events(id)).as("nobody named").containsExactly("sent");
        world.worker.post("/referrals/" + id + "/calls", "who", "Night desk", "result", "will-act");
        assertThat(world.events(id)).containsExactly("sent", "called");
        assertThat(world.worker.get("/referrals/" + id).body())
                .contains("Answered and will act. Night desk");
        // The call is no answer: the clock goes on.
        assertThat(world.state(id)).isEqualTo("sent");
    }

    @Test
    void theEarliestOfUrgencyLawAndLeavingCounts() throws Exception {
        UUID urgency = world.send(code, shelter, "urgency", "medium");
        assertThat(due(urgency)).isEqualTo("urgency 72");
        UUID leaving = world.send(code, shelter, "urgency", "medium", "leaves", "6");
        assertThat(due(leaving)).isEqualTo("leaving 6");
        world.worker.post(
                "/persons/" + code + "/answers",
                "fact",
                "country_now",
                "value",
                "MEX",
                "source",
                "person");
        UUID child = world.service(world.keeper, "Children first", "child-protection");
        UUID law = world.send(code, child, "urgency", "medium");
        assertThat(due(law)).isEqualTo("law 24");
        assertThat(world.keeper.get("/referrals/" + law).body()).contains("Set by the law");
    }

    private String due(UUID id) throws Exception {
        return server.column(
                        "select due_by || ' ' || round(extract(epoch from due_at - made_at) / 3600)"
                                + " from referral where id = ?",
                        id)
                .getFirst();
    }

    @Test
    void whoMovedOnIsOfferedTheNextStop() throws Exception {
        UUID id = world.send(code, shelter);
        String to =
                WholeServer.location(
                        world.worker.post("/referrals/" + id + "/withdraw", "because", "moved-on"));
        assertThat(to).contains("/persons/" + code + "/referrals/new?sector=shelter&instead=" + id);
        assertThat(world.state(id)).isEqualTo("withdrawn");
    }

    @Test
    void acceptedAndThenSilentIsAskedAboutAgain() throws Exception {
        UUID id = world.send(code, shelter, "urgency", "emergency");
        world.keeper.post("/referrals/" + id + "/accept");
        world.later(id, "25 hours");
        tick();
        assertThat(world.events(id)).contains("follow-up-reminded");
        world.later(id, "25 hours");
        tick();
        assertThat(world.events(id)).contains("follow-up-to-supervisor");
        world.keeper.post("/referrals/" + id + "/outcome", "because", "received");
        world.later(id, "90 days");
        tick();
        assertThat(world.events(id)).endsWith("completed");
    }

    @Test
    void twoClocksAtOnceRingOnce() throws Exception {
        UUID id = world.send(code, shelter, "urgency", "high");
        world.later(id, "13 hours");
        Callable<Integer> once = () -> world.clock().once(ReferralClock.TOGETHER);
        try (ExecutorService pool = Executors.newFixedThreadPool(3)) {
            int rung = 0;
            for (Future<Integer> done : pool.invokeAll(List.of(once, once, once))) {
                rung += done.get();
            }
            assertThat(rung).isGreaterThanOrEqualTo(1);
        }
        assertThat(world.events(id)).containsExactly("sent", "reminded");
    }

    @Test
    void withAHundredThousandOpenReferralsATickReadsThoseThatAreDueAndNoOthers() throws Exception {
        UUID id = world.send(code, shelter);
        try (Connection owner = server.owner();
                Statement sql = owner.createStatement()) {
            owner.setAutoCommit(false);
            sql.execute("alter table referral disable trigger user");
            sql.execute(
                    """
                    insert into referral (id, code, person, from_organisation, organisation, service, sector, urgency, basis,
                        state, made_by, since, due_at, due_by, follow_hours, sent_by, sent_at, tick_at)
                    select gen_random_uuid(), lpad(translate(n::text, 'ILOU', ''), 10, '0'), r.person, r.from_organisation,
                        r.organisation, r.service, r.sector, r.urgency, r.basis, 'sent', r.made_by, now(),
                        now() + interval '30 hours', 'urgency', 72, r.made_by, now(),
                        case when n <= 20 then now() - interval '1 minute' else now() + n * interval '1 second' end
                    from referral r, generate_series(1, 100000) n
                    where r.id = '%s'
                    """
                            .formatted(id));
            sql.execute("alter table referral enable trigger user");
            sql.execute("analyze referral");
            // All in one transaction: the clock of the running server must not be quicker.
            try {
                sql.execute(
                        "update referral set tick_at = now() + interval '1 day' where tick_at <= now() and code > '0000100000'");
                assertThat(number(sql, "select count(*) from referral where tick_at is not null"))
                        .isGreaterThanOrEqualTo(100_000);
                long before = number(sql, READ);
                assertThat(number(sql, "select count(*) from referral_tick(200)")).isEqualTo(20);
                assertThat(number(sql, READ) - before)
                        .as("rows of referral that were read")
                        .isBetween(20L, 200L);
            } finally {
                owner.rollback();
            }
        }
    }

    private static long number(Statement sql, String query) throws Exception {
        try (ResultSet row = sql.executeQuery(query)) {
            assertThat(row.next()).isTrue();
            return row.getLong(1);
        }
    }

    private void tick() {
        world.clock().once(ReferralClock.TOGETHER);
    }
}
