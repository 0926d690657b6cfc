package org.ewsphone.servers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The classes that live in a Java virtual machine, seen from outside.
 *
 * @param javaHome its JDK
 * @param pid its process
 */
record LiveClasses(Path javaHome, long pid) {

    /** An enumeration of ours that every start uses: its constants live exactly as long as the class loader. */
    private static final String WITNESS = "org.ewsphone.call.PhoneCallState";

    /** Soft references are let go of at once, so that what still lives is held for good. */
    static final String STRICT = "-XX:SoftRefLRUPolicyMSPerMB=0";

    private static final int ATTEMPTS = 3;

    /** How many servers of ours there are after the garbage is collected. */
    long applications() throws IOException {
        return rowsOf("org.ewsphone.app.Application")
                .mapToLong(columns -> Long.parseLong(columns[1]))
                .sum();
    }

    /** How many class loaders of ours there are after the garbage is collected: each has a row for each class. */
    long classLoaders() throws IOException {
        return rowsOf(WITNESS).count();
    }

    private Stream<String[]> rowsOf(String type) throws IOException {
        for (int i = 0; i < ATTEMPTS; i++) {
            jcmd("GC.run");
        }
        return jcmd("GC.class_histogram")
                .lines()
                .map(line -> line.strip().split("\\s+", -1))
                .filter(columns -> columns.length > 3 && columns[3].equals(type));
    }

    private String jcmd(String what) throws IOException {
        return Commands.run(
                javaHome, Map.of(), List.of(javaHome.resolve("bin/jcmd").toString(), Long.toString(pid), what));
    }
}
