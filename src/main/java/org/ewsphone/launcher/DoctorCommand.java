package org.ewsphone.launcher;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ewsphone.client.Doctor;
import org.ewsphone.client.Finding;
import org.ewsphone.client.Finding.Verdict;
import picocli.CommandLine.Command;

/** Finds out what is wrong with a server, and what to do about it. */
@Command(
        name = "doctor",
        description =
                "Looks a server over: TLS, challenge, clock, version, WSDL and operations; each finding with its cure."
                        + " Nothing rings.",
        customSynopsis = "java -jar EWS.war doctor URL [FLAGS]",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        optionListHeading = "%n",
        footer = {
            ClientFlags.PASSWORDS,
            "%nExit codes: 0 nothing bad, 1 something bad, 2 a flag to correct, 3 unreachable, 4 user refused%n"
        })
final class DoctorCommand extends ClientCommand {

    DoctorCommand(Map<String, String> environment) {
        super(environment);
    }

    @Override
    int ask() throws IOException, InterruptedException {
        var doctor = new Doctor(endpoint(), flags().login(), flags().trust(), flags().timeout(), Clock.systemUTC());
        List<Finding> findings = new ArrayList<>();
        try {
            doctor.examine(finding -> {
                findings.add(finding);
                if (!writesJson()) {
                    print(text(finding));
                }
            });
        } finally {
            if (writesJson()) {
                print(
                        List.of("about", "verdict", "seen", "cure"),
                        findings.stream().map(DoctorCommand::row).toList());
            }
        }
        return findings.stream().anyMatch(finding -> finding.verdict() == Verdict.BAD) ? ExitCode.REFUSED : ExitCode.OK;
    }

    private static String text(Finding finding) {
        String line = String.format(Locale.ROOT, "%-8s  %s: %s", word(finding), finding.about(), finding.seen());
        return Output.oneLine(line) + (finding.cure().isEmpty() ? "" : "\n          " + Output.oneLine(finding.cure()));
    }

    private static List<String> row(Finding finding) {
        return List.of(finding.about(), word(finding), finding.seen(), finding.cure());
    }

    private static String word(Finding finding) {
        return finding.verdict().name().toLowerCase(Locale.ROOT);
    }
}
