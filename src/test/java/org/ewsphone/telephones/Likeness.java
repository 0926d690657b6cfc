package org.ewsphone.telephones;

import java.nio.ShortBuffer;

/**
 * How much a recording is like what was played.
 *
 * @param correlation from 0 to 1: Pearson's, at the best moment to begin
 * @param lag how many samples of the recording come before it
 */
record Likeness(double correlation, int lag) {

    /** That of a recording which may begin earlier, and last longer. */
    static Likeness of(ShortBuffer played, ShortBuffer recorded) {
        double[] wanted = centred(samples(played, 0, played.remaining()));
        var best = new Likeness(0, 0);
        for (int lag = 0; lag + wanted.length <= recorded.remaining(); lag++) {
            double correlation = correlation(wanted, centred(samples(recorded, lag, wanted.length)));
            if (correlation > best.correlation) {
                best = new Likeness(correlation, lag);
            }
        }
        return best;
    }

    private static double[] samples(ShortBuffer sound, int from, int count) {
        double[] samples = new double[count];
        for (int i = 0; i < count; i++) {
            samples[i] = sound.get(sound.position() + from + i);
        }
        return samples;
    }

    private static double[] centred(double[] samples) {
        double sum = 0;
        for (double sample : samples) {
            sum += sample;
        }
        double mean = sum / samples.length;
        for (int i = 0; i < samples.length; i++) {
            samples[i] -= mean;
        }
        return samples;
    }

    private static double correlation(double[] one, double[] other) {
        double product = 0;
        double ones = 0;
        double others = 0;
        for (int i = 0; i < one.length; i++) {
            product += one[i] * other[i];
            ones += one[i] * one[i];
            others += other[i] * other[i];
        }
        return ones == 0 || others == 0 ? 0 : product / Math.sqrt(ones * others);
    }
}
