/** The answer in plain words: protection, asylum, doors, and what would change them. */
@NullMarked
package amparo.app.check;

import org.jspecify.annotations.NullMarked;
