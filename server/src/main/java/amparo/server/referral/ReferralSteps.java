package amparo.server.referral;

import amparo.server.access.Acting;
import amparo.server.referral.ReferralStore.Referral;
import amparo.server.registry.NextStep;
import amparo.server.registry.PersonFiles;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** A referral that nobody answered, one that came back, a person who should hear of it. */
@Component
class ReferralSteps implements NextStep {

    private static final int SILENT = 8;
    private static final int LEFT = 12;
    private static final int BACK = 15;
    private static final int TELL = 30;

    private final ReferralStore store;
    private final Referrals referrals;

    ReferralSteps(ReferralStore store, Referrals referrals) {
        this.store = store;
        this.referrals = referrals;
    }

    @Override
    public Optional<Step> of(PersonFiles.Ref person) {
        if (!ReferralPolicy.works(Acting.now())) {
            return Optional.empty();
        }
        OffsetDateTime now = referrals.now();
        List<Referral> all =
                store.ofPerson(person.files()).stream().filter(ReferralWords::isOurs).toList();
        Optional<Step> silent =
                all.stream()
                        .filter(one -> one.late(now))
                        .findFirst()
                        .map(one -> step(SILENT, "referral.step.silent", one));
        Optional<Step> left =
                all.stream()
                        .filter(one -> one.left(now))
                        .findFirst()
                        .map(one -> step(LEFT, "referral.step.left", one));
        Optional<Step> back =
                all.stream()
                        .filter(one ->
                                one.news()
                                        && (one.state().equals("declined")
                                                || one.state().equals("not-reached")))
                        .findFirst()
                        .map(one -> step(BACK, "referral.step.back", one));
        Optional<Step> tell =
                all.stream()
                        .filter(Referral::tell)
                        .findFirst()
                        .map(one -> step(TELL, "referral.step.tell", one));
        return silent.or(() -> left).or(() -> back).or(() -> tell);
    }

    private static Step step(int urgency, String text, Referral one) {
        return new Step(urgency, text, List.of(), "/referrals/" + one.id(), "referral.step.go");
    }
}
