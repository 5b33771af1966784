-- What one shift tells the next. The words are sealed (platform.Sealer); a note about somebody is seen by those who may see
-- that person, and goes when the person is erased.
create table shift_note (
    id           uuid primary key,
    organisation uuid not null references organisation,
    site         uuid references site,                   -- none: for the whole organisation
    room         text not null,
    person       uuid references person,
    words        bytea not null,
    urgent       boolean not null default false,
    heads        integer check (heads between 0 and 100000),  -- how many people were counted here
    written_by   uuid not null references account,
    written_at   timestamptz not null default now(),
    done_by      uuid references account,
    done_at      timestamptz,
    check ((done_by is null) = (done_at is null))
);
create index shift_note_place on shift_note (organisation, written_at desc, id desc);
create index shift_note_person on shift_note (person) where person is not null;

create function shift_note_erase() returns trigger language plpgsql security definer set search_path = amparo, pg_temp as
$$
begin
    delete from shift_note n where n.person = new.id;
    return null;
end
$$;
create trigger shift_note_erase after update of erased_at on person
    for each row when (old.erased_at is null and new.erased_at is not null) execute function shift_note_erase();

insert into retention_kind (kind, target, condition) values ('shift-note', 'shift_note', 'written_at < $1');
