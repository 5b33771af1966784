-- Interviews: the frame first, then questions. Answers are answers of the registry; here stands how they were asked.

create table interview (
    id           uuid primary key,
    person       uuid not null references person,
    organisation uuid not null references organisation,
    site         uuid references site,
    kind         text not null check (kind in ('full', 'surge')),
    place        text not null check (place in ('desk', 'room', 'outside', 'vehicle', 'telephone', 'other')),
    private      boolean not null,
    language     text not null,                          -- in which is spoken, a code of the rulebook
    through      text not null check (through in ('direct', 'interpreter', 'companion', 'draft')),
    understood   boolean not null,
    informed     boolean not null,
    consent      text not null check (consent in ('yes', 'no', 'not-asked')),
    guardian     boolean not null default false,         -- of a child: somebody who answers for them is there
    started_by   uuid not null references account,
    started_room text not null,
    started_at   timestamptz not null default now(),
    alone_at     timestamptz,
    closed_by    uuid references account,
    closed_at    timestamptz,
    check (closed_at is null or alone_at is not null),
    check ((closed_at is null) = (closed_by is null))
);
create index interview_person on interview (person, started_at desc);
create index interview_started_by on interview (started_by);

create table interview_question (
    id           uuid primary key,                       -- the id of the item, and of the answer
    interview    uuid not null references interview on delete cascade,
    person       uuid not null references person,
    organisation uuid not null references organisation,
    fact         text not null check (length(fact) <= 80),
    state        text not null check (state in ('answered', 'skipped', 'not-counted')),
    value        jsonb,                                  -- only of what was said but does not count
    asked_by     uuid not null references account,
    asked_room   text not null,
    asked_at     timestamptz not null default now(),
    check ((value is null) or state = 'not-counted')
);
create index interview_question_interview on interview_question (interview, asked_at);
create index interview_question_person on interview_question (person);

-- An interview is closed once, and never without a moment alone.
create function interview_guard() returns trigger language plpgsql set search_path = amparo, pg_temp as
$$
begin
    if old.closed_at is not null or (old.alone_at is not null and new.alone_at is distinct from old.alone_at)
            or (new.closed_at is not null and new.alone_at is null) then
        raise insufficient_privilege using message = 'not without a moment alone, and not twice';
    end if;
    return new;
end
$$;
create trigger interview_guard before update on interview for each row execute function interview_guard();

-- What cannot wait: one tap, and the colleagues see it.
create table immediate_alert (
    id           uuid primary key,
    person       uuid not null references person,
    organisation uuid not null references organisation,
    site         uuid references site,
    kind         text not null check (kind in ('medical', 'food', 'safety', 'child-care')),
    raised_by    uuid not null references account,
    raised_room  text not null,
    raised_at    timestamptz not null default now(),
    done_by      uuid references account,
    done_at      timestamptz,
    check ((done_at is null) = (done_by is null))
);
create unique index immediate_alert_once on immediate_alert (person, organisation, kind, raised_by) where done_at is null;
create index immediate_alert_open on immediate_alert (organisation, raised_at) where done_at is null;
create index immediate_alert_raised_by on immediate_alert (raised_by);

-- The notice to the authority that protects children: whom, how, when, and what they said.
create table child_notice (
    id           uuid primary key,
    person       uuid not null references person,
    organisation uuid not null references organisation,
    authority    text not null check (length(trim(authority)) between 2 and 200),
    way          text not null check (way in ('telephone', 'in-person', 'written')),
    answered_by  text check (length(answered_by) <= 200),
    told_by      uuid not null references account,
    told_room    text not null,
    told_at      timestamptz not null default now()
);
create index child_notice_person on child_notice (person, told_at);
create index child_notice_told_by on child_notice (told_by);

-- Large arrivals: a number for the day that says nothing of whoever holds it.
create table surge_number (
    id           uuid primary key,
    organisation uuid not null references organisation,
    site         uuid references site,
    person       uuid not null references person,
    day          date not null default current_date,
    number       integer not null,
    given_by     uuid not null references account,
    given_room   text not null,
    given_at     timestamptz not null default now()
);
create unique index surge_number_once on surge_number (organisation, day, number);
create unique index surge_number_person on surge_number (person, organisation, day);
create index surge_number_given_by on surge_number (given_by);

-- Random in a wide span: whoever sees two of them knows neither how many came nor who came first.
create function surge_number_next() returns trigger language plpgsql security definer set search_path = amparo, pg_temp as
$$
begin
    new.day := current_date;
    loop
        new.number := 1000 + floor(random() * 9000)::integer;
        exit when not exists (select 1 from surge_number s
            where s.organisation = new.organisation and s.day = new.day and s.number = new.number);
    end loop;
    return new;
end
$$;
create trigger surge_number_next before insert on surge_number for each row execute function surge_number_next();
