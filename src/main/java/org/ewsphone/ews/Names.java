package org.ewsphone.ews;

/** The namespaces of the wire. Constants, so that they are interned, which the parser and JAXB rely on. */
final class Names {

    static final String MESSAGES = "http://schemas.microsoft.com/exchange/services/2006/messages";
    static final String TYPES = "http://schemas.microsoft.com/exchange/services/2006/types";
    static final String ERRORS = "http://schemas.microsoft.com/exchange/services/2006/errors";
    static final String SOAP = "http://schemas.xmlsoap.org/soap/envelope/";
    static final String SOAP_12 = "http://www.w3.org/2003/05/soap-envelope";
    static final String SOAP_NEXT = "http://schemas.xmlsoap.org/soap/actor/next";

    private Names() {}
}
