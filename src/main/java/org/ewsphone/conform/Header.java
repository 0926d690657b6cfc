package org.ewsphone.conform;

/** A header field of HTTP, as it stands on the wire. */
record Header(String name, String value) {

    boolean isNamed(String other) {
        return name.equalsIgnoreCase(other);
    }
}
