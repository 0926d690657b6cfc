package org.ewsphone.gateway.sip.audio;

/** The two laws of ITU-T G.711, each a byte for a sample of 16 bits; every telephone knows both. */
public enum Codec {
    /** µ-law. */
    PCMU(0) {
        @Override
        byte encode(int sample) {
            int sign = sample < 0 ? 0x80 : 0;
            int magnitude = Math.min(Math.abs(sample), MU_CLIP) + MU_BIAS;
            int exponent = Math.max(0, highestBit(magnitude) - 7);
            int mantissa = magnitude >> (exponent + 3) & 0x0f;
            return (byte) ~(sign | exponent << 4 | mantissa);
        }
    },
    /** A-law. */
    PCMA(8) {
        @Override
        byte encode(int sample) {
            int sign = sample < 0 ? 0 : 0x80;
            // 13 bits; a negative one counts from -1
            int magnitude = (sample < 0 ? ~sample : sample) >> 3;
            int exponent = Math.max(0, highestBit(magnitude) - 4);
            int mantissa = magnitude >> Math.max(1, exponent) & 0x0f;
            return (byte) ((sign | exponent << 4 | mantissa) ^ 0x55);
        }
    };

    private static final int MU_BIAS = 0x84;
    private static final int MU_CLIP = 32_635;

    private final int payloadType;

    Codec(int payloadType) {
        this.payloadType = payloadType;
    }

    /** Its number in SDP and RTP (RFC 3551, 6). */
    public int payloadType() {
        return payloadType;
    }

    /** One sample of 16 bits, encoded. */
    abstract byte encode(int sample);

    private static int highestBit(int value) {
        return Integer.SIZE - 1 - Integer.numberOfLeadingZeros(value);
    }
}
