package amparo.server;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.time.Duration;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.convert.support.GenericConversionService;
import org.springframework.core.serializer.support.SerializingConverter;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.session.config.SessionRepositoryCustomizer;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.session.jdbc.PostgreSqlJdbcIndexedSessionRepositoryCustomizer;
import org.springframework.session.jdbc.config.annotation.SpringSessionDataSource;
import org.springframework.session.jdbc.config.annotation.web.http.EnableJdbcHttpSession;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.DefaultCookieSerializer;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sessions live in the database: a restart signs nobody out, and all sessions of an account can be
 * ended at once. They are read before anybody is known to act, so they go round the walls, as a
 * login role of their own: their tables are all that it reaches, and nothing else reaches them.
 */
@Configuration(proxyBeanMethods = false)
@EnableJdbcHttpSession(tableName = "spring_session")
class SessionConfiguration {

    private static final ObjectInputFilter HELD =
            ObjectInputFilter.Config.createFilter(
                    "maxdepth=30;maxbytes=1000000;java.lang.*;java.util.**;java.time.**;java.net.URL;"
                            + "org.springframework.security.**;org.springframework.web.servlet.FlashMap;"
                            + "org.springframework.util.**;amparo.server.**;!*");

    // Nobody else may get this one by its type: it goes round the walls.
    @Bean(defaultCandidate = false)
    @Qualifier("springSessionTransactionOperations")
    TransactionOperations springSessionTransactionOperations(
            @SpringSessionDataSource DataSource dataSource) {
        TransactionTemplate transactions =
                new TransactionTemplate(new JdbcTransactionManager(dataSource));
        transactions.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        return transactions;
    }

    @Bean
    SessionRepositoryCustomizer<JdbcIndexedSessionRepository> sessionEnds(
            @Value("${amparo.session.idle:30m}") Duration idle) {
        return repository -> repository.setDefaultMaxInactiveInterval(idle);
    }

    /**
     * Two requests of one session that say something at once do not fail: the later word stands.
     */
    @Bean
    SessionRepositoryCustomizer<JdbcIndexedSessionRepository> sessionWrites() {
        return new PostgreSqlJdbcIndexedSessionRepositoryCustomizer();
    }

    @Bean
    CookieSerializer cookieSerializer(@Value("${amparo.session.secure:false}") boolean secure) {
        DefaultCookieSerializer cookie = new DefaultCookieSerializer();
        // The prefix makes browsers refuse such a cookie from elsewhere; it needs TLS.
        cookie.setCookieName(secure ? "__Host-amparo" : "amparo");
        cookie.setUseHttpOnlyCookie(true);
        cookie.setUseSecureCookie(secure);
        cookie.setSameSite("Lax");
        cookie.setCookiePath("/");
        return cookie;
    }

    /**
     * Reads back only what sessions hold, so that whoever could write to that table could still not
     * run anything here. What cannot be read, perhaps because an older version wrote it, is as if
     * it was not there: its owner signs in again.
     */
    @SuppressWarnings(
            "NullAway") // Spring Session takes "nothing" for an attribute that is not there.
    @Bean(defaultCandidate = false)
    @Qualifier("springSessionConversionService")
    ConversionService springSessionConversionService() {
        GenericConversionService conversions = new GenericConversionService();
        conversions.addConverter(Object.class, byte[].class, new SerializingConverter());
        conversions.addConverter(byte[].class, Object.class, SessionConfiguration::read);
        return conversions;
    }

    private static @Nullable Object read(byte[] bytes) {
        try (ObjectInputStream input = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
            input.setObjectInputFilter(HELD);
            return input.readObject();
        } catch (IOException | ClassNotFoundException | RuntimeException unreadable) {
            return null;
        }
    }
}
