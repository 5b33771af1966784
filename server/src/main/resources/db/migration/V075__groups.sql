-- People who travel together. A group has nobody who leads it: who speaks for a group may be who controls it. It has a
-- random code and dated memberships; what people are to each other stands in their own answers.

create function random_code(letters integer) returns text language plpgsql set search_path = amparo, pg_temp as
$$
declare
    random bytea := uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid());
    places integer[] := array[0, 1, 2, 3, 4, 5, 7, 9, 10, 11, 12, 13, 14, 15];  -- bytes of a UUID that are all random
    made   text := '';
begin
    for place in 1..letters loop
        made := made || substr('0123456789ABCDEFGHJKMNPQRSTVWXYZ', (get_byte(random, places[place]) & 31) + 1, 1);
    end loop;
    return made;
end
$$;

create table travel_group (
    id           uuid primary key,
    code         text not null unique check (code ~ '^G[0-9A-HJKMNP-TV-Z]{8}$'),  -- nine letters: never the code of a person
    organisation uuid not null references organisation,
    site         uuid references site,
    entered_by   uuid not null references account,
    entered_room text not null,
    entered_at   timestamptz not null default now()
);
create index travel_group_organisation on travel_group (organisation, id desc);
create index travel_group_site on travel_group (site, id desc);
create index travel_group_entered_by on travel_group (entered_by, id desc);

-- As with persons: the database makes the code, whatever was sent.
create function group_code() returns trigger language plpgsql security definer set search_path = amparo, pg_temp as
$$
begin
    loop
        new.code := 'G' || random_code(8);
        exit when not exists (select 1 from travel_group g where g.code = new.code);
    end loop;
    return new;
end
$$;
create trigger group_code before insert on travel_group for each row execute function group_code();

create table group_member (
    id           uuid primary key,
    travel_group uuid not null references travel_group,
    person       uuid not null references person,
    organisation uuid not null references organisation,  -- of the group, so that the walls need no join
    added_by     uuid not null references account,
    added_room   text not null,
    since        timestamptz not null default now(),
    until        timestamptz
);
create unique index group_member_once on group_member (travel_group, person) where until is null;
create index group_member_person on group_member (person);
create index group_member_added_by on group_member (added_by);
create trigger only_sooner before update on group_member for each row execute function only_sooner();

-- Somebody who was separated from a group without the group being told. It changes nothing in the group: the membership
-- goes on in everybody's eyes, and only those who work with the person, and who wrote it down, see this row.
create table separation (
    id            uuid primary key,
    person        uuid not null references person,
    travel_group  uuid not null references travel_group,
    organisation  uuid not null references organisation,
    recorded_by   uuid not null references account,
    recorded_room text not null,
    recorded_at   timestamptz not null default now(),
    lifted_by     uuid references account,
    lifted_at     timestamptz,
    check ((lifted_by is null) = (lifted_at is null))
);
-- By whoever recorded it: two colleagues who cannot see each other's row must not notice each other either.
create unique index separation_once on separation (person, travel_group, recorded_by) where lifted_at is null;
create index separation_recorded_by on separation (recorded_by);

-- Groups of persons to whom somebody is assigned: in reach, also outside of the own site.
create function acting_groups() returns uuid[] language sql stable security definer set search_path = amparo, pg_temp
    return array(select distinct m.travel_group from group_member m
                 where m.person = any ((select acting_assigned())::uuid[])
                   and m.organisation = (select acting_organisation()));

-- With a person go their memberships and separations; a group of nobody goes too.
create function groups_forget() returns trigger language plpgsql security definer set search_path = amparo, pg_temp as
$$
declare
    were uuid[] := array(select m.travel_group from group_member m where m.person = new.id);
begin
    delete from separation s where s.person = new.id;
    delete from group_member m where m.person = new.id;
    delete from travel_group g where g.id = any (were)
        and not exists (select 1 from group_member m where m.travel_group = g.id);
    return new;
end
$$;
create trigger groups_forget after update of erased_at on person
    for each row when (old.erased_at is null and new.erased_at is not null) execute function groups_forget();
