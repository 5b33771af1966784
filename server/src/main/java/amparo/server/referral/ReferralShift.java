package amparo.server.referral;

import amparo.server.access.Acting;
import amparo.server.lists.ShiftPart;
import amparo.server.platform.Tone;
import amparo.server.platform.View;
import amparo.server.referral.ReferralStore.Referral;
import amparo.server.referral.ReferralStore.Which;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What referrals leave to the next shift. */
@Component
@Transactional
class ReferralShift implements ShiftPart {

    private static final int LINES = 10;

    private final Referrals referrals;

    ReferralShift(Referrals referrals) {
        this.referrals = referrals;
    }

    @Override
    public int position() {
        return 90;
    }

    @Override
    public List<Section> sections(View view) {
        if (!ReferralPolicy.works(Acting.now())) {
            return List.of();
        }
        List<Section> all = new ArrayList<>();
        for (Which which : List.of(Which.LATE, Which.LEFT, Which.IN, Which.TELL)) {
            String key = which.name().toLowerCase(Locale.ROOT);
            OffsetDateTime now = referrals.now();
            List<Referral> found = referrals.list(which, 0, LINES + 1);
            boolean more = found.size() > LINES;
            all.add(
                    new Section(
                            view.text("referral.card." + key),
                            more ? LINES + "+" : Integer.toString(found.size()),
                            found.isEmpty() ? Tone.NEUTRAL : Tone.ATTENTION,
                            "/referrals?show=" + key,
                            found.stream()
                                    .limit(LINES)
                                    .map(one ->
                                            new Line(
                                                    one.code(),
                                                    "/referrals/" + one.id(),
                                                    view.text("referral.urgency." + one.urgency())
                                                            + ", "
                                                            + ReferralWords.due(view, one, now)))
                                    .toList()));
        }
        return all;
    }
}
