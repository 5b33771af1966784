package amparo.server.web;

import amparo.server.pages.Templates;
import amparo.server.platform.Pages;
import amparo.server.platform.Texts;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.webmvc.autoconfigure.WebMvcRegistrations;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Templates, texts, and the files that pages need. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration implements WebMvcConfigurer {

    private final ObjectProvider<Languages> languages;
    private final ObjectProvider<Readable> readable;

    WebConfiguration(ObjectProvider<Languages> languages, ObjectProvider<Readable> readable) {
        this.languages = languages;
        this.readable = readable;
    }

    @Bean
    static Pages templates() {
        return new Templates();
    }

    @Bean
    static Texts texts() {
        return Texts.load();
    }

    @Bean
    static WebMvcRegistrations mappings() {
        return new WebMvcRegistrations() {
            @Override
            public RequestMappingHandlerMapping getRequestMappingHandlerMapping() {
                return new IndexedMapping();
            }
        };
    }

    @Override
    public void addInterceptors(InterceptorRegistry interceptors) {
        interceptors.addInterceptor(readable.getObject());
        // The API has its own way to choose a language, and sets no cookies.
        interceptors.addInterceptor(languages.getObject()).excludePathPatterns("/api/**");
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry files) {
        CacheControl hour = CacheControl.maxAge(1, TimeUnit.HOURS).cachePublic();
        files.addResourceHandler("/static/**")
                .addResourceLocations("classpath:/static/")
                .setCacheControl(hour);
        files.addResourceHandler("/webjars/**")
                .addResourceLocations("classpath:/META-INF/resources/webjars/")
                .setCacheControl(CacheControl.maxAge(365, TimeUnit.DAYS).cachePublic());
    }
}
