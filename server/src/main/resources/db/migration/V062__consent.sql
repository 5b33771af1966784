-- What a person agreed to, or did not: per purpose, with the words that were read to them. A row is never changed but by the
-- withdrawal, which comes once and takes effect in the same transaction.
create table consent (
    id            uuid primary key,
    person        uuid not null references person,
    organisation  uuid not null references organisation,
    purpose       text not null check (purpose in ('registration', 'sharing', 'contact', 'photo', 'statistics')),
    given         boolean not null,
    version       text not null check (length(version) <= 20),
    language      text not null check (language ~ '^[a-z]{2}$'),
    text          text not null check (length(text) <= 4000),
    way           text not null check (way in ('spoken', 'signed', 'thumbprint')),
    witness       text check (length(witness) <= 200),
    interpreter   boolean not null default false,
    recorded_by   uuid not null references account,
    recorded_room text not null,
    recorded_at   timestamptz not null default now(),
    withdrawn_at  timestamptz,
    withdrawn_by  uuid references account,
    withdrawn_why text check (length(withdrawn_why) <= 1000),
    check ((withdrawn_at is null) = (withdrawn_by is null)),
    check (given or withdrawn_at is null)
);
create index consent_person on consent (person, organisation, recorded_at desc, id desc);
create index consent_recorded_by on consent (recorded_by);

-- Once, now, and by whoever acts.
create function consent_withdraw_once() returns trigger language plpgsql set search_path = amparo, pg_temp as
$$
begin
    if old.withdrawn_at is not null or not old.given then
        raise insufficient_privilege using message = 'nothing is left to withdraw';
    end if;
    new.withdrawn_at := now();
    new.withdrawn_by := acting_account();
    return new;
end
$$;
create trigger consent_withdraw_once before update on consent for each row execute function consent_withdraw_once();

-- What rests on it ends with it, whoever records the withdrawal: a registrar may not share, but must be able to stop it.
create function consent_withdrawn() returns trigger language plpgsql security definer set search_path = amparo, pg_temp as
$$
begin
    if new.purpose in ('sharing', 'registration') then
        update share set until = now()
            where person = new.person and from_organisation = new.organisation and basis = 'consent' and until > now();
    end if;
    if new.purpose = 'photo' then
        delete from photo p where p.person = new.person and p.organisation = new.organisation;
    end if;
    return null;
end
$$;
create trigger consent_withdrawn after update on consent for each row execute function consent_withdrawn();

create function consent_erase() returns trigger language plpgsql security definer set search_path = amparo, pg_temp as
$$
begin
    delete from consent c where c.person = new.id;
    return null;
end
$$;
create trigger consent_erase after update of erased_at on person for each row
    when (old.erased_at is null and new.erased_at is not null) execute function consent_erase();
