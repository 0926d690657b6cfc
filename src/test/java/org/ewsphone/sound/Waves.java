package org.ewsphone.sound;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.stream.IntStream;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

/** Sound files as the JDK writes them. */
public final class Waves {

    private Waves() {}

    /** A tone of this many hertz. */
    public static short[] tone(int hertz, int rate, int samples) {
        return toShorts(IntStream.range(0, samples).map(i ->
                (int) Math.round(12_000 * Math.sin(2 * Math.PI * hertz * i / rate))));
    }

    /** Writes PCM of 16 bits in one channel. */
    public static Path write(Path file, short[] samples, int rate) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(2 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asShortBuffer().put(samples);
        return write(file, bytes.array(), new AudioFormat(rate, 16, 1, true, false));
    }

    /** Writes these bytes as sound of this format. */
    static Path write(Path file, byte[] bytes, AudioFormat format) throws IOException {
        long frames = bytes.length / format.getFrameSize();
        var stream = new AudioInputStream(new ByteArrayInputStream(bytes), format, frames);
        AudioSystem.write(stream, AudioFileFormat.Type.WAVE, file.toFile());
        return file;
    }

    static short[] toShorts(IntStream values) {
        int[] ints = values.toArray();
        short[] shorts = new short[ints.length];
        for (int i = 0; i < ints.length; i++) {
            shorts[i] = (short) ints[i];
        }
        return shorts;
    }
}
