@NullMarked
package amparo.rulebook.vignette;

import org.jspecify.annotations.NullMarked;
