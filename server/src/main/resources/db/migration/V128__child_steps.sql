-- What is done for a child alone after the notice, by whom; each step as often as something changed. What was written down
-- by mistake is not taken away: it is said that it does not hold.
create table child_step (
    id           uuid primary key,
    person       uuid not null references person,
    organisation uuid not null references organisation,
    step         text not null check (step ~ '^[a-z-]{3,40}$'),
    state        text not null check (state in ('done', 'not-now', 'not-so')),
    who          text not null check (length(trim(who)) between 2 and 200),  -- the person or office who does it
    note         text check (length(note) <= 500),
    recorded_by  uuid not null references account,
    recorded_room text not null,
    recorded_at  timestamptz not null default now(),
    check (state = 'done' or length(trim(note)) >= 3)  -- why not
);
create index child_step_person on child_step (person, recorded_at desc);
create index child_step_recorded_by on child_step (recorded_by);

create or replace function profiling_erase() returns trigger language plpgsql security definer set search_path = amparo, pg_temp as
$$
begin
    delete from flag_reading r where r.person = new.id;
    delete from flag_share s where s.person = new.id;
    delete from flag_opinion o where o.person = new.id;
    delete from flag_event e where e.person = new.id;
    delete from flag f where f.person = new.id;
    delete from interview_question q where q.person = new.id;
    delete from interview i where i.person = new.id;
    delete from immediate_alert a where a.person = new.id;
    delete from child_notice c where c.person = new.id;
    delete from child_step c where c.person = new.id;
    delete from surge_number s where s.person = new.id;
    return null;
end
$$;
