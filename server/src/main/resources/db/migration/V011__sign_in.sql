-- What went wrong at the door, by fingerprint of the name that was typed or of the address that it came from.
create table sign_in_attempt (
    subject      bytea primary key,
    failures     integer not null,
    last_failure timestamptz not null,
    locked_until timestamptz
);

-- For whoever lost the second factor: each is good once.
create table recovery_code (
    account   uuid not null references account,
    code_hash bytea not null,
    used_at   timestamptz,
    primary key (account, code_hash)
);
