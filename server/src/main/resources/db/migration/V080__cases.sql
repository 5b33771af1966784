-- Cases: the work that an organisation does for a person or a family. A case is seen by those of its organisation who may
-- see the person it is of; whatever stands in it says of whom it is, and goes when that person is erased.

create table case_file (
    id            uuid primary key,
    organisation  uuid not null references organisation,
    site          uuid references site,
    person        uuid not null references person,       -- whose case it is: of a family, the first who was named
    owner         uuid references account,               -- nobody: somebody must take it
    status        text not null default 'open' check (status in ('open', 'waiting', 'closed')),
    waiting_for   text check (waiting_for in ('person', 'authority', 'organisation', 'paper', 'appointment')),
    waiting_until date,
    closed_reason text check (closed_reason in ('solved', 'transferred', 'referred', 'moved-on', 'no-contact',
                      'person-asked', 'no-mandate', 'opened-twice', 'died')),
    opened_by     uuid not null references account,
    opened_at     timestamptz not null default now(),
    changed_at    timestamptz not null default now(),
    closed_at     timestamptz,
    version       integer not null default 1,            -- of two who saw the same state, the second is told
    unique (id, organisation),
    check ((status = 'waiting') = (waiting_for is not null) and (waiting_until is null or status = 'waiting')),
    check ((status = 'closed') = (closed_reason is not null) and (status = 'closed') = (closed_at is not null))
);
create index case_file_organisation on case_file (organisation, id desc);
create index case_file_owner on case_file (owner, organisation, id desc);
create index case_file_person on case_file (person);
create index case_file_unowned on case_file (organisation, id desc) where owner is null;

-- All whose case it is, the first one too.
create table case_person (
    file         uuid not null,
    person       uuid not null references person,
    organisation uuid not null references organisation,
    added_by     uuid not null references account,
    added_at     timestamptz not null default now(),
    primary key (file, person),
    foreign key (file, organisation) references case_file (id, organisation) on delete cascade
);
create index case_person_person on case_person (person);

-- What happened. Only ever added to; nothing else tells the history of a case.
create table case_event (
    id           uuid primary key,
    file         uuid not null,
    organisation uuid not null references organisation,
    kind         text not null check (kind ~ '^[a-z][a-z-]{0,39}$'),
    subject      uuid,                                   -- the task, paper, door, person or transfer that it is about
    before       text,                                   -- codes and accounts, never words
    after        text,
    on_day       date,                                   -- when it really was, if somebody said
    reason       text check (length(reason) <= 2000),
    version      integer not null,                       -- of the case after it
    account      uuid not null references account,
    at           timestamptz not null default now(),
    foreign key (file, organisation) references case_file (id, organisation) on delete cascade
);
create index case_event_file on case_event (file, at, id);

-- Notes are sealed (platform.Sealer): a copy of the database does not tell them. A note is never changed; a newer one
-- corrects it.
create table case_note (
    id            uuid primary key,
    file          uuid not null,
    organisation  uuid not null references organisation,
    person        uuid not null references person,
    sensitivity   text not null check (sensitivity in ('ordinary', 'sensitive', 'survivor')),
    words         bytea not null,
    corrects      uuid references case_note on delete set null,
    recorded_by   uuid not null references account,
    recorded_at   timestamptz not null default now(),
    foreign key (file, organisation) references case_file (id, organisation) on delete cascade
);
create index case_note_file on case_note (file, recorded_at desc, id desc);
create index case_note_corrects on case_note (corrects) where corrects is not null;

create table case_task (
    id           uuid primary key,
    file         uuid not null,
    organisation uuid not null references organisation,
    person       uuid not null references person,
    what         text not null check (length(trim(what)) between 2 and 200),
    due          date not null,
    assignee     uuid not null references account,
    status       text not null default 'open' check (status in ('open', 'done', 'dropped')),
    made_by      uuid not null references account,
    made_at      timestamptz not null default now(),
    ended_by     uuid references account,
    ended_at     timestamptz,
    version      integer not null default 1,
    foreign key (file, organisation) references case_file (id, organisation) on delete cascade,
    check ((status = 'open') = (ended_at is null) and (status = 'open') = (ended_by is null))
);
create index case_task_file on case_task (file, due, id);
create index case_task_assignee on case_task (assignee, organisation, due, id) where status = 'open';

-- Files are sealed too. Nobody looks for viruses in them: they leave as downloads only, never shown by the server.
create table case_attachment (
    id           uuid primary key,
    file         uuid not null,
    organisation uuid not null references organisation,
    person       uuid not null references person,
    sensitivity  text not null check (sensitivity in ('ordinary', 'sensitive', 'survivor')),
    name         text not null check (length(trim(name)) between 1 and 120),
    kind         text not null check (kind in ('application/pdf', 'image/jpeg', 'image/png', 'text/plain')),
    size         integer not null check (size between 1 and 10485760),
    content      bytea,                                  -- gone when it was taken away
    added_by     uuid not null references account,
    added_at     timestamptz not null default now(),
    removed_by   uuid references account,
    removed_at   timestamptz,
    foreign key (file, organisation) references case_file (id, organisation) on delete cascade,
    check ((content is null) = (removed_at is not null) and (removed_by is null) = (removed_at is null))
);
create index case_attachment_file on case_attachment (file, id);

-- What was taken away does not come back, and nothing comes in its place.
create function case_attachment_only_less() returns trigger language plpgsql set search_path = amparo, pg_temp as
$$
begin
    if new.content is not null or old.removed_at is not null then
        raise insufficient_privilege using message = 'a file can only be taken away';
    end if;
    return new;
end
$$;
create trigger only_less before update on case_attachment for each row execute function case_attachment_only_less();

-- A case never belongs to somebody who does not work here.
create function case_owner_works() returns trigger language plpgsql security definer set search_path = amparo, pg_temp as
$$
begin
    if new.owner is not null and not exists (
        select 1 from membership m
        where m.account = new.owner and m.organisation = new.organisation and m.since <= now()
          and (m.until is null or m.until > now())
          and m.role in ('case-worker', 'protection-specialist', 'supervisor', 'referral-focal-point', 'asylum-officer')) then
        raise insufficient_privilege using message = 'who owns a case works on cases here';
    end if;
    return new;
end
$$;
create trigger owner_works before insert on case_file for each row execute function case_owner_works();
create trigger new_owner_works before update of owner on case_file for each row
    when (new.owner is distinct from old.owner) execute function case_owner_works();
