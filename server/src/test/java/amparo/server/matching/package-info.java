/** The search finds whom it should, quickly, and nobody else. */
@NullMarked
package amparo.server.matching;

import org.jspecify.annotations.NullMarked;
