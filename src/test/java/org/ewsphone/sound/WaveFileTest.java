package org.ewsphone.sound;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import javax.sound.sampled.AudioFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class WaveFileTest {

    private static final byte[] FOUR = {1, 2, 3, 4};

    private final Path file;

    WaveFileTest(@TempDir Path directory) {
        file = directory.resolve("message.wav");
    }

    @Test
    void telephone_sound_comes_out_as_it_is() throws IOException {
        short[] samples = Waves.tone(1000, 8000, 4000);

        Sound sound = WaveFile.read(Waves.write(file, samples, 8000));

        assertArrayEquals(samples, all(sound));
        assertEquals(Duration.ofMillis(500), sound.duration());
    }

    @ParameterizedTest
    @ValueSource(ints = {4000, 11_025, 16_000, 22_050, 44_100, 44_101, 48_000, 192_000})
    void a_tone_stays_that_tone_whatever_the_rate(int rate) throws IOException {
        Waves.write(file, Waves.tone(1000, rate, rate), rate);

        short[] samples = all(WaveFile.read(file));

        assertEquals(8000, samples.length);
        assertTrue(correlation(samples, Waves.tone(1000, 8000, 8000)) > 0.999);
    }

    @ParameterizedTest
    @ValueSource(ints = {5000, 7000, 9000, 12_000})
    void a_tone_that_no_telephone_carries_is_not_heard_as_another(int hertz) throws IOException {
        Waves.write(file, Waves.tone(hertz, 48_000, 48_000), 48_000);

        short[] samples = all(WaveFile.read(file));

        for (int i = 100; i < samples.length - 100; i++) { // At its ends a tone is no tone
            assertTrue(Math.abs(samples[i]) < 12, "Sample " + i + " is " + samples[i]);
        }
    }

    @Test
    void two_channels_are_heard_as_one() throws IOException {
        ByteBuffer frames = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
        frames.putShort((short) 1000).putShort((short) 3000);
        frames.putShort(Short.MIN_VALUE).putShort(Short.MIN_VALUE);
        Waves.write(file, frames.array(), new AudioFormat(8000, 16, 2, true, false));

        assertArrayEquals(new short[] {2000, Short.MIN_VALUE}, all(WaveFile.read(file)));
    }

    @Test
    void pcm_of_eight_bits_has_silence_in_the_middle() throws IOException {
        byte[] bytes = {0, (byte) 0x80, (byte) 0xFF};
        Waves.write(file, bytes, new AudioFormat(8000, 8, 1, false, false));

        assertArrayEquals(new short[] {-32_768, 0, 32_512}, all(WaveFile.read(file)));
    }

    @ParameterizedTest
    @CsvSource({"ULAW, MU_LAW", "ALAW, A_LAW"})
    void g711_is_decoded(String encoding, G711 law) throws IOException {
        Waves.write(file, FOUR, new AudioFormat(new AudioFormat.Encoding(encoding), 8000, 8, 1, 1, 8000, false));

        assertArrayEquals(
                new short[] {law.decode((byte) 1), law.decode((byte) 2), law.decode((byte) 3), law.decode((byte) 4)},
                all(WaveFile.read(file)));
    }

    @Test
    void other_chunks_are_passed_over() throws IOException {
        write(
                "RIFF",
                99,
                "WAVE",
                "LIST",
                3,
                "abc\0",
                "fmt ",
                16,
                format(1, 1, 8000, 16),
                "fact",
                4,
                FOUR,
                "data",
                4,
                FOUR);

        assertArrayEquals(new short[] {0x0201, 0x0403}, all(WaveFile.read(file)));
    }

    @Test
    void an_extensible_format_tells_its_encoding_later() throws IOException {
        byte[] more = {
            22,
            0,
            16,
            0,
            0,
            0,
            0,
            0,
            1,
            0,
            0,
            0,
            0,
            0,
            0x10,
            0,
            (byte) 0x80,
            0,
            0,
            (byte) 0xAA,
            0,
            0x38,
            (byte) 0x9B,
            0x71
        };
        write("RIFF", 0, "WAVE", "fmt ", 40, format(0xFFFE, 1, 8000, 16), more, "data", 4, FOUR);

        assertArrayEquals(new short[] {0x0201, 0x0403}, all(WaveFile.read(file)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    void sound_of_unknown_length_goes_to_the_end_of_the_file(int length) throws IOException {
        write("RIFF", length, "WAVE", "fmt ", 16, format(1, 1, 8000, 16), "data", length, FOUR);

        assertArrayEquals(new short[] {0x0201, 0x0403}, all(WaveFile.read(file)));
    }

    @ParameterizedTest
    @CsvSource({
        "49, 1, 8000, 0, GSM 06.10",
        "17, 1, 8000, 4, ADPCM",
        "3, 1, 8000, 32, floating point",
        "1, 1, 8000, 24, PCM of 24 bits",
        "85, 2, 44100, 0, MP3",
        "999, 1, 8000, 8, the encoding 999",
        "1, 0, 8000, 16, 0 channels",
        "1, 6, 8000, 16, 6 channels",
        "1, 1, 0, 16, 0 samples a second",
        "1, 1, -1, 16, 4294967295 samples a second",
        "1, 1, 200000, 16, 200000 samples a second"
    })
    void what_cannot_be_played_is_named(int tag, int channels, int rate, int bits, String named) throws IOException {
        write("RIFF", 0, "WAVE", "fmt ", 16, format(tag, channels, rate, bits), "data", 4, FOUR);

        assertRefused(named);
    }

    @Test
    void sound_that_is_cut_off_is_not_played() throws IOException {
        write("RIFF", 0, "WAVE", "fmt ", 16, format(1, 1, 8000, 16), "data", 400, FOUR);

        assertRefused("it ends after 4 of the 400 bytes of its sound");
    }

    @Test
    void no_sound_is_not_played() throws IOException {
        write("RIFF", 0, "WAVE", "fmt ", 16, format(1, 1, 8000, 16), "data", 1, FOUR);

        assertRefused("it has no sound");
    }

    @Test
    void another_file_is_not_played() throws IOException {
        Files.writeString(file, "From: ana@example.org\n\nThis is no sound at all");

        assertRefused("it is no WAV file");
    }

    @Test
    void a_file_that_ends_anywhere_is_refused() throws IOException {
        write("RIFF", 0, "WAVE", "fmt ", 16, format(1, 1, 8000, 16), "data", 4, FOUR);
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length++) {
            Files.write(file, ByteBuffer.allocate(length).put(whole, 0, length).array());

            assertThrows(UnplayableSoundException.class, () -> WaveFile.read(file), "with " + length + " bytes");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, -2, Integer.MIN_VALUE, Integer.MAX_VALUE, 3, 15})
    void a_length_that_cannot_be_is_refused(int length) throws IOException {
        write("RIFF", 0, "WAVE", "fmt ", length, format(1, 1, 8000, 16), "data", 4, FOUR);

        assertThrows(UnplayableSoundException.class, () -> WaveFile.read(file));
    }

    @Test
    void a_file_that_would_fill_the_memory_is_refused() throws IOException {
        write("RIFF", 0, "WAVE", "fmt ", 16, format(1, 1, 8000, 16), "data", 0, FOUR);
        try (SeekableByteChannel channel = Files.newByteChannel(file, StandardOpenOption.WRITE)) {
            channel.position(1L << 32).write(ByteBuffer.wrap(FOUR)); // Sparse: takes no room on the disk
        }

        assertRefused("it has more than 64 MiB");
    }

    @Test
    void a_file_that_is_not_there_is_not_taken_for_a_bad_one() {
        assertThrows(NoSuchFileException.class, () -> WaveFile.read(file));
    }

    private void assertRefused(String why) {
        var refusal = assertThrows(UnplayableSoundException.class, () -> WaveFile.read(file));

        assertTrue(String.valueOf(refusal.getMessage()).contains(why), refusal.getMessage());
        assertTrue(String.valueOf(refusal.getMessage()).contains(file.toString()), refusal.getMessage());
    }

    private static byte[] format(int tag, int channels, int rate, int bits) {
        return ByteBuffer.allocate(16)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort((short) tag)
                .putShort((short) channels)
                .putInt(rate)
                .putInt(0)
                .putShort((short) 0)
                .putShort((short) bits)
                .array();
    }

    /** Texts and bytes as they are, and numbers as 32 bits. */
    private void write(Object... parts) throws IOException {
        var bytes = new ByteArrayOutputStream();
        for (Object part : parts) {
            if (part instanceof String text) {
                bytes.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
            } else if (part instanceof Integer number) {
                bytes.writeBytes(ByteBuffer.allocate(4)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putInt(number)
                        .array());
            } else {
                bytes.writeBytes((byte[]) part);
            }
        }
        try (OutputStream out = Files.newOutputStream(file)) {
            bytes.writeTo(out);
        }
    }

    private static short[] all(Sound sound) {
        short[] samples = new short[sound.samples().remaining()];
        sound.samples().get(samples);
        return samples;
    }

    private static double correlation(short[] one, short[] other) {
        double both = 0;
        double ones = 0;
        double others = 0;
        for (int i = 0; i < one.length; i++) {
            both += (double) one[i] * other[i];
            ones += (double) one[i] * one[i];
            others += (double) other[i] * other[i];
        }
        return both / Math.sqrt(ones * others);
    }
}
