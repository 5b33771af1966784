/**
 * Lists of persons that stay fast and keep to the walls: filters, saved views, columns, what is
 * done to many at once and can be undone, and what one shift tells the next. Other modules bring
 * their part through {@link amparo.server.lists.BulkAction}, {@link amparo.server.lists.ListSearch}
 * and {@link amparo.server.lists.ShiftPart}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"access", "accounts", "audit", "platform", "registry"})
package amparo.server.lists;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
