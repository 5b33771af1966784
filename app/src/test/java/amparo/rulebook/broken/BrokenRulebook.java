package amparo.rulebook.broken;

import amparo.app.Main;

/** Breaks the rules for the rulebook, to prove that the rules notice. */
public final class BrokenRulebook {
    public Main looksUp() {
        return new Main();
    }
}
