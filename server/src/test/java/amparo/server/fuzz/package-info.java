@NullMarked
package amparo.server.fuzz;

import org.jspecify.annotations.NullMarked;
