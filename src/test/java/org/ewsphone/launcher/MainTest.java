package org.ewsphone.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Properties;
import org.ewsphone.config.Settings;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MainTest {

    /** It looks for the home directory before the settings can be read, and must find the same one. */
    @ParameterizedTest
    @CsvSource({
        "/flag, /property, /environment",
        "/flag, , ",
        " , /property, /environment",
        " , , /environment",
        " , , ",
        "'', /property, /environment",
        "relative/../other, , "
    })
    void the_home_directory_is_the_one_of_the_settings(String flag, String property, String environment) {
        String[] args = flag == null ? new String[0] : new String[] {"serve", "--home", flag};
        Map<String, String> commandLine = flag == null ? Map.of() : Map.of("home", flag);
        var properties = new Properties();
        if (property != null) {
            properties.setProperty("ews-phone.home", property);
        }
        Map<String, String> systemProperties = property == null ? Map.of() : Map.of("ews-phone.home", property);
        Map<String, String> variables = environment == null ? Map.of() : Map.of("EWS_PHONE_HOME", environment);

        assertEquals(
                Settings.read(commandLine, systemProperties, variables, Map.of())
                        .home(),
                Main.home(args, properties, variables));
    }

    @ParameterizedTest
    @CsvSource({"--home=/a", "'--http-port 1 --home=/a'", "'serve --home /a --bind x'"})
    void the_flag_may_be_written_in_two_ways(String line) {
        assertEquals(
                "/a", Main.home(line.split(" ", -1), new Properties(), Map.of()).toString());
    }
}
