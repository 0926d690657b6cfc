package org.ewsphone.launcher;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.ewsphone.app.Application;
import org.ewsphone.config.ListenerSettings;
import org.ewsphone.config.Setting;
import org.ewsphone.config.Settings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Serves until the process is told to end. */
@Command(
        name = "serve",
        description = "Answers Exchange Web Services' telephone operations at /EWS/Exchange.asmx.",
        customSynopsis = "java -jar EWS.war [serve] [FLAGS]",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        optionListHeading = "%n",
        footerHeading = "%nExit codes: 0 ended as told, 1 failed, 2 a flag or setting to correct, 3 cannot listen%n")
final class ServeCommand implements Callable<Integer> {

    private final Installation installation;

    @Mixin
    private final SettingFlags flags = new SettingFlags();

    @Option(
            names = "--print-config",
            order = 8,
            description = "Shows every setting, its value and its origin, and ends.")
    private boolean printConfig;

    @Spec
    private @Nullable CommandSpec spec;

    ServeCommand(Installation installation) {
        this.installation = installation;
    }

    @Override
    public Integer call() throws Exception {
        Settings settings = flags.settings();
        List<Setting<?>> known = Application.knownSettings();
        settings.refuseUnknown(known);
        if (printConfig) {
            print(new SettingsTable(settings, known).toString());
        } else {
            serve(settings);
        }
        return ExitCode.OK;
    }

    private void serve(Settings settings) throws InterruptedException {
        ConsoleLog.configure(System.err, settings.get(ListenerSettings.LOG_FORMAT));
        Server server = Server.start(settings, installation);
        var stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            server.close();
                            stopped.countDown();
                        },
                        "shutdown"));
        try {
            print(server.welcome());
            server.announce();
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
        stopped.await();
    }

    private void print(String text) {
        if (spec != null) {
            spec.commandLine().getOut().println(text);
            spec.commandLine().getOut().flush();
        }
    }
}
