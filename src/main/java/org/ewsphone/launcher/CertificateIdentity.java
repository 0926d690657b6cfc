package org.ewsphone.launcher;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.security.Principal;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import org.apache.catalina.Globals;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/** Makes whoever showed a good client certificate the user of the request, for {@code auth=container}. */
final class CertificateIdentity extends ValveBase {

    /** GeneralName, RFC 5280 4.2.1.6. */
    private static final Integer RFC822_NAME = 1;

    CertificateIdentity() {
        super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        if (request.getAttribute(Globals.CERTIFICATES_ATTR) instanceof X509Certificate[] chain && chain.length > 0) {
            nameIn(chain[0]).ifPresent(name -> request.setUserPrincipal(new User(name)));
        }
        getNext().invoke(request, response);
    }

    /** The first mail address, or else the common name. */
    static Optional<String> nameIn(X509Certificate certificate) {
        return address(certificate).or(() -> commonName(certificate)).filter(name -> !name.isBlank());
    }

    private static Optional<String> address(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return Optional.ofNullable(names).stream()
                    .flatMap(Collection::stream)
                    .filter(name -> RFC822_NAME.equals(name.get(0)))
                    .map(name -> String.valueOf(name.get(1)))
                    .findFirst();
        } catch (CertificateParsingException e) {
            return Optional.empty();
        }
    }

    /** LDAP counts from the right: the last one is the most particular. */
    private static Optional<String> commonName(X509Certificate certificate) {
        try {
            return new LdapName(certificate.getSubjectX500Principal().getName())
                    .getRdns().stream()
                            .filter(part -> part.getType().equalsIgnoreCase("CN"))
                            .map(part -> String.valueOf(part.getValue()))
                            .reduce((first, second) -> second);
        } catch (InvalidNameException e) {
            return Optional.empty();
        }
    }

    /** Known by a certificate. */
    private record User(String name) implements Principal {
        @Override
        public String getName() {
            return name;
        }
    }
}
