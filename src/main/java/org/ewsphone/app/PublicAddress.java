package org.ewsphone.app;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.ewsphone.config.Addresses;
import org.ewsphone.config.Setting;
import org.ewsphone.config.Settings;

/** Under which address clients reach the endpoint: as the operator says, or as the request came. */
final class PublicAddress implements Function<HttpServletRequest, String> {

    private static final Setting<Optional<URI>> PUBLIC_URL = Setting.optional(
            "public-url",
            "The address of the endpoint as clients see it, behind a proxy for instance:"
                    + " https://mail.example.org/EWS/Exchange.asmx",
            PublicAddress::url);

    /** A host as it stands in a URL, perhaps with a port; nothing that could break out of the document. */
    private static final Pattern HOST =
            Pattern.compile("([A-Za-z0-9._-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}])(:[0-9]{1,5})?");

    private final Optional<URI> publicUrl;
    private final Addresses trustedProxies;

    private PublicAddress(Optional<URI> publicUrl, Addresses trustedProxies) {
        this.publicUrl = publicUrl;
        this.trustedProxies = trustedProxies;
    }

    /** As the settings say. */
    static PublicAddress from(Settings settings) {
        return new PublicAddress(settings.get(PUBLIC_URL), settings.get(Addresses.TRUSTED_PROXIES));
    }

    static List<Setting<?>> settings() {
        return List.of(PUBLIC_URL);
    }

    private static URI url(String text) {
        URI url = URI.create(text);
        boolean http = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
        if (!http || url.getHost() == null) {
            throw new IllegalArgumentException("must be an http or https URL with a host");
        }
        return url;
    }

    @Override
    public String apply(HttpServletRequest request) {
        return publicUrl.map(URI::toString).orElseGet(() -> forwarded(request).orElseGet(() -> own(request)));
    }

    private Optional<String> forwarded(HttpServletRequest request) {
        if (!trustedProxies.contains(request.getRemoteAddr())) {
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
        return Addresses.canonical(bare);
    }

    private static String bracketed(String address) {
        return address.startsWith("[") ? address : "[" + address + "]";
    }

    private static String path(HttpServletRequest request) {
        return request.getContextPath() + "/Exchange.asmx";
    }
}
