@NullMarked
package amparo.server.lists;

import org.jspecify.annotations.NullMarked;
