package org.ewsphone.registry.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.ServiceLoader;
import org.ewsphone.spi.RegistryPlugin;
import org.junit.jupiter.api.Test;

final class RedisRegistryPluginTest {

    private static final List<String> CLIENTS = List.of(
            "redis.clients.",
            "org.apache.commons.pool2.",
            "com.zaxxer.",
            "org.postgresql.",
            "org.h2.",
            "org.flywaydb.");

    /** Whoever starts with another registry pays nothing for the clients of those that there are besides. */
    @Test
    void registries_are_found_and_named_without_loading_the_clients_of_their_stores() throws Exception {
        try (var withoutClients = new WithoutClients(classPath())) {
            Class<?> plugin = withoutClients.loadClass(RegistryPlugin.class.getName());

            List<String> found = ServiceLoader.load(plugin, withoutClients).stream()
                    .map(ServiceLoader.Provider::get)
                    .map(one -> one.getClass().getSimpleName() + settingsOf(one))
                    .sorted()
                    .toList();

            assertEquals(List.of("InMemoryRegistryPlugin 2", "JdbcRegistryPlugin 7", "RedisRegistryPlugin 7"), found);
        }
    }

    /** By reflection, for it is a class of another loader. */
    private static String settingsOf(Object plugin) {
        try {
            return " " + ((List<?>) plugin.getClass().getMethod("settings").invoke(plugin)).size();
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("Is this a plug-in?", e);
        }
    }

    private static URL[] classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(RedisRegistryPluginTest::url)
                .toArray(URL[]::new);
    }

    private static URL url(String entry) {
        try {
            return Path.of(entry).toUri().toURL();
        } catch (MalformedURLException e) {
            throw new AssertionError(e);
        }
    }

    /** All that the test has, but for the clients. */
    private static final class WithoutClients extends URLClassLoader {

        WithoutClients(URL[] classPath) {
            super(classPath, ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (CLIENTS.stream().anyMatch(name::startsWith)) {
                throw new ClassNotFoundException(name + " is not needed to name a registry");
            }
            return super.findClass(name);
        }
    }
}
