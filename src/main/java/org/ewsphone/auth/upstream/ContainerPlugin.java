package org.ewsphone.auth.upstream;

import java.security.Principal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.ewsphone.config.Setting;
import org.ewsphone.spi.Authenticator;
import org.ewsphone.spi.AuthenticatorPlugin;
import org.ewsphone.spi.Credentials;
import org.ewsphone.spi.Identity;
import org.ewsphone.spi.IncomingRequest;
import org.ewsphone.spi.PluginContext;

/** The way {@code container}: whoever the servlet container says, by LDAP, Kerberos, a client certificate or otherwise. */
public final class ContainerPlugin implements AuthenticatorPlugin {

    private static final Setting<List<String>> ROLES = Setting.words(
            "auth.container.roles",
            "operator",
            "The roles that the servlet container is asked for, with commas between.");

    @Override
    public String name() {
        return "container";
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(ROLES);
    }

    @Override
    public Authenticator open(PluginContext context) {
        return new Container(context.settings().get(ROLES));
    }

    /** Asks the container. */
    private record Container(List<String> roles) implements Authenticator {
        @Override
        public Optional<String> challenge() {
            return Optional.empty();
        }

        @Override
        public Optional<Credentials> credentials(IncomingRequest request) {
            return request.principal()
                    .map(Principal::getName)
                    .filter(name -> name != null && !name.isBlank())
                    .map(name -> new Known(new Identity(
                            name, name, roles.stream().filter(request::isInRole).collect(Collectors.toSet()))));
        }
    }
}
