package org.ewsphone.ops.metrics;

import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Counts the answers that ask for an identity. Several clients come without credentials at first, by design, so those
 * whose credentials were refused are counted apart.
 */
final class ChallengeCounter implements Filter {

    private final CounterDataPoint missing;
    private final CounterDataPoint refused;

    ChallengeCounter(Counter challenges) {
        this.missing = challenges.labelValues("missing");
        this.refused = challenges.labelValues("refused");
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        chain.doFilter(request, response);
        if (((HttpServletResponse) response).getStatus() == HttpServletResponse.SC_UNAUTHORIZED) {
            boolean came = ((HttpServletRequest) request).getHeader("Authorization") != null;
            (came ? refused : missing).inc();
        }
    }
}
