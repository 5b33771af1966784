-- By what lists are narrowed. One row for each thing that can be chosen (a country, a language, a year of birth, that nobody
-- works with the person), in the shape of search_key: everything that the policy asks stands in the row, and equality of
-- uuid and text is leakproof, so that the index is walked before the policy is asked (docs/lists.md).
create table list_key (
    person       uuid not null,                          -- no foreign keys: one check for each row costs more than the row
    organisation uuid not null,                          -- whose lists: to whom it was told, or with whom it is shared
    key          text not null,
    fact         text not null,                          -- from which answer it follows; 'team': from nobody being assigned
    held         boolean not null,                       -- whether the file is of this organisation
    site         uuid,
    entered_by   uuid not null,
    share        uuid references share on delete cascade,-- for what was shared: by which share
    until        timestamptz                             -- and until when
);
create index list_key_walk on list_key (organisation, key, person desc);
create index list_key_person on list_key (person, organisation, key);
create index list_key_share on list_key (share) where share is not null;

-- Whose persons are listed, the newest first.
create index assignment_listed on assignment (account, organisation, person desc) where until is null;
create index assignment_person on assignment (person, organisation);  -- also for those that end on a day to come

-- The keys of one answer. An age gives the youngest year: in doubt somebody is a child.
create function list_keys(of_fact text, of_value jsonb, told date) returns text[] language plpgsql immutable
    set search_path = amparo, pg_temp as
$$
declare
    words text := of_value #>> '{}';
begin
    case of_fact
        when 'country_now' then
            if jsonb_typeof(of_value) = 'string' then return array['country:' || words]; end if;
        when 'sex' then
            if jsonb_typeof(of_value) = 'string' then return array['sex:' || words]; end if;
        when 'nationality', 'languages' then
            if jsonb_typeof(of_value) = 'array' then
                return array(select distinct case of_fact when 'languages' then 'language:' else 'nationality:' end || one
                             from jsonb_array_elements_text(of_value) as one where one is not null);
            end if;
        when 'birth_date' then
            if words ~ '^[0-9]{4}' then return array['born:' || left(words, 4)]; end if;
        when 'age' then
            if words ~ '^[0-9]{1,3}([.][.][0-9]{1,3})?$' then
                return array['born:' || (extract(year from told)::integer - split_part(words, '..', 1)::integer)];
            end if;
        when 'age_doubt' then
            if of_value = 'true'::jsonb then return array['age-doubt']; end if;
        else
            null;
    end case;
    return '{}';
end
$$;

-- Lets the receiver of a share narrow its lists by what was shared, and by nothing else.
create function list_share(of_share uuid) returns void language sql security definer set search_path = amparo, pg_temp as
$$
    insert into list_key (person, organisation, key, fact, held, site, entered_by, share, until)
    select k.person, s.organisation, k.key, k.fact, false, null, k.entered_by, s.id, s.until
    from share s join list_key k on k.person = s.person and k.organisation = s.from_organisation and k.share is null
    where s.id = of_share and s.until > now() and k.fact = any (s.facts)
$$;

create function list_follow_share() returns trigger language plpgsql security definer set search_path = amparo, pg_temp as
$$
begin
    if tg_op = 'INSERT' then
        perform list_share(new.id);
    elsif new.until <= now() then
        delete from list_key k where k.share = new.id;
    else
        update list_key k set until = new.until where k.share = new.id;
    end if;
    return null;
end
$$;
create trigger list_follow_share after insert or update of until on share
    for each row execute function list_follow_share();

-- The keys that follow from what these persons said last, all in one statement.
create function list_refresh(in_persons uuid[], in_organisations uuid[], in_facts text[]) returns void language plpgsql
    security definer set search_path = amparo, pg_temp as
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
             select a.value, coalesce(a.true_as_of, (a.recorded_at at time zone 'UTC')::date) as told from answer a
             where a.person = t.person and a.fact = t.fact and a.record is null and a.organisation = t.organisation
               and a.sensitivity <> 'survivor'
             order by a.recorded_at desc, a.id desc limit 1) as newest
         cross join lateral unnest(list_keys(t.fact, newest.value, newest.told)) as k (key);
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

create function list_follow_answer() returns trigger language plpgsql security definer set search_path = amparo, pg_temp as
$$
declare
    persons       uuid[];
    organisations uuid[];
    facts         text[];
begin
    select array_agg(t.person), array_agg(t.organisation), array_agg(t.fact) into persons, organisations, facts
    from (select distinct f.person, f.organisation, g.fact
          from fresh f
               cross join lateral unnest(case when f.fact in ('birth_date', 'age') then array['birth_date', 'age']
                                              else array[f.fact] end) as g (fact)
          where f.fact in ('country_now', 'nationality', 'languages', 'sex', 'birth_date', 'age', 'age_doubt')
            and f.record is null and f.sensitivity <> 'survivor') as t;
    if persons is not null then
        perform list_refresh(persons, organisations, facts);
    end if;
    return null;
end
$$;
create trigger list_follow_answer after insert on answer referencing new table as fresh
    for each statement execute function list_follow_answer();

-- Persons of the own organisation with whom nobody works any more. Whoever enters somebody works with them, so this begins
-- when the last one leaves.
create function list_follow_team() returns trigger language plpgsql security definer set search_path = amparo, pg_temp as
$$
begin
    if new.until is null then
        delete from list_key k where k.person = new.person and k.organisation = new.organisation and k.key = 'nobody';
    elsif not exists (select 1 from assignment a
                      where a.person = new.person and a.organisation = new.organisation and a.until is null) then
        insert into list_key (person, organisation, key, fact, held, site, entered_by)
        select p.id, p.organisation, 'nobody', 'team', true, p.site, p.entered_by from person p
        where p.id = new.person and p.organisation = new.organisation and p.erased_at is null
          and not exists (select 1 from list_key k
                          where k.person = p.id and k.organisation = p.organisation and k.key = 'nobody');
    end if;
    return null;
end
$$;
create trigger list_follow_team after insert or update of until on assignment
    for each row execute function list_follow_team();

create function list_follow_person() returns trigger language plpgsql security definer set search_path = amparo, pg_temp as
$$
begin
    if new.erased_at is not null and old.erased_at is null then
        -- What an authority wrote itself stays under its own law, and so do its lists.
        delete from list_key k using organisation o
            where k.person = new.id and o.id = k.organisation
              and (k.share is not null or k.held or o.kind not like '%-authority');
    elsif (new.organisation, new.site, new.entered_by) is distinct from (old.organisation, old.site, old.entered_by) then
        update list_key k set held = k.organisation = new.organisation, entered_by = new.entered_by,
                site = case when k.organisation = new.organisation then new.site end
            where k.person = new.id and k.share is null;
    end if;
    return null;
end
$$;
create trigger list_follow_person after update of organisation, site, entered_by, erased_at on person
    for each row execute function list_follow_person();

-- What was said before there were lists.
insert into list_key (person, organisation, key, fact, held, site, entered_by)
select distinct p.id, a.organisation, k.key, a.fact, p.organisation = a.organisation, p.site, p.entered_by
from (select distinct on (a.person, a.organisation, a.fact) a.person, a.organisation, a.fact, a.value,
             coalesce(a.true_as_of, (a.recorded_at at time zone 'UTC')::date) as told
      from answer a
      where a.record is null and a.sensitivity <> 'survivor'
        and a.fact in ('country_now', 'nationality', 'languages', 'sex', 'birth_date', 'age', 'age_doubt')
      order by a.person, a.organisation, a.fact, a.recorded_at desc, a.id desc) as a
     join person p on p.id = a.person and p.erased_at is null
     cross join lateral unnest(list_keys(a.fact, a.value, a.told)) as k (key);
delete from list_key k where k.fact = 'age'
    and exists (select 1 from list_key b
                where b.person = k.person and b.organisation = k.organisation and b.fact = 'birth_date');
insert into list_key (person, organisation, key, fact, held, site, entered_by)
select p.id, p.organisation, 'nobody', 'team', true, p.site, p.entered_by
from person p
where p.erased_at is null and p.entered_room = 'frontline'
  and not exists (select 1 from assignment a
                  where a.person = p.id and a.organisation = p.organisation and a.until is null);
select list_share(s.id) from share s where s.until > now();

-- A list as somebody wants it again: filters and columns, never who is in it.
create table saved_view (
    id           uuid primary key,
    organisation uuid not null references organisation,
    account      uuid not null references account,
    room         text not null,
    name         text not null check (length(trim(name)) between 1 and 60),
    query        text not null check (length(query) <= 2000),
    shared       boolean not null default false,         -- with colleagues of the organisation, in the same room
    changed_at   timestamptz not null default now()
);
create unique index saved_view_name on saved_view (organisation, account, room, lower(trim(name)));
create index saved_view_shared on saved_view (organisation, room) where shared;
