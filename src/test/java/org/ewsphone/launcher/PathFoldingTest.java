package org.ewsphone.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathFoldingTest {

    @ParameterizedTest
    @CsvSource({
        "/EWS/Exchange.asmx, /EWS/Exchange.asmx",
        "/ews/exchange.asmx, /EWS/Exchange.asmx",
        "/EWS/Exchange.ASMX, /EWS/Exchange.asmx",
        "/Ews/EXCHANGE.asmx/, /EWS/Exchange.asmx/",
        "/ews/exchange.asmx;jsessionid=A, /EWS/Exchange.asmx;jsessionid=A",
        "/ews/services.wsdl, /EWS/Services.wsdl",
        "/ews/Messages.xsd, /EWS/messages.xsd",
        "/ews/TYPES.XSD, /EWS/types.xsd",
        "/ews/Health/Ready, /EWS/health/ready",
        "/ews, /EWS",
        "/ews/, /EWS/",
        "/ews/Console/App.js, /EWS/Console/App.js",
        "/ewsfoo/exchange.asmx, /ewsfoo/exchange.asmx",
        "/ews/exchange.asmxfoo, /EWS/exchange.asmxfoo",
        "/owa/ews/exchange.asmx, /owa/ews/exchange.asmx",
        "/, /",
        "*, *"
    })
    void a_well_known_path_gets_its_own_spelling(String written, String known) {
        byte[] line = ("POST " + written + "?Wsdl HTTP/1.1").getBytes(StandardCharsets.US_ASCII);

        PathFolding.fold(line, 5, written.length());

        assertEquals("POST " + known + "?Wsdl HTTP/1.1", new String(line, StandardCharsets.US_ASCII));
    }
}
