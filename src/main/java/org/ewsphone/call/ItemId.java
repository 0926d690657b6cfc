package org.ewsphone.call;

/**
 * The name of a voice message in its mailbox.
 *
 * @param value 1 to 1024 characters of the base64 or base64url alphabets
 */
public record ItemId(String value) {

    private static final int MAX_LENGTH = 1024;

    /**
     * Throws {@link CallException} with {@link CallFailure#ITEM_ID_EMPTY} or {@link CallFailure#ITEM_ID_MALFORMED}, so
     * that what a client wrote can be handed in as it is.
     */
    public ItemId {
        if (value.isEmpty()) {
            throw new CallException(CallFailure.ITEM_ID_EMPTY);
        }
        if (value.length() > MAX_LENGTH || !value.chars().allMatch(ItemId::isBase64)) {
            throw new CallException(CallFailure.ITEM_ID_MALFORMED);
        }
    }

    private static boolean isBase64(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "+/=-_".indexOf(c) >= 0;
    }

    @Override
    public String toString() {
        return value;
    }
}
