package org.ewsphone.gateway.ari;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.ewsphone.config.Setting;
import org.ewsphone.config.SettingException;
import org.ewsphone.config.Settings;

/** The settings of {@code gateway=ari}. */
final class AriSettings {

    static final Setting<URI> URL = Setting.of(
            "gateway.ari.url",
            "http://127.0.0.1:8088/ari",
            "Where Asterisk's REST interface is, with http or https; usually the path is /ari.",
            AriSettings::url);

    static final Setting<Optional<String>> USER = Setting.optional(
            "gateway.ari.user", "The user of Asterisk's REST interface, as in ari.conf.", AriSettings::user);

    static final Setting<Optional<String>> PASSWORD = Setting.optionalText(
                    "gateway.ari.password", "The password of that user.")
            .secret();

    static final Setting<String> APPLICATION = Setting.of(
            "gateway.ari.app",
            "ews-phone",
            "The name of the Stasis application. The name of the node is added, for each node has its own.",
            AriSettings::application);

    static final Setting<Optional<Endpoints.Template>> NUMBER_ENDPOINT = Setting.optional(
            "gateway.ari.endpoint",
            "Where Asterisk dials a number, with {number} in it, as PJSIP/{number}@trunk or Local/{number}@from-internal.",
            text -> Endpoints.Template.parse(text, "{number}", "PJSIP/{number}@trunk"));

    static final Setting<Optional<Endpoints.Template>> URI_ENDPOINT = Setting.optional(
            "gateway.ari.uri-endpoint",
            "Where Asterisk dials a SIP URI, with {uri} in it, as PJSIP/trunk/{uri}; without it none is dialled.",
            text -> Endpoints.Template.parse(text, "{uri}", "PJSIP/trunk/{uri}"));

    static final Setting<Optional<String>> CALLER_ID = Setting.optional(
            "gateway.ari.caller-id", "What the telephone shows, as \"Voice mail\" <200>.", AriSettings::callerId);

    static final Setting<Optional<Media.Moved>> SOUNDS = Setting.optional(
            "gateway.ari.sounds",
            "A directory of sound files that Asterisk has at another place, as it is called here and there:"
                    + " /srv/voicemail=/mnt/voicemail.",
            Media.Moved::parse);

    static final Setting<Duration> TIMEOUT = Setting.duration(
            "gateway.ari.timeout",
            "1400ms",
            "How long Asterisk may take to answer a request. When it does not answer to a call that is to be placed, it is"
                    + " asked once more, and only what became of it.");

    private static final Pattern USER_NAME = Pattern.compile("[\\p{Graph}&&[^:]]{1,100}");
    private static final Pattern APPLICATION_NAME = Pattern.compile("[A-Za-z0-9._-]{1,80}");
    private static final Pattern SHOWN =
            Pattern.compile("(\"[A-Za-z0-9 ._-]{1,60}\" )?<\\+?[0-9]{1,32}>|\\+?[0-9]{1,32}");

    private AriSettings() {}

    static List<Setting<?>> all() {
        return List.of(URL, USER, PASSWORD, APPLICATION, NUMBER_ENDPOINT, URI_ENDPOINT, CALLER_ID, SOUNDS, TIMEOUT);
    }

    /** The value of a setting that must be there; throws {@link SettingException}. */
    static <T> T required(Settings settings, Setting<Optional<T>> setting) {
        return settings.get(setting)
                .orElseThrow(() -> new SettingException(
                        "The setting " + setting.name() + " must be given, for the setting gateway names ari."));
    }

    /** The header that tells Asterisk who we are. */
    static String authorization(Settings settings) {
        String words = required(settings, USER) + ":" + required(settings, PASSWORD);
        return "Basic " + Base64.getEncoder().encodeToString(words.getBytes(StandardCharsets.UTF_8));
    }

    private static URI url(String text) {
        try {
            URI url = new URI(text.replaceFirst("/+$", ""));
            boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
            if (http
                    && url.getHost() != null
                    && url.getRawUserInfo() == null
                    && url.getRawQuery() == null
                    && url.getRawFragment() == null
                    && url.getPort() != 0
                    && url.getPort() < 65_536) {
                return url;
            }
        } catch (URISyntaxException e) {
            // Told below, together with what is no such URL
        }
        throw new IllegalArgumentException(
                "must be a URL with http or https, a host and nothing behind the path, as http://127.0.0.1:8088/ari");
    }

    private static String user(String text) {
        return matching(USER_NAME, text, "must be a name without blanks and colons");
    }

    private static String application(String text) {
        return matching(APPLICATION_NAME, text, "must be 1 to 80 letters, digits, dots, hyphens and underscores");
    }

    private static String callerId(String text) {
        return matching(SHOWN, text, "must be a number, or a name in quotes and a number, as \"Voice mail\" <200>");
    }

    private static String matching(Pattern pattern, String text, String rule) {
        if (!pattern.matcher(text).matches()) {
            throw new IllegalArgumentException(rule);
        }
        return text;
    }
}
