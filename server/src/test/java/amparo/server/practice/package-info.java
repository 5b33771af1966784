/** Tests of exercises in the real screens. */
@NullMarked
package amparo.server.practice;

import org.jspecify.annotations.NullMarked;
