package org.ewsphone.gateway.sip;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.ewsphone.gateway.sip.audio.RtpPorts;
import org.ewsphone.gateway.sip.signalling.Protocol;
import org.ewsphone.gateway.sip.signalling.Timers;

/**
 * Where the calls go out, and on which terms.
 *
 * @param proxy the URI of the next element, without a user
 * @param domain host and port of that element, as a URI has them
 * @param protocol how it is spoken to
 * @param proxyAddress where it is
 * @param bind our own address and port
 * @param trust whom we trust by TLS
 * @param from who calls, a URI
 * @param credentials what we answer when we are asked who we are
 * @param rtpPorts where sound is sent from
 * @param answerTime how long we wait for the very first answer
 * @param hangUpTime how long we wait for the end of a call that we ended
 * @param watching how often the proxy is asked whether it is there; never when empty
 * @param timers how long messages take
 */
record SipTrunk(
        String proxy,
        String domain,
        Protocol protocol,
        InetSocketAddress proxyAddress,
        InetSocketAddress bind,
        SSLContext trust,
        String from,
        Optional<Credentials> credentials,
        RtpPorts rtpPorts,
        Duration answerTime,
        Duration hangUpTime,
        Optional<Duration> watching,
        Timers timers) {}
