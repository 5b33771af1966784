/** The public page: generated as a folder of static files. */
@NullMarked
package amparo.finder;

import org.jspecify.annotations.NullMarked;
