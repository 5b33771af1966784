package amparo.server.registry;

import amparo.server.platform.Language;
import amparo.server.platform.Texts;
import amparo.server.privacy.FactTexts;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Names of facts in a person's copy: in a word or two, otherwise the question. */
@Component
class CopyTexts implements FactTexts {

    private final Facts facts;
    private final Texts texts;

    CopyTexts(Facts facts, Texts texts) {
        this.facts = facts;
        this.texts = texts;
    }

    @Override
    public String label(String fact, String language) {
        Optional<Language> ours = Language.of(language).filter(texts.offered()::contains);
        String key = "registry.fact." + fact;
        if (ours.isPresent() && texts.has(key)) {
            return texts.text(ours.get(), key);
        }
        return facts.find(fact)
                .map(Facts.Known::fact)
                .map(one -> one.question().in(language))
                .filter(question -> !question.isEmpty())
                .orElse(fact.replace('_', ' '));
    }
}
