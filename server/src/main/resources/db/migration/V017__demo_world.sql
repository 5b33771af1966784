-- A database with a row here holds the demonstration and was never anything else: its passwords are public.
create table demo_world (
    seed    bigint not null,
    made_at timestamptz not null default now()
);
