package amparo.server.practice;

import jakarta.servlet.DispatcherType;
import java.util.EnumSet;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** Where in the row of filters ours stands. */
@Configuration(proxyBeanMethods = false)
class PracticeConfiguration {

    /** Behind the sessions and before whoever refuses. */
    @Bean
    FilterRegistrationBean<PracticeMark> practiceMark(PracticeWorlds worlds) {
        FilterRegistrationBean<PracticeMark> filter =
                new FilterRegistrationBean<>(new PracticeMark(worlds));
        filter.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST));
        filter.setOrder(SecurityFilterProperties.DEFAULT_FILTER_ORDER - 1);
        return filter;
    }

    /**
     * Last of all, within the one that binds who acts. Pages that tell of an error are drawn
     * without it: they belong to no world.
     */
    @Bean
    FilterRegistrationBean<PracticeFilter> practiceFilter(PracticeWorlds worlds) {
        FilterRegistrationBean<PracticeFilter> filter =
                new FilterRegistrationBean<>(new PracticeFilter(worlds));
        filter.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST));
        filter.setOrder(Ordered.LOWEST_PRECEDENCE);
        return filter;
    }
}
