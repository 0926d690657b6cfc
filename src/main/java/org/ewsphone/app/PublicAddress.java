package org.ewsphone.app;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.ewsphone.config.Setting;
import org.ewsphone.config.Settings;

/** Under which address clients reach the endpoint: as the operator says, or as the request came. */
final class PublicAddress implements Function<HttpServletRequest, String> {

    private static final Setting<Optional<URI>> PUBLIC_URL = Setting.optional(
            "public-url",
            "The address of the endpoint as clients see it, behind a proxy for instance:"
                    + " https://mail.example.org/EWS/Exchange.asmx",
            PublicAddress::url);

    private static final Setting<Set<String>> TRUSTED_PROXIES = Setting.of(
            "http.trusted-proxies",
            "",
            "IP addresses of proxies, with commas between them, whose X-Forwarded-Proto and X-Forwarded-Host are believed.",
            PublicAddress::addresses);

    /** A host as it stands in a URL, perhaps with a port; nothing that could break out of the document. */
    private static final Pattern HOST =
            Pattern.compile("([A-Za-z0-9._-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}])(:[0-9]{1,5})?");

    private static final Pattern ADDRESS = Pattern.compile("[0-9A-Fa-f:.]{2,45}");

    private final Optional<URI> publicUrl;
    private final Set<String> trustedProxies;

    private PublicAddress(Optional<URI> publicUrl, Set<String> trustedProxies) {
        this.publicUrl = publicUrl;
        this.trustedProxies = trustedProxies;
    }

    /** As the settings say. */
    static PublicAddress from(Settings settings) {
        return new PublicAddress(settings.get(PUBLIC_URL), settings.get(TRUSTED_PROXIES));
    }

    static List<Setting<?>> settings() {
        return List.of(PUBLIC_URL, TRUSTED_PROXIES);
    }

    private static URI url(String text) {
        URI url = URI.create(text);
        boolean http = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
        if (!http || url.getHost() == null) {
            throw new IllegalArgumentException("must be an http or https URL with a host");
        }
        return url;
    }

    private static Set<String> addresses(String text) {
        return Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(address -> !address.isEmpty())
                .map(PublicAddress::address)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Only a literal, so that nothing is looked up; as Java writes it, so that it can be compared. */
    private static String address(String literal) {
        try {
            if (ADDRESS.matcher(literal).matches()) {
                return InetAddress.getByName(literal).getHostAddress();
            }
        } catch (UnknownHostException e) {
            // Told below
        }
        throw new IllegalArgumentException("must be IP addresses with commas between them");
    }

    @Override
    public String apply(HttpServletRequest request) {
        return publicUrl.map(URI::toString).orElseGet(() -> forwarded(request).orElseGet(() -> own(request)));
    }

    private Optional<String> forwarded(HttpServletRequest request) {
        if (!trustedProxies.contains(canonical(request.getRemoteAddr()))) {
            return Optional.empty();
        }
        return Optional.ofNullable(request.getHeader("X-Forwarded-Host"))
                .filter(host -> HOST.matcher(host).matches())
                .map(host -> ("https".equalsIgnoreCase(request.getHeader("X-Forwarded-Proto")) ? "https" : "http")
                        + "://" + host + path(request));
    }

    /** The Host header is the client's word, so it counts only where it names this very machine. */
    private static String own(HttpServletRequest request) {
        String host = request.getServerName();
        String local = request.getLocalAddr();
        String name = isThisMachine(host, local) ? host : local;
        return request.getScheme() + "://" + (name.contains(":") ? bracketed(name) : name) + ":"
                + request.getLocalPort() + path(request);
    }

    /** Any other name is for the operator to tell, by the setting: looking it up would ask a stranger's name server. */
    private static boolean isThisMachine(String host, String local) {
        return host.equalsIgnoreCase("localhost") || canonical(host).equals(canonical(local));
    }

    private static String canonical(String address) {
        String bare =
                address.startsWith("[") && address.endsWith("]") ? address.substring(1, address.length() - 1) : address;
        try {
            return ADDRESS.matcher(bare).matches() ? InetAddress.getByName(bare).getHostAddress() : bare;
        } catch (UnknownHostException e) {
            return bare;
        }
    }

    private static String bracketed(String address) {
        return address.startsWith("[") ? address : "[" + address + "]";
    }

    private static String path(HttpServletRequest request) {
        return request.getContextPath() + "/Exchange.asmx";
    }
}
