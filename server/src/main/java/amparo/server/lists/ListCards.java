package amparo.server.lists;

import amparo.server.access.Acting;
import amparo.server.access.Actor;
import amparo.server.access.Role;
import amparo.server.access.Room;
import amparo.server.access.Scope;
import amparo.server.platform.Card;
import amparo.server.platform.HomeCards;
import amparo.server.platform.Language;
import amparo.server.platform.Texts;
import amparo.server.platform.Tone;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Lists as queues: each number opens its list, and none is counted far. */
@Service
@Transactional
class ListCards implements HomeCards {

    /** One more than is said exactly. */
    private static final int MOST = 100;

    private static final int VIEWS = 6;

    private final Lists lists;
    private final SavedViews views;
    private final ShiftNotes notes;

    ListCards(Lists lists, SavedViews views, ShiftNotes notes) {
        this.lists = lists;
        this.views = views;
        this.notes = notes;
    }

    @Override
    public List<Card> cards(Texts texts, Language language) {
        Actor actor = Acting.now();
        if (!ShiftNotes.works(actor)) {
            return List.of();
        }
        List<Card> cards = new ArrayList<>();
        Wanted all = Wanted.everybody();
        boolean frontline = actor.room() == Room.FRONTLINE;
        if (frontline) {
            cards.add(card(texts.text(language, "lists.card.mine"), all.withWho(Wanted.ME)));
            if (actor.has(Role.SUPERVISOR) || actor.has(Role.CASE_WORKER)) {
                int alone = lists.count(all.withWho(Wanted.NOBODY), MOST);
                cards.add(
                        new Card(
                                texts.text(language, "lists.card.nobody"),
                                words(alone, MOST),
                                all.withWho(Wanted.NOBODY).address(),
                                alone == 0 ? null : texts.text(language, "lists.card.nobody-hint"),
                                alone == 0 ? Tone.NEUTRAL : Tone.ATTENTION));
            }
            if (actor.scope() == Scope.ORGANISATION
                    || actor.has(Role.SUPERVISOR)
                    || actor.has(Role.REFERRAL_FOCAL_POINT)) {
                cards.add(card(texts.text(language, "lists.card.shared"), all.withFrom("shared")));
            }
        }
        cards.add(card(texts.text(language, "lists.card.day"), all.withDays(1)));
        ShiftNotes.Waiting waiting = notes.waiting(MOST);
        cards.add(
                new Card(
                        texts.text(language, "lists.card.notes"),
                        words(waiting.notes(), MOST),
                        "/handover",
                        hint(texts, language, waiting),
                        waiting.urgent() ? Tone.ATTENTION : Tone.NEUTRAL));
        views.all().stream()
                .filter(SavedViews.SavedView::mine)
                .limit(VIEWS)
                .forEach(one -> cards.add(ofView(one)));
        return cards;
    }

    private static @Nullable String hint(
            Texts texts, Language language, ShiftNotes.Waiting waiting) {
        return waiting.urgent() ? texts.text(language, "lists.card.notes-urgent") : null;
    }

    private Card ofView(SavedViews.SavedView view) {
        String count;
        try {
            count = words(lists.count(Wanted.ofQuery(view.query()), MOST), MOST);
        } catch (Wanted.NotUnderstood older) {
            // A filter that this version does not have any more: the list itself says so.
            count = "–";
        }
        return new Card(view.name(), count, "/persons?view=" + view.id(), null, Tone.NEUTRAL);
    }

    private Card card(String label, Wanted wanted) {
        return new Card(
                label,
                words(lists.count(wanted, MOST), MOST),
                wanted.address(),
                null,
                Tone.NEUTRAL);
    }

    /** Exact below the most, which stands for "so many or more". */
    static String words(int count, int most) {
        return count >= most ? (most - 1) + "+" : Integer.toString(count);
    }
}
