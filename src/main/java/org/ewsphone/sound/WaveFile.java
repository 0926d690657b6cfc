package org.ewsphone.sound;

import java.io.IOException;
import java.io.InputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads WAV files (RIFF, little-endian): PCM of 8 or 16 bits, A-law or µ-law, one channel or two, 4,000 to 192,000 samples
 * a second.
 */
public final class WaveFile {

    /** More than an hour of what telephone systems record. */
    private static final int MAX_BYTES = 64 << 20;

    private final ByteBuffer bytes;

    private WaveFile(byte[] bytes) {
        this.bytes = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * The sound of a file, brought to {@link Sound#RATE} and one channel. What is at that rate already comes out sample by
     * sample as it is.
     *
     * @throws UnplayableSoundException when it is no such file, has no sound, ends before its sound does, or is larger
     *     than 64 MiB; the message names the file
     * @throws IOException when the file cannot be read
     */
    public static Sound read(Path file) throws IOException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MAX_BYTES + 1);
        }
        try {
            return sound(bytes);
        } catch (UnplayableSoundException e) {
            throw new UnplayableSoundException("The sound file " + file + " cannot be played: " + e.getMessage() + ".");
        }
    }

    private static Sound sound(byte[] bytes) throws UnplayableSoundException {
        if (bytes.length > MAX_BYTES) {
            throw new UnplayableSoundException("it has more than 64 MiB; 8,000 samples a second are enough");
        }
        try {
            return new WaveFile(bytes).sound();
        } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
            throw new UnplayableSoundException("it ends before its sound begins");
        }
    }

    private Sound sound() throws UnplayableSoundException {
        boolean riff = word().equals("RIFF");
        skip(Integer.BYTES); // The length of the whole, which those who write as they go leave wrong
        if (!riff || !word().equals("WAVE")) {
            throw new UnplayableSoundException("it is no WAV file");
        }
        skipTo("fmt ");
        long length = length();
        WaveFormat format = WaveFormat.read(take(length));
        skip(length & 1);
        skipTo("data");
        return format.soundOf(data(length()));
    }

    private ByteBuffer data(long length) throws UnplayableSoundException {
        if (length == 0 || length == 0xFFFF_FFFFL) {
            return take(bytes.remaining()); // Written by somebody who did not know how long it would be
        }
        if (length > bytes.remaining()) {
            throw new UnplayableSoundException(
                    "it ends after " + bytes.remaining() + " of the " + length + " bytes of its sound");
        }
        return take(length);
    }

    /** Goes behind the name of the next chunk that has it. */
    private void skipTo(String name) {
        while (!word().equals(name)) {
            long length = length();
            skip(length + (length & 1)); // Chunks begin at even places
        }
    }

    private String word() {
        byte[] letters = new byte[4];
        bytes.get(letters);
        return new String(letters, StandardCharsets.ISO_8859_1);
    }

    private long length() {
        return Integer.toUnsignedLong(bytes.getInt());
    }

    private ByteBuffer take(long length) {
        int start = bytes.position();
        skip(length);
        return bytes.slice(start, (int) length).order(ByteOrder.LITTLE_ENDIAN);
    }

    private void skip(long length) {
        if (length > bytes.remaining()) {
            throw new BufferUnderflowException();
        }
        bytes.position(bytes.position() + (int) length);
    }
}
