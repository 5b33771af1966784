package amparo.server.operations;

import jakarta.servlet.DispatcherType;
import java.util.EnumSet;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/** Where in the row of filters ours stand. */
@Configuration(proxyBeanMethods = false)
class OperationsConfiguration {

    /**
     * PostgreSQL's texts hold no zero byte, and no keyboard types one: such a request is unreadable
     * (400), not our fault (500).
     */
    @Bean
    HttpFirewall httpFirewall() {
        StrictHttpFirewall firewall = new StrictHttpFirewall();
        firewall.setAllowedParameterValues(value -> value.indexOf('\0') < 0);
        return firewall;
    }

    @Bean
    FilterRegistrationBean<Outage> outage(Pulse pulse) {
        FilterRegistrationBean<Outage> filter = new FilterRegistrationBean<>(new Outage(pulse));
        filter.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST, DispatcherType.ERROR));
        // After the reference of the request and its metrics, before the sessions.
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 20);
        filter.setAsyncSupported(true);
        return filter;
    }
}
