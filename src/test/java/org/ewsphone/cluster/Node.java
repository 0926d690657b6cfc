package org.ewsphone.cluster;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.ewsphone.launcher.RunningWar;
import org.ewsphone.stores.Awaiting;

/** One of the servers, a process of its own, and the way to it. */
final class Node implements AutoCloseable {

    /** More than a server ever takes that answers at all. */
    private static final Duration TIMEOUT = Duration.ofSeconds(40);

    private final int number;
    private volatile Life life;

    /** One that is ready. */
    Node(int number, RunningWar.Arrangement arrangement) throws IOException {
        this.number = number;
        life = Life.of(arrangement.start());
        awaitReady();
    }

    /** Asks over HTTPS, on a connection that is kept. */
    Exchange ask(Operation operation, String call) {
        long invoked = System.nanoTime();
        Answer answer = answer(life, operation.envelope(call));
        String about = operation == Operation.PLAY ? answer.value() : call;
        return new Exchange(operation, about, number, invoked, System.nanoTime(), answer);
    }

    private static Answer answer(Life asked, String envelope) {
        HttpRequest request = HttpRequest.newBuilder(asked.endpoint)
                .timeout(TIMEOUT)
                .header("Content-Type", "text/xml; charset=utf-8")
                .header("Authorization", asked.authorization)
                .POST(BodyPublishers.ofString(envelope))
                .build();
        try {
            return Answer.in(asked.client.send(request, BodyHandlers.ofString()).body());
        } catch (IOException e) {
            return Answer.lost();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    boolean isReady() {
        Life asked = life;
        try {
            HttpRequest request = HttpRequest.newBuilder(asked.endpoint.resolve("health/ready"))
                    .timeout(TIMEOUT)
                    .build();
            return asked.client.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    void awaitReady() throws IOException {
        Awaiting.until("node " + number + " is ready", this::isReady, this::log);
    }

    void awaitNotReady() throws IOException {
        Awaiting.until("node " + number + " is not ready any more", () -> !isReady(), this::log);
    }

    /** Ends it without a warning (SIGKILL). */
    void kill() {
        life.war.kill();
    }

    /** Ends it as an operator does (SIGTERM): it answers what it was asked, and leaves the others. */
    void end() {
        life.war.terminate();
    }

    /** Starts another one in its place. */
    void startAgain() throws IOException {
        life = Life.of(life.war.again());
        awaitReady();
    }

    /** What it logged. */
    String log() {
        return life.war.log();
    }

    @Override
    public void close() throws IOException {
        life.war.close();
    }

    /** A process, from its start to its end. */
    private record Life(RunningWar war, URI endpoint, HttpClient client, String authorization) {
        static Life of(RunningWar war) {
            return new Life(war, war.url(), war.client(), war.authorization());
        }
    }
}
