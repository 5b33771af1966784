@NullMarked
package amparo.server;

import org.jspecify.annotations.NullMarked;
