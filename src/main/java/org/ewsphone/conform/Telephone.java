package org.ewsphone.conform;

/**
 * A telephone that may ring for the sake of a check.
 *
 * @param item a voice message of the caller
 * @param number where to play it
 */
public record Telephone(String item, String number) {}
