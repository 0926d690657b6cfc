package org.ewsphone.launcher;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import jakarta.json.Json;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.StreamHandler;
import org.ewsphone.config.ListenerSettings.LogFormat;
import org.ewsphone.ews.RequestInHand;

/** The log of {@code java -jar}: our own lines and the warnings of others, one line a record, to standard error. */
final class ConsoleLog extends StreamHandler {

    private static final Map<String, Level> LEVELS = Map.of(
            "", Level.WARNING,
            "org.ewsphone", Level.INFO,
            // Tells of threads that the application ends itself, a moment later
            "org.apache.catalina.loader", Level.OFF);

    /** java.util.logging forgets the level of a logger that nobody holds. */
    private static final List<Logger> LOGGERS =
            LEVELS.keySet().stream().map(Logger::getLogger).toList();

    private ConsoleLog(PrintStream out, Formatter format) {
        super(out, format);
        setLevel(Level.ALL);
    }

    /** Takes over, unless the operator has configured java.util.logging in its own way. */
    static void configure(PrintStream out, LogFormat format) {
        if (System.getProperty("java.util.logging.config.file") != null
                || System.getProperty("java.util.logging.config.class") != null) {
            return;
        }
        LogManager.getLogManager().reset();
        LOGGERS.forEach(logger -> logger.setLevel(LEVELS.get(logger.getName())));
        Logger.getLogger("").addHandler(new ConsoleLog(out, format == LogFormat.JSON ? new JsonLine() : new OneLine()));
        LastingLogManager.keep();
    }

    @Override
    public synchronized void publish(LogRecord record) {
        super.publish(record);
        flush();
    }

    /** That of the span in hand, where spans are collected; the client's otherwise. */
    private static Optional<String> traceparent() {
        SpanContext span = Span.current().getSpanContext();
        return span.isValid()
                ? Optional.of("00-" + span.getTraceId() + "-" + span.getSpanId() + "-"
                        + span.getTraceFlags().asHex())
                : RequestInHand.now().flatMap(RequestInHand::traceparent);
    }

    private static String trace(LogRecord record) {
        if (record.getThrown() == null) {
            return "";
        }
        var trace = new StringWriter();
        record.getThrown().printStackTrace(new PrintWriter(trace, true));
        return trace.toString();
    }

    /** Time, level, logger, the request it belongs to, message; control characters cannot forge a second line. */
    static final class OneLine extends Formatter {

        @Override
        public String format(LogRecord record) {
            String message = formatMessage(record).replaceAll("\\p{Cntrl}", " ");
            return record.getInstant().truncatedTo(ChronoUnit.MILLIS) + " " + record.getLevel() + " "
                    + record.getLoggerName() + " " + request() + message + "\n" + trace(record);
        }

        private static String request() {
            return RequestInHand.now()
                    .map(request -> "[request " + request.id()
                            + traceparent()
                                    .map(parent -> ", traceparent " + parent)
                                    .orElse("") + "] ")
                    .orElse("");
        }
    }

    /** The same as an object, the stack trace within. */
    static final class JsonLine extends Formatter {

        @Override
        public String format(LogRecord record) {
            var json = Json.createObjectBuilder()
                    .add(
                            "time",
                            record.getInstant().truncatedTo(ChronoUnit.MILLIS).toString())
                    .add("level", record.getLevel().getName())
                    .add("logger", String.valueOf(record.getLoggerName()))
                    .add("message", formatMessage(record));
            RequestInHand.now().ifPresent(request -> {
                json.add("request", request.id());
                traceparent().ifPresent(parent -> json.add("traceparent", parent));
            });
            if (record.getThrown() != null) {
                json.add("exception", trace(record));
            }
            return json.build() + "\n";
        }
    }
}
