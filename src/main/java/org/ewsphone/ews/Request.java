package org.ewsphone.ews;

import org.ewsphone.call.Caller;

/**
 * What is known of a request before its envelope is read.
 *
 * @param id names it in the log and towards the client
 * @param caller who sent it
 * @param address where from
 * @param arrival when, by {@link System#nanoTime}
 */
public record Request(String id, Caller caller, String address, long arrival) {}
