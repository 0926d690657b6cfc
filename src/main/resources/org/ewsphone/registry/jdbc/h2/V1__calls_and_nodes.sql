-- Later versions only add, as for PostgreSQL.
create table phone_call (
    id           varchar(256)   primary key,
    node         varchar(100)   not null,
    mailbox      varchar(2048)  not null,
    destination  varchar(2048)  not null,
    message      varchar(1024)  not null,
    state        varchar(16)    not null,
    rang         boolean        not null,
    cause        varchar(16)    not null,
    sip_code     integer,
    sip_text     varchar(2048),
    dialog       varchar(4096),
    end_wanted   boolean        not null,
    claim_token  uuid,
    claim_until  timestamp(6) with time zone,
    placed_at    timestamp(6) with time zone not null,
    answered_at  timestamp(6) with time zone,
    ended_at     timestamp(6) with time zone,
    expires_at   timestamp(6) with time zone,
    tended_until timestamp(6) with time zone,
    version      bigint         not null
);

create index phone_call_node on phone_call (node);
create index phone_call_expires on phone_call (expires_at);

create table phone_node (
    name        varchar(100) primary key,
    lease_until timestamp(6) with time zone not null,
    since       timestamp(6) with time zone not null
);
