/** Tests of learning. */
@NullMarked
package amparo.server.learning;

import org.jspecify.annotations.NullMarked;
