@NullMarked
package amparo.server.api;

import org.jspecify.annotations.NullMarked;
