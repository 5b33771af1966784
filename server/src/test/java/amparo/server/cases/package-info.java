/** Cases, seen from outside. */
@NullMarked
package amparo.server.cases;

import org.jspecify.annotations.NullMarked;
