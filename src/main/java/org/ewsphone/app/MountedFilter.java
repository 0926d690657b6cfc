package org.ewsphone.app;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.UnavailableException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A filter as a container knows it. It lets go of the real one, and of all that this one leads to, when it is taken out of
 * service, for containers remember filters longer: GlassFish with the threads that they worked on and with the requests
 * that it keeps for the next ones.
 */
final class MountedFilter implements Filter {

    private volatile @Nullable Filter filter;

    MountedFilter(Filter filter) {
        this.filter = filter;
    }

    @Override
    public void init(FilterConfig config) throws ServletException {
        mounted().init(config);
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        mounted().doFilter(request, response, chain);
    }

    @Override
    public void destroy() {
        Filter ended = filter;
        filter = null;
        if (ended != null) {
            ended.destroy();
        }
    }

    private Filter mounted() throws UnavailableException {
        Filter present = filter;
        if (present == null) {
            throw new UnavailableException("The server has ended");
        }
        return present;
    }
}
