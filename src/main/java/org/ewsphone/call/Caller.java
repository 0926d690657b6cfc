package org.ewsphone.call;

import java.security.Principal;
import java.util.Set;

/**
 * Who is asking, for which mailbox, and what is known of their rights.
 *
 * @param name the authenticated user
 * @param mailbox the mailbox in effect, which owns the calls that are placed
 * @param roles what the user is besides, as {@link #OPERATOR}
 * @param delegation for whom else the user may act
 * @param standing whether the user may use the telephone operations at all
 */
public record Caller(String name, String mailbox, Set<String> roles, Delegation delegation, Standing standing)
        implements Principal {

    /** The role of those who may see and end every call. */
    public static final String OPERATOR = "operator";

    /** Throws {@link IllegalArgumentException} when the name or the mailbox is blank. */
    public Caller {
        if (name.isBlank() || mailbox.isBlank()) {
            throw new IllegalArgumentException("A caller has a name and a mailbox");
        }
        roles = Set.copyOf(roles);
    }

    /** Somebody who may call and no more. */
    public Caller(String name, String mailbox) {
        this(name, mailbox, Set.of(), Delegation.NONE, Standing.GOOD);
    }

    /** The same user in the place of another mailbox: with its rights, and none of their own. */
    public Caller actingFor(String other) {
        return new Caller(name, other, Set.of(), Delegation.NONE, standing);
    }

    /** Whether this is the mailbox in effect, one that the user may act for, or anybody's for an operator. */
    public boolean mayReach(String owner) {
        return mailbox.equals(owner) || roles.contains(OPERATOR) || delegation.to(owner) == Delegation.Verdict.GRANTED;
    }

    @Override
    public String getName() {
        return name;
    }

    /** Whether somebody who is identified may use the telephone operations. */
    public enum Standing {
        /** Yes. */
        GOOD,
        /** The account is disabled. */
        DISABLED,
        /** The right to it is missing. */
        WITHOUT_ACCESS
    }
}
