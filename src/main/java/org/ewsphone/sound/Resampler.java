package org.ewsphone.sound;

/**
 * Brings sound to {@link Sound#RATE} through a low-pass filter, a sinc under a Blackman window, so that what a telephone
 * cannot carry is not heard as something else.
 */
final class Resampler {

    /** How much of the band is kept, before the filter falls off. */
    private static final double PASSED = 0.95;

    /** Zeros of the sinc on each side; more make the edge of the band sharper. */
    private static final int ZEROS = 16;

    /** How many samples come in for so many that go out. */
    private final int in;

    private final int out;
    private final int reach;

    /** The weights of the samples around a place, for each of the places between two samples that occur. */
    private final float[][] weights;

    private Resampler(int rate) {
        int common = gcd(rate, Sound.RATE);
        in = rate / common;
        out = Sound.RATE / common;
        double cutoff = PASSED * Math.min(1.0, (double) Sound.RATE / rate);
        reach = (int) Math.ceil(ZEROS / cutoff);
        weights = new float[out][];
        for (int place = 0; place < out; place++) {
            weights[place] = weights((double) place / out, cutoff);
        }
    }

    /** The samples of this many in a second, at {@link Sound#RATE}. */
    static short[] resample(short[] source, int rate) {
        return rate == Sound.RATE ? source : new Resampler(rate).resample(source);
    }

    private short[] resample(short[] source) {
        short[] samples = new short[(int) ((long) source.length * out / in)];
        for (int i = 0; i < samples.length; i++) {
            long place = (long) i * in;
            samples[i] = at((int) (place / out), weights[(int) (place % out)], source);
        }
        return samples;
    }

    private short at(int place, float[] weight, short[] source) {
        int first = place - reach + 1;
        float sum = 0;
        for (int i = Math.max(0, -first); i < weight.length && first + i < source.length; i++) {
            sum += weight[i] * source[first + i];
        }
        return (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, Math.round(sum)));
    }

    private float[] weights(double fraction, double cutoff) {
        double[] exact = new double[2 * reach];
        double sum = 0;
        for (int i = 0; i < exact.length; i++) {
            double away = i - reach + 1 - fraction;
            exact[i] = sinc(away * cutoff) * window(away / reach);
            sum += exact[i];
        }
        float[] weight = new float[exact.length];
        for (int i = 0; i < exact.length; i++) {
            weight[i] = (float) (exact[i] / sum);
        }
        return weight;
    }

    private static double sinc(double x) {
        return x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
    }

    private static double window(double x) {
        return Math.abs(x) >= 1 ? 0 : 0.42 + 0.5 * Math.cos(Math.PI * x) + 0.08 * Math.cos(2 * Math.PI * x);
    }

    private static int gcd(int a, int b) {
        return b == 0 ? a : gcd(b, a % b);
    }
}
