package amparo.server.api;

import amparo.server.access.RouteWalls;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.context.NullSecurityContextRepository;

/**
 * The API has a chain of its own: no session, no cookie, and so nothing that another site could
 * ride on. Whoever is signed in to the pages is nobody here.
 */
@Configuration(proxyBeanMethods = false)
class ApiSecurity {

    @Bean
    @Order(1)
    SecurityFilterChain api(
            HttpSecurity http,
            RouteWalls walls,
            ApiClients clients,
            Problems problems,
            @Value("${amparo.api.requests-a-minute:600}") int aMinute,
            @Value("${amparo.api.burst:120}") int burst,
            @Value("${amparo.api.failures-a-minute:20}") int failures)
            throws Exception {
        http.securityMatcher("/api", "/api/**");
        http.securityContext(
                context -> context.securityContextRepository(new NullSecurityContextRepository()));
        http.sessionManagement(
                session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
        http.csrf(AbstractHttpConfigurer::disable);
        http.requestCache(AbstractHttpConfigurer::disable);
        http.logout(AbstractHttpConfigurer::disable);
        http.headers(headers ->
                headers.contentSecurityPolicy(
                        csp -> csp.policyDirectives("default-src 'none'; frame-ancestors 'none'")));
        http.addFilterBefore(
                new ApiFilter(
                        walls,
                        clients,
                        problems,
                        new RateLimits(aMinute, burst, System::nanoTime),
                        new RateLimits(failures, failures, System::nanoTime)),
                AuthorizationFilter.class);
        // A second look: what the filter did not admit goes no further.
        http.authorizeHttpRequests(requests ->
                requests.anyRequest()
                        .access((authentication, context) ->
                                new AuthorizationDecision(
                                        Boolean.TRUE.equals(
                                                context.getRequest()
                                                        .getAttribute(ApiFilter.ADMITTED)))));
        return http.build();
    }
}
