package org.ewsphone.client;

/**
 * A telephone that may ring.
 *
 * @param item a voice message of the caller
 * @param number where to play it
 */
public record Telephone(String item, String number) {}
