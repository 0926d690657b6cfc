package org.ewsphone.launcher;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.ewsphone.app.Application;
import org.ewsphone.config.Setting;
import org.ewsphone.config.Settings;

/**
 * What is printed once the server answers: where it is, whom it trusts, and a first request to try.
 *
 * @param urls the endpoint's, HTTPS first
 * @param certificate what a client must trust
 * @param who whom to be
 */
record Welcome(List<URI> urls, Path certificate, Who who) {

    private static final String REQUEST = "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body>"
            + "<DisconnectPhoneCall xmlns=\"http://schemas.microsoft.com/exchange/services/2006/messages\">"
            + "<PhoneCallId Id=\"OWVl4NWb3N29t\"/></DisconnectPhoneCall></s:Body></s:Envelope>";

    @Override
    public String toString() {
        return "\news-phone answers at\n"
                + urls.stream().map(url -> "  " + url + "\n").collect(Collectors.joining())
                + "\nIts console, for operators\n  " + urls.get(0).resolve("console/") + "\n"
                + "\nIts certificate\n  " + certificate + "\n"
                + who.text()
                + "\nTo try it:\n" + curl() + "\n";
    }

    private String curl() {
        return String.join(
                " \\\n  ",
                "curl --cacert " + quoted(certificate.toString()) + " -u " + quoted(who.credentials()),
                "-H 'Content-Type: text/xml; charset=utf-8'",
                "--data '" + REQUEST + "'",
                urls.get(0).toString());
    }

    /** As the shell wants it. */
    private static String quoted(String text) {
        return text.matches("[A-Za-z0-9_./:@=-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }

    /**
     * The user, as far as it may be shown.
     *
     * @param text for people, may be empty
     * @param credentials for curl, which asks for a password that is not there
     */
    record Who(String text, String credentials) {

        private static final Setting<Optional<String>> USER = Setting.optionalText("user", "");

        /** The user who was made just now, or was given; somebody known already otherwise. */
        static Who of(Application application, Settings settings) {
            Optional<String> given = settings.get(USER).map(user -> user.replaceFirst(":.*", ""));
            return application
                    .newUser()
                    .map(Who::made)
                    .or(() -> given.map(Who::given))
                    .orElseGet(() -> new Who("", "USER"));
        }

        private static Who made(Application.NewUser user) {
            return new Who(
                    "\nUser and password, shown only this once\n  " + user.name() + "\n  " + user.password() + "\n",
                    user.name() + ":" + user.password());
        }

        private static Who given(String name) {
            return new Who("\nUser\n  " + name + "\n", name);
        }
    }
}
