-- Forms of paper for days without power or line: each carries codes that nobody has yet. A code becomes somebody's when
-- the form is keyed in; until then it says nothing, and if the paper is lost it stays empty.

create table paper_form (
    id           uuid primary key,
    batch        uuid not null,
    code         text not null unique,                   -- of the group
    persons      text[] not null,                        -- of the persons, in the order of the lines
    places       integer not null check (places between 1 and 12),
    organisation uuid not null references organisation,
    made_by      uuid not null references account,
    made_at      timestamptz not null default now(),
    used_by      uuid references account,
    used_at      timestamptz,
    check ((used_by is null) = (used_at is null))
);
create index paper_form_batch on paper_form (organisation, batch);
create index paper_form_persons on paper_form using gin (persons);

create function code_is_taken(of_code text) returns boolean language sql stable set search_path = amparo, pg_temp
    return exists (select 1 from person p where p.code = of_code)
        or exists (select 1 from travel_group g where g.code = of_code)
        or exists (select 1 from paper_form f where f.code = of_code)
        or exists (select 1 from paper_form f where f.persons @> array[of_code]);

create function paper_codes() returns trigger language plpgsql security definer set search_path = amparo, pg_temp as
$$
declare
    made text;
begin
    loop
        new.code := 'G' || random_code(8);
        exit when not code_is_taken(new.code);
    end loop;
    new.persons := '{}';
    while cardinality(new.persons) < new.places loop
        made := random_code(8);
        if made <> all (new.persons) and not code_is_taken(made) then
            new.persons := new.persons || made;
        end if;
    end loop;
    return new;
end
$$;
create trigger paper_codes before insert on paper_form for each row execute function paper_codes();

-- The code that was printed counts, in the organisation that printed it and in the transaction that keys the form in.
-- Whatever else is sent is replaced: who could choose a code could try which exist.
create or replace function person_code() returns trigger language plpgsql security definer set search_path = amparo, pg_temp as
$$
begin
    -- First the length: whoever sends no code need not be anybody.
    if length(new.code) = 8 then
        if exists (select 1 from paper_form f where f.persons @> array[new.code]
            and f.organisation = new.organisation and f.organisation = acting_organisation()
            and f.used_at = now() and f.used_by = acting_account())
            and not exists (select 1 from person p where p.code = new.code) then
            return new;
        end if;
    end if;
    loop
        new.code := random_code(8);
        exit when not code_is_taken(new.code);
    end loop;
    return new;
end
$$;

create or replace function group_code() returns trigger language plpgsql security definer set search_path = amparo, pg_temp as
$$
begin
    -- First the length: whoever sends no code need not be anybody.
    if length(new.code) = 9 then
        if exists (select 1 from paper_form f where f.code = new.code
            and f.organisation = new.organisation and f.organisation = acting_organisation()
            and f.used_at = now() and f.used_by = acting_account())
            and not exists (select 1 from travel_group g where g.code = new.code) then
            return new;
        end if;
    end if;
    loop
        new.code := 'G' || random_code(8);
        exit when not code_is_taken(new.code);
    end loop;
    return new;
end
$$;

-- A form that was used stays used, by whoever used it.
create function paper_used_once() returns trigger language plpgsql set search_path = amparo, pg_temp as
$$
begin
    if old.used_at is not null then
        raise insufficient_privilege using message = 'a form is used once';
    end if;
    return new;
end
$$;
create trigger paper_used_once before update on paper_form for each row execute function paper_used_once();
