package org.ewsphone.launcher;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import org.ewsphone.client.Doctor;
import org.ewsphone.client.LoginRefusedException;
import org.ewsphone.client.Telephone;
import org.ewsphone.conform.Check;
import org.ewsphone.conform.Conformance;
import org.ewsphone.conform.Lettering;
import org.ewsphone.conform.Result;
import org.ewsphone.conform.Summary;
import org.ewsphone.conform.Table;
import org.ewsphone.conform.Target;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Puts the suite to a server, ours or anybody's. */
@Command(
        name = "conform",
        description = "Asks a server whether it holds what Exchange Web Services' telephone operations promise.",
        customSynopsis = "java -jar EWS.war conform URL [FLAGS]",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        optionListHeading = "%n",
        footer = {
            ClientFlags.PASSWORDS + " That of the other user may stand in EWS_PHONE_OTHER_PASSWORD.",
            "%nExit codes: 0 all held, 1 something did not, 2 a flag to correct, 3 unreachable, 4 user refused%n"
        })
final class ConformCommand extends TerminalCommand {

    /** Something does not hold. */
    static final int NOT_HELD = ExitCode.REFUSED;

    /** The server does not answer. */
    static final int UNREACHABLE = ExitCode.UNREACHABLE;

    /** The server does not know the user. */
    static final int USER_REFUSED = ExitCode.IDENTITY;

    @Mixin
    private final ClientFlags flags;

    @Parameters(paramLabel = "URL", description = "The endpoint, as https://host/EWS/Exchange.asmx.")
    private @Nullable URI url;

    @Option(
            names = "--other-user",
            paramLabel = "NAME[:PASSWORD]",
            description = "Somebody else whom the server knows, who must not see the calls of the first.")
    private @Nullable String otherUser;

    @Option(
            names = "--call-id",
            paramLabel = "ID",
            defaultValue = "OWVl4NWb3N29t",
            description = "A call of the user that may be ended (the documentation's: ${DEFAULT-VALUE}).")
    private String callId = "";

    @Option(
            names = "--item",
            paramLabel = "ID",
            description = "A voice message of the user; with --number, calls are placed and a telephone rings.")
    private @Nullable String item;

    @Option(names = "--number", paramLabel = "NUMBER", description = "The telephone that may ring.")
    private @Nullable String number;

    @Option(names = "--town", description = "The server is the simulated town of this project: everything may be done.")
    private boolean town;

    @Option(names = "--patient", description = "Makes the checks that take a minute, too.")
    private boolean patient;

    @Option(
            names = "--only",
            paramLabel = "REGEX",
            description = "Makes only the checks whose name or section it finds.")
    private @Nullable String only;

    @Option(
            names = "--output",
            paramLabel = "table|json",
            defaultValue = "table",
            description = "How the results are written (${DEFAULT-VALUE}).")
    private Output output = Output.table;

    ConformCommand(Map<String, String> environment) {
        this.flags = new ClientFlags(environment);
    }

    @Override
    public Integer call() throws InterruptedException {
        Target target = target();
        Predicate<Check> chosen = chosen();
        try {
            var suite = Conformance.of(target);
            return output == Output.json ? asJson(suite, target, chosen) : asTable(suite, target, chosen);
        } catch (LoginRefusedException e) {
            err().println(e.getMessage() + ".");
            return USER_REFUSED;
        } catch (IOException e) {
            err().println(target.url() + " cannot be reached: " + Doctor.reason(e) + ". " + Doctor.cure(e));
            return UNREACHABLE;
        }
    }

    private int asTable(Conformance suite, Target target, Predicate<Check> chosen)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        out().println(target.url());
        out().println(String.join("; ", suite.portrait()));
        var table = new Table(lettering());
        List<Result> results = suite.run(chosen, result -> {
            out().print(table.next(result));
            out().flush();
        });
        var summary = new Summary(results);
        out().println("\n" + summary + ".");
        out().printf(
                        "%.1f s. --only REGEX makes some of them; --output json tells what each has seen.%n",
                        secondsSince(start));
        out().flush();
        return summary.notHeld() == 0 ? ExitCode.OK : NOT_HELD;
    }

    private int asJson(Conformance suite, Target target, Predicate<Check> chosen)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        List<String> portrait = suite.portrait();
        List<Result> results = suite.run(chosen, result -> {});
        var summary = new Summary(results);
        out().println(new ConformanceJson(target.url(), portrait, summary, secondsSince(start)));
        out().flush();
        return summary.notHeld() == 0 ? ExitCode.OK : NOT_HELD;
    }

    private static double secondsSince(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private Target target() {
        if (url == null) {
            throw refused("The URL is missing");
        }
        try {
            return new Target(
                    url,
                    flags.login(),
                    Optional.ofNullable(otherUser).map(other -> flags.other(other, "EWS_PHONE_OTHER_PASSWORD")),
                    flags.trust(),
                    flags.timeout(),
                    callId,
                    telephone(),
                    town,
                    patient);
        } catch (IllegalArgumentException e) {
            throw refused(String.valueOf(e.getMessage()));
        }
    }

    private Optional<Telephone> telephone() {
        if ((item == null) != (number == null)) {
            throw refused("Give --item and --number together");
        }
        return item == null || number == null ? Optional.empty() : Optional.of(new Telephone(item, number));
    }

    private Predicate<Check> chosen() {
        Pattern names = names();
        Predicate<Check> chosen =
                check -> names.matcher(check.section() + " " + check.name()).find();
        if (Conformance.checks().stream().noneMatch(chosen)) {
            throw refused("--only finds no check: " + only);
        }
        return chosen;
    }

    private Pattern names() {
        try {
            return Pattern.compile(only == null ? "" : only, Pattern.CASE_INSENSITIVE);
        } catch (PatternSyntaxException e) {
            throw refused("--only is no regular expression: " + e.getDescription());
        }
    }

    private Lettering lettering() {
        boolean unicode = StandardCharsets.UTF_8.equals(charset());
        return new Lettering(unicode, Ansi.AUTO.enabled());
    }

    /** The terminal's, which Java 17 and its successors tell by different names. */
    private static Charset charset() {
        return Stream.of("stdout.encoding", "sun.stdout.encoding", "native.encoding")
                .map(System::getProperty)
                .filter(name -> name != null && Charset.isSupported(name))
                .findFirst()
                .map(Charset::forName)
                .orElseGet(Charset::defaultCharset);
    }
}
