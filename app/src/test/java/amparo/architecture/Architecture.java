package amparo.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.conditions.ArchConditions.have;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;

/** Who may use what. A rule that matches no class fails: it would guard nothing. */
final class Architecture {
    private Architecture() {}

    static final String ENGINE = "amparo.engine..";
    static final String WEB = "amparo.web..";
    static final String RULEBOOK = "amparo.rulebook..";
    static final String APP = "amparo.app..";

    private static final Set<String> INEXACT =
            Set.of("double", "float", "java.lang.Double", "java.lang.Float");

    static final ArchRule ENGINE_STANDS_ALONE =
            classes()
                    .that()
                    .resideInAPackage(ENGINE)
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(ENGINE, "java..", "org.jspecify.annotations..")
                    .as("the engine depends on nothing but the language");

    static final ArchRule ENGINE_HAS_NO_OUTSIDE =
            noClasses()
                    .that()
                    .resideInAPackage(ENGINE)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "java.time..",
                            "java.io..",
                            "java.nio..",
                            "java.net..",
                            "java.text..",
                            "java.security..",
                            "java.util.regex..",
                            "java.util.concurrent..",
                            "java.lang.invoke..",
                            "java.lang.reflect..")
                    .as(
                            "the engine has no clock, no files, no threads, no reflection, no patterns");

    static final ArchRule ENGINE_CALLS_NOTHING_HEAVY =
            noClasses()
                    .that()
                    .resideInAPackage(ENGINE)
                    .should()
                    .accessTargetWhere(
                            calls(String.class, "format|formatted|matches|split|replaceAll")
                                    .or(calls(String.class, "replaceFirst"))
                                    .or(
                                            calls(
                                                    Class.class,
                                                    "forName|newInstance|get.*(Field|Method|Constructor|Resource).*"))
                                    .or(calls(System.class, "currentTimeMillis|nanoTime|getenv"))
                                    .or(calls(System.class, "getProperty|exit"))
                                    .or(calls(Math.class, "random"))
                                    .or(calls(Locale.class, "of|getDefault"))
                                    .or(calls(ServiceLoader.class, ".*"))
                                    .or(calls(Thread.class, ".*")))
                    .as("the engine calls nothing that is large, different or absent in a browser");

    static final ArchRule ENGINE_RECORDS_ARE_EXACT =
            noClasses()
                    .that()
                    .resideInAPackage(ENGINE)
                    .should(
                            have(
                                    describe(
                                            "a record with a floating point number",
                                            Architecture::isInexactRecord)))
                    .as("records of the engine hold no floating point number");

    static final ArchRule WEB_IS_A_THIN_EDGE =
            classes()
                    .that()
                    .resideInAPackage(WEB)
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(
                            WEB,
                            ENGINE,
                            "java..",
                            "org.teavm.jso..",
                            "org.teavm.interop",
                            "org.jspecify.annotations..")
                    .as("the browser engine depends on the engine and on TeaVM's border only");

    static final ArchRule RULEBOOK_DOES_NOT_LOOK_UP =
            classes()
                    .that()
                    .resideInAPackage(RULEBOOK)
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(
                            RULEBOOK,
                            ENGINE,
                            "java..",
                            "org.snakeyaml..",
                            "org.jspecify.annotations..")
                    .as("the rulebook depends on the engine and a YAML reader only");

    static final ArchRule NOBODY_DEPENDS_ON_APP =
            noClasses()
                    .that()
                    .resideInAPackage("amparo..")
                    .and()
                    .resideOutsideOfPackage(APP)
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(APP)
                    .as("nobody depends on the command line");

    /** NullAway looks at marked packages only, so a package without the mark is a gap. */
    static final ArchRule EVERY_PACKAGE_IS_NULL_MARKED =
            classes()
                    .that()
                    .resideInAPackage("amparo..")
                    .should(have(describe("a null marked package", Architecture::isNullMarked)))
                    .as("every package is marked for the null checks");

    /** By name, so that a broken rule can be named by its test. */
    static Map<String, ArchRule> all() {
        var rules = new TreeMap<String, ArchRule>();
        rules.put("ENGINE_STANDS_ALONE", ENGINE_STANDS_ALONE);
        rules.put("ENGINE_HAS_NO_OUTSIDE", ENGINE_HAS_NO_OUTSIDE);
        rules.put("ENGINE_CALLS_NOTHING_HEAVY", ENGINE_CALLS_NOTHING_HEAVY);
        rules.put("ENGINE_RECORDS_ARE_EXACT", ENGINE_RECORDS_ARE_EXACT);
        rules.put("WEB_IS_A_THIN_EDGE", WEB_IS_A_THIN_EDGE);
        rules.put("RULEBOOK_DOES_NOT_LOOK_UP", RULEBOOK_DOES_NOT_LOOK_UP);
        rules.put("NOBODY_DEPENDS_ON_APP", NOBODY_DEPENDS_ON_APP);
        rules.put("EVERY_PACKAGE_IS_NULL_MARKED", EVERY_PACKAGE_IS_NULL_MARKED);
        return rules;
    }

    static JavaClasses product() {
        return new ClassFileImporter()
                .withImportOption(location -> !isTest(location))
                .importPackages("amparo");
    }

    private static boolean isInexactRecord(JavaClass type) {
        return type.isRecord()
                && type.getFields().stream()
                        .map(field -> field.getRawType().getName())
                        .anyMatch(INEXACT::contains);
    }

    private static boolean isNullMarked(JavaClass type) {
        return type.getPackage()
                .tryGetPackageInfo()
                .filter(info -> info.isAnnotatedWith("org.jspecify.annotations.NullMarked"))
                .isPresent();
    }

    private static boolean isTest(Location location) {
        return location.contains("/test-classes/");
    }

    private static DescribedPredicate<JavaAccess<?>> calls(Class<?> type, String names) {
        return target(
                        owner(
                                DescribedPredicate.<JavaClass>describe(
                                        type.getName(), c -> c.isEquivalentTo(type))))
                .and(target(nameMatching(names)));
    }
}
