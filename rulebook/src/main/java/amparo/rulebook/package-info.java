/**
 * The rules as data: read ({@code source}), loaded ({@code load}), checked ({@code lint}), tried on
 * their examples ({@code example}), compiled ({@code compile}) and described ({@code report}).
 */
@NullMarked
package amparo.rulebook;

import org.jspecify.annotations.NullMarked;
