package amparo.server.platform;

import jakarta.servlet.http.HttpServletRequest;

/** Tells in which language a page answers. */
public interface PageLanguage {

    /** The language of this request. */
    Language of(HttpServletRequest request);
}
