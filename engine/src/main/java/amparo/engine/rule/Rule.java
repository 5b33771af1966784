package amparo.engine.rule;

import amparo.engine.fact.Wording;

/** A rule of the rulebook. */
public sealed interface Rule permits Pathway, Screen {
    /** Unique in the rulebook. */
    String id();

    /** Its name for people. */
    Wording title();
}
