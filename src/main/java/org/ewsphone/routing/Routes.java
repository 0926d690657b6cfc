package org.ewsphone.routing;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ewsphone.call.Destination;

/**
 * Which gateways may carry a call, in the order in which they are tried: {@code +34=sip,ari;+=sip;sip:=sip;2=ari}. The longest
 * beginning of a destination counts. Without any route all gateways may carry everything.
 *
 * @param routes the longest beginnings first
 */
record Routes(List<Route> routes) {

    private static final Pattern ENTRY =
            Pattern.compile("(\\+?[0-9]*|sips?:[A-Za-z0-9@.:_+-]*)=([a-z0-9-]+(?:,[a-z0-9-]+)*)");

    Routes {
        routes = routes.stream()
                .sorted(Comparator.comparingInt(
                                (Route route) -> route.beginning().length())
                        .reversed())
                .toList();
    }

    /** Reads a setting; throws {@link IllegalArgumentException}. */
    static Routes parse(String text) {
        return new Routes(Arrays.stream(text.split(";", -1))
                .map(entry -> entry.replaceAll("\\s", ""))
                .filter(entry -> !entry.isEmpty())
                .map(Routes::route)
                .toList());
    }

    private static Route route(String text) {
        Matcher entry = ENTRY.matcher(text);
        if (!entry.matches()) {
            throw new IllegalArgumentException(
                    "must be beginnings of numbers and gateways with semicolons between them, as"
                            + " +34=sip,ari;+=sip;2=ari");
        }
        return new Route(entry.group(1), List.of(entry.group(2).split(",", -1)));
    }

    /** The gateways for a destination, of these that there are; none when no route leads there. */
    List<String> of(Destination destination, List<String> all) {
        if (routes.isEmpty()) {
            return all;
        }
        return routes.stream()
                .filter(route -> destination.address().startsWith(route.beginning()))
                .findFirst()
                .map(Route::gateways)
                .orElse(List.of());
    }

    /** Every gateway that a route names. */
    List<String> named() {
        return routes.stream()
                .flatMap(route -> route.gateways().stream())
                .distinct()
                .toList();
    }

    /**
     * One of them.
     *
     * @param beginning of a number or SIP URI
     * @param gateways in the order in which they are tried
     */
    record Route(String beginning, List<String> gateways) {
        Route {
            gateways = List.copyOf(gateways);
        }
    }
}
