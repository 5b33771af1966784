-- The index of the search. One row for each key of a person: a hash of what sounds alike (a part of a name, two parts in
-- any order, a part with the birth date) or of a number. No word of a name stands here. Equality of bigint and uuid is
-- leakproof, so the planner may walk the index before it asks the policy; && and trigrams are not (docs/search.md).
-- Everything that the policy asks stands in the row, so that no other table is read for a row that is thrown away.
create table search_key (
    person       uuid not null,                          -- no foreign keys: one check for each row costs more than the row
    organisation uuid not null,                          -- who may find by this row: to whom it was told, or with whom shared
    key          bigint not null,
    sharp        bigint not null,                        -- the same heard more sharply, for the order of what is found
    facts        smallint not null,                      -- from which facts: 1 name, 2 other name, 4 birth date, 8 phone, 16 document
    held         boolean not null,                       -- whether the file is of this organisation
    site         uuid,
    entered_by   uuid not null,
    share        uuid references share on delete cascade,-- for what was shared: by which share
    until        timestamptz                             -- and until when
);
create index search_key_find on search_key (organisation, key, person desc);
create index search_key_person on search_key (person);
create index search_key_share on search_key (share) where share is not null;

create function search_facts(names text[]) returns integer language sql immutable parallel safe
    return coalesce((select sum(distinct case n when 'name' then 1 when 'other_name' then 2 when 'birth_date' then 4
                                             when 'phone' then 8 when 'document' then 16 else 0 end)::integer
                     from unnest(names) as n), 0);

-- Lets the receiver of a share find the person by what was shared, and by nothing else.
create function search_share(of_share uuid) returns void language sql security definer set search_path = amparo, pg_temp as
$$
    insert into search_key (person, organisation, key, sharp, facts, held, site, entered_by, share, until)
    select k.person, s.organisation, k.key, k.sharp, k.facts, false, null, k.entered_by, s.id, s.until
    from share s join search_key k on k.person = s.person and k.organisation = s.from_organisation and k.share is null
    where s.id = of_share and s.until > now() and (k.facts & ~search_facts(s.facts)) = 0
$$;

create function search_follow_share() returns trigger language plpgsql security definer set search_path = amparo, pg_temp as
$$
begin
    if tg_op = 'INSERT' then
        perform search_share(new.id);
    elsif new.until <= now() then
        delete from search_key k where k.share = new.id;
    else
        update search_key k set until = new.until where k.share = new.id;
    end if;
    return null;
end
$$;
create trigger search_follow_share after insert or update of until on share
    for each row execute function search_follow_share();

-- Only what was said in this transaction brings keys in.
create function search_said_now(of_person uuid) returns boolean language sql stable security definer
    set search_path = amparo, pg_temp
    return exists (select 1 from answer a where a.person = of_person and a.recorded_at = now()
                   and a.recorded_by = acting_account() and a.organisation = acting_organisation());

create function search_insert(in_persons uuid[], in_keys bigint[], in_sharps bigint[], in_facts smallint[]) returns void
    language plpgsql security definer set search_path = amparo, pg_temp as
$$
declare
    of_organisation uuid := acting_organisation();
    sharing uuid;
begin
    insert into search_key (person, organisation, key, sharp, facts, held, site, entered_by)
    select p.id, of_organisation, k.key, k.sharp, k.facts, p.organisation = of_organisation, p.site, p.entered_by
    from unnest(in_persons, in_keys, in_sharps, in_facts) as k (person, key, sharp, facts)
         join person p on p.id = k.person and p.erased_at is null;
    for sharing in select s.id from share s
            where s.person = any (in_persons) and s.from_organisation = of_organisation and s.until > now() loop
        perform search_share(sharing);
    end loop;
end
$$;

-- Writes the keys of persons who had none, all in one statement, and gives those who had: they are written anew.
create function search_write(in_persons uuid[], in_keys bigint[], in_sharps bigint[], in_facts smallint[]) returns uuid[]
    language plpgsql security definer set search_path = amparo, pg_temp as
$$
declare
    of_organisation uuid := acting_organisation();
    known uuid[];
    one   uuid;
begin
    foreach one in array array(select distinct unnest(in_persons)) loop
        if not search_said_now(one) then
            raise insufficient_privilege using message = 'nothing was said about this person just now';
        end if;
        if exists (select 1 from search_key k where k.person = one and k.organisation = of_organisation) then
            known := known || one;
        end if;
    end loop;
    if known is null then
        perform search_insert(in_persons, in_keys, in_sharps, in_facts);
        return '{}';
    end if;
    perform search_insert(array_agg(k.person), array_agg(k.key), array_agg(k.sharp), array_agg(k.facts))
    from unnest(in_persons, in_keys, in_sharps, in_facts) as k (person, key, sharp, facts)
    where k.person <> all (known) having count(*) > 0;
    return known;
end
$$;

create function search_rewrite(in_person uuid, in_keys bigint[], in_sharps bigint[], in_facts smallint[]) returns void
    language plpgsql security definer set search_path = amparo, pg_temp as
$$
begin
    if not search_said_now(in_person) then
        raise insufficient_privilege using message = 'nothing was said about this person just now';
    end if;
    delete from search_key k
        where k.person = in_person
          and (k.organisation = acting_organisation() and k.share is null
            or k.share in (select s.id from share s
                           where s.person = in_person and s.from_organisation = acting_organisation()));
    perform search_insert(array_fill(in_person, array[cardinality(in_keys)]), in_keys, in_sharps, in_facts);
end
$$;
