-- A photo of a person, if they want one: re-encoded, without what the camera wrote into it, small, and apart from the answers,
-- where only its id stands (fact "photo"), so that it is shared, corrected and known like any other answer.
create table photo (
    id            uuid primary key,
    person        uuid not null references person,
    organisation  uuid not null references organisation,
    image         bytea not null check (octet_length(image) <= 200000),
    width         integer not null check (width between 1 and 640),
    height        integer not null check (height between 1 and 640),
    recorded_by   uuid not null references account,
    recorded_room text not null,
    recorded_at   timestamptz not null default now()
);
create index photo_person on photo (person, organisation, recorded_at desc);

-- What a module keeps of a person goes in the moment the person's values are erased.
create function photo_erase() returns trigger language plpgsql security definer set search_path = amparo, pg_temp as
$$
begin
    delete from photo p where p.person = new.id;
    return null;
end
$$;
create trigger photo_erase after update of erased_at on person for each row
    when (old.erased_at is null and new.erased_at is not null) execute function photo_erase();
