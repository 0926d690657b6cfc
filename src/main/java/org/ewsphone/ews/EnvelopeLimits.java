package org.ewsphone.ews;

/**
 * How large an envelope may be. Whatever goes beyond is refused, most of it while it is read.
 *
 * @param depth elements within elements
 * @param attributes attributes of one element
 * @param attributeLength characters of one attribute
 * @param elements elements in all
 * @param characters characters in all
 * @param fieldLength characters of an id or a dial string; a longer one is none, and the operation says so
 */
public record EnvelopeLimits(
        int depth, int attributes, int attributeLength, int elements, int characters, int fieldLength) {}
