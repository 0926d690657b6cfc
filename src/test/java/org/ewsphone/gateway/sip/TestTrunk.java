package org.ewsphone.gateway.sip;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.ewsphone.gateway.sip.audio.RtpPorts;
import org.ewsphone.gateway.sip.signalling.Protocol;
import org.ewsphone.gateway.sip.signalling.Timers;

/** Gateways towards a peer on this machine, quicker than in earnest where it is about waiting. */
record TestTrunk(
        Protocol protocol,
        int port,
        Optional<Credentials> credentials,
        Duration answerTime,
        Optional<Duration> watching) {

    static TestTrunk udp(int port) {
        return new TestTrunk(Protocol.UDP, port, Optional.empty(), Duration.ofSeconds(20), Optional.empty());
    }

    static TestTrunk tcp(int port) {
        return new TestTrunk(Protocol.TCP, port, Optional.empty(), Duration.ofSeconds(20), Optional.empty());
    }

    TestTrunk as(String user, String password) {
        return new TestTrunk(protocol, port, Optional.of(new Credentials(user, password)), answerTime, watching);
    }

    TestTrunk impatient() {
        return new TestTrunk(protocol, port, credentials, Duration.ofMillis(300), watching);
    }

    TestTrunk watching(Duration often) {
        return new TestTrunk(protocol, port, credentials, answerTime, Optional.of(often));
    }

    SipGateway open() {
        return open(new Sounds(), new Timers(Duration.ofMillis(100), Duration.ofMillis(400), Duration.ofSeconds(3)));
    }

    /** One that expects repetitions of what is over for longer than any test waits. */
    SipGateway openPatiently(Sounds sounds) {
        return open(sounds, new Timers(Duration.ofSeconds(10), Duration.ofSeconds(40), Duration.ofSeconds(3)));
    }

    private SipGateway open(Sounds sounds, Timers timers) {
        InetAddress here = InetAddress.getLoopbackAddress();
        String domain = "127.0.0.1:" + port;
        try {
            return new SipGateway(
                    new SipTrunk(
                            "sip:" + domain,
                            domain,
                            protocol,
                            new InetSocketAddress(here, port),
                            new InetSocketAddress(here, 0),
                            SSLContext.getDefault(),
                            "sip:ews-phone@" + domain,
                            credentials,
                            new RtpPorts(here, 20_000, 29_998),
                            answerTime,
                            Duration.ofSeconds(20),
                            watching,
                            timers),
                    sounds);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
