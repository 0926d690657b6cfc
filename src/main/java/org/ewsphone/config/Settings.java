package org.ewsphone.config;

import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.ConfigValue;

/**
 * The settings of one server, read once at its start. The first of these that has a value gives it: the command line,
 * system properties ({@code ews-phone.NAME}), the environment ({@code EWS_PHONE_NAME}), the context parameters of the
 * servlet container, the file {@code ews-phone.properties} in the home directory, and the default.
 */
public final class Settings {

    /** Where the server keeps what it must not forget; cannot come from the file, which lies in it. */
    public static final Setting<Path> HOME = Setting.path(
            "home",
            Path.of(System.getProperty("user.home"), ".ews-phone").toString(),
            "The directory of this server: its settings file, users, certificate and state. Nothing is written elsewhere.");

    /** The name of the settings file in the home directory. */
    public static final String FILE_NAME = "ews-phone.properties";

    private static final String PREFIX = "ews-phone.";
    private static final String ENVIRONMENT_PREFIX = "EWS_PHONE_";

    /** What Kubernetes puts into every environment when a Service is called ews-phone. */
    private static final Pattern SERVICE_LINK = Pattern.compile("EWS_PHONE_(SERVICE_(HOST|PORT.*)|PORT(_[0-9]+_.*)?)");

    /** For the commands that are clients. Whoever has it in the environment for them may start a server as well. */
    private static final String CLIENTS_PASSWORD = "EWS_PHONE_PASSWORD";

    private final SmallRyeConfig config;
    private final Map<String, String> environment;
    private final Path home;

    private Settings(SmallRyeConfig config, Map<String, String> environment, Path home) {
        this.config = config;
        this.environment = environment;
        this.home = home;
    }

    /** The settings of a server that is started in this process. */
    public static Settings read(Map<String, String> commandLine, Map<String, String> contextParameters) {
        return read(commandLine, asMap(System.getProperties()), System.getenv(), contextParameters);
    }

    /** The settings of a server, from the given places instead of this process. */
    public static Settings read(
            Map<String, String> commandLine,
            Map<String, String> systemProperties,
            Map<String, String> environment,
            Map<String, String> contextParameters) {
        Map<String, String> ours = environment.entrySet().stream()
                .filter(variable -> variable.getKey().startsWith(ENVIRONMENT_PREFIX))
                .filter(variable -> !SERVICE_LINK.matcher(variable.getKey()).matches())
                .filter(variable -> !variable.getKey().equals(CLIENTS_PASSWORD))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        SmallRyeConfigBuilder sources = new SmallRyeConfigBuilder()
                .withSources(
                        new NamedSource("the command line", prefixed(commandLine), 500),
                        new NamedSource("a system property", ours(systemProperties), 400),
                        new EnvironmentSource(ours),
                        new NamedSource("a context parameter", ours(contextParameters), 250));
        var withoutFile = new Settings(sources.build(), ours, Path.of(""));
        Path home = withoutFile.get(HOME).toAbsolutePath().normalize();
        Path file = home.resolve(FILE_NAME);
        sources.withSources(new NamedSource("the file " + file, fileIn(file), 100));
        return new Settings(sources.build(), ours, home);
    }

    /** The home directory, absolute. It need not exist. */
    public Path home() {
        return home;
    }

    /** The value of a setting; throws {@link SettingException} when it cannot be read. */
    public <T> T get(Setting<T> setting) {
        try {
            return setting.read(text(setting).orElse(null));
        } catch (IllegalArgumentException e) {
            throw new SettingException(complaint(setting, e), e);
        }
    }

    /** The value as it was written, or its default; masked when it is a secret; empty when there is none. */
    public String shown(Setting<?> setting) {
        return text(setting).or(setting::byDefault).map(setting::shown).orElse("");
    }

    /** Where the value comes from, in words. */
    public String origin(Setting<?> setting) {
        return text(setting).isPresent() ? valueOf(setting).getSourceName() : "the default";
    }

    /** Throws {@link SettingException} when something was set that is not among the known settings. */
    public void refuseUnknown(Collection<Setting<?>> known) {
        var names = known.stream().map(Setting::name).collect(Collectors.toSet());
        var variables = names.stream().collect(Collectors.toMap(Settings::variable, name -> name));
        for (String property : config.getPropertyNames()) {
            if (property.startsWith(PREFIX) && !names.contains(property.substring(PREFIX.length()))) {
                String name = property.substring(PREFIX.length());
                String origin = config.getConfigValue(property).getSourceName();
                throw unknown(name, origin, Nearest.to(name, names));
            }
        }
        for (String variable : environment.keySet()) {
            if (!variables.containsKey(variable)) {
                throw unknown(variable, "the environment", Nearest.to(variable, variables.keySet()));
            }
        }
    }

    private static SettingException unknown(String name, String origin, String nearest) {
        return new SettingException("There is no setting " + name + " (from " + origin + "). Did you mean " + nearest
                + "? --print-config lists them all.");
    }

    private String complaint(Setting<?> setting, IllegalArgumentException reason) {
        String value =
                text(setting).isPresent() ? "\"" + shown(setting) + "\" (from " + origin(setting) + ")" : "not set";
        return "The setting " + setting.name() + " is " + value + ", but it " + reason.getMessage() + ".";
    }

    private Optional<String> text(Setting<?> setting) {
        return Optional.ofNullable(valueOf(setting).getValue()).filter(text -> !text.isBlank());
    }

    private ConfigValue valueOf(Setting<?> setting) {
        return config.getConfigValue(PREFIX + setting.name());
    }

    /** {@code registry.jdbc.url} is {@code EWS_PHONE_REGISTRY_JDBC_URL} in the environment. */
    static String variable(String name) {
        return ENVIRONMENT_PREFIX + name.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    private static Map<String, String> fileIn(Path file) {
        var properties = new Properties();
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
                properties.load(reader);
            } catch (IOException | IllegalArgumentException e) {
                throw new SettingException(
                        "The settings file " + file + " cannot be read: " + e.getMessage()
                                + ". It must be a properties file in UTF-8 that this user may read.",
                        e);
            }
        }
        return withPrefix(asMap(properties));
    }

    /** In our own file a name may stand with or without its prefix. */
    private static Map<String, String> withPrefix(Map<String, String> values) {
        return values.entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> entry.getKey().startsWith(PREFIX) ? entry.getKey() : PREFIX + entry.getKey(),
                        Map.Entry::getValue,
                        (first, second) -> second));
    }

    private static Map<String, String> prefixed(Map<String, String> values) {
        return values.entrySet().stream()
                .collect(Collectors.toMap(entry -> PREFIX + entry.getKey(), Map.Entry::getValue));
    }

    private static Map<String, String> ours(Map<String, String> values) {
        return values.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(PREFIX))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Map<String, String> asMap(Properties properties) {
        Map<String, String> map = new HashMap<>();
        properties.stringPropertyNames().forEach(name -> map.put(name, properties.getProperty(name)));
        return map;
    }
}
