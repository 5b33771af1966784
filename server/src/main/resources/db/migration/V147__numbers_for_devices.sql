-- Numbers of the day that a tablet takes along, so that whoever comes while there is no line gets the same kind of number.
create table surge_reserved (
    organisation uuid not null references organisation,
    day          date not null,
    number       integer not null,
    shift        uuid not null references device_shift on delete cascade,
    primary key (organisation, day, number)
);
create index surge_reserved_shift on surge_reserved (shift);

-- For a shift of whoever acts; asked again it gives those that nobody has yet.
create function surge_reserve(of_shift uuid, how_many integer) returns integer[] language plpgsql security definer
    set search_path = amparo, pg_temp as
$$
declare
    of_organisation uuid := acting_organisation();
    made            integer;
begin
    if not exists (select 1 from device_shift s where s.id = of_shift and s.account = acting_account()
            and s.organisation = of_organisation and s.room = acting_room()) then
        raise insufficient_privilege using message = 'not this shift';
    end if;
    if how_many > 200 then
        raise check_violation using message = 'too many';
    end if;
    perform pg_advisory_xact_lock(hashtextextended('surge ' || of_organisation, 0));
    -- Used ones were taken away, so that a shift never gets more than it was given.
    if not exists (select 1 from surge_reserved r where r.shift = of_shift)
            and not exists (select 1 from device_item i where i.shift = of_shift) then
        for held in 1..how_many loop
            for attempt in 1..200 loop
                made := 1000 + floor(random() * 9000)::integer;
                exit when not exists (select 1 from surge_number s where s.organisation = of_organisation
                        and s.day >= current_date and s.number = made)
                    and not exists (select 1 from surge_reserved r where r.organisation = of_organisation
                        and r.day >= current_date - 1 and r.number = made);
                made := null;
            end loop;
            exit when made is null;
            insert into surge_reserved (organisation, day, number, shift) values (of_organisation, current_date, made, of_shift);
        end loop;
    end if;
    return array(select r.number from surge_reserved r where r.shift = of_shift order by r.number % 97, r.number);
end
$$;

-- A number that was given without a line stays what the person was told; others keep away from those that tablets took along,
-- also after midnight.
create or replace function surge_number_next() returns trigger language plpgsql security definer
    set search_path = amparo, pg_temp as
$$
declare
    given date;
begin
    if new.number <> 0 then
        delete from surge_reserved r using device_shift s
            where r.shift = s.id and s.account = acting_account() and r.organisation = new.organisation
              and r.number = new.number
            returning r.day into given;
        if given is not null then
            new.day := given;
            return new;
        end if;
    end if;
    perform pg_advisory_xact_lock(hashtextextended('surge ' || new.organisation, 0));
    new.day := current_date;
    loop
        new.number := 1000 + floor(random() * 9000)::integer;
        exit when not exists (select 1 from surge_number s
                where s.organisation = new.organisation and s.day = new.day and s.number = new.number)
            and not exists (select 1 from surge_reserved r
                where r.organisation = new.organisation and r.day >= new.day - 1 and r.number = new.number);
    end loop;
    return new;
end
$$;
