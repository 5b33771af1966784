-- Passkeys (WebAuthn level 3), and who somebody is for an agency's own sign-in. All of it is for the gate only.
create table passkey_user (
    account uuid primary key references account,
    handle  bytea not null unique check (length(handle) between 16 and 64)  -- random: tells nothing about the account
);

create table passkey (
    id              bytea primary key,                   -- the credential id that the device gave
    account         uuid not null references account,
    name            text not null check (length(trim(name)) between 1 and 60),
    public_key      bytea not null,                      -- COSE; no secret
    signature_count bigint not null,
    user_verified   boolean not null,
    transports      text not null default '',
    backup_eligible boolean not null,
    backed_up       boolean not null,
    attestation     bytea,
    client_data     bytea,
    created_at      timestamptz not null,
    last_used       timestamptz not null
);
create index passkey_account on passkey (account);

-- Bound at the first sign-in: afterwards the subject counts, not the email address.
create table federated_identity (
    provider text not null,
    subject  text not null check (length(subject) <= 255),
    account  uuid not null references account,
    since    timestamptz not null,
    primary key (provider, subject),
    unique (provider, account)
);
