-- A tablet that goes on without a line for one shift. The server knows whom it was given and until when; what is asked and
-- answered on it comes as items, each of which is taken once.
create table device_shift (
    id           uuid primary key,
    token_hash   bytea not null unique,                  -- SHA-256; the token itself lies in the sealed store of the device
    account      uuid not null references account,
    organisation uuid not null references organisation,
    room         text not null,
    persons      uuid[] not null,                        -- whom it was given to take along
    began_at     timestamptz not null default now(),
    ends_at      timestamptz not null,
    ended_at     timestamptz,
    check (ends_at > began_at and ends_at <= began_at + interval '24 hours')
);
create index device_shift_account on device_shift (account, began_at desc);
create index device_shift_persons on device_shift using gin (persons);

-- That an item came, and nothing of what it says.
create table device_item (
    id           uuid primary key,                       -- made by the device
    shift        uuid not null references device_shift on delete cascade,
    account      uuid not null references account,
    organisation uuid not null references organisation,
    came_at      timestamptz not null default now()
);
create index device_item_shift on device_item (shift);

-- What a device may know that has no session any more: whether its shift goes on. "ended" is the order to forget everything;
-- "over" only means that somebody has to sign in.
create function device_shift_state(of_token bytea) returns text language sql stable security definer
    set search_path = amparo, pg_temp
    return coalesce((
        select case
            when s.ended_at is not null or a.status <> 'active' or c.sessions_from > s.began_at
                or not exists (select 1 from membership m where m.account = s.account
                    and m.organisation = s.organisation and m.since <= now() and (m.until is null or m.until > now()))
                then 'ended'
            when s.ends_at <= now() then 'over'
            else 'running' end
        from device_shift s join account a on a.id = s.account join credential c on c.account = s.account
        where s.token_hash = of_token), 'ended');

create function device_forget() returns trigger language plpgsql security definer set search_path = amparo, pg_temp as
$$
begin
    update device_shift s set persons = array_remove(s.persons, new.id) where s.persons @> array[new.id];
    return null;
end
$$;
create trigger device_forget after update of erased_at on person
    for each row when (old.erased_at is null and new.erased_at is not null) execute function device_forget();

insert into retention_kind (kind, target, condition) values ('device-shift', 'device_shift', 'began_at < $1');
