/** Words and pages: messages in five languages, dates written out, wrapped lines. */
@NullMarked
package amparo.app.text;

import org.jspecify.annotations.NullMarked;
