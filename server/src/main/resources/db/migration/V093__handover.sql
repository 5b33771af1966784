-- Hand-over across countries: a package that is signed and sealed for one receiver, or carried by the person themselves. It is
-- not kept here; what is kept says that it was made, for whom and on what consent.
create table handover_key (
    organisation uuid primary key references organisation,
    signing      bytea not null,                         -- public, X.509
    signing_own  bytea not null,                         -- sealed, PKCS 8
    opening      bytea not null,
    opening_own  bytea not null,
    made_at      timestamptz not null default now()
);

-- With whom the organisation may share across borders; registered by those who answer for data protection.
create table sharing_agreement (
    id            uuid primary key,
    organisation  uuid not null references organisation,
    partner       text not null check (length(trim(partner)) between 2 and 200),
    country       text not null check (country ~ '^[A-Z]{3}$'),
    reference     text not null check (length(trim(reference)) between 2 and 200),  -- the text that both signed
    signing       bytea not null,
    opening       bytea not null,
    until         date not null,
    registered_by uuid not null references account,
    registered_at timestamptz not null default now(),
    ended_at      timestamptz
);
create index sharing_agreement_organisation on sharing_agreement (organisation, partner);

create table handover (
    id           uuid primary key,
    person       uuid not null references person,
    organisation uuid not null references organisation,
    agreement    uuid references sharing_agreement,      -- none: carried by the person
    country      text not null check (country ~ '^[A-Z]{3}$'),
    facts        text[] not null,
    screens      text[] not null,
    counselled   boolean not null,                       -- asked for journey, earlier claims and flags, one by one
    language     text not null check (language ~ '^[a-z]{2}$'),
    way          text not null check (way in ('spoken', 'signed', 'thumbprint')),
    interpreter  boolean not null,
    text         text not null check (length(text) <= 4000),
    made_by      uuid not null references account,
    made_at      timestamptz not null default now()
);
create index handover_person on handover (person);

-- Never to the country of nationality, nor to where somebody lived last if they have none.
create function handover_country() returns trigger language plpgsql security definer set search_path = amparo, pg_temp as
$$
begin
    if exists (select 1 from answer a where a.person = new.person and a.fact in ('nationality', 'last_residence')
               and a.value @> to_jsonb(new.country)) then
        raise check_violation using message = 'never to the country that somebody left';
    end if;
    if new.agreement is not null and not exists (
            select 1 from sharing_agreement s where s.id = new.agreement and s.organisation = new.organisation
              and s.country = new.country and s.ended_at is null and s.until >= current_date) then
        raise check_violation using message = 'no agreement says so';
    end if;
    return new;
end
$$;
create trigger handover_country before insert on handover for each row execute function handover_country();

create function handover_erase() returns trigger language plpgsql security definer set search_path = amparo, pg_temp as
$$
begin
    delete from handover h where h.person = new.id;
    return null;
end
$$;
create trigger handover_erase after update of erased_at on person for each row
    when (old.erased_at is null and new.erased_at is not null) execute function handover_erase();

insert into retention_kind (kind, target, condition) values
    ('handover', 'handover', 'made_at < $1 and not is_held(person)');
