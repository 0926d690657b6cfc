package org.ewsphone.launcher;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;
import org.ewsphone.config.ListenerSettings;
import org.ewsphone.config.SettingException;
import org.ewsphone.config.Settings;

/**
 * Where the server listens, as the operator wrote it.
 *
 * @param name the setting {@code bind}
 * @param address what it means
 */
record ListenAddress(String name, InetAddress address) {

    /** From the setting {@code bind}; throws {@link SettingException} when it is no address. */
    static ListenAddress from(Settings settings) {
        String name = settings.get(ListenerSettings.BIND);
        try {
            return new ListenAddress(name, InetAddress.getByName(name));
        } catch (UnknownHostException e) {
            throw new SettingException(
                    "The setting bind is \"" + name + "\" (from " + settings.origin(ListenerSettings.BIND)
                            + "), but it must be an IP address or the name of this machine.",
                    e);
        }
    }

    /** A URL at which a client on this machine reaches it. */
    URI url(String scheme, int port, String path) {
        return URI.create(scheme + "://" + host() + ":" + port + path);
    }

    /** The names that a certificate must bear for clients on this machine, and the name listened at. */
    List<String> names() {
        Stream<String> own = address.isAnyLocalAddress() ? Stream.of() : Stream.of(bare());
        return Stream.concat(Stream.of("localhost", "127.0.0.1", "0:0:0:0:0:0:0:1"), own)
                .distinct()
                .toList();
    }

    private String host() {
        if (address.isAnyLocalAddress()) {
            return "localhost";
        }
        return bare().indexOf(':') >= 0 ? "[" + bare() + "]" : bare();
    }

    /** Addresses as Java writes them, names as they are. */
    private String bare() {
        boolean isAddress = (address instanceof Inet6Address && name.indexOf(':') >= 0)
                || Character.isDigit(name.charAt(name.length() - 1));
        return isAddress ? address.getHostAddress().replaceFirst("%.*", "") : name;
    }
}
