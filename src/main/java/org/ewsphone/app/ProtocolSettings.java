package org.ewsphone.app;

import java.util.List;
import org.ewsphone.config.Setting;
import org.ewsphone.config.Settings;
import org.ewsphone.ews.EnvelopeLimits;
import org.ewsphone.ews.NamespaceDialect;
import org.ewsphone.ews.Protocol;
import org.ewsphone.ews.ServerVersion;
import org.ewsphone.ews.StateReporting;

/** The settings of how this server speaks EWS. */
final class ProtocolSettings {

    private static final Setting<ServerVersion> VERSION = Setting.of(
            "ews.version",
            ServerVersion.EXCHANGE_2010.schema(),
            "Which Exchange the server says it is: Exchange2010, Exchange2010_SP2, Exchange2013, Exchange2013_SP1 or"
                    + " Exchange2016.",
            ServerVersion::named);

    private static final Setting<Boolean> STRICT_VERSIONS = Setting.flag(
            "ews.strict-versions",
            false,
            "Refuse requests that name no version, or one that is newer than the server's.");

    private static final Setting<NamespaceDialect.Policy> NAMESPACES = Setting.choice(
            "ews.namespaces",
            NamespaceDialect.Policy.MIRROR,
            "Namespaces that begin with https, as the documentation printed them: mirror answers in them as well, http"
                    + " accepts them and answers as Exchange, strict refuses them.");

    private static final Setting<StateReporting> STATES = Setting.choice(
            "ews.states",
            StateReporting.EXCHANGE,
            "The states that clients are told: exchange tells ringing as Connecting, full tells every state.");

    private static final Setting<Integer> DEPTH =
            Setting.number("ews.limits.depth", 32, 8, 1000, "Elements within elements of an envelope, at most.");

    private static final Setting<Integer> ATTRIBUTES =
            Setting.number("ews.limits.attributes", 64, 8, 1000, "Attributes of one element, at most.");

    private static final Setting<Integer> ATTRIBUTE_LENGTH = Setting.number(
            "ews.limits.attribute-length", 16_384, 1024, 1_000_000, "Characters of one attribute, at most.");

    private static final Setting<Integer> ELEMENTS =
            Setting.number("ews.limits.elements", 2000, 16, 1_000_000, "Elements of an envelope, at most.");

    private static final Setting<Integer> CHARACTERS =
            Setting.number("ews.limits.characters", 131_072, 4096, 16_000_000, "Characters of an envelope, at most.");

    private static final Setting<Integer> FIELD_LENGTH = Setting.number(
            "ews.limits.field-length", 1024, 64, 1024, "Characters of an ItemId, PhoneCallId or DialString, at most.");

    private ProtocolSettings() {}

    /** As the settings say. */
    static Protocol read(Settings settings) {
        return new Protocol(
                settings.get(VERSION),
                settings.get(STRICT_VERSIONS),
                settings.get(NAMESPACES),
                settings.get(STATES),
                new EnvelopeLimits(
                        settings.get(DEPTH),
                        settings.get(ATTRIBUTES),
                        settings.get(ATTRIBUTE_LENGTH),
                        settings.get(ELEMENTS),
                        settings.get(CHARACTERS),
                        settings.get(FIELD_LENGTH)));
    }

    /** The settings it reads. */
    static List<Setting<?>> all() {
        return List.of(
                VERSION,
                STRICT_VERSIONS,
                NAMESPACES,
                STATES,
                DEPTH,
                ATTRIBUTES,
                ATTRIBUTE_LENGTH,
                ELEMENTS,
                CHARACTERS,
                FIELD_LENGTH);
    }
}
