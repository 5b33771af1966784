/** Reading and writing the file of a person or a family. */
@NullMarked
package amparo.app.file;

import org.jspecify.annotations.NullMarked;
