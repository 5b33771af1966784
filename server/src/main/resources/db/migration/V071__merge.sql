-- Two files of one person. Nothing is moved: one file stands for both while they are merged, each keeps its answers, and
-- undoing it gives the two back as they were. Nobody sees more by it: each answer stays behind the walls of its own file.

alter table person
    add column merged_into uuid references person check (merged_into <> id),
    add column merged      uuid[];                       -- the files that this one stands for, also by way of others
create index person_merged_into on person (merged_into) where merged_into is not null;

create table person_merge (
    id           uuid primary key,
    organisation uuid not null references organisation,
    kept         uuid not null references person,
    merged       uuid not null references person,
    reason       text not null check (length(trim(reason)) between 10 and 1000),
    merged_by    uuid not null references account,
    merged_at    timestamptz not null default now(),
    undone_reason text check (length(trim(undone_reason)) between 10 and 1000),
    undone_by    uuid references account,
    undone_at    timestamptz,
    check (kept <> merged),
    check ((undone_at is null) = (undone_by is null) and (undone_at is null) = (undone_reason is null))
);
create unique index person_merge_once on person_merge (merged) where undone_at is null;
create index person_merge_kept on person_merge (kept);
create index person_merge_merged on person_merge (merged);

-- Somebody looked at both and says that they are two people: not suggested again.
create table not_same (
    organisation uuid not null references organisation,
    one          uuid not null references person,
    other        uuid not null references person,
    marked_by    uuid not null references account,
    marked_at    timestamptz not null default now(),
    primary key (organisation, one, other),
    check (one < other)
);
create index not_same_one on not_same (one);
create index not_same_other on not_same (other);

-- Whether the file is of the acting organisation and in reach of whoever acts, without shares and emergencies.
create function person_in_own_reach(of_person uuid) returns boolean language sql stable security definer
    set search_path = amparo, pg_temp
    return exists (select 1 from person p
                   where p.id = of_person and p.organisation = acting_organisation() and p.erased_at is null
                     and (acting_scope() = 'organisation' or p.site = any (acting_sites())
                       or p.entered_by = acting_account() or p.id = any (acting_assigned())));

-- Supervisors may; case workers and protection specialists may who work with one of the two.
create function may_merge(one uuid, other uuid) returns boolean language sql stable security definer
    set search_path = amparo, pg_temp
    return acting_room() = 'frontline' and person_in_own_reach(one) and person_in_own_reach(other)
       and (acting_has('supervisor')
         or ((acting_has('case-worker') or acting_has('protection-specialist'))
           and exists (select 1 from person p where p.id in (one, other)
                         and (p.entered_by = acting_account() or p.id = any (acting_assigned())))));

create function merged_files(of_person uuid) returns uuid[] language sql stable security definer
    set search_path = amparo, pg_temp as
$$
    with recursive under (id) as (
        select p.id from person p where p.merged_into = of_person
        union select p.id from person p join under u on p.merged_into = u.id)
    select nullif(array(select id from under order by id), '{}')
$$;

-- Makes one file stand for the other. Asked twice under one id it is done once.
create function merge_persons(in_id uuid, in_kept uuid, in_merged uuid, in_reason text) returns boolean language plpgsql
    security definer set search_path = amparo, pg_temp as
$$
begin
    if not may_merge(in_kept, in_merged) then
        raise insufficient_privilege using message = 'not in this role';
    end if;
    perform 1 from person p where p.id in (in_kept, in_merged) order by p.id for update;
    if exists (select 1 from person_merge m where m.id = in_id) then
        return true;
    end if;
    if exists (select 1 from person p where p.id in (in_kept, in_merged) and p.merged_into is not null) then
        return false;
    end if;
    insert into person_merge (id, organisation, kept, merged, reason, merged_by)
    values (in_id, acting_organisation(), in_kept, in_merged, trim(in_reason), acting_account());
    update person set merged_into = in_kept where id = in_merged;
    update person set merged = merged_files(in_kept) where id = in_kept;
    delete from not_same n where n.organisation = acting_organisation()
        and n.one = least(in_kept, in_merged) and n.other = greatest(in_kept, in_merged);
    return true;
end
$$;

create function unmerge_persons(in_merge uuid, in_reason text) returns boolean language plpgsql
    security definer set search_path = amparo, pg_temp as
$$
declare
    found_merge person_merge;
begin
    select * into found_merge from person_merge m
        where m.id = in_merge and m.organisation = acting_organisation() for update;
    if not found or not may_merge(found_merge.kept, found_merge.merged) then
        raise insufficient_privilege using message = 'not in this role';
    end if;
    if found_merge.undone_at is not null then
        return false;
    end if;
    update person_merge set undone_at = now(), undone_by = acting_account(), undone_reason = trim(in_reason)
        where id = in_merge;
    update person set merged_into = null where id = found_merge.merged;
    update person set merged = merged_files(found_merge.kept) where id = found_merge.kept;
    return true;
end
$$;

-- What follows from a change of a file: the search keeps to its walls, and who is erased goes wholly, with each file.
create function person_follow() returns trigger language plpgsql security definer set search_path = amparo, pg_temp as
$$
declare
    one uuid;
begin
    if new.erased_at is not null and old.erased_at is null then
        -- What an authority wrote itself stays under its own law, and it finds it still.
        delete from search_key k using organisation o
            where k.person = new.id and o.id = k.organisation
              and (k.share is not null or k.held or o.kind not like '%-authority');
        delete from not_same n where new.id in (n.one, n.other);
        update person_merge m set reason = 'The reason was erased with the person.',
                undone_reason = case when m.undone_at is null then null else 'The reason was erased with the person.' end
            where new.id in (m.kept, m.merged);
        foreach one in array coalesce(new.merged, '{}') loop
            if exists (select 1 from person p where p.id = one and p.erased_at is null) then
                perform erase_values(one);
            end if;
        end loop;
    elsif (new.organisation, new.site, new.entered_by) is distinct from (old.organisation, old.site, old.entered_by) then
        update search_key k set held = k.organisation = new.organisation, entered_by = new.entered_by,
                site = case when k.organisation = new.organisation then new.site end
            where k.person = new.id and k.share is null;
    end if;
    return null;
end
$$;
create trigger person_follow after update of organisation, site, entered_by, erased_at on person
    for each row execute function person_follow();

-- Whoever asks about a person asks about every file that stands for the person.
create or replace function acting_data_requests() returns uuid[] language sql stable security definer
    set search_path = amparo, pg_temp
    return array(select d.person from data_request d
                 where d.organisation = acting_organisation() and d.status = 'open'
                   and acting_room() = 'oversight' and acting_has('data-protection-officer')
                 union select unnest(p.merged) from data_request d join person p on p.id = d.person
                 where d.organisation = acting_organisation() and d.status = 'open'
                   and acting_room() = 'oversight' and acting_has('data-protection-officer'));
