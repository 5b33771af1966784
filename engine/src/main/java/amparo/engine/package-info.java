/** The reasoner: what follows from rules and answers. */
@NullMarked
package amparo.engine;

import org.jspecify.annotations.NullMarked;
