/** Tests of retention, erasure and copies. */
@NullMarked
package amparo.server.privacy;

import org.jspecify.annotations.NullMarked;
