package org.ewsphone.registry.jdbc;

import org.ewsphone.config.SettingException;
import org.ewsphone.registry.shared.Terms;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Creates the tables, and brings older ones up to date; one node at a time, however many start. */
final class Schema {

    private static final String HISTORY = "ews_phone_schema";

    private Schema() {}

    /** Throws {@link SettingException} when the database cannot be used. */
    static void upgrade(Dialect dialect, Terms terms) {
        try {
            Flyway.configure(Schema.class.getClassLoader())
                    .dataSource(dialect.source(terms, false))
                    .locations("classpath:org/ewsphone/registry/jdbc/" + dialect.folder())
                    .table(HISTORY)
                    .baselineOnMigrate(true) // The database may have other tables
                    .baselineVersion("0")
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw new SettingException(
                    "The database " + terms + " of the call registry cannot be used: " + firstLine(e)
                            + ". It must be running, and its user must be allowed to create tables: see"
                            + " registry.jdbc.url, registry.jdbc.user and registry.jdbc.password.",
                    e);
        }
    }

    private static String firstLine(Throwable failure) {
        Throwable reason = failure.getCause() == null ? failure : failure.getCause();
        return String.valueOf(reason.getMessage()).lines().findFirst().orElse("");
    }
}
