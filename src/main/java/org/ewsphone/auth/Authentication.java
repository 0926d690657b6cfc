package org.ewsphone.auth;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.ewsphone.auth.Identification.Identified;
import org.ewsphone.auth.Identification.Way;
import org.ewsphone.call.Caller;
import org.ewsphone.call.RefusalObserver;
import org.ewsphone.config.Addresses;
import org.ewsphone.config.Setting;
import org.ewsphone.config.SettingException;
import org.ewsphone.config.Settings;
import org.ewsphone.spi.AuthenticatorPlugin;
import org.ewsphone.spi.IncomingRequest;
import org.ewsphone.spi.PluginContext;
import org.ewsphone.spi.Plugins;

/** Identity in the ways that the settings name, with the rights that they give. */
public final class Authentication implements AutoCloseable {

    private static final Setting<List<String>> WAYS = Setting.words(
            "auth",
            "basic",
            "How callers are known, with commas between: basic (name and password), bearer (a token of OAuth 2), container"
                    + " (whoever the servlet container says), proxy (a header of a proxy). They are tried in this order.");

    private static final Setting<Duration> REMEMBERED =
            Setting.duration("auth.remembered", "60s", "How long a verified password or token is not verified again.");

    private final List<Way> ways;
    private final Identification identification;
    private final Clock clock;
    private final Optional<AuthenticatorPlugin.NewUser> newUser;

    private Authentication(
            List<Way> ways, Identification identification, Clock clock, Optional<AuthenticatorPlugin.NewUser> newUser) {
        this.ways = ways;
        this.identification = identification;
        this.clock = clock;
        this.newUser = newUser;
    }

    /** The settings it reads, those of all ways on the class path among them. */
    public static List<Setting<?>> settings() {
        return Stream.of(
                        List.of(WAYS, REMEMBERED),
                        Lockout.settings(),
                        Rights.settings(),
                        Plugins.of(AuthenticatorPlugin.class).settings())
                .flatMap(List::stream)
                .toList();
    }

    /**
     * Identity as the settings say. Makes the first user when there is none.
     *
     * @throws SettingException when a way cannot be opened
     */
    public static Authentication open(PluginContext context) {
        Settings settings = context.settings();
        List<AuthenticatorPlugin> chosen = Plugins.of(AuthenticatorPlugin.class).allChosenBy(WAYS, settings);
        if (chosen.isEmpty()) {
            throw new SettingException("The setting auth names no way in which a caller could be known.");
        }
        Optional<AuthenticatorPlugin.NewUser> made = chosen.stream()
                .flatMap(plugin -> plugin.firstUser(context).stream())
                .findFirst();
        List<Way> ways = opened(chosen, context);
        var identification = new Identification(
                ways,
                Rights.from(settings),
                Lockout.from(settings, context.clock()),
                new RememberedCallers(settings.get(REMEMBERED), context.clock()),
                new ClientAddress(settings.get(Addresses.TRUSTED_PROXIES)));
        return new Authentication(ways, identification, context.clock(), made);
    }

    /** What was opened is closed again when one of them cannot be. */
    private static List<Way> opened(List<AuthenticatorPlugin> chosen, PluginContext context) {
        List<Way> ways = new ArrayList<>();
        try {
            chosen.forEach(plugin -> ways.add(new Way(plugin.name(), plugin.open(context))));
            return ways;
        } catch (RuntimeException e) {
            ways.forEach(way -> way.authenticator().close());
            throw e;
        }
    }

    /**
     * The guard in front of everything.
     *
     * @param open the requests that need no identity
     * @param observer is told of those who are not let in
     */
    public IdentityFilter filter(Predicate<HttpServletRequest> open, RefusalObserver observer) {
        return new IdentityFilter(identification, open, observer, clock);
    }

    /** Whoever sent this request. */
    public Optional<Caller> identify(IncomingRequest request) {
        return identification.of(request).map(Identified::caller);
    }

    /** Where a request comes from, past the proxies that are trusted. */
    public String addressOf(HttpServletRequest request) {
        return identification.addressOf(new HttpFacts(request));
    }

    /** The user who was made because there was none. */
    public Optional<AuthenticatorPlugin.NewUser> newUser() {
        return newUser;
    }

    @Override
    public void close() {
        ways.forEach(way -> way.authenticator().close());
    }
}
