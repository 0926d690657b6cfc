package org.ewsphone.sound;

/**
 * The two ways in which telephones write a sample in eight bits (ITU-T G.711): a sign, one of eight segments of which each
 * reaches twice as far as the one before, and one of 16 steps in it.
 */
public enum G711 {
    /** America and Japan: RTP payload type 0. */
    MU_LAW {
        @Override
        public byte encode(short sample) {
            int sign = sample < 0 ? SIGN : 0;
            int biased = Math.min(Math.abs((int) sample), LOUDEST) + BIAS;
            int segment = segment(biased >> 8);
            return (byte) ~code(sign, segment, biased >> (segment + 3));
        }

        @Override
        public short decode(byte code) {
            int bits = ~code;
            int size = ((step(bits) << 3) + BIAS) << segmentOf(bits);
            return (short) ((bits & SIGN) != 0 ? BIAS - size : size - BIAS);
        }
    },

    /** Everywhere else: RTP payload type 8. */
    A_LAW {
        @Override
        public byte encode(short sample) {
            int sign = sample < 0 ? 0 : SIGN;
            int size = (sample < 0 ? ~sample : sample) >> 4;
            int segment = segment(size >> 4);
            return (byte) (code(sign, segment, size >> Math.max(segment - 1, 0)) ^ EVEN_BITS);
        }

        @Override
        public short decode(byte code) {
            int bits = code ^ EVEN_BITS;
            int segment = segmentOf(bits);
            int size = (step(bits) << 4) + 8;
            int there = segment == 0 ? size : (size + 0x100) << (segment - 1);
            return (short) ((bits & SIGN) != 0 ? there : -there);
        }
    };

    private static final int SIGN = 0x80;

    /** What µ-law adds to a sample, so that all segments begin alike. */
    private static final int BIAS = 0x84;

    private static final int LOUDEST = 32_635;

    /** What A-law turns round, so that silence is no long row of zeros. */
    private static final int EVEN_BITS = 0x55;

    /** The eight bits for a linear sample of 16. */
    public abstract byte encode(short sample);

    /** The linear sample of 16 bits that these eight stand for. */
    public abstract short decode(byte code);

    private static int code(int sign, int segment, int steps) {
        return sign | (segment << 4) | step(steps);
    }

    private static int step(int bits) {
        return bits & 0x0F;
    }

    private static int segmentOf(int bits) {
        return (bits >> 4) & 0x07;
    }

    /** The segment is told by the highest bit of the seven that are no step of the first one. */
    private static int segment(int high) {
        return Integer.SIZE - Integer.numberOfLeadingZeros(high);
    }
}
