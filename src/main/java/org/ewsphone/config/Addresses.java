package org.ewsphone.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** IP addresses and networks, as {@code 10.0.0.7, 10.1.0.0/16, fd00::/8} in a setting. Names are never looked up. */
public final class Addresses {

    /** The proxies in front of this server. */
    public static final Setting<Addresses> TRUSTED_PROXIES = setting(
            "http.trusted-proxies",
            "IP addresses or networks of proxies, with commas between them, whose X-Forwarded-Proto, X-Forwarded-Host and"
                    + " X-Forwarded-For are believed.");

    private static final Pattern LITERAL = Pattern.compile(
            "(OCTET\\.){3}OCTET|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*".replace("OCTET", "(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])"));

    private final List<Network> networks;

    private Addresses(List<Network> networks) {
        this.networks = networks;
    }

    /** A setting of addresses; none by default. */
    public static Setting<Addresses> setting(String name, String meaning) {
        return Setting.of(name, "", meaning, Addresses::parse);
    }

    private static Addresses parse(String text) {
        try {
            return new Addresses(Arrays.stream(text.split(",", -1))
                    .map(String::strip)
                    .filter(part -> !part.isEmpty())
                    .map(Network::parse)
                    .toList());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "must be IP addresses or networks with commas between them, as 10.0.0.7, fd00::/8", e);
        }
    }

    /** Whether this literal is one of them. */
    public boolean contains(String address) {
        return literal(address)
                .map(InetAddress::getAddress)
                .filter(bytes -> networks.stream().anyMatch(network -> network.contains(bytes)))
                .isPresent();
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return networks.isEmpty();
    }

    /** The address as Java writes it, so that it can be compared; anything else as it is. */
    public static String canonical(String address) {
        return literal(address).map(InetAddress::getHostAddress).orElse(address);
    }

    /** The address that is written here, without asking a name server for it. */
    public static Optional<InetAddress> literal(String text) {
        try {
            return LITERAL.matcher(text).matches() ? Optional.of(InetAddress.getByName(text)) : Optional.empty();
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    /** Addresses that begin with the same bits. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared
    private record Network(byte[] start, int bits) {
        static Network parse(String text) {
            int slash = text.indexOf('/');
            byte[] start = literal(slash < 0 ? text : text.substring(0, slash))
                    .map(InetAddress::getAddress)
                    .orElseThrow(() -> new IllegalArgumentException("must be an IP address"));
            int most = start.length * Byte.SIZE;
            int bits = slash < 0 ? most : Integer.parseInt(text.substring(slash + 1));
            if (bits < 0 || bits > most) {
                throw new IllegalArgumentException("must have at most " + most + " bits");
            }
            return new Network(start, bits);
        }

        boolean contains(byte[] address) {
            if (address.length != start.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit % Byte.SIZE);
                if (((start[bit / Byte.SIZE] ^ address[bit / Byte.SIZE]) & mask) != 0) {
                    return false;
                }
            }
            return true;
        }
    }
}
