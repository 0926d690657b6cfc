package org.ewsphone.dialplan;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.ewsphone.call.CallException;
import org.ewsphone.call.CallFailure;
import org.ewsphone.call.Caller;
import org.ewsphone.call.Destination;
import org.ewsphone.call.DialPlan;
import org.ewsphone.call.DialString;
import org.ewsphone.call.PhoneCall;
import org.ewsphone.config.Setting;
import org.ewsphone.config.Settings;

/**
 * A dial plan against toll fraud: nothing may be dialled but what is listed, nothing that is listed may be an emergency,
 * premium rate or satellite number, and what is dialled is exactly what was judged.
 */
public final class GuardedDialPlan implements DialPlan {

    private final Pattern mailboxes;
    private final Optional<Pattern> extensions;
    private final Optional<String> region;
    private final PublicNumberRules rules;
    private final Set<String> sipDomains;
    private final DailyAllowance allowance;
    private final Predicate<Destination> own;

    private GuardedDialPlan(Settings settings, DailyAllowance allowance, Predicate<Destination> own) {
        this.mailboxes = settings.get(DialPlanSettings.MAILBOXES);
        this.extensions = settings.get(DialPlanSettings.EXTENSIONS);
        this.region = settings.get(DialPlanSettings.REGION);
        this.rules = DialPlanSettings.rules(settings);
        this.sipDomains = settings.get(DialPlanSettings.SIP_DOMAINS);
        this.allowance = allowance;
        this.own = own;
    }

    /**
     * The plan that the settings ask for.
     *
     * @param own the destinations that may be dialled without being listed, and as often as one likes
     * @param talkTime how long a call may last
     */
    public static DialPlan from(Settings settings, Predicate<Destination> own, Duration talkTime, Clock clock) {
        var allowance = new DailyAllowance(
                DialPlanSettings.dailyCalls(settings), DialPlanSettings.dailyTime(settings), talkTime, clock);
        return new GuardedDialPlan(settings, allowance, own);
    }

    /** The settings it reads. */
    public static List<Setting<?>> settings() {
        return DialPlanSettings.all();
    }

    @Override
    public Destination route(Caller caller, DialString dialString) {
        if (!mailboxes.matcher(caller.mailbox()).matches()) {
            throw new CallException(CallFailure.NO_DIAL_PLAN);
        }
        String text = dialString.value();
        if (SipUri.isMeantBy(text)) {
            return route(SipUri.in(text).orElseThrow(() -> new CallException(CallFailure.INVALID_SIP_URI)));
        }
        return route(WrittenNumber.in(text).orElseThrow(() -> new CallException(CallFailure.INVALID_NUMBER)));
    }

    @Override
    public void admit(PhoneCall call) {
        if (!own.test(call.destination())) {
            allowance.take(call);
        }
    }

    @Override
    public void settle(PhoneCall call) {
        allowance.settle(call);
    }

    private Destination route(WrittenNumber written) {
        Optional<PublicNumber> number = PublicNumber.of(written, region);
        refuseForbidden(number);
        if (isExtension(written)) {
            return extension(written);
        }
        if (EmergencyNumbers.isOneSomewhere(written.digits())) {
            throw new CallException(CallFailure.NOT_DIALABLE);
        }
        var asWritten = new Destination(written.value());
        return own.test(asWritten) ? asWritten : publicNumber(written, number);
    }

    private void refuseForbidden(Optional<PublicNumber> number) {
        if (number.filter(read -> read.isNeverDialled() || rules.deny(read)).isPresent()) {
            throw new CallException(CallFailure.NOT_DIALABLE);
        }
    }

    private boolean isExtension(WrittenNumber written) {
        return !written.isInternational()
                && extensions
                        .filter(pattern -> pattern.matcher(written.value()).matches())
                        .isPresent();
    }

    /** 211 is an extension in Spain although it calls the police of Barbados. */
    private Destination extension(WrittenNumber written) {
        if (EmergencyNumbers.isOneAt(region, written.digits())) {
            throw new CallException(CallFailure.NOT_DIALABLE);
        }
        return new Destination(written.value());
    }

    private Destination publicNumber(WrittenNumber written, Optional<PublicNumber> read) {
        if (region.isEmpty() && !written.isInternational()) {
            throw new CallException(CallFailure.NOT_DIALABLE);
        }
        PublicNumber number =
                read.filter(PublicNumber::isValid).orElseThrow(() -> new CallException(CallFailure.INVALID_NUMBER));
        var destination = new Destination(number.e164());
        if (!rules.allow(number) && !own.test(destination)) {
            throw new CallException(CallFailure.NOT_DIALABLE);
        }
        return destination;
    }

    /** A number in a SIP URI is judged as any number, for the domain may lead it on into the telephone network. */
    private Destination route(SipUri uri) {
        var asWritten = new Destination(uri.toString());
        if (own.test(asWritten)) {
            uri.number().ifPresent(this::refuseForbidden);
            return asWritten;
        }
        if (!sipDomains.contains(uri.domain())) {
            throw new CallException(CallFailure.NOT_DIALABLE);
        }
        return uri.number()
                .map(number ->
                        new Destination(uri.withUser(route(number).address()).toString()))
                .orElse(asWritten);
    }

    private void refuseForbidden(WrittenNumber written) {
        refuseForbidden(PublicNumber.of(written, region));
        if (EmergencyNumbers.isOneSomewhere(written.digits())) {
            throw new CallException(CallFailure.NOT_DIALABLE);
        }
    }
}
