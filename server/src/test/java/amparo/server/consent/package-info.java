/** Tests of what persons agree to. */
@NullMarked
package amparo.server.consent;

import org.jspecify.annotations.NullMarked;
