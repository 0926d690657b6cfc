package org.ewsphone.call;

/**
 * Where a call goes, after the dial plan has allowed it.
 *
 * @param address digits with an optional leading {@code +}, or a {@code sip:} URI
 */
public record Destination(String address) {

    private static final int SHOWN = 4;

    /** Throws {@link IllegalArgumentException} for a blank address. */
    public Destination {
        if (address.isBlank()) {
            throw new IllegalArgumentException("A destination cannot be blank");
        }
    }

    /** The address as it may stand in a log: its last characters only. */
    @Override
    public String toString() {
        return address.length() <= SHOWN ? "…" : "…" + address.substring(address.length() - SHOWN);
    }
}
