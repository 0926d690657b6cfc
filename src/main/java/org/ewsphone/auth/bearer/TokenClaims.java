package org.ewsphone.auth.bearer;

import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ewsphone.spi.Identity;
import org.jspecify.annotations.Nullable;

/**
 * Which claims of a token say who somebody is.
 *
 * @param mailbox the mailbox: the first of these that is there
 * @param name the user; the mailbox is the name where there is none
 * @param roles the roles: a list, or words; dots lead into objects
 */
record TokenClaims(List<String> mailbox, Optional<String> name, String roles) {

    private static final Pattern NAME = Pattern.compile("[^\\p{Cntrl}\\s,;<>]{1,320}");

    /** Who it is; nobody when the token does not say so well. */
    Optional<Identity> identity(JWTClaimsSet claims, Duration skew) {
        Instant until = claims.getExpirationTime().toInstant().plus(skew);
        Optional<String> owned = mailbox.stream()
                .filter(claim -> !isUnverified(claim, claims))
                .flatMap(claim -> text(claims, claim).stream())
                .findFirst();
        Optional<String> user = name.isPresent() ? text(claims, name.get()) : owned;
        return user.flatMap(who -> owned.map(box -> new Identity(who, box, rolesIn(claims), true, until)));
    }

    /** Anybody can write an address into their profile. */
    private static boolean isUnverified(String claim, JWTClaimsSet claims) {
        Object verified = claims.getClaim("email_verified");
        return claim.equals("email") && verified != null && !verified.toString().equals("true");
    }

    private static Optional<String> text(JWTClaimsSet claims, String claim) {
        return claims.getClaim(claim) instanceof String text
                        && NAME.matcher(text).matches()
                ? Optional.of(text)
                : Optional.empty();
    }

    private Set<String> rolesIn(JWTClaimsSet claims) {
        Object value = claims.getClaim(roles);
        return words(value == null ? within(claims.getClaims(), roles) : value).collect(Collectors.toSet());
    }

    private static @Nullable Object within(Map<?, ?> object, String path) {
        int dot = path.indexOf('.');
        if (dot < 0) {
            return object.get(path);
        }
        return object.get(path.substring(0, dot)) instanceof Map<?, ?> inner
                ? within(inner, path.substring(dot + 1))
                : null;
    }

    private static Stream<String> words(@Nullable Object value) {
        if (value instanceof String text) {
            return Arrays.stream(text.split(" ", -1)).filter(word -> !word.isEmpty());
        }
        return value instanceof List<?> list
                ? list.stream().filter(String.class::isInstance).map(String.class::cast)
                : Stream.empty();
    }
}
