package org.ewsphone.sound;

import java.nio.ByteBuffer;

/**
 * What the samples of a WAV file are.
 *
 * @param encoding how one is written
 * @param channels 1 or 2, of which the samples alternate
 * @param rate samples of a channel in a second
 */
record WaveFormat(Encoding encoding, int channels, int rate) {

    private static final int EXTENSIBLE = 0xFFFE;

    /** Where the sub-format lies, which begins with the format tag that counts. */
    private static final int SUB_FORMAT = 24;

    private static final int MIN_RATE = 4000;
    private static final int MAX_RATE = 192_000;

    /** What a {@code fmt } chunk says. */
    static WaveFormat read(ByteBuffer chunk) throws UnplayableSoundException {
        int tag = Short.toUnsignedInt(chunk.getShort(0));
        int channels = Short.toUnsignedInt(chunk.getShort(2));
        int rate = chunk.getInt(4);
        int bits = Short.toUnsignedInt(chunk.getShort(14));
        Encoding encoding =
                Encoding.of(tag == EXTENSIBLE ? Short.toUnsignedInt(chunk.getShort(SUB_FORMAT)) : tag, bits);
        if (channels < 1 || channels > 2) {
            throw new UnplayableSoundException("it has " + channels + " channels, but one or two can be played");
        }
        if (rate < MIN_RATE || rate > MAX_RATE) {
            throw new UnplayableSoundException("it has " + Integer.toUnsignedString(rate)
                    + " samples a second, but there must be " + MIN_RATE + " to " + MAX_RATE);
        }
        return new WaveFormat(encoding, channels, rate);
    }

    /** The sound of this data; two channels are heard as one. */
    Sound soundOf(ByteBuffer data) throws UnplayableSoundException {
        short[] samples = new short[data.remaining() / (encoding.bytes() * channels)];
        for (int i = 0; i < samples.length; i++) {
            samples[i] =
                    channels == 1 ? encoding.next(data) : (short) ((encoding.next(data) + encoding.next(data)) / 2);
        }
        if (samples.length == 0) {
            throw new UnplayableSoundException("it has no sound");
        }
        return new Sound(Resampler.resample(samples, rate));
    }
}
