package org.ewsphone.sound;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.stream.IntStream;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The JDK, which knows both laws, is the measure. */
final class G711Test {

    @ParameterizedTest
    @CsvSource({"MU_LAW, ULAW", "A_LAW, ALAW"})
    void every_code_stands_for_the_sample_that_the_jdk_takes_it_for(G711 law, String jdk) throws IOException {
        short[] decoded = Waves.toShorts(IntStream.range(0, 256).map(code -> law.decode((byte) code)));

        assertArrayEquals(byTheJdk(jdk), decoded);
    }

    @ParameterizedTest
    @EnumSource
    void a_sample_that_a_code_stands_for_comes_back_as_it_is(G711 law) {
        IntStream.range(0, 256).forEach(code -> {
            short sample = law.decode((byte) code);

            assertEquals(sample, law.decode(law.encode(sample)));
        });
    }

    @ParameterizedTest
    @EnumSource
    void every_sample_comes_back_nearly(G711 law) {
        IntStream.rangeClosed(Short.MIN_VALUE, Short.MAX_VALUE).forEach(sample -> {
            int off = Math.abs(law.decode(law.encode((short) sample)) - sample);

            assertTrue(off <= 8 + Math.abs(sample) / 32, () -> sample + " comes back " + off + " off");
        });
    }

    private static short[] byTheJdk(String law) throws IOException {
        byte[] codes = new byte[256];
        IntStream.range(0, 256).forEach(code -> codes[code] = (byte) code);
        var format = new AudioFormat(new AudioFormat.Encoding(law), 8000, 8, 1, 1, 8000, false);
        var linear = new AudioFormat(8000, 16, 1, true, false);
        try (AudioInputStream samples = AudioSystem.getAudioInputStream(
                linear, new AudioInputStream(new ByteArrayInputStream(codes), format, codes.length))) {
            short[] decoded = new short[256];
            ByteBuffer.wrap(samples.readAllBytes())
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asShortBuffer()
                    .get(decoded);
            return decoded;
        }
    }
}
