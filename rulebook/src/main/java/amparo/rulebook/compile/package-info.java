/** One JSON file for the whole rulebook, with the hash of its content as version. */
@NullMarked
package amparo.rulebook.compile;

import org.jspecify.annotations.NullMarked;
