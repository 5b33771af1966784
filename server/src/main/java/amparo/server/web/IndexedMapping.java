package amparo.server.web;

import amparo.server.access.PathIndex;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.RequestPath;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

/**
 * Finds the method for an address without trying each of our hundreds of patterns, which took a
 * tenth of a request. Where none or more than one fits, the one of Spring decides, and says what is
 * wrong.
 */
final class IndexedMapping extends RequestMappingHandlerMapping {

    private record Way(RequestMappingInfo info, HandlerMethod method) {}

    private @Nullable PathIndex<Way> index;

    @Override
    public void afterPropertiesSet() {
        super.afterPropertiesSet();
        PathIndex<Way> all = new PathIndex<>();
        for (Map.Entry<RequestMappingInfo, HandlerMethod> one : getHandlerMethods().entrySet()) {
            for (String pattern : one.getKey().getPatternValues()) {
                all.add(pattern, new Way(one.getKey(), one.getValue()));
            }
        }
        index = all;
    }

    @Override
    protected @Nullable HandlerMethod lookupHandlerMethod(
            String lookupPath, HttpServletRequest request) throws Exception {
        PathIndex<Way> known = index;
        if (known == null || !ServletRequestPathUtils.hasParsedRequestPath(request)) {
            return super.lookupHandlerMethod(lookupPath, request);
        }
        RequestPath path = ServletRequestPathUtils.getParsedRequestPath(request);
        RequestMappingInfo only = null;
        HandlerMethod method = null;
        for (Way way : known.candidates(path.pathWithinApplication())) {
            RequestMappingInfo match = getMatchingMapping(way.info(), request);
            if (match != null && only != null) {
                return super.lookupHandlerMethod(lookupPath, request);
            }
            if (match != null) {
                only = match;
                method = way.method();
            }
        }
        if (only == null || method == null) {
            return super.lookupHandlerMethod(lookupPath, request);
        }
        request.setAttribute(BEST_MATCHING_HANDLER_ATTRIBUTE, method);
        handleMatch(only, lookupPath, request);
        return method;
    }
}
