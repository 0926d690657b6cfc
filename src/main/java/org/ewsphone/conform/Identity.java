package org.ewsphone.conform;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.ewsphone.client.Login;

/** Section 8: how a client is asked who it is. */
final class Identity {

    private Identity() {}

    static Stream<Check> checks() {
        return Stream.of(
                refused("no credentials", request -> request.without("Authorization")),
                new Check("8", "a wrong password: 401 with a challenge", server -> {
                    Login own = server.target().login();
                    return challenged(server.send(server.harmless()
                            .with("Authorization", new Login(own.name(), own.password() + "?").authorization())));
                }),
                refused(
                        "an unknown user",
                        request -> request.with("Authorization", new Login("nobody-here", "wrong").authorization())),
                refused("credentials that cannot be read", request -> request.with("Authorization", "Basic ???")),
                refused("an Authorization of another kind", request -> request.with("Authorization", "Telepathy x")),
                refused("an empty Authorization", request -> request.with("Authorization", "")),
                new Check(
                        "8",
                        "the page for people needs credentials",
                        server -> challenged(
                                server.send(server.get(server.target().path()).without("Authorization")))),
                new Check("8", "a 401 offers neither NTLM nor Negotiate", server -> {
                    List<String> offers = server.send(server.harmless().without("Authorization"))
                            .hasStatus(401)
                            .headers("WWW-Authenticate");
                    boolean windows = offers.stream()
                            .map(offer -> offer.toLowerCase(Locale.ROOT))
                            .anyMatch(offer -> offer.contains("ntlm") || offer.contains("negotiate"));
                    if (windows) {
                        throw new Contradiction("Basic, and Bearer at most", offers.toString());
                    }
                    return Seen.of(offers.toString());
                }),
                new Check(
                        "8",
                        "a 401 has a Content-Length",
                        server -> Seen.of(server.send(server.harmless().without("Authorization"))
                                .hasStatus(401)
                                .hasHeader("Content-Length", "a number", value -> value.matches("[0-9]+")))),
                new Check("8", "a 401 keeps the connection for the request that follows", Identity::keepsConnection),
                new Check("8", "the word Basic may be written in any case", server -> {
                    String own = server.target().login().authorization();
                    return server.ask(server.harmless().with("Authorization", own.replace("Basic", "bAsIc")))
                            .isServed();
                }));
    }

    private static Check refused(String what, Function<Request, Request> change) {
        return new Check(
                "8",
                what + ": 401 with a challenge",
                server -> challenged(server.send(change.apply(server.harmless()))));
    }

    private static Seen challenged(Response response) {
        response.hasStatus(401);
        List<String> offers = response.headers("WWW-Authenticate");
        if (offers.stream().noneMatch(offer -> offer.matches("(?i).*\\bbasic\\s+realm=\"[^\"]*\".*"))) {
            throw new Contradiction("WWW-Authenticate: Basic realm=\"...\"", offers.toString());
        }
        return Seen.of(offers.toString());
    }

    private static Seen keepsConnection(Server server) throws IOException {
        try (Connection connection = server.connect()) {
            connection.exchange(server.harmless().without("Authorization")).hasStatus(401);
            return new Answer(connection.exchange(server.harmless())).isServed();
        }
    }
}
