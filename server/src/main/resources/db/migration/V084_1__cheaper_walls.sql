-- The same walls for less work. What was asked before every row or twice in a statement is asked once: who acts is under
-- seal, and each look at the seal is a keyed hash (about 10 µs). In plpgsql, because its plans are kept; a function in SQL
-- is planned anew in every statement.

create or replace function acting_assigned() returns uuid[] language plpgsql stable security definer
    set search_path = amparo, pg_temp as
$$
declare
    of_account      uuid := acting_account();
    of_organisation uuid := nullif(current_setting('amparo.organisation', true), '')::uuid;  -- under the same seal
begin
    return array(select a.person from assignment a
                 where a.account = of_account and a.organisation = of_organisation
                   and a.since <= now() and (a.until is null or a.until > now()));
end
$$;

create or replace function acting_shared() returns uuid[] language plpgsql stable security definer
    set search_path = amparo, pg_temp as
$$
declare
    of_organisation uuid := acting_organisation();
begin
    return array(select distinct s.person from share s
                 where s.organisation = of_organisation and s.since <= now() and s.until > now());
end
$$;

create or replace function acting_emergencies() returns uuid[] language plpgsql stable security definer
    set search_path = amparo, pg_temp as
$$
declare
    of_account      uuid := acting_account();
    of_organisation uuid := nullif(current_setting('amparo.organisation', true), '')::uuid;
begin
    return array(select e.person from emergency_access e
                 where e.account = of_account and e.organisation = of_organisation
                   and e.opened_at <= now() and e.ends_at > now());
end
$$;

-- Nobody shares with themselves: for the own answers, which are nearly all, nothing is looked up.
create or replace function acting_shared_facts(of_person uuid, by_organisation uuid) returns text[] language plpgsql stable
    security definer set search_path = amparo, pg_temp as
$$
declare
    of_organisation uuid := acting_organisation();
begin
    if by_organisation = of_organisation then
        return '{}';
    end if;
    return array(select distinct unnest(s.facts) from share s
                 where s.person = of_person and s.from_organisation = by_organisation
                   and s.organisation = of_organisation and s.since <= now() and s.until > now());
end
$$;

create or replace function audit_append(in_action text, in_kind text, in_subjects uuid[], in_reason text, in_origin text,
                                        in_detail text)
    returns bigint language plpgsql security definer set search_path = amparo, pg_temp as
$$
declare
    of_account uuid := acting_account();
    of_chain   uuid := coalesce(nullif(current_setting('amparo.organisation', true), '')::uuid,
                                '00000000-0000-0000-0000-000000000000');  -- under the same seal
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
    new_hash := audit_digest(before.last_hash, of_chain, before.last_number + 1, now_at, of_account, of_roles,
        acting_room(), in_action, in_kind, in_subjects, new_digest, in_origin, in_detail);
    insert into audit_entry (chain, number, at, account, roles, room, action, kind, subjects, reason, reason_salt,
        reason_digest, origin, detail, hash)
    values (of_chain, before.last_number + 1, now_at, of_account, of_roles, acting_room(), in_action, in_kind,
        in_subjects, in_reason, salt, new_digest, in_origin, in_detail, new_hash);
    update audit_chain c set last_number = before.last_number + 1, last_hash = new_hash where c.chain = of_chain;
    return before.last_number + 1;
end
$$;

-- All persons in one look instead of two for each.
create or replace function search_write(in_persons uuid[], in_keys bigint[], in_sharps bigint[], in_facts smallint[])
    returns uuid[] language plpgsql security definer set search_path = amparo, pg_temp as
$$
declare
    of_account      uuid := acting_account();
    of_organisation uuid := nullif(current_setting('amparo.organisation', true), '')::uuid;
    known uuid[];
begin
    if exists (select 1 from (select distinct unnest(in_persons) as id) as p
               where not exists (select 1 from answer a where a.person = p.id and a.recorded_at = now()
                                 and a.recorded_by = of_account and a.organisation = of_organisation)) then
        raise insufficient_privilege using message = 'nothing was said about this person just now';
    end if;
    known := array(select p.id from (select distinct unnest(in_persons) as id) as p
                   where exists (select 1 from search_key k where k.person = p.id and k.organisation = of_organisation));
    if known = '{}' then
        perform search_insert(in_persons, in_keys, in_sharps, in_facts);
    else
        perform search_insert(array_agg(k.person), array_agg(k.key), array_agg(k.sharp), array_agg(k.facts))
        from unnest(in_persons, in_keys, in_sharps, in_facts) as k (person, key, sharp, facts)
        where k.person <> all (known) having count(*) > 0;
    end if;
    return known;
end
$$;

-- What ties whoever acts to one person: assigned, shared with the organisation, open in an emergency. The same as being in
-- the three sets, without making them.
create function acting_ties(of_person uuid) returns boolean[] language plpgsql stable security definer
    set search_path = amparo, pg_temp as
$$
declare
    of_account      uuid := acting_account();
    of_organisation uuid := nullif(current_setting('amparo.organisation', true), '')::uuid;
begin
    return array[
        exists (select 1 from assignment a
                where a.person = of_person and a.account = of_account and a.organisation = of_organisation
                  and a.since <= now() and (a.until is null or a.until > now())),
        exists (select 1 from share s
                where s.person = of_person and s.organisation = of_organisation and s.since <= now() and s.until > now()),
        exists (select 1 from emergency_access e
                where e.person = of_person and e.account = of_account and e.organisation = of_organisation
                  and e.opened_at <= now() and e.ends_at > now())];
end
$$;

-- Asked for every code that is made.
create or replace function code_is_taken(of_code text) returns boolean language plpgsql stable set search_path = amparo, pg_temp as
$$
begin
    return exists (select 1 from person p where p.code = of_code)
        or exists (select 1 from travel_group g where g.code = of_code)
        or exists (select 1 from paper_form f where f.code = of_code)
        or exists (select 1 from paper_form f where f.persons @> array[of_code]);
end
$$;
