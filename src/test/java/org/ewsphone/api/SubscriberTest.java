package org.ewsphone.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.WriteListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Subscribers at connections that take as much as the test lets them. */
final class SubscriberTest {

    private final Backlog backlog = new Backlog("now", 1000);
    private final EventFigures figures = new EventFigures();
    private final List<Subscriber> ended = new ArrayList<>();

    @Test
    void whoever_takes_events_is_told_all_of_them_in_their_order() throws IOException {
        var connection = new Connection();
        Subscriber subscriber = subscribed(connection, Optional.empty());
        tell(1);
        subscriber.proceed();
        tell(1);
        subscriber.proceed();

        assertEquals(
                "retry: 1000\n\nid: now-1\nevent: n\ndata: {}\n\nid: now-2\nevent: n\ndata: {}\n\n",
                connection.taken());
    }

    @Test
    void whoever_takes_nothing_for_a_while_is_told_it_later() throws IOException {
        var connection = new Connection();
        Subscriber subscriber = subscribed(connection, Optional.empty());
        connection.ready = false;
        tell(3);
        subscriber.proceed();
        assertEquals("retry: 1000\n\n", connection.taken());

        connection.ready = true;
        subscriber.onWritePossible();

        assertTrue(connection.taken().endsWith("id: now-3\nevent: n\ndata: {}\n\n"), connection.taken());
        assertEquals(List.of(), ended);
    }

    @Test
    void whoever_falls_behind_loses_the_connection_and_nothing_is_kept_for_them() throws IOException {
        var connection = new Connection();
        Subscriber slow = subscribed(connection, Optional.empty());
        connection.ready = false;
        slow.proceed();
        tell(100);

        slow.proceed();

        assertEquals(List.of(slow), ended);
        assertEquals(1, figures.dropped());
        assertTrue(connection.completed);
        assertEquals("retry: 1000\n\n", connection.taken());
    }

    @Test
    void whoever_comes_back_goes_on_or_begins_anew() throws IOException {
        tell(100);
        var inTime = new Connection();
        var tooLate = new Connection();
        subscribed(inTime, Optional.of("now-99"));
        Subscriber late = subscribed(tooLate, Optional.of("now-1"));
        tell(1);
        late.proceed();

        assertEquals("retry: 1000\n\nid: now-100\nevent: n\ndata: {}\n\n", inTime.taken());
        assertEquals(
                "retry: 1000\n\nid: now-100\nevent: reload\ndata: {}\n\nid: now-101\nevent: n\ndata: {}\n\n",
                tooLate.taken());
        assertFalse(tooLate.completed);
        assertEquals(1, figures.reloaded());
        assertEquals(3, figures.told());
    }

    private Subscriber subscribed(Connection connection, Optional<String> lastId) throws IOException {
        var subscriber = new Subscriber(connection.context(), backlog, backlog.placeAfter(lastId), figures, ended::add);
        subscriber.start();
        subscriber.onWritePossible();
        return subscriber;
    }

    private void tell(int events) {
        for (int i = 0; i < events; i++) {
            backlog.add("n", Words.JSON.createObjectBuilder());
        }
    }

    /** A connection that takes something when it is ready. */
    private static final class Connection extends ServletOutputStream {
        private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
        private boolean ready = true;
        private boolean completed;

        String taken() {
            return taken.toString(StandardCharsets.UTF_8);
        }

        AsyncContext context() {
            var response = (ServletResponse) Proxy.newProxyInstance(
                    ServletResponse.class.getClassLoader(),
                    new Class<?>[] {ServletResponse.class},
                    (proxy, method, arguments) -> this);
            return (AsyncContext) Proxy.newProxyInstance(
                    AsyncContext.class.getClassLoader(),
                    new Class<?>[] {AsyncContext.class},
                    (proxy, method, arguments) -> {
                        completed |= method.getName().equals("complete");
                        return method.getName().equals("getResponse") ? response : null;
                    });
        }

        @Override
        public boolean isReady() {
            return ready;
        }

        @Override
        public void setWriteListener(WriteListener listener) {}

        @Override
        public void write(int b) {
            taken.write(b);
        }
    }
}
