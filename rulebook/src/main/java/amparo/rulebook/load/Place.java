package amparo.rulebook.load;

import amparo.engine.data.Mark;
import amparo.rulebook.source.SourceFile;

/**
 * Where a part of the rulebook stands.
 *
 * @param text for a condition its text; else ""
 */
public record Place(SourceFile file, Mark at, String text) {}
