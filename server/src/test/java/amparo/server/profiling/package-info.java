/** Tests of profiling. */
@NullMarked
package amparo.server.profiling;

import org.jspecify.annotations.NullMarked;
