package org.ewsphone.launcher;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.ewsphone.call.Readiness;
import org.ewsphone.call.ReadinessCheck;

/**
 * Tells operators how old the certificate is. Requests are served with an old one as well: taking every server out at
 * the same moment would help nobody, and those behind a proxy may not mind.
 */
record CertificateCheck(PemFiles files, Clock clock) implements ReadinessCheck {

    private static final Duration SOON = Duration.ofDays(30);

    @Override
    public String name() {
        return "certificate";
    }

    @Override
    public Readiness look() {
        try {
            Instant until = until();
            Map<String, String> facts = new HashMap<>(Map.of("until", until.toString()));
            Duration left = Duration.between(clock.instant(), until);
            if (left.isNegative()) {
                facts.put("warning", "it has expired: clients refuse it. Replace " + files.certificate());
            } else if (left.compareTo(SOON) < 0) {
                facts.put("warning", "it expires in " + left.toDays() + " days. Replace " + files.certificate());
            }
            return new Readiness(true, facts);
        } catch (IOException | GeneralSecurityException e) {
            return new Readiness(true, Map.of("warning", "it cannot be read: " + e.getMessage()));
        }
    }

    /** In seconds since 1970; not a number when the file cannot be read. */
    double expiry() {
        try {
            return until().getEpochSecond();
        } catch (IOException | GeneralSecurityException e) {
            return Double.NaN;
        }
    }

    private Instant until() throws IOException, GeneralSecurityException {
        return files.read().getNotAfter().toInstant();
    }
}
