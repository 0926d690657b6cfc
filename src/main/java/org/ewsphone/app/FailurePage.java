package org.ewsphone.app;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * What web.xml names in the place of the container's error pages, which tell its version and what went wrong inside. It
 * says nothing beyond the status.
 */
final class FailurePage extends HttpServlet {

    private static final long serialVersionUID = 1L;

    static final String PATH = "/failure";

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) {
        if (request.getDispatcherType() != DispatcherType.ERROR) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
        }
        response.setContentLength(0);
    }
}
