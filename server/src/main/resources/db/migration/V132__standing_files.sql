-- What hangs on a file that another stands for is of the same person: it shows at the file that stands, and nothing is
-- moved, so that taking a merge back gives each file what it had.

-- The file that stands for this one, as far as whoever asks may see it: the walls of the asker hold, a code leads nowhere else.
create function standing_file(of_person uuid) returns uuid language plpgsql stable set search_path = amparo, pg_temp as
$$
declare
    stands uuid := of_person;
    next   uuid;
begin
    loop
        select p.merged_into into next from person p where p.id = stands;
        exit when next is null or not exists (select 1 from person p where p.id = next);
        stands := next;
    end loop;
    return stands;
end
$$;

-- A file and those that it stands for, as far as whoever asks may see it.
create function person_files(of_person uuid) returns uuid[] language plpgsql stable set search_path = amparo, pg_temp as
$$
begin
    return of_person || coalesce((select p.merged from person p where p.id = of_person), '{}');
end
$$;

-- All files of the person of whom this file is, whoever asks: for what the database does itself.
create function files_of_person(of_person uuid) returns uuid[] language plpgsql stable security definer
    set search_path = amparo, pg_temp as
$$
declare
    stands uuid := of_person;
    next   uuid;
begin
    loop
        select p.merged_into into next from person p where p.id = stands;
        exit when next is null;
        stands := next;
    end loop;
    return stands || coalesce((select p.merged from person p where p.id = stands), '{}');
end
$$;

-- Who takes a consent back takes it back as a person: what rests on it ends with every file of theirs.
create or replace function consent_withdrawn() returns trigger language plpgsql security definer
    set search_path = amparo, pg_temp as
$$
declare
    files uuid[] := files_of_person(new.person);
begin
    if new.purpose in ('sharing', 'registration') then
        update share set until = now()
            where person = any (files) and from_organisation = new.organisation and basis = 'consent' and until > now();
    end if;
    if new.purpose = 'photo' then
        delete from photo p where p.person = any (files) and p.organisation = new.organisation;
    end if;
    return null;
end
$$;

-- A merge, and taking it back, change what is known of a person as an answer does: then, too, the answers of the
-- organisation are read together.
create or replace function answered_now(of_person uuid) returns boolean language plpgsql stable security definer
    set search_path = amparo, pg_temp as
$$
declare
    -- Once, not for each row: each look at who acts is a keyed hash.
    of_account      uuid := acting_account();
    of_organisation uuid := nullif(current_setting('amparo.organisation', true), '')::uuid;  -- under the same seal
begin
    return exists (select 1 from answer a where a.person = of_person and a.recorded_at = now()
                     and a.recorded_by = of_account and a.organisation = of_organisation)
        or exists (select 1 from person_merge m where of_person in (m.kept, m.merged)
                     and m.organisation = of_organisation
                     and ((m.merged_by = of_account and m.merged_at = now())
                       or (m.undone_by = of_account and m.undone_at = now())));
end
$$;
