-- Every read and write of personal data. One chain for each organisation (and one for the system, organisation null):
-- the hash of an entry covers the hash of the one before, so an entry that is altered, left out or put in breaks it.
-- Nobody but this function writes here, and nobody at all changes or deletes: triggers refuse the owner too. Who owns
-- the database can switch triggers off and compute a chain anew; heads that are kept elsewhere show that.

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
    roles         text[] not null,                       -- those that the account had at that moment, in that room
    room          text not null,
    action        text not null check (action ~ '^[a-z][a-z0-9-]{0,39}$'),
    kind          text not null check (kind ~ '^[a-z][a-z0-9-]{0,39}$'),
    subjects      uuid[] not null check (array_position(subjects, null) is null),  -- whom it concerns; one row for a list
    -- In the words of whoever acted, so it may name somebody. The chain holds a salted digest of it and not the words:
    -- they can be forgotten when the person is erased, and the chain still proves itself.
    reason        text check (length(reason) <= 2000),
    reason_salt   bytea,
    reason_digest bytea,
    origin        text not null check (length(origin) <= 100),
    detail        text not null check (length(detail) <= 500),  -- no personal data: names of facts, filters, counts
    hash          bytea not null,
    primary key (chain, number),
    check ((reason is null) = (reason_salt is null)),
    check (reason is null or reason_digest is not null)
);
create index audit_entry_subjects on audit_entry using gin (subjects);
create index audit_entry_at on audit_entry (chain, at);

-- A part with its length in bytes in front, so that no two entries read the same; a missing part is a tilde.
create function audit_part(part text) returns text language sql immutable parallel safe
    return coalesce(octet_length(part) || ':' || part, '~');

-- amparo.server.audit.AuditHash computes the same in Java. Times in microseconds of the epoch.
create function audit_digest(previous bytea, chain uuid, number bigint, at timestamptz, account uuid, roles text[],
                             room text, action text, kind text, subjects uuid[], reason_digest bytea, origin text,
                             detail text)
    returns bytea language sql immutable
    return sha256(previous || convert_to('amparo-audit-1|' || audit_part(chain::text) || audit_part(number::text)
        || audit_part((extract(epoch from at) * 1000000)::numeric(20, 0)::text) || audit_part(account::text)
        || audit_part(array_to_string(roles, ',')) || audit_part(room) || audit_part(action) || audit_part(kind)
        || audit_part(array_to_string(subjects, ',')) || audit_part(encode(reason_digest, 'hex'))
        || audit_part(origin) || audit_part(detail), 'UTF8'));

create function audit_append(in_action text, in_kind text, in_subjects uuid[], in_reason text, in_origin text,
                             in_detail text)
    returns bigint language plpgsql security definer set search_path = amparo, pg_temp as
$$
declare
    of_chain   uuid := coalesce(acting_organisation(), '00000000-0000-0000-0000-000000000000');
    before     audit_chain;
    now_at     timestamptz;
    of_roles   text[];
    salt       bytea;
    new_digest bytea;
    new_hash   bytea;
begin
    -- Whoever holds the row of the chain is alone on it until the end of the transaction. No transaction holds two.
    loop
        select * into before from audit_chain c where c.chain = of_chain for update;
        exit when found;
        insert into audit_chain (chain, last_number, last_hash) values (of_chain, 0, '\x') on conflict do nothing;
    end loop;
    now_at := clock_timestamp();  -- only now: numbers and times go the same way
    of_roles := array(select unnest(coalesce(nullif(current_setting('amparo.roles', true), ''), '{}')::text[]) order by 1);
    if in_reason is not null then
        salt := uuid_send(gen_random_uuid());
        new_digest := sha256(salt || convert_to(in_reason, 'UTF8'));
    end if;
    new_hash := audit_digest(before.last_hash, of_chain, before.last_number + 1, now_at, acting_account(), of_roles,
        acting_room(), in_action, in_kind, in_subjects, new_digest, in_origin, in_detail);
    insert into audit_entry (chain, number, at, account, roles, room, action, kind, subjects, reason, reason_salt,
        reason_digest, origin, detail, hash)
    values (of_chain, before.last_number + 1, now_at, acting_account(), of_roles, acting_room(), in_action, in_kind,
        in_subjects, in_reason, salt, new_digest, in_origin, in_detail, new_hash);
    update audit_chain c set last_number = before.last_number + 1, last_hash = new_hash where c.chain = of_chain;
    return before.last_number + 1;
end
$$;

create function audit_refuse() returns trigger language plpgsql as
$$
begin
    if tg_table_name = 'audit_chain' and tg_op = 'UPDATE' then
        if new.chain = old.chain and new.last_number = old.last_number + 1 then
            return new;
        end if;
    elsif tg_op = 'UPDATE' and current_setting('amparo.audit.forgetting', true) = 'on' then
        -- audit_forget: the words of a reason go, all else stays as it is.
        old.reason := null;
        old.reason_salt := null;
        if old is not distinct from new then
            return new;
        end if;
    end if;
    raise exception 'the audit is append-only: % on % is refused', tg_op, tg_table_name using errcode = '42501';
end
$$;
create trigger audit_entry_stays before update or delete on audit_entry for each row execute function audit_refuse();
create trigger audit_entry_all_stay before truncate on audit_entry execute function audit_refuse();
create trigger audit_chain_stays before update or delete on audit_chain for each row execute function audit_refuse();
create trigger audit_chain_all_stay before truncate on audit_chain execute function audit_refuse();

-- Forgets the words of the reasons of all entries about a person who is erased. No room may call it: the functions that
-- erase do, in the transaction that also appends "erase person", which is how the verifier knows that it was right.
create function audit_forget(subject uuid) returns bigint language plpgsql security definer
    set search_path = amparo, pg_temp as
$$
declare
    forgotten bigint;
begin
    perform set_config('amparo.audit.forgetting', 'on', true);
    update audit_entry set reason = null, reason_salt = null
        where subjects @> array[subject] and reason is not null;
    get diagnostics forgotten = row_count;
    perform set_config('amparo.audit.forgetting', '', true);
    return forgotten;
end
$$;
