package org.ewsphone.launcher;

import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.connector.CoyoteAdapter;
import org.apache.coyote.ActionCode;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.tomcat.util.net.SocketEvent;

/**
 * Where Tomcat hands over each request, whoever it is for. A body that nobody has read, such as that of a request for a path
 * that is not ours, ends the connection: Tomcat would wait for the rest with a thread, and has no more than 200.
 */
final class Reception extends CoyoteAdapter {

    Reception(Connector connector) {
        super(connector);
    }

    @Override
    public void service(Request request, Response response) throws Exception {
        PathFolding.fold(request.requestURI());
        super.service(request, response);
        endWithUnreadBody(request);
    }

    @Override
    public boolean asyncDispatch(Request request, Response response, SocketEvent status) throws Exception {
        boolean goesOn = super.asyncDispatch(request, response, status);
        endWithUnreadBody(request);
        return goesOn;
    }

    private static void endWithUnreadBody(Request request) {
        if (!is(ActionCode.ASYNC_IS_ASYNC, request) && !is(ActionCode.REQUEST_BODY_FULLY_READ, request)) {
            request.action(ActionCode.DISABLE_SWALLOW_INPUT, null);
        }
    }

    private static boolean is(ActionCode question, Request request) {
        var answer = new AtomicBoolean();
        request.action(question, answer);
        return answer.get();
    }
}
