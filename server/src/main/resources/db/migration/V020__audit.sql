-- Every read and write of personal data. One chain for each organisation (and one for the system, organisation null):
-- the hash of an entry covers the hash of the one before, so an entry that is altered, left out or put in breaks it.
-- Nobody but this function writes here, and nobody at all changes or deletes.

create table audit_chain (
    chain       uuid primary key,                        -- the organisation, or all zeros for the system
    last_number bigint not null,
    last_hash   bytea not null
);

create table audit_entry (
    chain         uuid not null,
    number        bigint not null,                       -- 1, 2, 3 without a gap
    at            timestamptz not null,
    account       uuid,
    room          text not null,
    action        text not null,
    kind          text not null,
    subjects      uuid[] not null,                       -- whom it concerns; one row for a list
    reason        text,
    origin        text not null,
    detail        text not null,                         -- no personal data: names of facts, filters, counts
    hash          bytea not null,
    primary key (chain, number)
);
create index audit_entry_subjects on audit_entry using gin (subjects);
create index audit_entry_at on audit_entry (chain, at);

create function audit_digest(previous bytea, chain uuid, number bigint, at timestamptz, account uuid, room text,
                             action text, kind text, subjects uuid[], reason text, origin text, detail text)
    returns bytea language sql immutable
    -- Each part with its length in front: no two entries read the same. Times in microseconds of the epoch.
    return sha256(previous || convert_to((
        select string_agg(length(part) || ':' || part, '|' order by ordinal)
        from unnest(array[chain::text, number::text,
            (extract(epoch from at) * 1000000)::numeric(20, 0)::text,
            coalesce(account::text, ''), room, action, kind, array_to_string(subjects, ','), coalesce(reason, ''),
            origin, detail]) with ordinality as parts (part, ordinal)), 'UTF8'));

create function audit_append(in_action text, in_kind text, in_subjects uuid[], in_reason text, in_origin text,
                             in_detail text)
    returns bigint language plpgsql security definer set search_path = amparo, pg_temp as
$$
declare
    of_chain uuid := coalesce(acting_organisation(), '00000000-0000-0000-0000-000000000000');
    before   audit_chain;
    now_at   timestamptz := clock_timestamp();
    new_hash bytea;
begin
    insert into audit_chain (chain, last_number, last_hash) values (of_chain, 0, '\x') on conflict do nothing;
    select * into before from audit_chain c where c.chain = of_chain for update;
    new_hash := audit_digest(before.last_hash, of_chain, before.last_number + 1, now_at, acting_account(),
        acting_room(), in_action, in_kind, in_subjects, in_reason, in_origin, in_detail);
    insert into audit_entry (chain, number, at, account, room, action, kind, subjects, reason, origin, detail, hash)
    values (of_chain, before.last_number + 1, now_at, acting_account(), acting_room(), in_action, in_kind,
        in_subjects, in_reason, in_origin, in_detail, new_hash);
    update audit_chain c set last_number = before.last_number + 1, last_hash = new_hash where c.chain = of_chain;
    return before.last_number + 1;
end
$$;
