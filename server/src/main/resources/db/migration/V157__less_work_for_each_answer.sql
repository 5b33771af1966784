-- The same for less work of the database (benchmarks/registry-cpu, decision 0041).

-- Who calls with a token: in one look as the owner, instead of five tables each with a look at the seal. Only at the gate,
-- and only for whoever holds the token: without its hash there is no row.
create function api_caller(in_hash bytea, in_now timestamptz)
    returns table (id uuid, client text, account uuid, organisation uuid, scopes text[], expires_at timestamptz,
                   rested boolean, name text, kind text, role text, scope text, sites uuid[])
    language plpgsql stable security definer set search_path = amparo, pg_temp as
$$
#variable_conflict use_column
begin
    if acting_room() <> 'gate' or not acting_sealed() then
        raise insufficient_privilege using message = 'tokens are asked for at the gate';
    end if;
    return query
        select c.id, c.name, c.account, c.organisation, c.scopes, c.expires_at,
               c.last_used is null or c.last_used < in_now - interval '1 minute',
               o.name, o.kind, m.role, m.scope,
               case m.scope when 'country' then array(select s.id from site s
                        where s.organisation = m.organisation and s.country = m.country and s.active)
                   else m.sites end
        from api_client c
             join account a on a.id = c.account and a.status = 'active'
             join organisation o on o.id = c.organisation and o.active
             join membership m on m.account = c.account and m.organisation = c.organisation
        where c.token_hash = in_hash and c.revoked_at is null and c.expires_at > in_now
          and m.since <= now() and (m.until is null or m.until > now())
        order by m.role;
end
$$;

-- The same bytes (amparo.server.audit.AuditHash), each part written out: a function for each was called twelve times.
create or replace function audit_digest(previous bytea, chain uuid, number bigint, at timestamptz, account uuid, roles text[],
                             room text, action text, kind text, subjects uuid[], reason_digest bytea, origin text,
                             detail text)
    returns bytea language sql immutable
    return sha256(previous || convert_to('amparo-audit-1|'
        || coalesce(octet_length(chain::text) || ':' || chain::text, '~')
        || coalesce(octet_length(number::text) || ':' || number::text, '~')
        || coalesce(octet_length((extract(epoch from at) * 1000000)::numeric(20, 0)::text) || ':'
               || (extract(epoch from at) * 1000000)::numeric(20, 0)::text, '~')
        || coalesce(octet_length(account::text) || ':' || account::text, '~')
        || coalesce(octet_length(array_to_string(roles, ',')) || ':' || array_to_string(roles, ','), '~')
        || coalesce(octet_length(room) || ':' || room, '~')
        || coalesce(octet_length(action) || ':' || action, '~')
        || coalesce(octet_length(kind) || ':' || kind, '~')
        || coalesce(octet_length(array_to_string(subjects, ',')) || ':' || array_to_string(subjects, ','), '~')
        || coalesce(octet_length(encode(reason_digest, 'hex')) || ':' || encode(reason_digest, 'hex'), '~')
        || coalesce(octet_length(origin) || ':' || origin, '~')
        || coalesce(octet_length(detail) || ':' || detail, '~'), 'UTF8'));
drop function audit_part(text);

-- Where no device told anything, the newest answer is the one that was written down last, and no clocks are compared.
create or replace function list_refresh(in_persons uuid[], in_organisations uuid[], in_facts text[]) returns void
    language plpgsql security definer set search_path = amparo, pg_temp as
$$
declare
    sharing uuid;
begin
    -- Of two who write about one person at once, the second sees what the first left; a load of many writes alone.
    if in_persons[1] = all (in_persons) then
        perform pg_advisory_xact_lock(hashtextextended('list ' || in_persons[1], 6));
    elsif cardinality(in_persons) <= 400 then
        perform pg_advisory_xact_lock(hashtextextended('list ' || t.person, 6))
        from (select distinct u.person from unnest(in_persons) as u (person) order by u.person) as t;
    end if;
    if exists (select 1 from list_key k where k.person = any (in_persons) and k.fact = any (in_facts)) then
        delete from list_key k using unnest(in_persons, in_organisations, in_facts) as t (person, organisation, fact)
            where k.person = t.person and k.fact = t.fact
              and ((k.organisation = t.organisation and k.share is null)
                or k.share in (select s.id from share s where s.person = t.person and s.from_organisation = t.organisation));
    end if;
    if exists (select 1 from answer a where a.person = any (in_persons) and a.clock is not null) then
        insert into list_key (person, organisation, key, fact, held, site, entered_by)
        select distinct p.id, t.organisation, k.key, t.fact, p.organisation = t.organisation, p.site, p.entered_by
        from unnest(in_persons, in_organisations, in_facts) as t (person, organisation, fact)
             join person p on p.id = t.person and p.erased_at is null
             cross join lateral (
                 select n.value, n.told
                 from (select a.value, a.told_at, a.clock, a.clock_slack,
                              coalesce(a.true_as_of, (a.told_at at time zone 'UTC')::date) as told,
                              row_number() over last as place,
                              row_number() over (partition by a.clock order by a.told_at desc, a.id desc) as on_its_clock,
                              first_value(a.told_at) over last as last_at,
                              first_value(a.clock) over last as last_clock,
                              first_value(a.clock_slack) over last as last_slack
                       from answer a
                       where a.person = t.person and a.fact = t.fact and a.record is null
                         and a.organisation = t.organisation and a.sensitivity <> 'survivor'
                       window last as (order by a.told_at desc, a.id desc)) n
                 where n.place = 1
                    or (n.on_its_clock = 1 and n.clock is distinct from n.last_clock
                        and n.last_at - n.told_at <= make_interval(secs => n.clock_slack + n.last_slack))) as newest
             cross join lateral unnest(list_keys(t.fact, newest.value, newest.told)) as k (key);
    else
        insert into list_key (person, organisation, key, fact, held, site, entered_by)
        select distinct p.id, t.organisation, k.key, t.fact, p.organisation = t.organisation, p.site, p.entered_by
        from unnest(in_persons, in_organisations, in_facts) as t (person, organisation, fact)
             join person p on p.id = t.person and p.erased_at is null
             cross join lateral (
                 select a.value, coalesce(a.true_as_of, (a.told_at at time zone 'UTC')::date) as told
                 from answer a
                 where a.person = t.person and a.fact = t.fact and a.record is null
                   and a.organisation = t.organisation and a.sensitivity <> 'survivor'
                 order by a.told_at desc, a.id desc limit 1) as newest
             cross join lateral unnest(list_keys(t.fact, newest.value, newest.told)) as k (key);
    end if;
    if 'age_doubt' = any (in_facts) then
        insert into list_key (person, organisation, key, fact, held, site, entered_by)
        select distinct p.id, t.organisation, 'age-doubt', t.fact, p.organisation = t.organisation, p.site, p.entered_by
        from unnest(in_persons, in_organisations, in_facts) as t (person, organisation, fact)
             join person p on p.id = t.person and p.erased_at is null
        where t.fact = 'age_doubt' and believed_child(t.person, t.organisation)
          and not exists (select 1 from list_key k where k.person = t.person and k.organisation = t.organisation
                          and k.share is null and k.key = 'age-doubt');
    end if;
    -- The birth date says more than an age.
    if 'age' = any (in_facts)
        and exists (select 1 from list_key k where k.person = any (in_persons) and k.fact = 'age') then
        delete from list_key k using unnest(in_persons, in_organisations, in_facts) as t (person, organisation, fact)
            where t.fact = 'age' and k.person = t.person and k.organisation = t.organisation and k.share is null
              and k.fact = 'age'
              and exists (select 1 from list_key b where b.person = t.person and b.organisation = t.organisation
                          and b.fact = 'birth_date' and b.share is null);
    end if;
    for sharing in select s.id from share s
            where s.person = any (in_persons) and s.until > now()
              and exists (select 1 from unnest(in_persons, in_organisations) as t (person, organisation)
                          where t.person = s.person and t.organisation = s.from_organisation) loop
        delete from list_key k where k.share = sharing;
        perform list_share(sharing);
    end loop;
end
$$;
