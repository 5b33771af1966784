-- Learning with invented stories (rulebook/content/vignettes). An exercise holds what an officer asked, saw and chose in a
-- story, and nothing of a person: it refers to no person, no answer and no case, so that nothing of it can come into a list,
-- a search, a figure or an export of real work.
create table exercise (
    id           uuid primary key,
    organisation uuid not null references organisation,
    account      uuid not null references account,
    vignette     text not null check (vignette ~ '^[a-z0-9-]{1,80}$'),
    started_at   timestamptz not null default now(),
    asked        text[] not null default '{}',           -- person/moment/fact
    alone        text[] not null default '{}',           -- persons of the story who were heard alone
    flags        text[] not null default '{}',           -- person/screen
    acts         integer[] not null default '{}',
    finished_at  timestamptz,
    found        text[] not null default '{}',           -- screens
    missed       text[] not null default '{}',
    extra        text[] not null default '{}',
    forbidden    text[] not null default '{}',           -- screens that forbid an act that was chosen
    shared       boolean not null default false,         -- with the supervisors of the organisation
    check (not shared or finished_at is not null)
);
create index exercise_mine on exercise (account, organisation, started_at desc, id desc);
create index exercise_team on exercise (organisation, finished_at desc) where finished_at is not null;

-- How much colleagues practised: counts alone, for supervisors.
create function exercise_team_counts() returns table (name text, finished bigint, stories bigint, last_day date)
    language sql stable security definer set search_path = amparo, pg_temp as
$$
    select a.display_name, count(*), count(distinct e.vignette), max(e.finished_at)::date
    from exercise e join account a on a.id = e.account
    where e.organisation = acting_organisation() and acting_has('supervisor')
      and acting_room() in ('frontline', 'border', 'returns') and e.finished_at is not null
    group by e.account, a.display_name order by lower(a.display_name)
$$;

-- What a team finds hard, by rule. Of a rule that fewer than four colleagues practised nothing is said: it could be told
-- whose mistake it was.
create function exercise_team_rules() returns table (screen text, officers bigint, found bigint, missed bigint, extra bigint,
    forbidden bigint) language sql stable security definer set search_path = amparo, pg_temp as
$$
    with done as (
        select e.account, e.found, e.missed, e.extra, e.forbidden from exercise e
        where e.organisation = acting_organisation() and acting_has('supervisor')
          and acting_room() in ('frontline', 'border', 'returns') and e.finished_at is not null),
    each as (
        select account, unnest(d.found) as screen, 1 as f, 0 as m, 0 as x, 0 as n from done d
        union all select account, unnest(d.missed), 0, 1, 0, 0 from done d
        union all select account, unnest(d.extra), 0, 0, 1, 0 from done d
        union all select account, unnest(d.forbidden), 0, 0, 0, 1 from done d)
    select each.screen, count(distinct account), sum(f)::bigint, sum(m)::bigint, sum(x)::bigint, sum(n)::bigint
    from each group by each.screen having count(distinct account) >= 4
    order by sum(m) + sum(n) desc, each.screen
$$;

insert into retention_kind (kind, target, condition) values ('exercise', 'exercise', 'started_at < $1');
