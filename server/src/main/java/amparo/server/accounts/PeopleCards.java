package amparo.server.accounts;

import amparo.server.access.Acting;
import amparo.server.access.Role;
import amparo.server.platform.Card;
import amparo.server.platform.HomeCards;
import amparo.server.platform.Language;
import amparo.server.platform.Texts;
import amparo.server.platform.Tone;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** What waits for an administrator. */
@Component
class PeopleCards implements HomeCards {

    private final Reviews reviews;
    private final LostLinks lost;

    PeopleCards(Reviews reviews, LostLinks lost) {
        this.reviews = reviews;
        this.lost = lost;
    }

    @Override
    public List<Card> cards(Texts texts, Language language) {
        if (!Acting.now().has(Role.ADMINISTRATOR)) {
            return List.of();
        }
        List<Card> cards = new ArrayList<>();
        Reviews.Waiting waiting = reviews.waiting();
        Instant stops = waiting.firstStops();
        if (waiting.count() > 0 && stops != null) {
            cards.add(
                    new Card(
                            texts.text(language, "people.review.card"),
                            String.valueOf(waiting.count()),
                            "/people/review",
                            texts.text(
                                    language,
                                    "people.review.card-hint",
                                    LocalDate.ofInstant(stops, ZoneOffset.UTC)),
                            Tone.ATTENTION));
        }
        long links = lost.waiting();
        if (links > 0) {
            cards.add(
                    new Card(
                            texts.text(language, "people.links.card"),
                            String.valueOf(links),
                            "/people/links",
                            texts.text(language, "people.links.card-hint"),
                            Tone.ATTENTION));
        }
        return cards;
    }
}
