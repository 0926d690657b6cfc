package org.ewsphone.app;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Stands where the program itself lies, which some containers would serve. Not a security constraint: for those GlassFish
 * looks for our users among its own, and logs that it does not find them.
 */
final class ProgramFiles extends HttpServlet {

    private static final long serialVersionUID = 1L;

    /** Whatever would be a part of the program. */
    static final String[] PATHS = {"*.class", "*.jar", "/META-INF/*"};

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) {
        response.setStatus(HttpServletResponse.SC_NOT_FOUND);
        response.setContentLength(0);
    }
}
