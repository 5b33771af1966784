package amparo.server.api;

import amparo.server.lists.Lists;
import amparo.server.lists.SavedViews;
import amparo.server.lists.SavedViews.SavedView;
import amparo.server.platform.Ids;
import amparo.server.platform.ProblemType;
import amparo.server.registry.PersonLines.Line;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import tools.jackson.databind.JsonNode;

/** Lists with filters, and the views that people keep of them. */
@ApiResource
class ListsResource {

    private static final int CREATED = 201;
    private static final int QUERY = 2000;
    private static final List<String> FACTS =
            List.of("sex", "nationality", "country_now", "languages");

    private final Lists lists;
    private final SavedViews views;
    private final Idempotency idempotency;

    ListsResource(Lists lists, SavedViews views, Idempotency idempotency) {
        this.lists = lists;
        this.views = views;
        this.idempotency = idempotency;
    }

    record LineJson(
            String code,
            @Nullable String name,
            Instant enteredAt,
            @Nullable String site,
            String why,
            boolean mayBeChild,
            Map<String, JsonNode> facts) {}

    record ViewJson(UUID id, String name, String query, boolean shared, boolean mine) {}

    record ViewsJson(List<ViewJson> items) {}

    @GetMapping("/api/v1/lists/persons")
    ResponseEntity<byte[]> list(HttpServletRequest request) {
        List<String> known = new ArrayList<>(Lists.FILTERS);
        known.addAll(List.of("after", "limit"));
        Parameters parameters = Parameters.of(request, known.toArray(String[]::new));
        int limit = parameters.limit();
        UUID after = parameters.id("after");
        Map<String, String> filters = new LinkedHashMap<>();
        StringBuilder again = new StringBuilder();
        for (String filter : Lists.FILTERS) {
            String value = request.getParameter(filter);
            if (value == null) {
                continue;
            }
            if (!Lists.takes(filter, value)) {
                throw ApiProblem.parameter(filter, "api.parameter.filter");
            }
            filters.put(filter, value);
            again.append('&')
                    .append(filter)
                    .append('=')
                    .append(URLEncoder.encode(value, StandardCharsets.UTF_8));
        }
        Lists.Page page;
        try {
            page = lists.list(filters, after, limit);
        } catch (IllegalArgumentException none) {
            throw ApiProblem.parameter("who", "api.parameter.filter");
        }
        UUID next = page.next();
        return Answers.page(
                request,
                new ApiPage<>(
                        page.lines().stream().map(ListsResource::json).toList(),
                        next == null ? null : next.toString()),
                limit,
                again.toString());
    }

    private static LineJson json(Line line) {
        Map<String, JsonNode> facts = new LinkedHashMap<>();
        for (String fact : FACTS) {
            line.value(fact).ifPresent(value -> facts.put(fact, ApiJson.MAPPER.readTree(value)));
        }
        return new LineJson(
                line.person().code(),
                line.name().orElse(null),
                line.enteredAt().toInstant(),
                line.site().orElse(null),
                line.why().name().toLowerCase(Locale.ROOT),
                line.mayBeChild(),
                facts);
    }

    @GetMapping("/api/v1/views")
    ResponseEntity<byte[]> views(HttpServletRequest request) {
        Parameters.of(request);
        return Answers.one(
                request, new ViewsJson(views.all().stream().map(ListsResource::json).toList()));
    }

    private static ViewJson json(SavedView view) {
        return new ViewJson(view.id(), view.name(), view.query(), view.shared(), view.mine());
    }

    @PostMapping("/api/v1/views")
    ResponseEntity<byte[]> save(HttpServletRequest request) throws IOException {
        Parameters.of(request);
        Bodies.Body body = Bodies.read(request);
        Input root = body.root().only("name", "query", "shared");
        String name = root.words("name", SavedViews.LONGEST);
        String query = Input.string(root.any("query"), root.at("query"), QUERY);
        boolean shared = root.flag("shared", false);
        return idempotency.once(
                request,
                body.bytes(),
                () -> {
                    SavedViews.Saved saved;
                    try {
                        saved = views.save(Ids.next(), name, query, shared);
                    } catch (IllegalArgumentException none) {
                        throw ApiProblem.value("/query", "api.value.query");
                    }
                    Optional<SavedView> kept =
                            views.all().stream()
                                    .filter(one ->
                                            one.mine() && one.name().equalsIgnoreCase(name.strip()))
                                    .findFirst();
                    if (saved == SavedViews.Saved.FULL || kept.isEmpty()) {
                        throw ApiProblem.value("/name", "api.value.views-full");
                    }
                    return new Idempotency.Answer(CREATED, "/api/v1/views", json(kept.get()));
                });
    }

    @PostMapping("/api/v1/views/{id}/remove")
    ResponseEntity<byte[]> remove(HttpServletRequest request, @PathVariable String id)
            throws IOException {
        Bodies.Body body = Bodies.of(request);
        UUID view = Parameters.path(id);
        return idempotency.once(
                request,
                body.bytes(),
                () -> {
                    if (!views.remove(view)) {
                        throw ApiProblem.of(ProblemType.NOT_FOUND);
                    }
                    return new Idempotency.Answer(CREATED, "/api/v1/views", Map.of("id", view));
                });
    }
}
