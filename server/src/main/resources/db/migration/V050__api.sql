-- Programs that use the API. Each has an account of its own, so that the walls and the audit treat it like anybody else.
create table api_client (
    id           uuid primary key,
    organisation uuid not null references organisation,
    account      uuid not null references account,
    name         text not null check (length(trim(name)) between 2 and 120),
    token_hash   bytea not null unique,                  -- SHA-256; the token itself is shown once
    scopes       text[] not null check (cardinality(scopes) > 0),
    created_by   uuid not null references account,
    created_at   timestamptz not null default now(),
    expires_at   timestamptz not null,
    last_used    timestamptz,
    revoked_at   timestamptz
);
create index api_client_organisation on api_client (organisation, id desc);

-- What a call with an idempotency key was answered, so that the same call again changes nothing and gets the same answer.
create table idempotency_key (
    account      uuid not null references account,
    key          text not null check (length(key) between 8 and 200),
    request_hash bytea not null,
    status       integer not null,
    location     text,
    body         text not null,
    created_at   timestamptz not null default now(),
    primary key (account, key)
);
create index idempotency_key_created on idempotency_key (created_at);
