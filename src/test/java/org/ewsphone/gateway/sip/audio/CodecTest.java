package org.ewsphone.gateway.sip.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CodecTest {

    private static final int RATE = 8000;
    private static final byte MINUS = (byte) 0x80;

    /** Above it µ-law knows no more steps, which the JDK overlooks. */
    private static final int LOUDEST = 32_635;

    /** The JDK knows both laws as well, and cuts at the same borders. */
    @ParameterizedTest
    @CsvSource({"PCMU, ULAW", "PCMA, ALAW"})
    void every_sample_is_encoded_as_others_do(Codec codec, String encoding) throws IOException {
        ByteBuffer linear = ByteBuffer.allocate(2 * LOUDEST);
        byte[] encoded = new byte[LOUDEST];
        for (int i = 0; i < LOUDEST; i++) {
            linear.putShort((short) i);
            encoded[i] = codec.encode(i);
        }

        assertArrayEquals(byTheJdk(linear.array(), new AudioFormat.Encoding(encoding)), encoded);
    }

    @Test
    void what_is_louder_than_the_law_knows_is_its_loudest() {
        assertEquals(Codec.PCMU.encode(LOUDEST), Codec.PCMU.encode(Short.MAX_VALUE));
        assertEquals(Codec.PCMU.encode(-LOUDEST), Codec.PCMU.encode(Short.MIN_VALUE));
    }

    /** Only the first bit differs; A-law has no zero, so there the first negative sample is the other of the first. */
    @Test
    void below_zero_is_as_above() {
        for (int i = 1; i <= Short.MAX_VALUE; i++) {
            assertEquals(Codec.PCMU.encode(i) ^ MINUS, Codec.PCMU.encode(-i));
            assertEquals(Codec.PCMA.encode(i) ^ MINUS, Codec.PCMA.encode(~i));
        }
    }

    private static byte[] byTheJdk(byte[] linear, AudioFormat.Encoding encoding) throws IOException {
        var stream = new AudioInputStream(
                new ByteArrayInputStream(linear), new AudioFormat(RATE, 16, 1, true, true), LOUDEST);
        return AudioSystem.getAudioInputStream(encoding, stream).readAllBytes();
    }
}
