package amparo.server.web;

import amparo.server.accounts.Visitor;
import amparo.server.platform.Card;
import amparo.server.platform.HomeCards;
import amparo.server.platform.Language;
import amparo.server.platform.Texts;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The start page: the queues of whoever works here. */
@Controller
class HomePage {

    private final ObjectProvider<HomeCards> sources;
    private final Texts texts;
    private final Languages languages;

    HomePage(ObjectProvider<HomeCards> sources, Texts texts, Languages languages) {
        this.sources = sources;
        this.texts = texts;
        this.languages = languages;
    }

    @GetMapping("/")
    String home(HttpServletRequest request, Model model) {
        Language language = languages.of(request);
        List<Card> cards =
                sources.orderedStream()
                        .flatMap(source -> source.cards(texts, language).stream())
                        .toList();
        model.addAttribute("name", Visitor.of(request).orElseThrow().displayName());
        model.addAttribute("cards", cards);
        return "web/home";
    }
}
