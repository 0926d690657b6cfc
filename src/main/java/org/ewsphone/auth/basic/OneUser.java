package org.ewsphone.auth.basic;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.Set;
import org.ewsphone.config.SettingException;
import org.ewsphone.spi.Identity;

/** The user that the setting {@code user} names, together with those of the users file. */
final class OneUser implements Users {

    private final String name;
    private final byte[] password;
    private final Set<String> roles;
    private final Users others;

    private OneUser(String name, byte[] password, Set<String> roles, Users others) {
        this.name = name;
        this.password = password;
        this.roles = roles;
        this.others = others;
    }

    /** From {@code NAME:PASSWORD}; throws {@link SettingException} without showing it when it is not of that form. */
    static Users parse(String text, Set<String> roles, Users others) {
        int colon = text.indexOf(':');
        if (colon < 1 || colon == text.length() - 1) {
            throw new SettingException(
                    "The setting user must be of the form NAME:PASSWORD, with neither of them empty.");
        }
        return new OneUser(
                text.substring(0, colon), text.substring(colon + 1).getBytes(StandardCharsets.UTF_8), roles, others);
    }

    /** MessageDigest compares in a time that tells nothing, and whatever is wrong takes the time of the others. */
    @Override
    public Optional<Identity> verify(NameAndPassword given) {
        boolean named = given.name().equals(name);
        boolean right = MessageDigest.isEqual(given.password().getBytes(StandardCharsets.UTF_8), password);
        if (named && right) {
            return Optional.of(new Identity(name, name, roles));
        }
        Optional<Identity> other = others.verify(given);
        return named ? Optional.empty() : other;
    }

    @Override
    public long revision() {
        return others.revision();
    }
}
