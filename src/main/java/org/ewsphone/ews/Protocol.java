package org.ewsphone.ews;

/**
 * How this server speaks EWS, where EWS leaves a choice.
 *
 * @param version which Exchange it says it is
 * @param strictVersions whether a request must name a version, and none newer than that
 * @param dialects what it does about namespaces that begin with https
 * @param states how much of a call's course it tells
 * @param limits how large an envelope may be
 */
public record Protocol(
        ServerVersion version,
        boolean strictVersions,
        NamespaceDialect.Policy dialects,
        StateReporting states,
        EnvelopeLimits limits) {}
