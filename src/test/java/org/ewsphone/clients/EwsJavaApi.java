package org.ewsphone.clients;

import java.net.URI;
import javax.net.ssl.SSLContext;
import microsoft.exchange.webservices.data.core.ExchangeService;
import microsoft.exchange.webservices.data.core.enumeration.misc.ExchangeVersion;
import microsoft.exchange.webservices.data.credential.WebCredentials;
import org.apache.http.config.Registry;
import org.apache.http.config.RegistryBuilder;
import org.apache.http.conn.socket.ConnectionSocketFactory;
import org.apache.http.conn.ssl.SSLConnectionSocketFactory;

/** Microsoft's own client for Java, as its users set it up. */
public final class EwsJavaApi {

    private EwsJavaApi() {}

    /** A client of the endpoint at this URL for this user, which trusts what this context trusts. */
    public static ExchangeService service(
            URI url, SSLContext trust, String user, String password, ExchangeVersion version) {
        ExchangeService service = trusting(trust, version);
        service.setUrl(url);
        service.setCredentials(new WebCredentials(user, password));
        return service;
    }

    /** Its own trust takes any self-signed certificate. Asked by the super constructor, so a field would come too late. */
    private static ExchangeService trusting(SSLContext trust, ExchangeVersion version) {
        return new ExchangeService(version) {
            @Override
            protected Registry<ConnectionSocketFactory> createConnectionSocketFactoryRegistry() {
                return RegistryBuilder.<ConnectionSocketFactory>create()
                        .register("https", new SSLConnectionSocketFactory(trust))
                        .build();
            }
        };
    }
}
