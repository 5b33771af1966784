/**
 * The vocabulary: which facts there are, what they mean, who may be asked, and the answers of one
 * person.
 */
@NullMarked
package amparo.engine.fact;

import org.jspecify.annotations.NullMarked;
