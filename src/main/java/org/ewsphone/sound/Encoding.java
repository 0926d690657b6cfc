package org.ewsphone.sound;

import java.nio.ByteBuffer;

/** How a WAV file writes a sample. */
enum Encoding {
    PCM_8(1) {
        @Override
        short next(ByteBuffer data) {
            return (short) (((data.get() & 0xFF) - 0x80) << 8); // The only samples of WAV without a sign
        }
    },
    PCM_16(2) {
        @Override
        short next(ByteBuffer data) {
            return data.getShort();
        }
    },
    A_LAW(1) {
        @Override
        short next(ByteBuffer data) {
            return G711.A_LAW.decode(data.get());
        }
    },
    MU_LAW(1) {
        @Override
        short next(ByteBuffer data) {
            return G711.MU_LAW.decode(data.get());
        }
    };

    private final int bytes;

    Encoding(int bytes) {
        this.bytes = bytes;
    }

    /** Bytes of a sample. */
    int bytes() {
        return bytes;
    }

    /** Reads a sample. */
    abstract short next(ByteBuffer data);

    /** The encoding with this format tag (RFC 2361) and so many bits. */
    static Encoding of(int tag, int bits) throws UnplayableSoundException {
        if (tag == 1 && bits == 8) {
            return PCM_8;
        }
        if (tag == 1 && bits == 16) {
            return PCM_16;
        }
        if (tag == 6 && bits == 8) {
            return A_LAW;
        }
        if (tag == 7 && bits == 8) {
            return MU_LAW;
        }
        throw new UnplayableSoundException("it is a WAV file with " + name(tag) + " of " + bits
                + " bits, but it must have PCM of 8 or 16 bits, A-law or µ-law");
    }

    private static String name(int tag) {
        return switch (tag) {
            case 1 -> "PCM";
            case 2, 17 -> "ADPCM";
            case 3 -> "floating point samples";
            case 6 -> "A-law";
            case 7 -> "µ-law";
            case 49 -> "GSM 06.10";
            case 85 -> "MP3";
            default -> "the encoding " + tag;
        };
    }
}
