/** Groups, seen from outside. */
@NullMarked
package amparo.server.groups;

import org.jspecify.annotations.NullMarked;
