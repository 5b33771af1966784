/** Forms of paper, seen from outside. */
@NullMarked
package amparo.server.paper;

import org.jspecify.annotations.NullMarked;
