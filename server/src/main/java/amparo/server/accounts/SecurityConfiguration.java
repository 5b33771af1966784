package amparo.server.accounts;

import amparo.server.access.Acting;
import amparo.server.access.Matrix;
import amparo.server.access.RouteWalls;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.csrf.HttpSessionCsrfTokenRepository;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/** Every request passes here: who is it, may they, and with which headers do we answer. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    /** No inline script or style, nothing from elsewhere, no framing. */
    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self';"
                    + " img-src 'self' data:; media-src 'self' blob:; font-src 'self'; connect-src 'self';"
                    + " manifest-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    /**
     * Each of the fifteen filters would be observed before and after, for nobody: the figures tell
     * of whole requests.
     */
    @Bean
    static SecurityObservationSettings noObservations() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    SecurityContextRepository securityContextRepository() {
        return new HttpSessionSecurityContextRepository();
    }

    @Bean
    RouteWalls routeWalls(Matrix matrix) {
        return new RouteWalls(matrix);
    }

    @Bean
    CsrfTokenRepository csrfTokenRepository() {
        return new HttpSessionCsrfTokenRepository();
    }

    @Bean
    SecurityFilterChain pages(
            HttpSecurity http,
            Actors actors,
            RouteWalls walls,
            ReturnAddress returns,
            Sessions sessions,
            SecurityContextRepository contexts,
            CsrfTokenRepository csrfTokens)
            throws Exception {
        http.csrf(csrf -> csrf.csrfTokenRepository(csrfTokens));
        http.securityContext(context -> context.securityContextRepository(contexts));
        http.sessionManagement(
                session -> session.sessionCreationPolicy(SessionCreationPolicy.IF_REQUIRED));
        http.requestCache(cache -> cache.disable());
        http.logout(logout -> logout.disable());
        http.headers(headers ->
                headers.contentSecurityPolicy(csp -> csp.policyDirectives(CONTENT_SECURITY_POLICY))
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                        .permissionsPolicyHeader(permissions ->
                                permissions.policy(
                                        "camera=(self), geolocation=(), microphone=(self), payment=(), usb=()"))
                        .crossOriginOpenerPolicy(opener ->
                                opener.policy(
                                        org.springframework.security.web.header.writers
                                                .CrossOriginOpenerPolicyHeaderWriter
                                                .CrossOriginOpenerPolicy.SAME_ORIGIN)));
        http.addFilterBefore(new ActorFilter(actors, sessions), AuthorizationFilter.class);
        http.authorizeHttpRequests(requests ->
                requests.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.ASYNC)
                        .permitAll()
                        .anyRequest()
                        .access((authentication, context) -> {
                            HttpServletRequest request = context.getRequest();
                            RouteWalls.Decision decision =
                                    walls.decide(
                                            request.getMethod(),
                                            request.getRequestURI(),
                                            known(authentication.get(), request),
                                            Acting.now());
                            request.setAttribute(Refusals.DECISION, decision);
                            return new AuthorizationDecision(
                                    decision == RouteWalls.Decision.ADMITTED);
                        }));
        Refusals refusals = new Refusals(returns);
        http.exceptionHandling(exceptions ->
                exceptions.accessDeniedHandler(refusals).authenticationEntryPoint(refusals));
        return http.build();
    }

    /** A locked session is known for one thing: to be ended. */
    private static boolean known(Authentication who, HttpServletRequest request) {
        return who instanceof AmparoAuthentication
                && (request.getAttribute(Sessions.LOCKED) == null
                        || request.getRequestURI().equals("/sign-out"));
    }
}
