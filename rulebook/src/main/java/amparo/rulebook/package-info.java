/** The rules as data: loaded, checked and compiled. */
@NullMarked
package amparo.rulebook;

import org.jspecify.annotations.NullMarked;
