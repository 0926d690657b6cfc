-- Later versions only add: the version before this one goes on running beside it while the nodes are restarted one by one.
create table phone_call (
    id           varchar(256) collate "C" primary key,
    node         varchar(100)   not null,
    mailbox      text           not null,
    destination  text           not null,
    message      varchar(1024)  not null,
    state        varchar(16)    not null,
    rang         boolean        not null,
    cause        varchar(16)    not null,
    sip_code     integer,
    sip_text     text,
    dialog       varchar(4096),
    end_wanted   boolean        not null,
    claim_token  uuid,
    claim_until  timestamptz,
    placed_at    timestamptz    not null,
    answered_at  timestamptz,
    ended_at     timestamptz,
    -- until when a finished call is kept, by the clock of the database
    expires_at   timestamptz,
    -- until when the call is left to the node that was told to look after it
    tended_until timestamptz,
    version      bigint         not null
) with (fillfactor = 70);

create index phone_call_up on phone_call (node) where ended_at is null;
create index phone_call_expires on phone_call (expires_at) where expires_at is not null;

create table phone_node (
    name        varchar(100) primary key,
    -- the end of its lease
    lease_until timestamptz not null,
    -- since when it has renewed its lease without a break
    since       timestamptz not null
);
