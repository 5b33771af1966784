/** The interview on a device, in a real browser. */
@NullMarked
package amparo.server.device;

import org.jspecify.annotations.NullMarked;
