package org.ewsphone.ops;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.function.Consumer;
import org.ewsphone.call.DialString;
import org.ewsphone.call.IdentityRefusal;
import org.ewsphone.call.OperationRecord;

/**
 * How an operation, or somebody who was not let in, stands in the audit file: with neither a number nor the id of a call by
 * which somebody could go on. For one thread.
 */
final class AuditLine {

    private static final int HASH_BYTES = 16;
    private static final int LONGEST_NUMBER = 40;

    private final int digits;
    private long second = Long.MIN_VALUE;
    private String toTheSecond = "";

    /** Lines that show so many digits of a number. */
    AuditLine(int digits) {
        this.digits = digits;
    }

    /** With its line feed, as all of them. */
    byte[] of(OperationRecord operation) {
        return line(json -> {
            json.write("time", time(operation.at()))
                    .write("request", operation.requestId())
                    .write("caller", operation.caller())
                    .write("mailbox", operation.mailbox())
                    .write("address", operation.address());
            operation.operation().ifPresent(name -> json.write("operation", name));
            operation.callId().ifPresent(id -> json.write("call", hash(id)));
            operation.number().ifPresent(number -> json.write("number", masked(number)));
            json.write("code", operation.code())
                    .write("status", operation.status())
                    .write("ms", operation.duration().toMillis());
        });
    }

    /** The first of its kind. */
    byte[] of(IdentityRefusal refusal) {
        return line(json -> {
            json.write("time", time(refusal.at()))
                    .write("request", refusal.requestId())
                    .write("address", refusal.address());
            refusal.scheme().ifPresent(scheme -> json.write("scheme", scheme));
            json.write("refused", word(refusal.reason())).write("status", 401);
        });
    }

    /** Those that came after it. */
    byte[] of(RefusalDigest.Summary summary) {
        return line(json -> {
            json.write("time", time(summary.tally().last()))
                    .write("since", time(summary.tally().first()))
                    .write("address", summary.kind().address());
            summary.kind().scheme().ifPresent(scheme -> json.write("scheme", scheme));
            summary.kind().reason().ifPresent(reason -> json.write("refused", word(reason)));
            json.write("status", 401).write("more", summary.tally().more());
        });
    }

    private static byte[] line(Consumer<JsonLine> members) {
        var line = new JsonLine();
        members.accept(line);
        return line.end();
    }

    /** To the millisecond. Most lines are of the same second as the one before, and the JDK takes its time to write one. */
    private String time(Instant instant) {
        if (instant.getEpochSecond() != second) {
            second = instant.getEpochSecond();
            String written = Instant.ofEpochSecond(second).toString();
            toTheSecond = written.substring(0, written.length() - 1);
        }
        int millis = instant.getNano() / 1_000_000;
        return millis == 0
                ? toTheSecond + "Z"
                : toTheSecond + "." + Integer.toString(1000 + millis).substring(1) + "Z";
    }

    private static String word(IdentityRefusal.Reason reason) {
        return reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Ids have 144 random bits: nobody finds one by its hash, and whoever knows one finds its lines. */
    private static String hash(String id) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    /** The last digits, and a star for each other character that could tell something. */
    private String masked(DialString number) {
        String text = number.value();
        var shown = new StringBuilder();
        int left = digits;
        for (int i = text.length() - 1; i >= 0 && shown.length() < LONGEST_NUMBER; i--) {
            char c = text.charAt(i);
            boolean digit = c >= '0' && c <= '9';
            if (digit && left > 0) {
                shown.append(c);
                left--;
            } else {
                shown.append(c == '+' && i == 0 ? c : '*');
            }
        }
        return shown.reverse().toString();
    }
}
