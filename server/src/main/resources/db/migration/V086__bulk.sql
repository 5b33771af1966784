-- What somebody did to many at once: enough to say what was done and to take it back, and no more.
create table bulk_batch (
    id           uuid primary key,                       -- from the form: a second click finds the first
    organisation uuid not null references organisation,
    account      uuid not null references account,
    action       text not null check (action ~ '^[a-z][a-z-]{0,39}$'),
    what         text not null check (length(what) <= 200), -- the colleague, the group: ids and codes, never words
    done         integer not null check (done >= 0),     -- to how many it was done
    done_at      timestamptz not null default now(),
    undone       integer,
    undone_at    timestamptz,
    check ((undone is null) = (undone_at is null))
);
create index bulk_batch_account on bulk_batch (account, organisation, id desc);

create table bulk_item (
    batch        uuid not null references bulk_batch on delete cascade,
    person       uuid not null references person,
    organisation uuid not null references organisation,
    account      uuid not null references account,
    made         uuid not null,                          -- the assignment, membership or task that was made or ended
    primary key (batch, person)
);
create index bulk_item_person on bulk_item (person);

create function bulk_item_erase() returns trigger language plpgsql security definer set search_path = amparo, pg_temp as
$$
begin
    delete from bulk_item i where i.person = new.id;
    return null;
end
$$;
create trigger bulk_item_erase after update of erased_at on person
    for each row when (old.erased_at is null and new.erased_at is not null) execute function bulk_item_erase();

-- Gives somebody back the persons whom they let go in this batch: only those, only for a day, and only if they may still
-- know of them. An end is never taken back: a new assignment begins.
create function bulk_resume(in_batch uuid) returns setof uuid language plpgsql security definer
    set search_path = amparo, pg_temp as
$$
begin
    return query
    insert into assignment (id, person, account, organisation, assigned_by)
    select gen_random_uuid(), a.person, a.account, a.organisation, a.account
    from bulk_batch b join bulk_item i on i.batch = b.id join assignment a on a.id = i.made
         join person p on p.id = a.person
    where b.id = in_batch and b.action = 'leave' and b.account = acting_account()
      and b.organisation = acting_organisation() and b.done_at > now() - interval '24 hours'
      and a.account = acting_account() and a.organisation = acting_organisation() and a.until = b.done_at
      and acting_room() = 'frontline' and p.erased_at is null
      and (p.organisation = acting_organisation() or p.id = any (acting_shared()))
    on conflict do nothing
    returning person;
end
$$;

insert into retention_kind (kind, target, condition) values ('bulk-batch', 'bulk_batch', 'done_at < $1');
