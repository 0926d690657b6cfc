package org.ewsphone.ews;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The files of the contract beside the endpoint, with the address under which it was asked for. */
public final class ContractDocuments extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private static final String PLACE = "https://localhost:8443/EWS/Exchange.asmx";

    private final transient Map<String, String> documents = Stream.of("Services.wsdl", "messages.xsd", "types.xsd")
            .collect(Collectors.toMap(name -> name.toLowerCase(Locale.ROOT), ContractDocuments::text));

    private final transient Function<HttpServletRequest, String> address;

    /** The documents, with the address that the function knows for a request. */
    public ContractDocuments(Function<HttpServletRequest, String> address) {
        this.address = address;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getMethod().equals("GET") || request.getMethod().equals("HEAD")) {
            send(request.getServletPath().substring(1), request, response);
        } else {
            response.setHeader("Allow", "GET, HEAD");
            response.setStatus(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
            response.setContentLength(0);
        }
    }

    void send(String name, HttpServletRequest request, HttpServletResponse response) throws IOException {
        String document = Objects.requireNonNull(documents.get(name.toLowerCase(Locale.ROOT)));
        byte[] body = document.replace(PLACE, address.apply(request)).getBytes(StandardCharsets.UTF_8);
        response.setContentType("text/xml; charset=utf-8");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private static String text(String name) {
        return new String(Resources.bytes("/wsdl/" + name), StandardCharsets.UTF_8);
    }
}
