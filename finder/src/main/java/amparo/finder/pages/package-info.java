/** The pages as the build compiled them from their templates. */
@NullMarked
package amparo.finder.pages;

import org.jspecify.annotations.NullMarked;
