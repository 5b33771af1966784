-- Complaints about how people are treated, and reports of abuse or exploitation by staff. They go round the organisation
-- complained of, straight to the monitors; whoever writes one never reads it here again, and nobody learns who wrote it.
create table complaint (
    id           uuid primary key,
    about        uuid not null references organisation,
    kind         text not null check (kind in ('treatment', 'abuse', 'money', 'refused', 'data', 'other')),
    danger       boolean not null default false,         -- somebody may be in danger now
    words        bytea not null,                         -- sealed
    contact      bytea,                                  -- sealed: a safe way to answer, if there is one
    made_at      timestamptz not null default now(),
    state        text not null default 'new' check (state in ('new', 'taken', 'closed')),
    taken_by     uuid references account,
    taken_in     uuid references organisation,
    changed_at   timestamptz not null default now()
);
create index complaint_open on complaint (state, danger desc, made_at);

insert into retention_kind (kind, target, condition) values
    ('complaint', 'complaint', 'state = ''closed'' and changed_at < $1');
