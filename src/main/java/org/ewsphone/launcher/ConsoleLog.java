package org.ewsphone.launcher;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.StreamHandler;

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

    private ConsoleLog(PrintStream out) {
        super(out, new OneLine());
        setLevel(Level.ALL);
    }

    /** Takes over, unless the operator has configured java.util.logging in its own way. */
    static void configure(PrintStream out) {
        if (System.getProperty("java.util.logging.config.file") != null
                || System.getProperty("java.util.logging.config.class") != null) {
            return;
        }
        LogManager.getLogManager().reset();
        LOGGERS.forEach(logger -> logger.setLevel(LEVELS.get(logger.getName())));
        Logger.getLogger("").addHandler(new ConsoleLog(out));
        LastingLogManager.keep();
    }

    @Override
    public synchronized void publish(LogRecord record) {
        super.publish(record);
        flush();
    }

    /** Time, level, logger, message; control characters cannot forge a second line. */
    static final class OneLine extends Formatter {

        @Override
        public String format(LogRecord record) {
            String message = formatMessage(record).replaceAll("\\p{Cntrl}", " ");
            return record.getInstant().truncatedTo(ChronoUnit.MILLIS) + " " + record.getLevel() + " "
                    + record.getLoggerName() + " " + message + "\n" + trace(record);
        }

        private static String trace(LogRecord record) {
            if (record.getThrown() == null) {
                return "";
            }
            var trace = new StringWriter();
            record.getThrown().printStackTrace(new PrintWriter(trace, true));
            return trace.toString();
        }
    }
}
