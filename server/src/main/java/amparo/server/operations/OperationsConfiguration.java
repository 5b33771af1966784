package amparo.server.operations;

import jakarta.servlet.DispatcherType;
import java.util.EnumSet;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** Where in the row of filters ours stand. */
@Configuration(proxyBeanMethods = false)
class OperationsConfiguration {

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
