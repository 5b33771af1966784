@NullMarked
package amparo.server.demo;

import org.jspecify.annotations.NullMarked;
