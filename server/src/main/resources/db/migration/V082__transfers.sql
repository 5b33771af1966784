-- A case goes to another organisation when that one says yes. Until then the sender is responsible, and the receiver sees
-- the offer alone: from whom, for how many, what kind of help. Nothing of the persons is shared before.

create table case_transfer (
    id                uuid primary key,
    file              uuid not null,                     -- of the sender
    from_organisation uuid not null references organisation,
    organisation      uuid not null references organisation,  -- who is asked
    persons           integer not null check (persons between 1 and 50),
    help              text[] not null check (cardinality(help) > 0
                          and help <@ array['legal', 'shelter', 'health', 'family', 'documents', 'livelihood', 'other']),
    answer_by         date not null,
    state             text not null default 'offered' check (state in ('offered', 'accepted', 'declined', 'withdrawn')),
    offered_by        uuid not null references account,
    offered_at        timestamptz not null default now(),
    decided_by        uuid references account,
    decided_at        timestamptz,
    declined_because  text check (declined_because in ('full', 'no-mandate', 'too-far', 'not-enough-told', 'other')),
    declined_words    text check (length(declined_words) <= 500),
    received          uuid references case_file on delete set null,  -- the case that the receiver works on
    received_status   text check (received_status in ('open', 'waiting', 'closed')),  -- what the sender hears of it
    received_since    timestamptz,
    foreign key (file, from_organisation) references case_file (id, organisation) on delete cascade,
    check (organisation <> from_organisation),
    check ((state = 'offered') = (decided_at is null)),
    check ((state = 'declined') = (declined_because is not null)),
    check ((state = 'accepted') = (received_status is not null))
);
create unique index case_transfer_once on case_transfer (file) where state = 'offered';
create index case_transfer_file on case_transfer (file, id);
create index case_transfer_to on case_transfer (organisation, id desc);
create index case_transfer_from on case_transfer (from_organisation, id desc);
create index case_transfer_received on case_transfer (received) where received is not null;

-- What the receiver sees once it said yes.
create table case_transfer_words (
    transfer          uuid primary key references case_transfer on delete cascade,
    from_organisation uuid not null references organisation,
    reason            bytea not null                     -- sealed
);

create table case_transfer_person (
    transfer          uuid not null references case_transfer on delete cascade,
    person            uuid not null references person,
    from_organisation uuid not null references organisation,
    place             integer not null,                  -- 1: the first one, whose case it is
    facts             text[] not null check (cardinality(facts) > 0),
    basis             text not null check (basis in ('consent', 'child-in-danger', 'vital-interest')),
    until             timestamptz not null,
    primary key (transfer, person)
);
create index case_transfer_person_person on case_transfer_person (person);

-- The receiver's answer. The file is hidden from whoever answers, so the database itself makes the shares that the sender
-- offered, the receiver's case, and writes both histories. Gives the state that holds now: of two who answer, the second
-- learns what the first said. No personal data can come out here.
create function case_transfer_answer(in_transfer uuid, in_answer text, in_because text, in_words text, in_case uuid)
    returns text language plpgsql security definer set search_path = amparo, pg_temp as
$$
declare
    offer    case_transfer;
    sent     case_file;
    me       uuid := acting_account();
    ours     uuid := acting_organisation();
    first_of uuid;
begin
    if acting_room() <> 'frontline' or me is null
            or not (acting_has('case-worker') or acting_has('protection-specialist') or acting_has('supervisor')
                or acting_has('referral-focal-point') or acting_has('asylum-officer'))
            or not (acting_scope() = 'organisation' or acting_has('supervisor') or acting_has('referral-focal-point')) then
        raise insufficient_privilege using message = 'not in this role';
    end if;
    select * into offer from case_transfer t where t.id = in_transfer and t.organisation = ours for update;
    if not found then
        return null;
    end if;
    if offer.state <> 'offered' then
        return offer.state;
    end if;
    if in_answer = 'declined' then
        update case_transfer set state = 'declined', declined_because = in_because, declined_words = in_words,
            decided_by = me, decided_at = now() where id = in_transfer;
        insert into case_event (id, file, organisation, kind, subject, after, version, account)
        select gen_random_uuid(), c.id, c.organisation, 'transfer-declined', in_transfer, in_because, c.version, me
        from case_file c where c.id = offer.file;
        return 'declined';
    end if;
    if in_answer <> 'accepted' then
        raise check_violation using message = 'an offer is accepted or declined';
    end if;
    select * into sent from case_file c where c.id = offer.file for update;
    -- Who was erased meanwhile, or moved to another organisation, is not handed over; nor is what nobody may share.
    if not exists (select 1 from organisation o where o.id = ours and o.active
                   and o.kind not in ('border-authority', 'monitor')) then
        raise insufficient_privilege using message = 'nothing can be shared with this organisation';
    end if;
    if exists (select 1 from case_transfer_person tp left join person p
                   on p.id = tp.person and p.erased_at is null and p.organisation = offer.from_organisation
               where tp.transfer = in_transfer and (p.id is null or tp.until <= now()))
            or not exists (select 1 from case_transfer_person tp where tp.transfer = in_transfer) then
        return 'changed';
    end if;
    insert into share (id, person, organisation, from_organisation, shared_by, facts, basis, consented_at, until)
    select gen_random_uuid(), tp.person, ours, offer.from_organisation, offer.offered_by, tp.facts, tp.basis,
           offer.offered_at, tp.until
    from case_transfer_person tp where tp.transfer = in_transfer;
    select tp.person into first_of from case_transfer_person tp where tp.transfer = in_transfer order by tp.place limit 1;
    insert into case_file (id, organisation, person, owner, opened_by) values (in_case, ours, first_of, me, me);
    insert into case_person (file, person, organisation, added_by)
    select in_case, tp.person, ours, me from case_transfer_person tp where tp.transfer = in_transfer;
    insert into assignment (id, person, account, organisation, assigned_by)
    select gen_random_uuid(), tp.person, me, ours, me from case_transfer_person tp where tp.transfer = in_transfer
    on conflict do nothing;
    insert into case_event (id, file, organisation, kind, subject, after, version, account)
    values (gen_random_uuid(), in_case, ours, 'received', in_transfer, me::text, 1, me);
    if sent.status <> 'closed' then
        update case_file set status = 'closed', closed_reason = 'transferred', closed_at = now(), waiting_for = null,
            waiting_until = null, changed_at = now(), version = version + 1 where id = sent.id returning * into sent;
    end if;
    insert into case_event (id, file, organisation, kind, subject, before, after, version, account)
    values (gen_random_uuid(), sent.id, sent.organisation, 'transfer-accepted', in_transfer, null, 'transferred',
            sent.version, me);
    update case_transfer set state = 'accepted', decided_by = me, decided_at = now(), received = in_case,
        received_status = 'open', received_since = now() where id = in_transfer;
    return 'accepted';
end
$$;

-- What the sender hears afterwards: open, waiting or closed, and since when. Nothing else.
create function case_transfer_heard() returns trigger language plpgsql security definer set search_path = amparo, pg_temp as
$$
begin
    update case_transfer set received_status = new.status, received_since = now()
        where received = new.id and state = 'accepted';
    return null;
end
$$;
create trigger transfer_heard after update of status on case_file for each row when (old.status <> new.status)
    execute function case_transfer_heard();

-- By hand the sender can only take an offer back; everything else is the answer of the receiver.
create function case_transfer_only_back() returns trigger language plpgsql set search_path = amparo, pg_temp as
$$
begin
    if current_user = 'amparo_frontline' and not (old.state = 'offered' and new.state = 'withdrawn') then
        raise insufficient_privilege using message = 'an offer can only be taken back';
    end if;
    return new;
end
$$;
create trigger only_back before update on case_transfer for each row execute function case_transfer_only_back();
