package org.ewsphone.bench;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;

/** What nobody can be faster than on this Tomcat: reads the body, and answers with the same bytes whatever is in it. */
public final class ConstantServer {

    private ConstantServer() {}

    /** Serves with this certificate and its key, and prints its two ports, that of plain HTTP first. */
    public static void main(String... files) throws LifecycleException, IOException {
        var tomcat = new Tomcat();
        tomcat.setBaseDir(Files.createTempDirectory("constant-").toString());
        Connector plain = connector();
        Connector secure = connector();
        secure.setScheme("https");
        secure.setSecure(true);
        secure.setProperty("SSLEnabled", "true");
        secure.addSslHostConfig(tls(files[0], files[1]));
        tomcat.setConnector(plain);
        tomcat.getService().addConnector(secure);
        Context context = tomcat.addContext("", null);
        Tomcat.addServlet(context, "constant", new Constant()).addMapping("/");
        tomcat.start();
        System.out.println(plain.getLocalPort() + " " + secure.getLocalPort());
        tomcat.getServer().await();
    }

    private static Connector connector() {
        var connector = new Connector();
        connector.setPort(0);
        connector.setProperty("address", "127.0.0.1");
        connector.setProperty("maxKeepAliveRequests", "-1");
        return connector;
    }

    private static SSLHostConfig tls(String certificateFile, String keyFile) {
        var tls = new SSLHostConfig();
        tls.setProtocols("TLSv1.3");
        var certificate = new SSLHostConfigCertificate(tls, SSLHostConfigCertificate.Type.UNDEFINED);
        certificate.setCertificateFile(certificateFile);
        certificate.setCertificateKeyFile(keyFile);
        tls.addCertificate(certificate);
        return tls;
    }

    private static final class Constant extends HttpServlet {

        private static final long serialVersionUID = 1L;

        private static final String ANSWER = """
                <?xml version="1.0" encoding="UTF-8"?>\
                <s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Header>\
                <t:ServerVersionInfo xmlns:t="http://schemas.microsoft.com/exchange/services/2006/types" \
                MajorVersion="14" MinorVersion="0" MajorBuildNumber="639" MinorBuildNumber="20" Version="Exchange2010"/>\
                </s:Header><s:Body><DisconnectPhoneCallResponse \
                xmlns="http://schemas.microsoft.com/exchange/services/2006/messages" ResponseClass="Success">\
                <ResponseCode>NoError</ResponseCode></DisconnectPhoneCallResponse></s:Body></s:Envelope>""";

        private final byte[] answer = ANSWER.getBytes(StandardCharsets.UTF_8);

        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
            InputStream body = request.getInputStream();
            byte[] drain = new byte[2048];
            while (body.read(drain) >= 0) {
                // Whatever is in it
            }
            response.setContentType("text/xml;charset=utf-8");
            response.setContentLength(answer.length);
            response.getOutputStream().write(answer);
        }
    }
}
