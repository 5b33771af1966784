-- People: who confirmed and who ended a role, links that are handed over, where somebody worked last.

alter table membership
    add column reviewed_by uuid references account,      -- none: nobody since it was given
    add column ended_by    uuid references account,      -- none while until is set: ended by itself
    add column ended_why   text check (ended_why in ('changed', 'left', 'review', 'not-confirmed'));

alter table invitation
    add column purpose text not null default 'installation'
        check (purpose in ('installation', 'invitation', 'password', 'second-factor')),
    add column email   text check (email = lower(email)), -- for whom, while there is no credential yet
    add column reason  text,
    add column seen_by uuid references account,          -- a second administrator looked at a link for lost access
    add column seen_at timestamptz,
    add check (purpose <> 'invitation' or (account is not null and organisation is not null and email is not null)),
    add check (purpose not in ('password', 'second-factor') or (account is not null and length(trim(reason)) >= 10)),
    add check (seen_by is null or seen_by <> invited_by);
create index invitation_account on invitation (account);
create index invitation_organisation on invitation (organisation, created_at desc);

alter table credential
    add column last_organisation uuid references organisation,
    add column last_room         text;

-- What an organisation is decides on which side of the walls its people stand: it never changes. Only the steward
-- switches organisations on and off, and nobody becomes the steward later.
create function organisation_guard() returns trigger language plpgsql as
$$
begin
    if new.id <> old.id or new.kind <> old.kind or new.steward <> old.steward then
        raise exception 'kind and steward of an organisation never change' using errcode = '42501';
    end if;
    if new.active <> old.active and (not acting_is_steward() or old.steward) then
        raise exception 'only the steward switches other organisations on and off' using errcode = '42501';
    end if;
    return new;
end
$$;
create trigger organisation_guard before update on organisation for each row execute function organisation_guard();

-- Whether the acting organisation runs this account: lets in again whoever lost access, changes the name, closes it.
-- With roles in several organisations it is the one where the account is longest; the others run their own roles only.
create function acting_runs_account(of_account uuid) returns boolean language sql stable security definer
    set search_path = amparo, pg_temp
    return coalesce(
        (select m.organisation from membership m join organisation o on o.id = m.organisation and o.active
         where m.account = of_account
           and exists (select 1 from membership still where still.account = of_account
                       and still.organisation = m.organisation and (still.until is null or still.until > now()))
         order by m.since, m.id limit 1),
        (select m.organisation from membership m where m.account = of_account order by m.until desc, m.id limit 1)
    ) = acting_organisation();

-- Whether somebody administers this organisation who has taken up the invitation.
create function organisation_is_run(of_organisation uuid) returns boolean language sql stable security definer
    set search_path = amparo, pg_temp
    return exists (select 1 from membership m join account a on a.id = m.account and a.status = 'active'
                   where m.organisation = of_organisation and m.role = 'administrator'
                     and (m.until is null or m.until > now()));

-- Whether the steward may give that organisation its first administrator.
create function acting_founds(of_organisation uuid) returns boolean language sql stable security definer
    set search_path = amparo, pg_temp
    return acting_is_steward() and not organisation_is_run(of_organisation);
