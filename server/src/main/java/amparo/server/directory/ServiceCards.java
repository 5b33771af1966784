package amparo.server.directory;

import amparo.server.access.Acting;
import amparo.server.platform.Card;
import amparo.server.platform.HomeCards;
import amparo.server.platform.Language;
import amparo.server.platform.Texts;
import amparo.server.platform.Tone;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Entries that nobody confirmed for long, for those who keep them. */
@Component
@Transactional
class ServiceCards implements HomeCards {

    private static final int MOST = 100;

    private final Services directory;

    ServiceCards(Services directory) {
        this.directory = directory;
    }

    @Override
    public List<Card> cards(Texts texts, Language language) {
        if (!Services.keeps(Acting.now())) {
            return List.of();
        }
        long stale = directory.toConfirm(MOST);
        return List.of(
                new Card(
                        texts.text(language, "directory.card.confirm"),
                        stale >= MOST ? (MOST - 1) + "+" : Long.toString(stale),
                        "/services?show=stale",
                        null,
                        stale > 0 ? Tone.ATTENTION : Tone.NEUTRAL));
    }
}
