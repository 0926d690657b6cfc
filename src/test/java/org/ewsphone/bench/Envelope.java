package org.ewsphone.bench;

import java.nio.charset.StandardCharsets;

/** Envelopes as the documentation shows them, and what is looked for in the answers. */
public final class Envelope {

    static final String SUCCESS = "ResponseClass=\"Success\"";

    private static final String ID = "<PhoneCallId Id=\"";

    private Envelope() {}

    /** Hangs up this call. */
    public static byte[] disconnect(String id) {
        return of("<m:DisconnectPhoneCall><m:PhoneCallId Id=\"" + id + "\"/></m:DisconnectPhoneCall>");
    }

    /** Asks for this call. */
    public static byte[] information(String id) {
        return of("<m:GetPhoneCallInformation><m:PhoneCallId Id=\"" + id + "\"/></m:GetPhoneCallInformation>");
    }

    /** Plays a message to this number. */
    public static byte[] play(String number) {
        return of("<m:PlayOnPhone><m:ItemId Id=\"AAMkDemo1\"/><m:DialString>" + number
                + "</m:DialString></m:PlayOnPhone>");
    }

    /** The id that a PlayOnPhone was answered with. */
    public static String idIn(String answer) {
        int start = answer.indexOf(ID) + ID.length();
        return answer.substring(start, answer.indexOf('"', start));
    }

    private static byte[] of(String operation) {
        return """
                <?xml version="1.0" encoding="utf-8"?>
                <soap:Envelope xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
                               xmlns:m="http://schemas.microsoft.com/exchange/services/2006/messages"
                               xmlns:t="http://schemas.microsoft.com/exchange/services/2006/types"
                               xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"
                               xmlns:xs="http://www.w3.org/2001/XMLSchema">
                  <soap:Header>
                    <t:RequestServerVersion Version="Exchange2010" />
                  </soap:Header>
                  <soap:Body>
                    %s
                  </soap:Body>
                </soap:Envelope>
                """.formatted(operation).getBytes(StandardCharsets.UTF_8);
    }
}
