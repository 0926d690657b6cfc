package org.ewsphone.dialplan;

import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import java.util.Optional;
import java.util.Set;

/** The kinds of numbers that may be listed. Premium rate is not among them: it is never dialled. */
enum NumberType {
    /** A telephone at a place. */
    FIXED_LINE,
    /** A telephone to carry. */
    MOBILE,
    /** One of the two, in numbering plans that do not tell, such as that of the United States. */
    FIXED_LINE_OR_MOBILE,
    /** The called one pays. */
    TOLL_FREE,
    /** Both pay, the caller more than for a telephone at a place. */
    SHARED_COST,
    /** A telephone of the Internet. */
    VOIP,
    /** A number that follows a person, often a dear one. */
    PERSONAL_NUMBER,
    /** A pager. */
    PAGER,
    /** One number for all places of a company. */
    UAN,
    /** Somebody's voice mail. */
    VOICEMAIL;

    /** What the numbering library calls by another name or knows nothing about has no type here. */
    static Optional<NumberType> of(PhoneNumberType type) {
        return switch (type) {
            case FIXED_LINE -> Optional.of(FIXED_LINE);
            case MOBILE -> Optional.of(MOBILE);
            case FIXED_LINE_OR_MOBILE -> Optional.of(FIXED_LINE_OR_MOBILE);
            case TOLL_FREE -> Optional.of(TOLL_FREE);
            case SHARED_COST -> Optional.of(SHARED_COST);
            case VOIP -> Optional.of(VOIP);
            case PERSONAL_NUMBER -> Optional.of(PERSONAL_NUMBER);
            case PAGER -> Optional.of(PAGER);
            case UAN -> Optional.of(UAN);
            case VOICEMAIL -> Optional.of(VOICEMAIL);
            case PREMIUM_RATE, UNKNOWN -> Optional.empty();
        };
    }

    /** Whether a number of this type is certainly of one of these. */
    boolean isAmong(Set<NumberType> types) {
        return types.contains(this)
                || (this == FIXED_LINE_OR_MOBILE && types.contains(FIXED_LINE) && types.contains(MOBILE));
    }
}
