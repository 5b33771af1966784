/** Files of a rulebook, YAML read with places, and findings that name file, line and cure. */
@NullMarked
package amparo.rulebook.source;

import org.jspecify.annotations.NullMarked;
