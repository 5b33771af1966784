package amparo.server.referral;

import amparo.server.access.Acting;
import amparo.server.access.Actor;
import amparo.server.platform.Card;
import amparo.server.platform.HomeCards;
import amparo.server.platform.Language;
import amparo.server.platform.Texts;
import amparo.server.platform.Tone;
import amparo.server.referral.ReferralStore.Which;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What waits for an answer, what is late, what came back, and whom to tell. */
@Component
@Transactional
class ReferralCards implements HomeCards {

    private static final int MOST = 100;

    private final Referrals referrals;

    ReferralCards(Referrals referrals) {
        this.referrals = referrals;
    }

    @Override
    public List<Card> cards(Texts texts, Language language) {
        Actor actor = Acting.now();
        List<Card> cards = new ArrayList<>();
        if (ReferralPolicy.works(actor)) {
            cards.add(card(texts, language, Which.IN));
            cards.add(card(texts, language, Which.NEWS));
            cards.add(card(texts, language, Which.LEFT));
            cards.add(card(texts, language, Which.TELL));
        }
        if (ReferralPolicy.supervises(actor)) {
            cards.add(card(texts, language, Which.LATE));
        }
        return cards;
    }

    private Card card(Texts texts, Language language, Which which) {
        String key = which.name().toLowerCase(Locale.ROOT);
        long count = referrals.count(which, MOST);
        return new Card(
                texts.text(language, "referral.card." + key),
                count >= MOST ? (MOST - 1) + "+" : Long.toString(count),
                "/referrals?show=" + key,
                null,
                count > 0 ? Tone.ATTENTION : Tone.NEUTRAL);
    }
}
