package org.ewsphone.launcher;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import javax.net.ssl.HttpsURLConnection;
import org.ewsphone.client.Trust;
import org.ewsphone.config.ListenerSettings;
import org.ewsphone.config.Settings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Asks a server whether it is ready, for supervisors without an HTTP client of their own. */
@Command(
        name = "health",
        description = "Asks a server whether it is ready: the one that these settings start, or that of the URL.",
        customSynopsis = "java -jar EWS.war health [URL] [FLAGS]",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        optionListHeading = "%n",
        footerHeading = "%nExit codes: 0 ready, 2 a flag or setting to correct, 3 not ready%n")
final class HealthCommand implements Callable<Integer> {

    /** It does not answer, or says that it is not ready. */
    static final int NOT_READY = 3;

    private static final String READY = "ready";
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @Parameters(arity = "0..1", paramLabel = "URL", description = "The endpoint, as https://host/EWS/Exchange.asmx.")
    private @Nullable URI url;

    @Mixin
    private final SettingFlags flags = new SettingFlags();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        URI endpoint = url == null ? ownEndpoint(flags.settings()) : url;
        String answer = answerOf(endpoint.resolve("health/ready"));
        print(endpoint + ": " + answer);
        return answer.equals(READY) ? ExitCode.OK : NOT_READY;
    }

    /** The ready file knows a port that was chosen at the start; the settings know the others. */
    private static URI ownEndpoint(Settings settings) throws IOException {
        Optional<Path> readyFile = settings.get(ListenerSettings.READY_FILE).filter(Files::exists);
        return readyFile.isPresent()
                ? URI.create(Files.readAllLines(readyFile.get()).get(0))
                : ListenAddress.from(settings)
                        .url("https", settings.get(ListenerSettings.HTTPS_PORT), EmbeddedTomcat.ENDPOINT);
    }

    /** Nothing is told to it, so it need not prove who it is. */
    private static String answerOf(URI health) {
        try {
            var connection = (HttpURLConnection) health.toURL().openConnection();
            if (connection instanceof HttpsURLConnection secure) {
                Trust.inEverybody().applyTo(secure);
            }
            connection.setConnectTimeout((int) PATIENCE.toMillis());
            connection.setReadTimeout((int) PATIENCE.toMillis());
            int status = connection.getResponseCode();
            return status == HttpURLConnection.HTTP_OK ? READY : "not ready, for the status is " + status;
        } catch (IOException e) {
            return "not reached: " + e.getMessage();
        }
    }

    private void print(String text) {
        if (spec != null) {
            spec.commandLine().getOut().println(text);
            spec.commandLine().getOut().flush();
        }
    }
}
