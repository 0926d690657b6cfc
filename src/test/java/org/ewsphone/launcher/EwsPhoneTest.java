package org.ewsphone.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server that starts where it should refuse to would serve for ever. */
@Timeout(60)
class EwsPhoneTest {

    @TempDir
    private Path temporary;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void help_lists_the_flags() {
        assertEquals(ExitCode.OK, run("--help"));

        assertTrue(out.toString().contains("--https-port=N"), out.toString());
    }

    @Test
    void the_version_is_the_manifests() throws IOException {
        Files.createDirectories(temporary.resolve("META-INF"));
        Files.writeString(
                temporary.resolve("META-INF/MANIFEST.MF"), "Manifest-Version: 1.0\nImplementation-Version: 1.2.3\n");

        assertEquals(ExitCode.OK, run("--version"));

        assertEquals("ews-phone 1.2.3", out.toString().strip());
    }

    @Test
    void the_settings_are_shown_with_value_origin_and_meaning() {
        assertEquals(ExitCode.OK, run("serve", "--print-config", "--home", home().toString(), "--http-port", "8081"));

        assertTrue(
                out.toString().replaceAll(" +", " ").contains("http-port 8081 the command line\n A port"),
                out.toString());
        assertTrue(out.toString().replaceAll(" +", " ").contains("https-port 8443 the default\n"), out.toString());
    }

    @Test
    void showing_the_settings_creates_nothing() {
        run("--print-config", "--home", home().toString());

        assertFalse(Files.exists(home()));
    }

    @Test
    void an_unknown_flag_is_refused_with_the_nearest() {
        assertEquals(ExitCode.USAGE, run("--https-prt", "1"));

        assertTrue(err.toString().contains("--https-port"), err.toString());
    }

    @Test
    void an_unknown_setting_is_refused_with_the_nearest() {
        assertEquals(ExitCode.USAGE, run("--home", home().toString(), "--set", "tls.certficate=x"));

        assertEquals(
                "There is no setting tls.certficate (from the command line). Did you mean tls.certificate?"
                        + " --print-config lists them all.",
                err.toString().strip());
    }

    @Test
    void a_value_that_cannot_be_is_refused() {
        assertEquals(ExitCode.USAGE, run("--home", home().toString(), "--https-port", "99999"));

        assertEquals(
                "The setting https-port is \"99999\" (from the command line), but it must be a whole number from 0 to"
                        + " 65535.",
                err.toString().strip());
    }

    @Test
    void a_setting_cannot_be_given_twice() {
        assertEquals(ExitCode.USAGE, run("--bind", "a", "--set", "bind=b"));

        assertTrue(err.toString().startsWith("The setting bind is given twice"), err.toString());
    }

    @Test
    void the_home_directory_is_given_by_its_own_flag() {
        assertEquals(ExitCode.USAGE, run("--set", "home=" + home()));

        assertTrue(err.toString().startsWith("Give the home directory with --home"), err.toString());
    }

    @Test
    void a_taken_port_is_named_with_a_way_out() throws IOException {
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(other.getLocalPort());

            assertEquals(ExitCode.CANNOT_LISTEN, run("--home", home().toString(), "--https-port", port));

            assertEquals(
                    "The port " + port + " at 127.0.0.1 is taken. Choose another port with --https-port N;"
                            + " 0 takes a free one.",
                    err.toString().strip());
        }
    }

    @Test
    void a_taken_port_for_plain_http_is_told_as_such() throws IOException {
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(other.getLocalPort());

            assertEquals(
                    ExitCode.CANNOT_LISTEN, run("--home", home().toString(), "--https-port", "0", "--http-port", port));

            assertTrue(err.toString().contains("--http-port N"), err.toString());
        }
    }

    @Test
    void an_address_of_another_machine_is_told_as_such() {
        assertEquals(
                ExitCode.CANNOT_LISTEN, run("--home", home().toString(), "--https-port", "0", "--bind", "192.0.2.1"));

        assertEquals(
                "The address 192.0.2.1 is not one of this machine. Choose another with --bind ADDR.",
                err.toString().strip());
    }

    private Path home() {
        return temporary.resolve("home");
    }

    private int run(String... args) {
        var commandLine = EwsPhone.commandLine(new Installation(temporary))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true));
        return EwsPhone.run(commandLine, args);
    }
}
