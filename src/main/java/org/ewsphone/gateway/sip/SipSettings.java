package org.ewsphone.gateway.sip;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ewsphone.config.Addresses;
import org.ewsphone.config.Setting;
import org.ewsphone.config.SettingException;
import org.ewsphone.config.Settings;
import org.ewsphone.gateway.sip.audio.RtpPorts;
import org.ewsphone.gateway.sip.message.NameAddress;
import org.ewsphone.gateway.sip.message.SipUri;
import org.ewsphone.gateway.sip.signalling.Protocol;
import org.ewsphone.gateway.sip.signalling.Timers;

/** The settings of a SIP trunk. */
final class SipSettings {

    private static final Duration HANG_UP_TIME = Duration.ofSeconds(5);

    private static final Pattern BIND = Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[0-9.]+)(?::([0-9]{1,5}))?");
    private static final Pattern PORTS = Pattern.compile("([0-9]{1,5})-([0-9]{1,5})");
    private static final int MAX_PORT = 65_535;

    private static final Setting<Optional<SipUri>> PROXY = Setting.optional(
            "gateway.sip.proxy",
            "The trunk, SBC or proxy that takes the calls, as sip:sbc.example.org:5060;transport=udp, tcp or tls.",
            SipSettings::proxy);

    private static final Setting<Optional<InetSocketAddress>> BIND_ADDRESS = Setting.optional(
            "gateway.sip.bind",
            "Our own address and port for SIP, as 192.0.2.7:5060, and our address for sound. Without it the address from"
                    + " which the proxy is reached, and any free port.",
            SipSettings::bind);

    private static final Setting<Optional<String>> USER =
            Setting.optionalText("gateway.sip.user", "Who we are when the proxy asks.");

    private static final Setting<Optional<String>> PASSWORD = Setting.optionalText(
                    "gateway.sip.password", "The password for gateway.sip.user.")
            .secret();

    private static final Setting<Optional<String>> FROM = Setting.optional(
            "gateway.sip.from",
            "Who calls, as sip:+34915550100@example.org. Without it gateway.sip.user at the proxy.",
            SipSettings::from);

    private static final Setting<int[]> RTP_PORTS = Setting.of(
            "gateway.sip.rtp-ports",
            "20000-29998",
            "The ports for sound, of which each call takes an even one.",
            SipSettings::ports);

    private static final Setting<Duration> ANSWER_TIME = Setting.duration(
            "gateway.sip.answer-time", "5s", "How long the proxy may take to say anything at all about a call.");

    private static final Setting<Boolean> OPTIONS = Setting.flag(
            "gateway.sip.options",
            true,
            "Whether the proxy is asked by OPTIONS whether it is there. While it does not answer, calls are refused at once.");

    private static final Setting<Duration> OPTIONS_INTERVAL =
            Setting.duration("gateway.sip.options-interval", "30s", "How often the proxy is asked.");

    private static final Setting<Optional<Path>> TRUST = Setting.optionalPath(
            "gateway.sip.tls.trust",
            "The certificates (PEM) that are trusted by TLS. Without it those that the JVM trusts.");

    private SipSettings() {}

    static List<Setting<?>> all() {
        return List.of(
                PROXY, BIND_ADDRESS, USER, PASSWORD, FROM, RTP_PORTS, ANSWER_TIME, OPTIONS, OPTIONS_INTERVAL, TRUST);
    }

    static SipTrunk trunk(Settings settings) {
        SipUri proxy = settings.get(PROXY)
                .orElseThrow(() -> new SettingException(
                        "The setting gateway.sip.proxy must be given, for the setting gateway is sip."));
        Protocol protocol = protocol(proxy).orElseThrow();
        String domain = SipUri.hostPort(proxy.host(), proxy.port());
        InetSocketAddress proxyAddress =
                new InetSocketAddress(proxy.host(), proxy.port() == 0 ? protocol.port() : proxy.port());
        InetSocketAddress bind = settings.get(BIND_ADDRESS).orElseGet(() -> facing(proxyAddress));
        int[] ports = settings.get(RTP_PORTS);
        return new SipTrunk(
                "sip:" + domain,
                domain,
                protocol,
                proxyAddress,
                bind,
                TrustedPeers.in(settings.get(TRUST)),
                settings.get(FROM).orElse("sip:" + settings.get(USER).orElse("ews-phone") + "@" + domain),
                credentials(settings),
                new RtpPorts(bind.getAddress(), ports[0], ports[1]),
                settings.get(ANSWER_TIME),
                HANG_UP_TIME,
                settings.get(OPTIONS) ? Optional.of(settings.get(OPTIONS_INTERVAL)) : Optional.empty(),
                Timers.STANDARD);
    }

    private static Optional<Credentials> credentials(Settings settings) {
        Optional<String> user = settings.get(USER);
        Optional<String> password = settings.get(PASSWORD);
        if (user.isPresent() != password.isPresent()) {
            throw new SettingException(
                    "The settings gateway.sip.user and gateway.sip.password are given together or not"
                            + " at all. Only " + (user.isPresent() ? USER : PASSWORD).name() + " is.");
        }
        return user.map(name -> new Credentials(name, password.orElseThrow()));
    }

    /** The address of this machine from which the other one is reached. Nothing is sent to find that out. */
    private static InetSocketAddress facing(InetSocketAddress proxy) {
        try (var socket = new DatagramSocket()) {
            socket.connect(proxy);
            InetAddress local = socket.getLocalAddress();
            if (!local.isAnyLocalAddress()) {
                return new InetSocketAddress(local, 0);
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new SettingException(
                    "There is no way to the host " + proxy.getHostString() + " of the setting gateway.sip.proxy: "
                            + e.getMessage() + ". Correct it, or give gateway.sip.bind.",
                    e);
        }
        throw new SettingException("The setting gateway.sip.bind must be given, for this machine does not tell which of"
                + " its addresses faces " + proxy.getHostString() + ".");
    }

    private static SipUri proxy(String text) {
        SipUri proxy = SipUri.parse(text);
        if (text.contains("@") || protocol(proxy).isEmpty()) {
            throw new IllegalArgumentException(
                    "must be a SIP URI without a user and with transport udp, tcp or tls, as sip:sbc.example.org;transport=tcp");
        }
        return proxy;
    }

    private static Optional<Protocol> protocol(SipUri proxy) {
        return switch (proxy.transport()) {
            case "" -> Optional.of(proxy.secure() ? Protocol.TLS : Protocol.UDP);
            case "udp" -> proxy.secure() ? Optional.empty() : Optional.of(Protocol.UDP);
            case "tcp" -> Optional.of(proxy.secure() ? Protocol.TLS : Protocol.TCP);
            case "tls" -> Optional.of(Protocol.TLS);
            default -> Optional.empty();
        };
    }

    private static InetSocketAddress bind(String text) {
        Matcher bind = BIND.matcher(text);
        Optional<InetAddress> address =
                bind.matches() ? Addresses.literal(bind.group(1).replaceAll("[\\[\\]]", "")) : Optional.empty();
        int port = address.isEmpty() || bind.group(2) == null ? 0 : Integer.parseInt(bind.group(2));
        if (address.filter(known -> !known.isAnyLocalAddress()).isEmpty() || port > MAX_PORT) {
            throw new IllegalArgumentException(
                    "must be one address of this machine, not all of them, perhaps with a port, as 192.0.2.7:5060");
        }
        return new InetSocketAddress(address.get(), port);
    }

    private static String from(String text) {
        String uri = NameAddress.parse(text).uri();
        SipUri.parse(uri);
        return uri;
    }

    private static int[] ports(String text) {
        Matcher ports = PORTS.matcher(text);
        if (ports.matches()) {
            int first = Integer.parseInt(ports.group(1));
            int last = Integer.parseInt(ports.group(2));
            if (first > 0 && last <= MAX_PORT && last > first) {
                return new int[] {first, last};
            }
        }
        throw new IllegalArgumentException("must be two ports with a hyphen between, as 20000-29998");
    }
}
