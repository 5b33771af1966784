-- Programs that use the API. Each has an account of its own, so that the walls and the audit treat it like anybody else.
create table api_client (
    id           uuid primary key,
    organisation uuid not null references organisation,
    account      uuid not null unique references account,
    name         text not null check (length(trim(name)) between 2 and 120),
    token_hash   bytea not null unique check (length(token_hash) = 32),   -- SHA-256; the token itself is shown once
    scopes       text[] not null check (cardinality(scopes) > 0
                     and scopes <@ array['directory.read', 'persons.read', 'persons.write']),
    created_by   uuid not null references account,
    created_at   timestamptz not null default now(),
    expires_at   timestamptz not null,
    last_used    timestamptz,
    revoked_at   timestamptz,
    check (expires_at > created_at and expires_at <= created_at + interval '366 days')
);
create index api_client_organisation on api_client (organisation, id desc);

-- What a call with an idempotency key was answered, so that the same call again changes nothing and gets the same answer.
create table idempotency_key (
    account      uuid not null references account,
    key          text not null check (length(key) between 8 and 200),
    request_mark bytea not null,                         -- HMAC of method, address and body: a copy of the database tells nothing
    status       integer not null,
    location     text,
    answer       bytea not null,                         -- sealed
    created_at   timestamptz not null default now(),
    primary key (account, key)
);
create index idempotency_key_created on idempotency_key (created_at);

-- Makes a program with its account and its roles, for an administrator of its organisation. A program is never an
-- administrator, never judges colleagues and never sees survivor-level answers: it gets none of the roles that do.
create function api_client_open(in_client uuid, in_account uuid, in_name text, in_roles text[], in_scopes text[],
                                in_token_hash bytea, in_expires timestamptz)
    returns void language plpgsql security definer set search_path = amparo, pg_temp as
$$
begin
    if acting_account() is null or acting_organisation() is null or acting_room() <> 'administration'
        or not acting_has('administrator') or not exists (
            select 1 from organisation o where o.id = acting_organisation() and o.active) then
        raise insufficient_privilege using message = 'only an administrator makes programs';
    end if;
    if cardinality(in_roles) = 0
        or not in_roles <@ array['registrar', 'case-worker', 'referral-focal-point', 'asylum-officer', 'analyst']
        or ('analyst' = any (in_roles) and cardinality(in_roles) > 1) then
        raise insufficient_privilege using message = 'a program does not get these roles';
    end if;
    insert into account (id, display_name, status) values (in_account, in_name, 'active');
    insert into membership (id, account, organisation, role, scope, until, granted_by)
    select gen_random_uuid(), in_account, acting_organisation(), role, 'organisation', in_expires, acting_account()
    from unnest(in_roles) as roles (role);
    insert into api_client (id, organisation, account, name, token_hash, scopes, created_by, expires_at)
    values (in_client, acting_organisation(), in_account, in_name, in_token_hash, in_scopes, acting_account(), in_expires);
end
$$;

-- Takes a program's access back, for good. Whether there was one to take back.
create function api_client_revoke(in_client uuid)
    returns boolean language plpgsql security definer set search_path = amparo, pg_temp as
$$
declare
    of_account uuid;
begin
    if acting_account() is null or acting_room() <> 'administration' or not acting_has('administrator') then
        raise insufficient_privilege using message = 'only an administrator revokes programs';
    end if;
    update api_client set revoked_at = now()
    where id = in_client and organisation = acting_organisation() and revoked_at is null
    returning account into of_account;
    if of_account is null then
        return false;
    end if;
    update account set status = 'deactivated', deactivated_at = now() where id = of_account;
    update membership set until = now() where account = of_account and until > now();
    return true;
end
$$;
