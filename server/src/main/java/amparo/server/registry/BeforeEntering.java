package amparo.server.registry;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.web.servlet.ModelAndView;

/**
 * Asked before a new file is made from the form: whether the person is known already. Implement it
 * as a bean.
 */
public interface BeforeEntering {

    /**
     * @param id of the file that would be made
     * @param said what the form says of the person
     * @param form what was sent; a page that asks sends it again to the same address
     * @return a page that asks first; empty to make the file
     */
    Optional<ModelAndView> look(UUID id, List<PersonFiles.Told> said, Map<String, String[]> form);

    /** The file was made. */
    default void entered(String code, Map<String, String[]> form) {}
}
