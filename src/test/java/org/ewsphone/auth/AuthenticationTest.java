package org.ewsphone.auth;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.ewsphone.call.Calls;
import org.ewsphone.call.ManualClock;
import org.ewsphone.config.SettingException;
import org.ewsphone.config.Settings;
import org.ewsphone.spi.PluginContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an operator is told who has set it up wrongly. */
final class AuthenticationTest {

    @TempDir
    private Path home;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "auth=basic,ldap | The setting auth is \"ldap\" (from the command line), but on the class path there are"
                        + " only: basic, bearer, container, proxy.",
                "auth=, | The setting auth names no way in which a caller could be known.",
                "auth=proxy | The setting auth.proxy.addresses must list the proxies",
                "auth=proxy;auth.proxy.addresses=::1;auth.proxy.header=X User | must be the name of a header",
                "auth=bearer | The setting auth.bearer.issuer must be given",
                "auth=bearer;auth.bearer.issuer=x | The setting auth.bearer.jwks must be given",
                "auth=bearer;auth.bearer.issuer=x;auth.bearer.jwks=https://x/ | The setting auth.bearer.audience must be",
                "auth=bearer;auth.bearer.issuer=x;auth.bearer.jwks=http://x/ | it must be an https URL",
                "auth=bearer;auth.bearer.issuer=x;auth.bearer.jwks=ftp://x/ | it must be an https URL",
                "auth=bearer;auth.bearer.issuer=x;auth.bearer.audience=y;auth.bearer.jwks=/none | the file /none, which is"
                        + " no JSON Web Key Set",
                "auth=bearer;auth.bearer.issuer=x;auth.bearer.audience=y;auth.bearer.jwks=https://x/;"
                        + "auth.bearer.algorithms=HS256 | it must be of RS256",
                "auth=bearer;auth.bearer.issuer=x;auth.bearer.audience=y;auth.bearer.jwks=https://x/;"
                        + "auth.bearer.algorithms=none | it must be of RS256"
            })
    void it_is_told_at_the_start(String given, String complaint) {
        Map<String, String> settings = new HashMap<>(Map.of("home", home.toString(), "user", "demo:demo"));
        for (String one : given.split(";", -1)) {
            settings.put(one.substring(0, one.indexOf('=')), one.substring(one.indexOf('=') + 1));
        }
        var context = new PluginContext(
                Settings.read(settings, Map.of(), Map.of(), Map.of()), new ManualClock(Calls.NOON), Calls.NODE);

        var refusal = assertThrows(SettingException.class, () -> Authentication.open(context));

        assertTrue(String.valueOf(refusal.getMessage()).contains(complaint), refusal::getMessage);
    }
}
