package org.ewsphone.app;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.UnavailableException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A filter as a container knows it: by the name of a class. GlassFish remembers for long how a filter was registered, with
 * the requests that it keeps for the next ones; an instance in there would keep the class loader of an application that has
 * ended. So the container makes this filter itself, which takes the real one from the servlet context, and lets go of it, and
 * of all that this one leads to, when it is taken out of service.
 */
public final class MountedFilter implements Filter {

    private volatile @Nullable Filter filter;

    /** Registers the filter under this name. */
    static FilterRegistration.Dynamic mount(ServletContext context, String name, Filter filter) {
        context.setAttribute(attribute(name), filter);
        return context.addFilter(name, MountedFilter.class.getName());
    }

    private static String attribute(String name) {
        return MountedFilter.class.getName() + "." + name;
    }

    @Override
    public void init(FilterConfig config) throws ServletException {
        ServletContext context = config.getServletContext();
        String attribute = attribute(config.getFilterName());
        filter = (Filter) context.getAttribute(attribute);
        context.removeAttribute(attribute);
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
