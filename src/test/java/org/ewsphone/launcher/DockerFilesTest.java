package org.ewsphone.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ewsphone.app.Application;
import org.ewsphone.config.ListenerSettings;
import org.ewsphone.config.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The files under docker/ name what the build makes and what the server knows. No engine runs here, so they are read. */
final class DockerFilesTest {

    private static final Path DOCKER = Path.of("docker");
    private static final Pattern COPY_FROM_PROJECT = Pattern.compile("(?m)^COPY (?!--from)(.+) \\S+$");
    private static final Pattern COPY_WAR = Pattern.compile("(?m)^COPY --from=build (?:--chown=\\S+ )?(\\S+) (\\S+)$");
    private static final Pattern JSON_COMMAND = Pattern.compile("(?:CMD|ENTRYPOINT) \\[(.+)]");
    private static final Pattern REHEARSAL =
            Pattern.compile("(?m)^RUN java -Xlog:cds=error -XX:ArchiveClassesAtExit=(\\S+) -jar (\\S+) (\\S+)$");
    private static final Pattern BALANCED = Pattern.compile("(?m)^ +server (\\S+) \\1:8080$");
    private static final Pattern VARIABLE = Pattern.compile("(EWS_PHONE_[A-Z_]+)(?:=|: )(\\S+)");

    @ParameterizedTest
    @ValueSource(strings = {"Dockerfile", "Dockerfile.tomcat", "Dockerfile.glassfish"})
    void the_war_is_the_one_that_the_build_makes(String name) throws IOException {
        MatchResult copy = matches(COPY_WAR, name).findFirst().orElseThrow();

        assertEquals("/src/target/" + property("finalName") + ".war", copy.group(1));
        List<List<String>> commands = commands(name);
        assertFalse(commands.isEmpty());
        commands.forEach(command -> assertEquals(copy.group(2), command.get(command.indexOf("-jar") + 1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Dockerfile", "Dockerfile.tomcat", "Dockerfile.glassfish"})
    void the_commands_are_known_to_the_launcher(String name) throws IOException {
        for (List<String> command : commands(name)) {
            String[] args = command.stream().skip(command.indexOf("-jar") + 2).toArray(String[]::new);

            if (args.length > 0) {
                assertEquals("health", args[0]);
                EwsPhone.commandLine(new Installation(DOCKER)).parseArgs(args);
                Stream.of(args).skip(1).forEach(url -> assertTrue(url.endsWith(EmbeddedTomcat.ENDPOINT), url));
            }
        }
    }

    @Test
    void every_start_uses_the_classes_that_the_build_has_kept() throws IOException {
        MatchResult rehearsal = matches(REHEARSAL, "Dockerfile").findFirst().orElseThrow();
        MatchResult copy = matches(COPY_WAR, "Dockerfile").findFirst().orElseThrow();

        assertEquals(copy.group(2), rehearsal.group(2));
        EwsPhone.commandLine(new Installation(DOCKER)).parseArgs(rehearsal.group(3));
        commands("Dockerfile")
                .forEach(command -> assertEquals("-XX:SharedArchiveFile=" + rehearsal.group(1), command.get(1)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Dockerfile", "Dockerfile.tomcat", "Dockerfile.glassfish", "compose.yaml", "compose.cluster.yaml"
            })
    void the_variables_are_settings(String name) throws IOException {
        Map<String, String> environment =
                matches(VARIABLE, name).collect(Collectors.toMap(match -> match.group(1), match -> match.group(2)));

        assertFalse(environment.isEmpty());
        Settings settings = Settings.read(Map.of(), Map.of(), environment, Map.of());
        settings.refuseUnknown(Application.knownSettings());
        Application.knownSettings().forEach(settings::get);
    }

    @Test
    void what_is_copied_is_there() throws IOException {
        List<String> sources = matches(COPY_FROM_PROJECT, "Dockerfile")
                .flatMap(match -> Arrays.stream(match.group(1).split(" ", -1)))
                .toList();

        assertFalse(sources.isEmpty());
        sources.forEach(source -> assertTrue(Files.exists(Path.of(source)), source));
    }

    @Test
    void the_port_is_the_one_that_is_listened_at() throws IOException {
        String port = ListenerSettings.HTTPS_PORT.byDefault().orElseThrow();

        assertTrue(read("Dockerfile").contains("\nEXPOSE " + port + "\n"));
        assertTrue(read("compose.yaml").contains("\"127.0.0.1:" + port + ":" + port + "\""));
    }

    @Test
    void the_servers_are_those_of_the_tests() throws IOException {
        String tomcat = property("tomcat11.version").replaceFirst("\\.[0-9]+$", "");

        assertTrue(read("Dockerfile.tomcat").contains("\nFROM tomcat:" + tomcat + "-"));
        assertTrue(read("Dockerfile.glassfish").contains("\nFROM omnifish/glassfish:" + property("glassfish.version")));
    }

    @Test
    void the_java_is_new_enough_and_runs_as_nobody_special() throws IOException {
        String java = property("maven.compiler.release");

        assertTrue(read("Dockerfile").contains("-temurin-" + java + " AS build"));
        assertTrue(read("Dockerfile").contains("eclipse-temurin:" + java + "-jre AS server"));
        assertTrue(read("Dockerfile").contains("\nUSER 10001\n"));
    }

    @Test
    void compose_builds_what_is_there() throws IOException {
        assertTrue(read("compose.cluster.yaml").contains("    context: ..\n    dockerfile: docker/Dockerfile\n"));
        assertTrue(read("compose.yaml").contains("      context: ..\n      dockerfile: docker/Dockerfile\n"));
    }

    @Test
    void the_nodes_of_a_cluster_find_their_database_and_are_found_by_their_load_balancer() throws IOException {
        String compose = read("compose.cluster.yaml");
        List<String> balanced = matches(BALANCED, "haproxy.cluster.cfg")
                .map(match -> match.group(1))
                .toList();

        assertEquals(3, balanced.size());
        balanced.forEach(node -> assertTrue(compose.contains("\n  " + node + ":\n    <<: *node\n"), node));
        assertTrue(compose.contains("jdbc:postgresql://database:5432/") && compose.contains("\n  database:\n"));
        assertTrue(compose.contains("EWS_PHONE_HTTP_PORT: 8080\n"));
        assertTrue(compose.contains("./haproxy.cluster.cfg:"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nginx.conf", "haproxy.cfg", "haproxy.cluster.cfg"})
    void a_proxy_forwards_the_endpoint(String name) throws IOException {
        assertTrue(read(name).contains(" " + EmbeddedTomcat.ENDPOINT), name);
    }

    private static List<List<String>> commands(String name) throws IOException {
        return matches(JSON_COMMAND, name)
                .map(match -> Arrays.stream(match.group(1).split(", ", -1))
                        .map(word -> word.replace("\"", ""))
                        .toList())
                .toList();
    }

    private static Stream<MatchResult> matches(Pattern pattern, String name) throws IOException {
        return pattern.matcher(read(name)).results();
    }

    private static String read(String name) throws IOException {
        return Files.readString(DOCKER.resolve(name));
    }

    private static String property(String name) throws IOException {
        return Pattern.compile("<" + name + ">(.+)</" + name + ">")
                .matcher(Files.readString(Path.of("pom.xml")))
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);
    }
}
