package org.ewsphone.auth.bearer;

import com.nimbusds.jose.JWSAlgorithm;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.ewsphone.config.Setting;
import org.ewsphone.config.SettingException;
import org.ewsphone.config.Settings;
import org.ewsphone.spi.Authenticator;
import org.ewsphone.spi.AuthenticatorPlugin;
import org.ewsphone.spi.PluginContext;

/** The way {@code bearer}: access tokens of OAuth 2 that are signed JWTs. */
public final class BearerPlugin implements AuthenticatorPlugin {

    private static final Setting<Optional<String>> ISSUER = Setting.optionalText(
            "auth.bearer.issuer",
            "Who issues the tokens, exactly as they say it: https://login.example.org/realms/voice");

    private static final Setting<List<String>> AUDIENCE = Setting.words(
            "auth.bearer.audience", "", "For whom tokens must be, with commas between; one of them is enough.");

    /** With a shared secret whoever can verify can sign as well, so the algorithms of that kind are not there. */
    private static final Set<JWSAlgorithm> KNOWN_ALGORITHMS = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512);

    private static final Setting<Set<JWSAlgorithm>> ALGORITHMS = Setting.of(
            "auth.bearer.algorithms",
            "RS256,ES256,PS256",
            "How tokens may be signed, with commas between: RS, PS or ES with 256, 384 or 512.",
            BearerPlugin::algorithms);

    private static final Setting<Optional<KeyDocument>> JWKS = Setting.optional(
            "auth.bearer.jwks",
            "Where the issuer's keys are: an https URL or a file with a JSON Web Key Set. Plain http only on this machine.",
            BearerPlugin::document);

    private static final Setting<Duration> LIFETIME = Setting.duration(
            "auth.bearer.jwks-lifetime", "5m", "How old the issuer's keys may grow before they are read again.");

    private static final Setting<Duration> PAUSE = Setting.duration(
            "auth.bearer.jwks-pause",
            "30s",
            "How soon after one reading of the issuer's keys the next may be, at least.");

    private static final Setting<Duration> OUTAGE = Setting.duration(
            "auth.bearer.jwks-outage", "12h", "How long the known keys serve on while they cannot be read again.");

    private static final Setting<List<String>> MAILBOX = Setting.words(
            "auth.bearer.mailbox-claim",
            "preferred_username,email",
            "The claims that may name the mailbox, with commas between; the first that is there counts. An email counts"
                    + " unless email_verified says otherwise.");

    private static final Setting<Optional<String>> NAME = Setting.optionalText(
            "auth.bearer.name-claim", "The claim that names the user. Without it the mailbox is the name.");

    private static final Setting<String> ROLES = Setting.text(
            "auth.bearer.roles-claim",
            "roles",
            "The claim with the roles, a list or words; dots lead into objects, as in realm_access.roles.");

    private static final Setting<Duration> SKEW =
            Setting.duration("auth.bearer.clock-skew", "60s", "How far the issuer's clock may be from this one.");

    @Override
    public String name() {
        return "bearer";
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(ISSUER, AUDIENCE, ALGORITHMS, JWKS, LIFETIME, PAUSE, OUTAGE, MAILBOX, NAME, ROLES, SKEW);
    }

    @Override
    public Authenticator open(PluginContext context) {
        Settings settings = context.settings();
        String issuer = settings.get(ISSUER).orElseThrow(() -> missing(ISSUER));
        KeyDocument document = settings.get(JWKS).orElseThrow(() -> missing(JWKS));
        Set<String> audience = Set.copyOf(settings.get(AUDIENCE));
        if (audience.isEmpty()) {
            throw missing(AUDIENCE);
        }
        var keys = new SigningKeys(document, terms(document, settings), context.clock());
        if (document instanceof KeyFile && keys.isEmpty()) {
            throw new SettingException("The setting auth.bearer.jwks names the file " + document
                    + ", which is no JSON Web Key Set with a public key that can be read.");
        }
        return new BearerAuthenticator(
                keys,
                new BearerAuthenticator.Expected(issuer, audience, settings.get(ALGORITHMS)),
                new TokenClaims(settings.get(MAILBOX), settings.get(NAME), settings.get(ROLES)),
                settings.get(SKEW),
                context.clock());
    }

    /** To read a file costs nothing, so it may change at any time. */
    private static SigningKeys.Terms terms(KeyDocument document, Settings settings) {
        Duration often = Duration.ofSeconds(1);
        return document instanceof KeyFile
                ? new SigningKeys.Terms(often, often, settings.get(OUTAGE))
                : new SigningKeys.Terms(settings.get(LIFETIME), settings.get(PAUSE), settings.get(OUTAGE));
    }

    private static SettingException missing(Setting<?> setting) {
        return new SettingException(
                "The setting " + setting.name() + " must be given, for the setting auth names bearer.");
    }

    private static Set<JWSAlgorithm> algorithms(String text) {
        Set<JWSAlgorithm> algorithms = Arrays.stream(text.split(",", -1))
                .map(name -> new JWSAlgorithm(name.strip()))
                .collect(Collectors.toUnmodifiableSet());
        if (!KNOWN_ALGORITHMS.containsAll(algorithms)) {
            throw new IllegalArgumentException(
                    "must be of RS256, RS384, RS512, PS256, PS384, PS512, ES256, ES384 and ES512, with commas between");
        }
        return algorithms;
    }

    private static KeyDocument document(String text) {
        if (!text.contains("://")) {
            return new KeyFile(Path.of(text));
        }
        URI url = URI.create(text);
        if (!KeyUrl.isSafe(url)) {
            throw new IllegalArgumentException("must be an https URL, or the path of a file");
        }
        return new KeyUrl(url);
    }
}
