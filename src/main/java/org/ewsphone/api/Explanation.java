package org.ewsphone.api;

import static java.util.Map.entry;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ewsphone.api.Finding.Kind;
import org.ewsphone.call.OperationRecord;
import org.ewsphone.call.PhoneCall;
import org.ewsphone.call.PhoneCallId;

/** Why a request was answered as it was. Looks into the envelopes only when somebody asks. */
final class Explanation {

    private static final String DOCUMENTED_NAMESPACES = "https://schemas.microsoft.com/exchange/services/2006/";

    /** What needs no look at anything else. */
    private static final Map<String, Kind> BY_CODE = Map.ofEntries(
            entry("ErrorInvalidPhoneNumber", Kind.UNREADABLE_NUMBER),
            entry("ErrorInvalidSIPUri", Kind.UNREADABLE_SIP_URI),
            entry("ErrorPhoneNumberNotDialable", Kind.NOT_DIALABLE),
            entry("ErrorItemNotFound", Kind.NO_SUCH_MESSAGE),
            entry("ErrorInvalidIdEmpty", Kind.EMPTY_ITEM_ID),
            entry("ErrorInvalidIdMalformed", Kind.MALFORMED_ITEM_ID),
            entry("ErrorUserNotUnifiedMessagingEnabled", Kind.MAILBOX_NOT_ENABLED),
            entry("ErrorUnifiedMessagingDialPlanNotFound", Kind.NO_DIAL_PLAN),
            entry("ErrorIPGatewayNotFound", Kind.NO_GATEWAY),
            entry("ErrorUnifiedMessagingServerNotFound", Kind.GATEWAY_UNREACHABLE),
            entry("ErrorUnifiedMessagingRequestFailed", Kind.GATEWAY_REFUSED),
            entry("ErrorTimeoutExpired", Kind.GATEWAY_TIMED_OUT),
            entry("ErrorInternalServerTransientError", Kind.REGISTRY_UNAVAILABLE),
            entry("ErrorServerBusy", Kind.BUSY),
            entry("ErrorExceededConnectionCount", Kind.TOO_MANY_AT_ONCE),
            entry("ErrorInvalidOperation", Kind.OTHER_OPERATION),
            entry("ErrorInvalidServerVersion", Kind.NO_VERSION),
            entry("ErrorIncorrectSchemaVersion", Kind.OLD_VERSION),
            entry("ErrorDuplicateSOAPHeader", Kind.DUPLICATE_HEADER),
            entry("MustUnderstand", Kind.MUST_UNDERSTAND),
            entry("ErrorInvalidExchangeImpersonationHeaderData", Kind.BAD_IMPERSONATION),
            entry("ErrorImpersonateUserDenied", Kind.IMPERSONATION_DENIED),
            entry("ErrorNonExistentMailbox", Kind.NO_SUCH_MAILBOX),
            entry("ErrorAccessDenied", Kind.NO_ACCESS),
            entry("ErrorAccountDisabled", Kind.ACCOUNT_DISABLED),
            entry("ErrorInternalServerError", Kind.INTERNAL));

    private final OperationRecord operation;
    private final String request;
    private final String answer;
    private final Function<PhoneCallId, Optional<PhoneCall>> calls;

    /** Of this entry, by one who may ask for these calls. */
    Explanation(JournalEntry entry, Function<PhoneCallId, Optional<PhoneCall>> calls) {
        this.operation = entry.operation();
        this.request = EnvelopeText.of(entry.request());
        this.answer = EnvelopeText.of(entry.answer());
        this.calls = calls;
    }

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        kind().ifPresent(kind -> findings.add(new Finding(kind, values())));
        if (isDocumentedDialect() && !findings.stream().anyMatch(found -> found.kind() == Kind.REFUSED_DIALECT)) {
            findings.add(new Finding(Kind.DOCUMENTED_DIALECT, Map.of()));
        }
        return findings;
    }

    private boolean isDocumentedDialect() {
        return request.contains(DOCUMENTED_NAMESPACES);
    }

    private Optional<Kind> kind() {
        return switch (operation.code()) {
            case "NoError" -> Optional.empty();
            case "ErrorSchemaValidation" -> Optional.of(Kind.SCHEMA);
            case "ErrorInvalidPhoneCallId" -> Optional.of(aboutTheCall());
            case "ErrorInvalidRequest" -> Optional.of(invalidRequest());
            default -> Optional.ofNullable(BY_CODE.get(operation.code()));
        };
    }

    private Kind invalidRequest() {
        if (operation.status() != 500) {
            return Kind.REFUSED_BY_HTTP;
        }
        return isDocumentedDialect() && message().contains("https://") ? Kind.REFUSED_DIALECT : Kind.INVALID_REQUEST;
    }

    private Kind aboutTheCall() {
        Optional<PhoneCallId> id = operation.callId().flatMap(PhoneCallId::parse);
        if (id.isEmpty()) {
            return Kind.MALFORMED_CALL;
        }
        return owner().filter(owner -> !owner.equals(operation.mailbox())).isPresent()
                ? Kind.OTHER_MAILBOX
                : Kind.UNKNOWN_CALL;
    }

    private Optional<String> owner() {
        return operation.callId().flatMap(PhoneCallId::parse).flatMap(calls).map(PhoneCall::mailbox);
    }

    private Map<String, String> values() {
        Map<String, String> values = new HashMap<>(Map.of(
                "caller", operation.caller(),
                "mailbox", operation.mailbox(),
                "request", operation.requestId(),
                "status", Integer.toString(operation.status()),
                "message", message(),
                "violation", element("Violation"),
                "line", element("LineNumber"),
                "column", element("LinePosition")));
        values.put("call", operation.callId().orElse(""));
        values.put("owner", owner().orElse(""));
        return Map.copyOf(values);
    }

    private String message() {
        return element("Message");
    }

    /** The text of an element of the answer, which we wrote ourselves. */
    private String element(String name) {
        Matcher found =
                Pattern.compile("<(?:\\w+:)?" + name + "(?: [^>]*)?>([^<]*)<").matcher(answer);
        return found.find() ? unescaped(found.group(1)) : "";
    }

    private static String unescaped(String text) {
        return text.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#xd;", "\r")
                .replace("&amp;", "&");
    }
}
