package org.ewsphone.auth.upstream;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.ewsphone.config.Addresses;
import org.ewsphone.config.Setting;
import org.ewsphone.config.SettingException;
import org.ewsphone.spi.Authenticator;
import org.ewsphone.spi.AuthenticatorPlugin;
import org.ewsphone.spi.Credentials;
import org.ewsphone.spi.Identity;
import org.ewsphone.spi.IncomingRequest;
import org.ewsphone.spi.PluginContext;

/** The way {@code proxy}: whoever a header says, when it comes from one of the listed proxies. */
public final class ProxyPlugin implements AuthenticatorPlugin {

    private static final Setting<String> HEADER = Setting.of(
            "auth.proxy.header",
            "X-Forwarded-User",
            "The header in which a proxy tells the user. The proxy must remove it from what clients send.",
            ProxyPlugin::header);

    private static final Setting<Addresses> ADDRESSES = Addresses.setting(
            "auth.proxy.addresses",
            "IP addresses or networks of the proxies that tell the user, with commas between. From any other address the"
                    + " header counts for nothing.");

    /** Of one reading only: no list, nothing that is decoded, nothing that ends a line. */
    private static final Pattern NAME = Pattern.compile("[!-~&&[^,;:\"<>\\\\]]{1,256}");

    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9-]+");

    private static String header(String text) {
        if (!TOKEN.matcher(text).matches()) {
            throw new IllegalArgumentException("must be the name of a header, in letters, digits and hyphens");
        }
        return text;
    }

    @Override
    public String name() {
        return "proxy";
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(HEADER, ADDRESSES);
    }

    @Override
    public Authenticator open(PluginContext context) {
        Addresses proxies = context.settings().get(ADDRESSES);
        if (proxies.isEmpty()) {
            throw new SettingException(
                    "The setting auth.proxy.addresses must list the proxies that tell the user, for the"
                            + " setting auth names proxy.");
        }
        return new Proxy(context.settings().get(HEADER), proxies);
    }

    /** Believes the proxies. */
    private record Proxy(String header, Addresses proxies) implements Authenticator {
        @Override
        public Optional<String> challenge() {
            return Optional.empty();
        }

        /** A header that is there twice was not removed from what the client sent. */
        @Override
        public Optional<Credentials> credentials(IncomingRequest request) {
            List<String> names = request.headers(header);
            if (names.size() != 1 || !proxies.contains(request.peer())) {
                return Optional.empty();
            }
            String name = names.get(0).strip();
            return NAME.matcher(name).matches()
                    ? Optional.of(new Known(new Identity(name, name, Set.of())))
                    : Optional.empty();
        }
    }
}
