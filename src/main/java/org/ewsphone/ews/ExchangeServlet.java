package org.ewsphone.ews;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.ewsphone.call.Caller;
import org.ewsphone.ews.ExchangeService.Answer;

/** The endpoint, as HTTP sees it: takes envelopes by POST and answers them, and shows people what it is by GET. */
public final class ExchangeServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private final transient ExchangeService service;
    private final transient RequestsUnderWay underWay;
    private final transient ContractDocuments contract;
    private final transient Function<HttpServletRequest, String> clientAddress;
    private final int maxBody;
    private final transient Duration bodyTime;
    private final transient WaitingBodies waiting;
    private final byte[] page = Resources.bytes("endpoint.html");

    /**
     * The endpoint of this service.
     *
     * @param underWay is told of each request for as long as it is being answered
     * @param clientAddress where a request comes from
     * @param maxBody bytes of a request, at most
     * @param bodyTime how long the body of a request may take to arrive
     * @param maxWaiting how many bodies may be on their way at once
     */
    public ExchangeServlet(
            ExchangeService service,
            RequestsUnderWay underWay,
            ContractDocuments contract,
            Function<HttpServletRequest, String> clientAddress,
            int maxBody,
            Duration bodyTime,
            int maxWaiting) {
        this.service = service;
        this.underWay = underWay;
        this.contract = contract;
        this.clientAddress = clientAddress;
        this.maxBody = maxBody;
        this.bodyTime = bodyTime;
        this.waiting = new WaitingBodies(maxWaiting);
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        switch (request.getMethod()) {
            case "POST" -> post(request, response);
            case "GET", "HEAD" -> get(request, response);
            default -> methodNotAllowed(request, response);
        }
    }

    private void get(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String query = request.getQueryString();
        if (query != null && query.equalsIgnoreCase("wsdl")) {
            contract.send("Services.wsdl", request, response);
        } else {
            response.setHeader(
                    "Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'");
            send(response, 200, "text/html; charset=utf-8", page);
        }
    }

    private void post(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<RequestMediaType> mediaType = RequestMediaType.of(request.getContentType());
        if (mediaType.isEmpty()) {
            refuse(415, "The Content-Type must be text/xml in UTF-8 or UTF-16.", request, response);
        } else if (isEncoded(request)) {
            refuse(415, "A Content-Encoding isn't supported.", request, response);
        } else {
            BodyReader.read(
                    request,
                    maxBody,
                    bodyTime,
                    waiting,
                    new Exchange(arrived(request), RequestIdFilter.inHand(request), mediaType.get(), response));
        }
    }

    private static boolean isEncoded(HttpServletRequest request) {
        return request.getHeader("Content-Encoding") != null
                && Collections.list(request.getHeaders("Content-Encoding")).stream()
                        .anyMatch(encoding -> !encoding.equalsIgnoreCase("identity"));
    }

    private void methodNotAllowed(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Allow", "GET, HEAD, POST");
        refuse(405, "The method must be POST for a request, or GET to look.", request, response);
    }

    private void refuse(int status, String why, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        send(response, service.refusal(status, why, arrived(request)));
    }

    private static void send(HttpServletResponse response, Answer answer) throws IOException {
        send(response, answer.status(), "text/xml; charset=utf-8", answer.body());
    }

    /** With its length, and without a flush: so it leaves in one piece. */
    private static void send(HttpServletResponse response, int status, String type, byte[] body) throws IOException {
        response.setStatus(status);
        response.setContentType(type);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private Request arrived(HttpServletRequest request) {
        return new Request(
                RequestIdFilter.of(request), callerOf(request), clientAddress.apply(request), System.nanoTime());
    }

    private static Caller callerOf(HttpServletRequest request) {
        return (Caller) Objects.requireNonNull(request.getUserPrincipal(), "No request comes here without an identity");
    }

    /** One request and its response. */
    private final class Exchange implements BodyReader.Receiver {
        private final Request request;
        private final RequestInHand inHand;
        private final HttpServletResponse response;
        private final RequestMediaType mediaType;

        Exchange(Request request, RequestInHand inHand, RequestMediaType mediaType, HttpServletResponse response) {
            this.request = request;
            this.inHand = inHand;
            this.response = response;
            this.mediaType = mediaType;
        }

        @Override
        public void body(byte[] body) throws IOException {
            Runnable end = underWay.begin();
            inHand.take();
            try {
                send(response, answer(body));
            } finally {
                RequestInHand.letGo();
                end.run();
            }
        }

        private Answer answer(byte[] body) {
            return mediaType.agreesWith(EnvelopeEncoding.of(body))
                    ? service.answer(body, request)
                    : service.refusal(415, "The message isn't in the charset of its Content-Type.", request);
        }

        @Override
        public void tooLarge() throws IOException {
            send(
                    response,
                    service.refusal(413, "The request is larger than the " + maxBody + " bytes allowed.", request));
        }

        /** What is still to come of the body would be taken for the next request. */
        @Override
        public void tooSlow() throws IOException {
            response.setHeader("Connection", "close");
            send(response, service.refusal(408, "The request did not arrive in time.", request));
        }
    }
}
