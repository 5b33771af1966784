-- An organisation's own recordings of core questions, one for each question and language: no voice of a person on the move.
-- Only sound is kept; what a file tells about who made it and where is taken out before it comes here.
create table recording (
    id           uuid primary key,
    organisation uuid not null references organisation,
    fact         text not null check (length(fact) <= 80),
    language     text not null check (length(language) <= 40),   -- a code of the rulebook
    type         text not null check (type in ('audio/wav', 'audio/mpeg')),
    content      bytea not null check (octet_length(content) between 45 and 409600),
    entered_by   uuid not null references account,
    entered_at   timestamptz not null default now(),
    active       boolean not null default true
);
create index recording_organisation on recording (organisation, active, fact, language);
