package org.ewsphone.app;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.ewsphone.call.CallLimits;
import org.ewsphone.call.CallsAtShutdown;
import org.ewsphone.call.LiveLimits;
import org.ewsphone.call.UnifiedMessaging;
import org.ewsphone.config.Setting;
import org.ewsphone.config.Settings;

/** The settings of calls, whatever network carries them. */
final class CallSettings {

    private static final Setting<Duration> RING_TIME =
            Setting.duration("call.ring-time", "45s", "How long a telephone may ring before the call is given up.");

    private static final Setting<Duration> TALK_TIME =
            Setting.duration("call.talk-time", "15m", "How long an answered call may last.");

    private static final Setting<Duration> HANG_UP_TIME = Setting.duration(
            "call.hang-up-time", "20s", "How long the hanging up of a call may take before it may be tried again.");

    private static final Setting<Integer> LIVE =
            limit("calls.live", 10_000, "Calls that may be up at once in all, on this node; 0 is no limit.");

    private static final Setting<Integer> PER_MAILBOX = limit(
            "calls.per-mailbox",
            10,
            "Calls of one mailbox that may be up at once, the network's own numbers aside; 0 is no limit.");

    private static final Setting<Integer> PER_DESTINATION = limit(
            "calls.per-destination",
            2,
            "Calls to one number that may be up at once, the network's own numbers aside; 0 is no limit.");

    private static final Setting<Pattern> MAILBOXES = Setting.pattern(
            "um.mailboxes", ".*", "The mailboxes that may use play on phone, a regular expression for the whole name.");

    private static final Setting<String> DIAL_STRING =
            Setting.of("um.dial-string", "", "The number that clients offer at first for play on phone.", text -> text);

    /** What becomes of the calls that are up at the end. */
    static final Setting<CallsAtShutdown> AT_SHUTDOWN = Setting.choice(
            "shutdown.calls",
            CallsAtShutdown.LEAVE,
            "The calls that are up when the server ends: leave lets them stay up, hang-up ends them.");

    private CallSettings() {}

    private static Setting<Integer> limit(String name, int byDefault, String meaning) {
        return Setting.number(name, byDefault, 0, 100_000_000, meaning);
    }

    static List<Setting<?>> all() {
        return List.of(
                RING_TIME,
                TALK_TIME,
                HANG_UP_TIME,
                LIVE,
                PER_MAILBOX,
                PER_DESTINATION,
                MAILBOXES,
                DIAL_STRING,
                AT_SHUTDOWN);
    }

    static CallLimits limits(Settings settings) {
        return new CallLimits(
                settings.get(RING_TIME),
                settings.get(TALK_TIME),
                settings.get(HANG_UP_TIME),
                new LiveLimits(settings.get(LIVE), settings.get(PER_MAILBOX), settings.get(PER_DESTINATION)));
    }

    static UnifiedMessaging unifiedMessaging(Settings settings) {
        return new UnifiedMessaging(settings.get(MAILBOXES), settings.get(DIAL_STRING));
    }
}
