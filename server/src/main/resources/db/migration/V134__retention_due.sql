-- Whose time is over, found by walking those who were entered long ago instead of everybody, and asked of one person without
-- asking it of all. What is due is what was due, but for merged files: a file for which another stands goes with that one and
-- not before, and work on either keeps both.

create index person_entered on person (entered_at, id) where erased_at is null;
create index case_note_person on case_note (person, recorded_at desc);

create function retention_is_due(in_kind text, before timestamptz, of_person uuid) returns boolean language plpgsql stable
    security definer set search_path = amparo, pg_temp as
$$
#variable_conflict use_variable
declare
    files uuid[];
begin
    select p.id || coalesce(p.merged, '{}') into files from person p join organisation o on o.id = p.organisation
        where p.id = of_person and p.erased_at is null and p.entered_at < before and p.merged_into is null
          and (o.kind = 'border-authority') = (in_kind = 'person-at-border');
    return files is not null
        and not exists (select 1 from person p where p.id = any (files) and p.entered_at >= before)
        and not exists (select 1 from answer a where a.person = any (files) and a.recorded_at >= before)
        and not exists (select 1 from share s
                        where s.person = any (files) and (s.since >= before or s.until >= before))
        and not exists (select 1 from assignment a
                        where a.person = any (files) and (a.since >= before or a.until >= before))
        and not exists (select 1 from data_request d where d.person = any (files) and d.status = 'open')
        and not exists (select 1 from unnest(files) as one where is_held(one))
        and not exists (select 1 from case_person cp join case_event e on e.file = cp.file
                        where cp.person = any (files) and e.at >= before)
        and not exists (select 1 from case_note n where n.person = any (files) and n.recorded_at >= before)
        and not exists (select 1 from case_door d where d.person = any (files) and d.valid_until >= before);
end
$$;

-- In the order of their entering, from behind one of them on: whoever goes through all of them looks at each once.
create function retention_due_after(in_kind text, before timestamptz, after_person uuid, at_most integer)
    returns setof uuid language plpgsql stable security definer set search_path = amparo, pg_temp as
$$
declare
    since timestamptz := coalesce((select p.entered_at from person p where p.id = after_person), '-infinity');
    last  uuid := coalesce(after_person, '00000000-0000-0000-0000-000000000000');
begin
    return query
        select p.id from person p
        where p.erased_at is null and p.entered_at < before and (p.entered_at, p.id) > (since, last)
          and retention_is_due(in_kind, before, p.id)
        order by p.entered_at, p.id limit at_most;
end
$$;

create or replace function retention_due_persons(in_kind text, before timestamptz, at_most integer) returns setof uuid
    language sql stable security definer set search_path = amparo, pg_temp as
$$
    select due from retention_due_after(in_kind, before, null, at_most) as due
$$;
drop function retention_due_before_cases(text, timestamptz, integer);

create or replace function retention_erase(in_kind text, before timestamptz, of_person uuid) returns boolean
    language plpgsql security definer set search_path = amparo, pg_temp as
$$
begin
    if before > now() - interval '180 days' then
        raise exception 'nobody is erased within half a year';
    end if;
    perform 1 from person p where p.id = of_person for update;
    if not retention_is_due(in_kind, before, of_person) then
        return false;
    end if;
    perform erase_values(of_person);
    return true;
end
$$;
