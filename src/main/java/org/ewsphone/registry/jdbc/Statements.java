package org.ewsphone.registry.jdbc;

/** What is said to the database. */
final class Statements {

    /** How many rows are deleted in one statement. */
    static final int FORGOTTEN_AT_ONCE = 1000;

    final String add;
    final String find;
    final String update;
    final String updateAndTell;
    final String page;
    final String count;
    final String join;
    final String renew;
    final String leave;
    final String giveUp;
    final String forget;
    final String untended;
    final String tend;

    /** In this dialect, with the time told by this expression. */
    Statements(Dialect dialect, String now) {
        String isKept = "(expires_at is null or expires_at > " + now + ")";
        String row = "select " + CallRow.COLUMNS + ", version, " + now + " as now_";
        // Only a node that the others count on may add calls, for they would take a stranger's as lost
        add = "insert into phone_call (" + CallRow.COLUMNS + ", version) select " + CallRow.PLACES
                + ", 0 from phone_node where name = ?";
        find = row + " from phone_call where id = ? and " + isKept;
        update = "update phone_call set " + CallRow.CHANGES + ", version = version + 1 where id = ? and version = ?";
        updateAndTell = dialect.andTell(update);
        page = row + " from phone_call where id > ? and " + isKept + " order by id limit ?";
        count = "select count(*) from phone_call where " + isKept;

        String seconds = "cast(? as integer) * interval '1' second";
        String lease = now + " + " + seconds;
        join = "insert into phone_node (name, lease_until, since) select cast(? as varchar), " + lease + ", " + now
                + " where not exists (select 1 from phone_node where name = ?)";
        renew = "update phone_node set since = case when lease_until >= " + now + " then since else " + now
                + " end, lease_until = " + lease + " where name = ?";
        leave = "delete from phone_node where name = ?";
        giveUp = "delete from phone_node where lease_until < " + now + " and exists (select 1 from phone_node judge"
                + " where judge.name = ? and judge.lease_until >= " + now + " and judge.since + " + seconds + " < "
                + now + ")";
        forget = "delete from phone_call where id in (select id from phone_call where expires_at <= " + now + " limit "
                + FORGOTTEN_AT_ONCE + dialect.skippingLocked() + ")";

        String ownerIsGone = "not exists (select 1 from phone_node where name = phone_call.node)";
        untended = row + ", " + ownerIsGone + " as owner_is_gone from phone_call where ended_at is null"
                + " and (tended_until is null or tended_until < " + now + ") and (" + ownerIsGone
                + " or (node = ? and (claim_until < " + now + " or (end_wanted and claim_until is null))))"
                + " limit ? for update skip locked";
        tend = "update phone_call set tended_until = " + lease + " where id = ?";
    }
}
