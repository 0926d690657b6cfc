package org.ewsphone.ops;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Tells browsers to be careful with what they show; a page that needs more may replace what is set here. */
public final class PageHeaders implements Filter {

    private static final String ONE_YEAR = "max-age=31536000";

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var http = (HttpServletRequest) request;
        if (http.getMethod().equals("GET") || http.getMethod().equals("HEAD")) {
            set(http, (HttpServletResponse) response);
        }
        chain.doFilter(request, response);
    }

    private static void set(HttpServletRequest request, HttpServletResponse response) {
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader(
                "Content-Security-Policy",
                "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'");
        response.setHeader("Cache-Control", "no-store");
        // A browser would hold it against everything else that is tried out at localhost
        if (request.isSecure() && !request.getServerName().equals("localhost")) {
            response.setHeader("Strict-Transport-Security", ONE_YEAR);
        }
    }
}
