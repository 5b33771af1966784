-- Files that were imported, by the digest of their content: the same file again changes nothing. No content is kept.
create table import_file (
    id           uuid primary key,
    digest       bytea not null check (length(digest) = 32),
    organisation uuid not null references organisation,
    imported_by  uuid not null references account,
    imported_room text not null,
    imported_at  timestamptz not null default now(),
    persons      integer not null,
    groups       integer not null
);
-- By room: what a border post imported is nobody else's business.
create unique index import_file_once on import_file (organisation, digest) where imported_room = 'frontline';
create unique index import_file_once_by on import_file (organisation, imported_by, imported_room, digest)
    where imported_room <> 'frontline';

insert into retention_kind (kind, target, condition) values
    ('group-member', 'group_member', 'until < $1 and not is_held(person)'),
    ('separation', 'separation', 'lifted_at < $1 and not is_held(person)'),
    ('paper-form', 'paper_form', 'made_at < $1'),
    ('import-file', 'import_file', 'imported_at < $1');
