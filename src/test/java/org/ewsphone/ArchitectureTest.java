package org.ewsphone;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Who may know whom. Each room of the house lists what it may use; the rest of the world is forbidden to it. */
final class ArchitectureTest {

    private static final String JSPECIFY = "org.jspecify..";
    private static final String LOG = "org.slf4j..";
    private static final String SERVLET = "jakarta.servlet..";
    private static final String BEGINNING = "org\\.ewsphone\\.launcher\\.(Main|UnpackedWar)(\\$.*)?";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.ewsphone");

    @TestFactory
    Stream<DynamicTest> a_room_knows_only_what_it_may_know() {
        return Stream.of(
                room("call"),
                room("sound"),
                room("config", "io.smallrye.config..", "org.eclipse.microprofile.config.."),
                room("spi", ours("call"), ours("config")),
                room("gateway.simulated", ours("call"), ours("config"), ours("spi"), "jakarta.json..", LOG),
                room(
                        "gateway.sip",
                        ours("call"),
                        ours("config"),
                        ours("spi"),
                        ours("gateway.sip.message"),
                        ours("gateway.sip.signalling"),
                        ours("gateway.sip.audio"),
                        ours("sound"),
                        LOG),
                room("gateway.sip.message"),
                room("gateway.sip.signalling", ours("gateway.sip.message"), LOG),
                room("gateway.sip.audio", LOG),
                room("gateway.ari", ours("call"), ours("config"), ours("spi"), "jakarta.json..", LOG),
                room("voicemail", ours("call"), ours("config"), ours("spi"), LOG),
                room("routing", ours("call"), ours("config"), LOG, "dev.failsafe.."),
                room("dialplan", ours("call"), ours("config"), "com.google.i18n.phonenumbers.."),
                room(
                        "registry.jdbc",
                        ours("call"),
                        ours("config"),
                        ours("spi"),
                        ours("registry.shared"),
                        LOG,
                        "com.zaxxer.hikari..",
                        "org.flywaydb.core..",
                        "org.h2..",
                        "org.postgresql.."),
                room(
                        "registry.redis",
                        ours("call"),
                        ours("config"),
                        ours("spi"),
                        ours("registry.shared"),
                        LOG,
                        "redis.clients.jedis..",
                        "org.apache.commons.pool2.."),
                room("registry.shared", ours("call"), ours("config"), ours("spi"), LOG),
                room("registry.memory", ours("call"), ours("config"), ours("spi"), "com.github.benmanes.caffeine.."),
                room(
                        "ews",
                        ours("call"),
                        "org.ewsphone.ews.wire",
                        SERVLET,
                        LOG,
                        "jakarta.jws..",
                        "jakarta.xml..",
                        "com.sun.xml.ws..",
                        "com.oracle.webservices..",
                        "com.ctc.wstx..",
                        "org.codehaus.stax2.."),
                room("client", "org.w3c.dom..", "jakarta.json.."),
                room("conform", ours("client"), "org.w3c.dom.."),
                room(
                        "auth",
                        ours("call"),
                        ours("config"),
                        ours("spi"),
                        SERVLET,
                        LOG,
                        "com.github.benmanes.caffeine..",
                        "io.github.bucket4j.."),
                room("auth.basic", ours("config"), ours("spi"), LOG, "org.springframework.security.crypto.."),
                room("auth.bearer", ours("config"), ours("spi"), LOG, "com.nimbusds.."),
                room("auth.upstream", ours("config"), ours("spi")),
                room("api", ours("call"), ours("config"), ours("spi"), SERVLET, LOG, "jakarta.json.."),
                room("ops", ours("call"), ours("config"), SERVLET, LOG, "jakarta.json.."),
                room("ops.tracing", ours("call"), "io.opentelemetry.."),
                room("ops.metrics", ours("call"), ours("config"), SERVLET, "io.prometheus.metrics.."));
    }

    @Test
    void only_ews_knows_the_wire_classes() {
        noClasses()
                .that()
                .resideOutsideOfPackages("org.ewsphone.ews", "org.ewsphone.ews.wire")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.ewsphone.ews.wire")
                .check(CLASSES);
    }

    @Test
    void only_app_and_launcher_put_things_together() {
        noClasses()
                .that()
                .resideOutsideOfPackages("org.ewsphone.app", "org.ewsphone.launcher")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.ewsphone.app", "org.ewsphone.launcher")
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage("org.ewsphone.app")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.ewsphone.launcher")
                .check(CLASSES);
    }

    /** A suite that judges our classes by our classes would prove nothing, and a container has no use for it. */
    @Test
    void only_the_launcher_knows_the_suite_and_the_client() {
        noClasses()
                .that()
                .resideOutsideOfPackages("org.ewsphone.client", "org.ewsphone.conform", "org.ewsphone.launcher")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.ewsphone.client", "org.ewsphone.conform")
                .check(CLASSES);
    }

    /** They are in the root of the WAR, where the class loader of what was unpacked does not look. */
    @Test
    void nobody_knows_where_java_begins() {
        noClasses()
                .that()
                .haveNameNotMatching(BEGINNING)
                .should()
                .dependOnClassesThat()
                .haveNameMatching(BEGINNING)
                .check(CLASSES);
    }

    /** The ServiceLoader finds them, so nobody has to name them. */
    @Test
    void nobody_names_a_plug_in() {
        noClasses()
                .that()
                .resideInAnyPackage("org.ewsphone.app", "org.ewsphone.auth", "org.ewsphone.launcher")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.ewsphone.gateway..",
                        "org.ewsphone.registry..",
                        "org.ewsphone.voicemail..",
                        "org.ewsphone.auth.basic",
                        "org.ewsphone.auth.bearer",
                        "org.ewsphone.auth.upstream")
                .check(CLASSES);
    }

    @Test
    void only_the_launcher_knows_a_servlet_container() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.ewsphone.launcher")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.catalina..", "org.apache.coyote..", "org.apache.tomcat..", "picocli..")
                .check(CLASSES);
    }

    @Test
    void no_two_rooms_know_each_other() {
        slices().matching("org.ewsphone.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void time_comes_from_a_clock() {
        noClasses()
                .that(resideInAPackage("org.ewsphone..")
                        .and(resideInAnyPackage("org.ewsphone.launcher..").negate()))
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(CLASSES);
    }

    private static DynamicTest room(String name, String... others) {
        String[] known = Stream.concat(
                        Stream.of("java..", "javax..", "org.xml.sax..", JSPECIFY, ours(name)), Arrays.stream(others))
                .toArray(String[]::new);
        return DynamicTest.dynamicTest(
                name,
                () -> classes()
                        .that()
                        .resideInAPackage(ours(name))
                        .should()
                        .onlyDependOnClassesThat(resideInAnyPackage(known))
                        .check(CLASSES));
    }

    private static String ours(String room) {
        return "org.ewsphone." + room;
    }
}
