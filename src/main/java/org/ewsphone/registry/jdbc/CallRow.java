package org.ewsphone.registry.jdbc;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.ewsphone.call.ConnectionFailureCause;
import org.ewsphone.call.Destination;
import org.ewsphone.call.HangUpClaim;
import org.ewsphone.call.ItemId;
import org.ewsphone.call.NodeName;
import org.ewsphone.call.PhoneCall;
import org.ewsphone.call.PhoneCallId;
import org.ewsphone.call.PhoneCallState;
import org.ewsphone.call.SipStatus;
import org.ewsphone.registry.shared.StoredCall;
import org.jspecify.annotations.Nullable;

/** A call as a row. */
final class CallRow {

    /** What never changes, and then what does, in the order of {@link #write}. */
    static final String COLUMNS =
            "id, node, mailbox, destination, message, placed_at, state, rang, cause, sip_code, sip_text,"
                    + " dialog, end_wanted, claim_token, claim_until, answered_at, ended_at, expires_at";

    private static final String TEXT = "cast(? as varchar), ";
    private static final String TIME = "cast(? as timestamp(6) with time zone)";

    /** A place for each of them, with its type, so that they may stand in a select. */
    static final String PLACES = TEXT.repeat(5) + TIME + ", " + TEXT + "cast(? as boolean), " + TEXT
            + "cast(? as integer), " + TEXT.repeat(2) + "cast(? as boolean), cast(? as uuid)" + (", " + TIME).repeat(4);

    /** What changes, in the order of {@link #writeChanges}. */
    static final String CHANGES =
            "state = ?, rang = ?, cause = ?, sip_code = ?, sip_text = ?, dialog = ?, end_wanted = ?,"
                    + " claim_token = ?, claim_until = ?, answered_at = ?, ended_at = ?, expires_at = ?";

    private CallRow() {}

    /** The row at which the result stands; it has these columns, version, and the time as now_. */
    static StoredCall read(ResultSet row) throws SQLException {
        var call = new PhoneCall(
                new PhoneCallId(row.getString("id")),
                new NodeName(row.getString("node")),
                row.getString("mailbox"),
                new Destination(row.getString("destination")),
                new ItemId(row.getString("message")),
                PhoneCallState.valueOf(row.getString("state")),
                row.getBoolean("rang"),
                ConnectionFailureCause.valueOf(row.getString("cause")),
                sipStatus(row),
                Optional.ofNullable(row.getString("dialog")),
                row.getBoolean("end_wanted"),
                claim(row),
                instant(row, "placed_at").orElseThrow(),
                instant(row, "answered_at"),
                instant(row, "ended_at"));
        return new StoredCall(call, row.getLong("version"), instant(row, "now_").orElseThrow());
    }

    private static Optional<SipStatus> sipStatus(ResultSet row) throws SQLException {
        int code = row.getInt("sip_code");
        return row.wasNull() ? Optional.empty() : Optional.of(new SipStatus(code, row.getString("sip_text")));
    }

    private static Optional<HangUpClaim> claim(ResultSet row) throws SQLException {
        UUID token = row.getObject("claim_token", UUID.class);
        return token == null
                ? Optional.empty()
                : instant(row, "claim_until").map(until -> new HangUpClaim(token, until));
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    /** Fills all places; returns the next one. */
    static int write(PreparedStatement statement, PhoneCall call, Optional<Instant> expiry) throws SQLException {
        statement.setString(1, call.id().value());
        statement.setString(2, call.node().value());
        statement.setString(3, call.mailbox());
        statement.setString(4, call.destination().address());
        statement.setString(5, call.message().value());
        set(statement, 6, Optional.of(call.placedAt()));
        return writeChanges(statement, 7, call, expiry);
    }

    /** Fills the places of what changes, from this one on; returns the next one. */
    static int writeChanges(PreparedStatement statement, int from, PhoneCall call, Optional<Instant> expiry)
            throws SQLException {
        int place = from;
        statement.setString(place++, call.state().name());
        statement.setBoolean(place++, call.rang());
        statement.setString(place++, call.cause().name());
        set(
                statement,
                place++,
                Types.INTEGER,
                call.sipStatus().map(SipStatus::code).orElse(null));
        set(
                statement,
                place++,
                Types.VARCHAR,
                call.sipStatus().map(SipStatus::text).orElse(null));
        set(statement, place++, Types.VARCHAR, call.dialog().orElse(null));
        statement.setBoolean(place++, call.endWanted());
        set(
                statement,
                place++,
                Types.OTHER,
                call.claim().map(HangUpClaim::token).orElse(null));
        set(statement, place++, call.claim().map(HangUpClaim::until));
        set(statement, place++, call.answeredAt());
        set(statement, place++, call.endedAt());
        set(statement, place++, expiry);
        return place;
    }

    static void set(PreparedStatement statement, int place, Optional<Instant> instant) throws SQLException {
        set(
                statement,
                place,
                Types.TIMESTAMP_WITH_TIMEZONE,
                instant.map(known -> known.atOffset(ZoneOffset.UTC)).orElse(null));
    }

    private static void set(PreparedStatement statement, int place, int type, @Nullable Object value)
            throws SQLException {
        if (value == null) {
            statement.setNull(place, type);
        } else {
            statement.setObject(place, value);
        }
    }
}
