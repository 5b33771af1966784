package amparo.web.broken;

import amparo.rulebook.source.YamlReader;

/** Breaks the rule for the browser engine, to prove that the rule notices. */
public final class BrokenWeb {
    public Class<?> isNotThin() {
        return YamlReader.class;
    }
}
