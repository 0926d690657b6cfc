package org.ewsphone.app;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Optional;
import java.util.function.Function;
import org.ewsphone.config.Setting;

/** Under which address clients reach the endpoint: as the operator says, or as the request came. */
final class PublicAddress implements Function<HttpServletRequest, String> {

    static final Setting<Optional<URI>> SETTING = Setting.optional(
            "public-url",
            "The address of the endpoint as clients see it, behind a proxy for instance:"
                    + " https://mail.example.org/EWS/Exchange.asmx",
            PublicAddress::url);

    private final Optional<URI> publicUrl;

    PublicAddress(Optional<URI> publicUrl) {
        this.publicUrl = publicUrl;
    }

    private static URI url(String text) {
        URI url = URI.create(text);
        if ((!"https".equals(url.getScheme()) && !"http".equals(url.getScheme())) || url.getHost() == null) {
            throw new IllegalArgumentException("must be an http or https URL with a host");
        }
        return url;
    }

    @Override
    public String apply(HttpServletRequest request) {
        return publicUrl.map(URI::toString).orElseGet(() -> own(request));
    }

    /** The Host header is the client's word, so it counts only where it names this very machine. */
    private static String own(HttpServletRequest request) {
        String host = request.getServerName();
        String local = request.getLocalAddr();
        String name = host.equals("localhost") || host.equals(local) ? host : literal(local);
        return request.getScheme() + "://" + name + ":" + request.getLocalPort() + request.getContextPath()
                + "/Exchange.asmx";
    }

    private static String literal(String address) {
        return address.contains(":") && !address.startsWith("[") ? "[" + address + "]" : address;
    }
}
