/** From a content folder to a rulebook: every mistake of every file is reported at once. */
@NullMarked
package amparo.rulebook.load;

import org.jspecify.annotations.NullMarked;
