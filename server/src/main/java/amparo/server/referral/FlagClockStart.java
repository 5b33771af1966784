package amparo.server.referral;

import amparo.engine.rule.Screen;
import amparo.server.profiling.FlagListener;
import amparo.server.profiling.Flags;
import amparo.server.profiling.Flags.Flag;
import amparo.server.registry.PersonFiles.Ref;
import java.sql.Types;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Starts the clock of an urgent flag in the transaction that raises it: from this moment somebody
 * must refer the person, or say why not.
 */
@Component
class FlagClockStart implements FlagListener {

    private static final Set<Screen.Urgency> URGENT =
            EnumSet.of(Screen.Urgency.EMERGENCY, Screen.Urgency.HIGH);

    private final JdbcClient jdbc;
    private final Flags flags;
    private final DueTimes dueTimes;
    private final ReferralStore store;
    private final Clock clock;

    FlagClockStart(
            JdbcClient jdbc, Flags flags, DueTimes dueTimes, ReferralStore store, Clock clock) {
        this.jdbc = jdbc;
        this.flags = flags;
        this.dueTimes = dueTimes;
        this.store = store;
        this.clock = clock;
    }

    @Override
    public void raised(Ref person, Flag flag) {
        if (URGENT.contains(flag.urgency())) {
            begin(flag);
        }
    }

    @Override
    public void urgencyChanged(Ref person, Flag flag, Screen.Urgency before) {
        if (URGENT.contains(flag.urgency()) && flag.urgency().compareTo(before) < 0) {
            begin(flag);
        }
    }

    private void begin(Flag flag) {
        List<String> sectors = flags.screen(flag).refer();
        String here = store.ourCountry();
        OffsetDateTime now = OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
        OffsetDateTime until =
                sectors.isEmpty()
                        ? null
                        : dueTimes.lawUntil(here, sectors.getFirst(), now, now, null);
        Integer law = until == null ? null : Math.toIntExact(ChronoUnit.HOURS.between(now, until));
        jdbc.sql("select flag_clock_begin(:flag, :hours, :law, :sectors)")
                .param("flag", flag.id())
                .param("hours", dueTimes.hours(flag.urgency().word(), now))
                .param("law", law, Types.INTEGER)
                .param("sectors", sectors.toArray(String[]::new))
                .query(row -> {});
    }
}
