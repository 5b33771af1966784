package amparo.server.cases;

import amparo.server.access.Acting;
import amparo.server.access.Actor;
import amparo.server.platform.Card;
import amparo.server.platform.HomeCards;
import amparo.server.platform.Language;
import amparo.server.platform.Texts;
import amparo.server.platform.Tone;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Own cases, tasks that are due, what others offer, what ends soon. Nothing is counted far. */
@Service
@Transactional
class CaseCards implements HomeCards {

    private static final int MOST = 100;

    private final CaseStore cases;
    private final Tasks tasks;
    private final Accompaniment doors;
    private final Transfers transfers;
    private final Clock clock;

    CaseCards(CaseStore cases, Tasks tasks, Accompaniment doors, Transfers transfers, Clock clock) {
        this.cases = cases;
        this.tasks = tasks;
        this.doors = doors;
        this.transfers = transfers;
        this.clock = clock;
    }

    @Override
    public List<Card> cards(Texts texts, Language language) {
        Actor actor = Acting.now();
        if (!CasePolicy.reads(actor)) {
            return List.of();
        }
        LocalDate today = CasePages.today(clock);
        List<Card> cards = new ArrayList<>();
        if (CasePolicy.works(actor)) {
            cards.add(
                    card(
                            texts.text(language, "cases.card.mine"),
                            cases.count(actor, CaseStore.Which.MINE, MOST),
                            "/cases",
                            false));
        }
        cards.add(
                card(
                        texts.text(language, "cases.card.tasks"),
                        tasks.due(today, MOST),
                        "/cases/tasks",
                        true));
        if (CasePolicy.answersOffers(actor)) {
            cards.add(
                    card(
                            texts.text(language, "cases.card.offers"),
                            transfers.waiting(MOST),
                            "/cases/transfers",
                            true));
        }
        if (CasePolicy.works(actor)) {
            cards.add(
                    card(
                            texts.text(language, "cases.card.expiring"),
                            doors.expiring(today.plusDays(Accompaniment.WARNING), MOST),
                            "/cases/expiring",
                            true));
        }
        return cards;
    }

    private static Card card(String label, long count, String href, boolean urgent) {
        return new Card(
                label,
                count >= MOST ? (MOST - 1) + "+" : Long.toString(count),
                href,
                null,
                urgent && count > 0 ? Tone.ATTENTION : Tone.NEUTRAL);
    }
}
