package org.ewsphone.ews;

/**
 * How large an envelope may be. Whatever goes beyond is refused while it is read.
 *
 * @param depth elements within elements
 * @param attributes attributes of one element
 * @param attributeLength characters of one attribute
 * @param elements elements in all
 * @param characters characters in all
 */
public record EnvelopeLimits(int depth, int attributes, int attributeLength, int elements, int characters) {}
