-- Who is told to be an adult and whom an officer took for a child stays among the children of a list until a paper, another
-- organisation or an officer who says whether there is a doubt settles it; what is told since does not (decision 0038).
create function believed_child(of_person uuid, of_organisation uuid) returns boolean language sql stable
    set search_path = amparo, pg_temp
    return exists (
        select 1 from answer e
        where e.person = of_person and e.organisation = of_organisation and e.fact = 'age' and e.record is null
          and (e.source = 'officer' or e.basis = 'estimated')
          and e.source not in ('document', 'agency') and e.basis is distinct from 'document-seen'
          and e.value #>> '{}' ~ '^[0-9]{1,3}([.][.][0-9]{1,3})?$'
          and split_part(e.value #>> '{}', '..', 1)::integer
              + extract(year from age(now(), coalesce(e.true_as_of::timestamptz, e.told_at))) < 18
          and not exists (
              select 1 from answer n
              where n.person = of_person and n.organisation = of_organisation and n.record is null
                and n.fact in ('age', 'birth_date', 'age_doubt') and (n.told_at, n.id) > (e.told_at, e.id)
                and case when n.fact = 'age_doubt' then n.value <> 'null'::jsonb
                         else n.source in ('document', 'agency') or n.basis is not distinct from 'document-seen'
                             or (n.fact = 'age' and (n.source = 'officer' or n.basis is not distinct from 'estimated')) end));

create or replace function list_follow_answer() returns trigger language plpgsql security definer set search_path = amparo, pg_temp as
$$
declare
    persons       uuid[];
    organisations uuid[];
    facts         text[];
begin
    select array_agg(t.person), array_agg(t.organisation), array_agg(t.fact) into persons, organisations, facts
    from (select distinct f.person, f.organisation, g.fact
          from fresh f
               cross join lateral unnest(case when f.fact in ('birth_date', 'age', 'age_doubt')
                                                  then array['birth_date', 'age', 'age_doubt']
                                              else array[f.fact] end) as g (fact)
          where f.fact in ('country_now', 'nationality', 'languages', 'sex', 'birth_date', 'age', 'age_doubt')
            and f.record is null and f.sensitivity <> 'survivor') as t;
    if persons is not null then
        perform list_refresh(persons, organisations, facts);
    end if;
    return null;
end
$$;

create or replace function list_refresh(in_persons uuid[], in_organisations uuid[], in_facts text[]) returns void
    language plpgsql security definer set search_path = amparo, pg_temp as
$$
declare
    sharing uuid;
begin
    -- Of two who write about one person at once, the second sees what the first left; a load of many writes alone.
    if cardinality(in_persons) <= 400 then
        perform pg_advisory_xact_lock(hashtextextended('list ' || t.person, 6))
        from (select distinct u.person from unnest(in_persons) as u (person) order by u.person) as t;
    end if;
    delete from list_key k using unnest(in_persons, in_organisations, in_facts) as t (person, organisation, fact)
        where k.person = t.person and k.fact = t.fact
          and ((k.organisation = t.organisation and k.share is null)
            or k.share in (select s.id from share s where s.person = t.person and s.from_organisation = t.organisation));
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
                   where a.person = t.person and a.fact = t.fact and a.record is null and a.organisation = t.organisation
                     and a.sensitivity <> 'survivor'
                   window last as (order by a.told_at desc, a.id desc)) n
             where n.place = 1
                or (n.on_its_clock = 1 and n.clock is distinct from n.last_clock
                    and n.last_at - n.told_at <= make_interval(secs => n.clock_slack + n.last_slack))) as newest
         cross join lateral unnest(list_keys(t.fact, newest.value, newest.told)) as k (key);
    insert into list_key (person, organisation, key, fact, held, site, entered_by)
    select distinct p.id, t.organisation, 'age-doubt', t.fact, p.organisation = t.organisation, p.site, p.entered_by
    from unnest(in_persons, in_organisations, in_facts) as t (person, organisation, fact)
         join person p on p.id = t.person and p.erased_at is null
    where t.fact = 'age_doubt' and believed_child(t.person, t.organisation)
      and not exists (select 1 from list_key k where k.person = t.person and k.organisation = t.organisation
                      and k.share is null and k.key = 'age-doubt');
    -- The birth date says more than an age.
    delete from list_key k using unnest(in_persons, in_organisations, in_facts) as t (person, organisation, fact)
        where t.fact = 'age' and k.person = t.person and k.organisation = t.organisation and k.share is null
          and k.fact = 'age'
          and exists (select 1 from list_key b where b.person = t.person and b.organisation = t.organisation
                      and b.fact = 'birth_date' and b.share is null);
    for sharing in select s.id from share s
            where s.person = any (in_persons) and s.until > now()
              and exists (select 1 from unnest(in_persons, in_organisations) as t (person, organisation)
                          where t.person = s.person and t.organisation = s.from_organisation) loop
        delete from list_key k where k.share = sharing;
        perform list_share(sharing);
    end loop;
end
$$;
